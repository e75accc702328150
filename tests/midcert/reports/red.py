"""A red scenario, made by hand."""

import msgspec

from midcert.results.mismatch import Comparison, Mismatch, Question
from midcert.results.outcomes import Outcome
from midcert.results.row import OutlineRow, Row, Span, Status, StepRow
from midcert.rules.ledger import Level
from tests.midcert.results import made

LATE = Mismatch(Comparison.EQUAL, ["1:00:00"], [], "duration", Question("checks.hours", ["berlin"]), "0:00:00")


def step(text: str, status: Status, hour: int | None = None) -> StepRow:
    keyword, _, rest = text.partition(" ")
    span = None if hour is None else Span(0, 0, f"2020-07-01T0{hour}:30:00.000Z", f"2020-07-01T0{hour}:30:00.000Z")
    return StepRow(
        line=1,
        keyword=keyword,
        kind=keyword.lower(),
        text=rest,
        written=rest,
        table=None,
        docstring=None,
        background=False,
        status=status,
        span=span,
    )


STEPS = [
    step('Given the MID Server "berlin" runs Orlando Patch 1', Status.PASSED, 6),
    step("When 1 hour passes", Status.PASSED, 6),
    step('Then "berlin" has checked once, on the hour', Status.FAILED, 7),
    step('And "berlin" still follows the instance', Status.NOT_RUN),
]


def row(number: int = 1, rule_id: str | None = "AUTO-HOURLY", **changes: object) -> Row:
    """It has failed because nobody checked, unless the changes say otherwise."""
    about = made.row(
        Outcome.FAILED,
        rule_id,
        Level.REQUIRED if rule_id else None,
        node_id=f"features/x.feature::test_{number}",
        name=f"The check number {number} comes",
        reason="expected 1:00:00; seen nothing",
    )
    filled = {"steps": STEPS, "mismatch": LATE, "repeat": "midcert certify --scenario ID", **changes}
    return msgspec.structs.replace(about, **filled)


OF_AN_OUTLINE = OutlineRow("The check comes <when>", 2, 31)
