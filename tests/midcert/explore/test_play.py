"""What comes of lines: those that can be done are done, and the laws judge what happened."""

from typing import Any

import pytest

from fakes.host.host import LINUX
from midcert.explore.corpus import LOOK, Line
from midcert.explore.play import Played, Stage
from midcert.protocol.handler import REFERENCE
from midcert.targets import locate

INSTALL = Line("given", 'the MID Servers "berlin", "munich" and "vienna" run Orlando Patch 1')
ASK = Line("when", '"berlin", "munich" and "vienna" ask for a permit')
NOBODY = Line("when", '"oslo" asks for a permit')
WAIT = Line("when", "10 minutes pass")
TURNED_AWAY = '"vienna" is turned away with 409'
UNKNOWN = Line("when", "the moon is full")
THREE = "py:broken.permits:GivesThreePermits.target"


def stage(target: str = REFERENCE) -> Stage:
    return Stage(locate(target, 60).describe(), "instance", [LINUX], {})


def played(*lines: Line, target: str = REFERENCE, leniently: bool = False) -> Played:
    return stage(target).play(lines, "seed", leniently=leniently)


@pytest.mark.parametrize("impossible", [NOBODY, UNKNOWN])
def test_what_cannot_be_done_ends_it_or_is_left_out(impossible: Line) -> None:
    assert played(INSTALL, impossible, WAIT).done == [INSTALL]
    assert played(INSTALL, impossible, WAIT, leniently=True).done == [INSTALL, WAIT]


def test_what_laws_find_is_told_by_their_names() -> None:
    result = played(INSTALL, ASK, target=THREE)
    assert result.broken["at_most_two_permits"].endswith("vienna: a third permit, beside those of ['berlin', 'munich']")
    assert "at_most_two_permits" in result.stakes


def test_the_reference_breaks_none() -> None:
    result = played(INSTALL, ASK)
    assert (result.done, result.broken) == ([INSTALL, ASK], {})
    assert "at_most_two_permits" in result.stakes


def answer(look: Any) -> str:  # noqa: ANN401 - asks whatever it likes
    told: str = look.observe.permits.answers(["vienna"])["vienna"]
    return told


def test_it_is_seen_what_holds_where_it_is_looked() -> None:
    lines = [INSTALL, LOOK, ASK, LOOK, WAIT, ASK, LOOK]
    told = stage().play(lines, "seed", lambda look, done: frozenset({f"{answer(look)} after {len(done)}"}))
    assert told.done == lines
    assert told.seen == [{"0 after 1"}, {"409 after 3"}, {"409 after 6"}]


@pytest.mark.parametrize(("target", "number"), [(REFERENCE, 3), (THREE, 2)])
def test_a_then_that_does_not_hold_ends_it(target: str, number: int) -> None:
    assert len(played(INSTALL, ASK, Line("then", TURNED_AWAY), target=target).done) == number


def test_a_target_that_fails_is_told_with_its_error() -> None:
    failing = Stage(locate("py:broken.null:always_fails", 60).describe(), "mid", [LINUX], {})
    result = failing.play([INSTALL], "seed")
    assert (result.done, list(result.broken)) == ([], ["it crashes"])
