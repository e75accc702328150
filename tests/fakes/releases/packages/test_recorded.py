"""The record is what the tools say that are here, and what a verifier accepts is what every extractor leaves."""

import sys
from collections.abc import Sequence

import pytest

from fakes.releases.packages.corpus import CORPUS, Specimen
from fakes.releases.packages.pki import default_pki
from fakes.releases.packages.recorded import Recorded, Verdict, recorded
from reference_impl.mid.verification import Refused, archive, verify
from tests.fakes.releases.packages.extractors import Tree, by_python, by_unzip, digest, installed
from tests.fakes.releases.packages.jdk import JDK25, Jdk, needs_jdk, needs_jdk25, on_the_path
from tests.fakes.releases.packages.record import verdict

RECORD_AGAIN = "python -m tests.fakes.releases.packages.record JDK17 JDK25"


@pytest.fixture(scope="module")
def packages() -> list[bytes]:
    return [specimen.make() for specimen in CORPUS]


def is_accepted(specimen: Specimen) -> bool:
    try:
        verify(specimen.make(), default_pki().trust_anchors, specimen.at)
    except Refused:
        return False
    return True


def verified(specimen: Specimen) -> Tree:
    """What the reference has verified, read as it reads."""
    opened = archive.open_archive(specimen.make())
    return installed({name: archive.read(opened, name) for name in opened.namelist() if not name.endswith("/")})


ACCEPTED = [specimen for specimen in CORPUS if is_accepted(specimen)]


def differing(trees: Sequence[Tree], specimens: Sequence[Specimen] = ACCEPTED) -> list[str]:
    """The specimens of which somebody leaves something else than was verified."""
    return [one.name for one, tree in zip(specimens, trees, strict=True) if tree != verified(one)]


def test_every_specimen_is_recorded_and_nothing_else() -> None:
    assert list(recorded()) == [specimen.name for specimen in CORPUS], RECORD_AGAIN


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


@needs_jdk
def test_jar_leaves_what_was_verified() -> None:
    assert differing(on_the_path().extracted([specimen.make() for specimen in ACCEPTED])) == []


@needs_jdk25
def test_jar_of_jdk_25_leaves_what_was_verified() -> None:
    assert differing(JDK25.extracted([specimen.make() for specimen in ACCEPTED])) == []


@pytest.mark.needs("unzip")
def test_unzip_leaves_what_was_verified() -> None:
    assert differing([by_unzip(specimen.make()) for specimen in ACCEPTED]) == []


def test_python_leaves_what_was_verified() -> None:
    assert differing([by_python(specimen.make()) for specimen in ACCEPTED]) == []


def test_what_is_recorded_of_an_accepted_package_is_one_tree() -> None:
    trees = {
        one.name: (recorded()[one.name].jar, recorded()[one.name].unzip, recorded()[one.name].python)
        for one in ACCEPTED
    }
    assert trees == {one.name: (digest(verified(one)),) * 3 for one in ACCEPTED}


@needs_jdk
def test_jar_leaves_what_is_recorded_of_the_others_too(packages: list[bytes]) -> None:
    if on_the_path().version != 17:
        pytest.skip("what `jar` of another JDK leaves of bad packages is not recorded")
    left = dict(zip(recorded(), map(digest, on_the_path().extracted(packages)), strict=True))
    assert left == {name: each.jar for name, each in recorded().items()}


@pytest.mark.needs("unzip")
def test_unzip_leaves_what_is_recorded_of_the_others_too(packages: list[bytes]) -> None:
    left = dict(zip(recorded(), map(digest, map(by_unzip, packages)), strict=True))
    assert left == {name: each.unzip for name, each in recorded().items()}


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="other versions leave other parts of bad packages")
def test_python_leaves_what_is_recorded_of_the_others_too(packages: list[bytes]) -> None:
    left = dict(zip(recorded(), map(digest, map(by_python, packages)), strict=True))
    assert left == {name: each.python for name, each in recorded().items()}
