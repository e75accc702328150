"""The rows that parts have of a law, made one."""

from typing import Any

import msgspec
import pytest

from midcert.results.laws import NOT_HERE, NOWHERE, of_parts
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from tests.midcert.results import made

ORDER = {"a": 0, "b": 1, "c": 2}


def law(outcome: Outcome, at_stake: int, **changes: Any) -> Row:  # noqa: ANN401 - whatever a row has
    return msgspec.structs.replace(made.row(outcome), at_stake=at_stake, **changes)


PASSED, OPEN = law(Outcome.PASSED, 2), law(Outcome.NOT_VERIFIED, 0, reason=NOT_HERE)


@pytest.mark.parametrize(
    ("rows", "all_ran", "outcome", "reason", "at_stake"),
    [
        ([OPEN, PASSED, PASSED], True, Outcome.PASSED, "", 4),
        ([PASSED, OPEN], False, Outcome.PASSED, "", 2),
        ([OPEN, OPEN], True, Outcome.NOT_APPLICABLE, NOWHERE, 0),
        ([OPEN, OPEN], False, Outcome.NOT_VERIFIED, NOT_HERE, 0),
        ([law(Outcome.NOT_APPLICABLE, 0, reason="no mid")] * 2, True, Outcome.NOT_APPLICABLE, "no mid", 0),
    ],
    ids=["at stake in two", "at stake in one", "nowhere", "nowhere in a narrowed run", "of another role"],
)
def test_at_stake_is_the_sum_and_only_all_of_them_can_say_nowhere(
    rows: list[Row],
    all_ran: bool,  # noqa: FBT001 - a row of the table
    outcome: Outcome,
    reason: str,
    at_stake: int,
) -> None:
    joined = of_parts(rows, ORDER, all_ran=all_ran)
    assert (joined.outcome, joined.reason, joined.at_stake) == (outcome, reason, at_stake)


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.DEVIATION])
def test_it_is_broken_where_it_was_broken_first(outcome: Outcome) -> None:
    late, early = (law(outcome, 1, broken_in=scenario, reason=f"in {scenario}") for scenario in "cb")
    joined = of_parts([PASSED, late, early], ORDER, all_ran=True)
    assert joined == msgspec.structs.replace(early, at_stake=4)
