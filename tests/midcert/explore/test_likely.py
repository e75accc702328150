"""Which rule a sequence is most likely about."""

import pytest

from midcert.explore.corpus import Line
from midcert.explore.likely import Likely

RUNS = Line("given", 'the MID Server "berlin" runs Orlando Patch 1')
ASSIGNED = Line("when", "Orlando Patch 2 is assigned")
PINNED = Line("when", 'the parameter mid.pinned.version of "berlin" is Orlando Patch 2')
RAN = Line("then", '"berlin" has run Orlando Patch 1, then Orlando Patch 2')
CHECKED = Line("then", '"berlin" has checked')
SCENARIOS = [
    ("A-HOUR", [RUNS, ASSIGNED, CHECKED]),
    ("A-RUN", [RUNS, ASSIGNED, RAN]),
    ("A-PIN", [RUNS, PINNED, RAN]),
]


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ([RUNS, ASSIGNED, CHECKED], "A-HOUR"),
        ([Line("given", 'the MID Server "munich" runs Paris Patch 1'), CHECKED], "A-HOUR"),
        ([RUNS, Line("given", PINNED.text), ASSIGNED, RAN], "A-PIN"),
        ([RUNS, ASSIGNED, RAN], "A-RUN"),
        ([Line("then", "the moon is full")], "A-HOUR"),
    ],
)
def test_it_is_that_of_the_scenario_which_is_most_like_it(lines: list[Line], rule: str) -> None:
    assert Likely(SCENARIOS).rule(lines) == rule
