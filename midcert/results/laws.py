"""What becomes of a law: from the scenarios of one process, or from the rows that the parts of a run have of it."""

from collections.abc import Mapping, Sequence

import msgspec

from midcert.results.outcomes import Outcome
from midcert.results.row import Row, Status

NOWHERE = "the target has done nothing in all scenarios that it speaks of"
NOT_HERE = "at stake in no scenario that ran and passed"


def is_law(row: Row) -> bool:
    """Whether a row is of a scenario that states a law."""
    return row.at_stake is not None


def held(row: Row, at_stake: int, *, all_ran: bool) -> Row:
    """The row of a law that nothing has broken.

    Args:
        row: As it is before it is judged.
        at_stake: In how many scenarios that passed it was at stake.
        all_ran: Whether every scenario of the suite ran, so that it cannot be at stake in any other.
    """
    outcome, reason, status = Outcome.NOT_VERIFIED, NOT_HERE, Status.NOT_RUN
    if at_stake:
        outcome, reason, status = Outcome.PASSED, "", Status.PASSED
    elif all_ran:
        outcome, reason = Outcome.NOT_APPLICABLE, NOWHERE
    steps = [msgspec.structs.replace(step, status=status) for step in row.steps]
    return msgspec.structs.replace(row, outcome=outcome, reason=reason, steps=steps, at_stake=at_stake)


def of_parts(rows: Sequence[Row], order: Mapping[str, int], *, all_ran: bool) -> Row:
    """The row of a law from those of the parts: it is at stake wherever it was, and broken where it was first.

    Args:
        rows: One of each part.
        order: The place of each scenario among all, by its id.
        all_ran: Whether the parts are the whole suite.
    """
    at_stake = sum(row.at_stake or 0 for row in rows)
    broken = [row for row in rows if row.broken_in]
    if broken:
        first = min(broken, key=lambda row: order[row.broken_in])
        return msgspec.structs.replace(first, at_stake=at_stake)
    if rows[0].outcome is Outcome.NOT_APPLICABLE:  # of a role that is not under test: a part alone never says NOWHERE
        return msgspec.structs.replace(rows[0], at_stake=at_stake)
    return held(rows[0], at_stake, all_ran=all_ran)
