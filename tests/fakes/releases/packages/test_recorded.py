"""The record is what tools say that are here; the reference differs as is stated, and installs what they leave."""

import re
import sys
from collections.abc import Callable, Mapping, Sequence

import pytest

from fakes.releases.packages.corpus import CORPUS, Specimen
from fakes.releases.packages.pki import default_pki
from fakes.releases.packages.recorded import Recorded, Verdict, recorded
from midcert.run.layout import ROOT
from reference_impl.mid.verification import Refused, archive, verify
from tests.fakes.releases.packages.extractors import Tree, by_python, by_unzip, digest, installed
from tests.fakes.releases.packages.jdk import JDK25, Jdk, needs_jdk, needs_jdk25, on_the_path
from tests.fakes.releases.packages.record import verdict

CHAPTER = (
    (ROOT / "docs" / "readings.md")
    .read_text("utf-8")
    .split("\n## Where the reference is stricter")[1]
    .split("\n## ")[0]
)
TABLE, LAXER = CHAPTER.split("\nLaxer than")
STRICTER_CODES = {
    code for row in re.findall(r"^\| (`.*?) \|", TABLE, re.MULTILINE) for code in re.findall("`(.*?)`", row)
}


def code_for(specimen: Specimen) -> str:
    """Why the reference refuses it; empty if it does not."""
    try:
        verify(specimen.make(), default_pki().trust_anchors, specimen.at)
    except Refused as refused:
        return refused.code
    return ""


CODES = {specimen.name: code_for(specimen) for specimen in CORPUS}
ACCEPTED = [specimen for specimen in CORPUS if not CODES[specimen.name]]


@pytest.fixture(scope="module")
def packages() -> list[bytes]:
    return [specimen.make() for specimen in CORPUS]


def by_reference(specimen: Specimen) -> Tree:
    """What the reference has verified, read as it reads."""
    opened = archive.open_archive(specimen.make())
    return installed({name: b"".join(archive.unpack(opened, name)) for name in opened if not name.endswith("/")})


def test_every_specimen_is_recorded_and_nothing_else() -> None:
    assert list(recorded()) == [specimen.name for specimen in CORPUS], "see tests/fakes/releases/packages/record.py"


def test_the_codes_by_which_the_reference_is_stricter_are_those_that_are_stated() -> None:
    stricter = {
        CODES[name] for name, each in recorded().items() if CODES[name] and Verdict.ACCEPTED in (each.jdk17, each.jdk25)
    }
    assert stricter == STRICTER_CODES - {"unsupported-algorithm"}  # of which jarsigner's options make packages


def test_the_packages_with_which_the_reference_is_laxer_are_those_that_are_stated() -> None:
    laxer = [one.name for one in ACCEPTED if not recorded()[one.name].accepted_by_both]
    assert laxer == re.findall(r"\(`(.*?)`\)", LAXER)


@pytest.mark.long
@needs_jdk
def test_the_jdk_that_is_here_says_what_is_recorded(packages: list[bytes]) -> None:
    jdk = on_the_path()
    said = dict(zip(recorded(), map(verdict, jdk.verdicts(packages)), strict=True))
    assert {name: said[name] for name, each in recorded().items() if said[name] not in expected(each, jdk)} == {}


def expected(each: Recorded, jdk: Jdk) -> set[Verdict]:
    """What the JDK may say: of a version that was not asked, either where those disagree that were."""
    verdicts = {17: each.jdk17, 25: each.jdk25}
    return {verdicts[jdk.version]} if jdk.version in verdicts else set(verdicts.values())


@pytest.mark.long
@needs_jdk25
def test_jdk_25_says_what_is_recorded(packages: list[bytes]) -> None:
    said = map(verdict, JDK25.verdicts(packages))
    assert dict(zip(recorded(), said, strict=True)) == {name: each.jdk25 for name, each in recorded().items()}


def test_what_is_recorded_of_an_accepted_package_is_what_was_verified() -> None:
    for one in ACCEPTED:
        left = recorded()[one.name]
        assert {left.jar, left.unzip, left.python} == {digest(by_reference(one))}, one.name


@needs_jdk
def test_jar_leaves_what_is_recorded(packages: list[bytes]) -> None:
    jdk = on_the_path()
    check_left(jdk.extracted(packages), lambda each: each.jar, is_recorded=jdk.version == 17)


@needs_jdk25
def test_jar_of_jdk_25_leaves_of_what_is_accepted_what_that_of_jdk_17_does(packages: list[bytes]) -> None:
    check_left(JDK25.extracted(packages), lambda each: each.jar, is_recorded=False)


@pytest.mark.needs("unzip")
def test_unzip_leaves_what_is_recorded(packages: list[bytes]) -> None:
    left = list(map(by_unzip, packages))
    check_left(left, lambda each: each.unzip, is_recorded=True)


def test_python_leaves_what_is_recorded(packages: list[bytes]) -> None:
    check_left(list(map(by_python, packages)), lambda each: each.python, is_recorded=sys.version_info[:2] == (3, 11))


def check_left(trees: Sequence[Tree], column: Callable[[Recorded], str], *, is_recorded: bool) -> None:
    """The trees are those that were recorded; by an extractor of another version, those of accepted packages are."""
    left: Mapping[str, str] = dict(zip(recorded(), map(digest, trees), strict=True))
    names = [name for name in left if is_recorded or not CODES[name]]
    assert {name: left[name] for name in names} == {name: column(recorded()[name]) for name in names}
