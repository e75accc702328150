"""What the list of the packages of a build may say."""

from collections.abc import Sequence

import pytest

from fakes.releases.package_lists import flaw_of_list
from tests.fakes.worlds import PATCH_1, PATCH_2

SITE = "https://install.service-now.com/glide/distribution/builds/package"
STAMP = PATCH_1.stamp


def package(name: str, host: str, stamp: str = STAMP, day: str = f"{PATCH_1.built:%Y/%m/%d}") -> dict[str, str]:
    file = f"{name}.{stamp}.{host}.zip"
    return {"name": name, "file": file, "url": f"{SITE}/{name}/{day}/{file}"}


CORE, JAVA = package("mid-core", "universal.universal"), package("mid-jre", "linux.x86-64")
EXTRA = package("mid-extra", "universal.universal")


@pytest.mark.parametrize(
    "listed",
    [[CORE, JAVA], [JAVA, CORE], [CORE], [CORE, JAVA, EXTRA], [CORE | {"size": 7}, JAVA]],
    ids=["both", "the other way round", "the core alone", "three", "more is said"],
)
def test_how_many_there_are_and_in_which_order_is_free(listed: Sequence[object]) -> None:
    assert flaw_of_list(listed, PATCH_1, "linux") == ""


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (None, "no list"),
        ([], "no mid-core"),
        ([JAVA], "no mid-core"),
        ([CORE, "mid-jre"], "mid-jre"),
        ([CORE, package("mid-jre", "windows.x86-64")], "windows"),
        ([CORE, package("mid-jre", "linux.x86-32")], "x86-32"),
        ([package("mid-core", "universal.universal", PATCH_2.stamp)], PATCH_2.stamp),
        ([package("mid-core", "universal.universal", day="2019/12/11")], "2019/12/11"),
        ([CORE | {"url": CORE["url"].replace("https", "http")}], "http:"),
        ([{"name": "mid-core", "file": CORE["file"]}], "None"),
    ],
)
def test_what_is_wrong_is_told(listed: Sequence[object] | None, said: str) -> None:
    assert said in flaw_of_list(listed, PATCH_1, "linux")
