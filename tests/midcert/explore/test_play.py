"""What comes of lines: those that can be done are done, and the laws judge what happened."""

import pytest

from fakes.host.host import LINUX
from midcert.explore.corpus import Line
from midcert.explore.play import Played, Stage
from midcert.explore.shrink import shrunk
from midcert.protocol.handler import REFERENCE
from midcert.targets import locate

INSTALL = Line("given", 'the MID Servers "berlin", "munich" and "vienna" run Orlando Patch 1')
ASK = Line("when", '"berlin", "munich" and "vienna" ask for a permit')
NOBODY = Line("when", '"oslo" asks for a permit')
WAIT = Line("when", "10 minutes pass")
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


def test_a_target_that_fails_is_told_with_its_error() -> None:
    failing = Stage(locate("py:broken.null:always_fails", 60).describe(), "mid", [LINUX], {})
    result = failing.play([INSTALL], "seed")
    assert (result.done, list(result.broken)) == ([], ["it crashes"])


def test_what_is_needless_is_left_out() -> None:
    lines = [INSTALL, WAIT, WAIT, ASK, WAIT, ASK]
    assert shrunk(lines, "at_most_two_permits", stage(THREE), stage(), "seed") == [INSTALL, ASK]


def test_what_the_reference_does_wrong_as_well_is_not_made_shorter() -> None:
    lines = [INSTALL, WAIT, ASK]
    assert shrunk(lines, "at_most_two_permits", stage(THREE), stage(THREE), "seed") == lines
