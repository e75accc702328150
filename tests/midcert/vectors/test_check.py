import sys
from pathlib import Path

import msgspec
import pytest

from fakes.releases.packages.recorded import Verdict
from midcert.rules.ledger import Level
from midcert.vectors import folder
from midcert.vectors.check import Check, Said, summary, table, words_of
from midcert.vectors.manifest import Vectors, VectorsError


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Vectors]:
    place = tmp_path_factory.mktemp("vectors")
    told = folder.write(place)
    good = [vector for vector in told.vectors if vector.expected == Verdict.ACCEPTED and vector.level == Level.REQUIRED]
    mute = [vector for vector in told.vectors if vector.reply is None]
    return place, msgspec.structs.replace(told, vectors=[*told.vectors[::12], *good, *mute])


def said(written: tuple[Path, Vectors], command: str, limit: float = 600, most: int | None = None) -> list[Said]:
    place, told = written
    some = msgspec.structs.replace(told, vectors=told.vectors[:most])
    return list(Check(words_of(command), place, some, limit).said())


def test_a_verifier_that_takes_all_differs_where_packages_are_bad(written: tuple[Path, Vectors]) -> None:
    differing = [each.vector for each in said(written, "true {package}") if not each.agrees]
    assert differing == [vector for vector in written[1].vectors if vector.expected == Verdict.REFUSED]


def test_a_verifier_that_refuses_all_differs_where_packages_are_good(written: tuple[Path, Vectors]) -> None:
    differing = [each.vector for each in said(written, "false {package}") if not each.agrees]
    assert differing == [vector for vector in written[1].vectors if vector.expected == Verdict.ACCEPTED]
    assert any(vector.level == Level.REQUIRED for vector in differing)


def test_the_reference_agrees(written: tuple[Path, Vectors]) -> None:
    command = f"{sys.executable} -m reference_impl.mid.verification {{package}}"
    options = " --at {at} --anchors {anchors} --reply {reply}"
    assert [each.agrees for each in said(written, command + options, most=3)] == [True] * 3


def test_a_command_is_given_what_it_names(written: tuple[Path, Vectors]) -> None:
    place, told = written
    words = ["{package}", "{at}", "{anchors}", "{truststore}", "{reply}", "--x={at}", "{other}"]
    given = Check(words, place, told, 60).command(told.vectors[0])
    first = told.vectors[0]
    paths = [str(place / each) for each in (first.file, told.anchors, told.truststore, first.reply or "")]
    assert given == [paths[0], first.at, *paths[1:], f"--x={first.at}", "{other}"]
    mute = next(vector for vector in told.vectors if vector.reply is None)
    assert Check(["{reply}"], place, told, 60).command(mute) == [""]


@pytest.mark.parametrize(
    ("command", "told"),
    [("sh -c 'exit 3' {package}", "exit code 3"), ("sh -c 'sleep 600' {package}", "nothing within 0.5 seconds")],
)
def test_what_is_no_verdict_is_told_and_agrees_with_nothing(
    written: tuple[Path, Vectors], command: str, told: str
) -> None:
    limit = 0.5 if "sleep" in command else 600
    (one,) = said(written, command, limit, most=1)
    assert one.verdict == told
    assert not one.agrees


def test_a_table_has_the_worst_first(written: tuple[Path, Vectors]) -> None:
    vectors = {(vector.level, vector.expected): vector for vector in written[1].vectors}
    differing = [
        Said(vectors[level, expected], next(each for each in Verdict if each != expected))
        for level in (Level.INTERPRETED, Level.REQUIRED)
        for expected in (Verdict.ACCEPTED, Verdict.REFUSED)
    ]
    lines = [line.split(" | ")[0] for line in table(differing) if line and "---" not in line and "| said" not in line]
    assert lines == ["required:", "| accepted", "| refused", "interpreted:", "| accepted", "| refused"]
    assert summary(differing) == "0 of 2 required agree; 0 of 2 interpreted agree"


@pytest.mark.parametrize(
    ("command", "reason"), [("true", "does not stand in the command"), ("true '{package}", "No closing quotation")]
)
def test_a_command_that_cannot_be_meant_is_refused(command: str, reason: str) -> None:
    with pytest.raises(VectorsError, match=reason):
        words_of(command)


def test_a_command_that_is_not_there_is_refused(written: tuple[Path, Vectors]) -> None:
    with pytest.raises(VectorsError, match="no-such-command cannot be run"):
        said(written, "no-such-command {package}")
