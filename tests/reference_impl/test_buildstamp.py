from datetime import UTC, datetime

import pytest

from fakes.releases import builds
from fakes.releases.builds import named
from reference_impl.buildstamp import FAMILIES, Buildstamp, InvalidBuildstampError, is_pin, parse_buildstamp

REAL = "orlando-12-11-2019__patch1-hotfix2-04-07-2020_04-14-2020_1509"
TAG = "orlando-12-11-2019__patch1-hotfix2-04-07-2020"
BARE = "04-14-2020-1509"
BUILT = datetime(2020, 4, 14, 15, 9)  # noqa: DTZ001 - a stamp has no zone


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        (REAL, Buildstamp(REAL, TAG, "orlando", BUILT)),
        (BARE, Buildstamp(BARE, "04-14-2020", "", BUILT)),
    ],
)
def test_both_forms_are_read(text: str, stamp: Buildstamp) -> None:
    assert parse_buildstamp(text) == stamp


@pytest.mark.parametrize("patch", ["patch0", "patch10", "patch4b", "patch8-hotfix4b", "patch10a-hotfix11"])
def test_patches_and_hotfixes_have_numbers_and_perhaps_a_letter(patch: str) -> None:
    text = f"newyork-06-26-2019__{patch}-09-21-2020_09-23-2020_0915"
    assert parse_buildstamp(text).tag == f"newyork-06-26-2019__{patch}-09-21-2020"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "latest",
        TAG,
        REAL.upper(),
        f" {REAL}",
        f"{REAL}\n",
        f"{REAL}.zip",
        REAL.replace("__", "_"),
        REAL.replace("_1509", "-1509"),
        REAL.replace("2", "\N{ARABIC-INDIC DIGIT TWO}"),
        REAL.replace("1509", "2409"),
        REAL.replace("04-14-2020", "02-30-2020"),
        BARE.replace("-1509", "_1509"),
        BARE.replace("4", "\N{ARABIC-INDIC DIGIT FOUR}"),
        "13-14-2020-1509",
        "2020-04-14-1509",
    ],
)
def test_nothing_else_is_a_build_stamp(text: str) -> None:
    with pytest.raises(InvalidBuildstampError) as refused:
        parse_buildstamp(text)
    assert str(refused.value) == text


@pytest.mark.parametrize(
    ("name", "named"),
    [(REAL, True), (TAG, True), ("orlando", False), ("", False), (f"{TAG}_04-14-2020", False), (TAG.upper(), False)],
)
def test_a_build_is_named_by_its_stamp_or_its_tag(name: str, *, named: bool) -> None:
    assert parse_buildstamp(REAL).is_named_by(name) is named


def test_every_public_stamp_is_read_as_the_suite_reads_it() -> None:
    for build in builds.builds():
        found = parse_buildstamp(build.stamp)
        assert (found.tag, found.family, found.built.replace(tzinfo=UTC)) == (build.tag, build.family, build.built)


# ---- Families


def test_families_stand_in_the_order_of_their_release() -> None:
    assert tuple(builds.FAMILIES) == FAMILIES


@pytest.mark.parametrize(
    ("stamp", "family", "older"),
    [
        ("Helsinki Patch 12a", "istanbul", True),
        ("Istanbul Patch 8", "istanbul", False),
        ("Orlando Patch 1", "istanbul", False),
        ("New York Patch 9", "orlando", True),
        ("Zurich Patch 7b Hotfix 2", "australia", True),
        ("Australia Patch 2 Hotfix 2", "zurich", False),
        ("Australia Patch 2 Hotfix 2", "istanbul", False),
        (BARE, "istanbul", False),
    ],
)
def test_a_family_is_older_than_those_released_after_it(stamp: str, family: str, *, older: bool) -> None:
    assert parse_buildstamp(named(stamp).stamp).is_older_than(family) is older


# ---- Pins


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (REAL, True),
        (TAG, True),
        (BARE, True),
        ("newyork-06-26-2019__patch0-07-10-2019", True),
        ("", False),
        ("latest", False),
        ("orlando", False),
        ("04-14-2020", False),
        ("orlando-12-11-2019", False),
        ("orlando-12-11-2019__patch1", False),
        (f"{TAG} ", False),
        (f"{TAG}\n", False),
        (f" {REAL}", False),
        (f"{REAL}.zip", False),
        (TAG.upper(), False),
        (f"{TAG}_04-14-2020", False),
        (TAG.replace("2", "\N{ARABIC-INDIC DIGIT TWO}"), False),
    ],
)
def test_a_pin_is_a_tag_or_a_stamp(text: str, *, answer: bool) -> None:
    assert is_pin(text) is answer
