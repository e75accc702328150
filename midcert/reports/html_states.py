"""What became of a scenario or a rule, as the page marks it: few states, each with a mark and a word."""

from collections.abc import Iterable
from enum import StrEnum

from midcert.results.outcomes import Outcome
from midcert.rules.ledger import Rule


class State(StrEnum):
    """How something stands, the worst first; the value is its class in the style sheet."""

    FAILED = "failed"
    DEVIATION = "deviation"
    NOT_VERIFIED = "not-verified"
    PASSED = "passed"
    NOT_APPLICABLE = "not-applicable"
    NOT_RUN = "not-run"
    """It has scenarios, and there is no run, or a narrowed one."""
    PLANNED = "planned"
    NOTHING = "nothing"
    """There is nothing to check."""

    @property
    def mark(self) -> str:
        """One character; what a colour says, it says as well."""
        return _MARKS[self]

    @property
    def words(self) -> str:
        """For whoever sees neither."""
        return self.value.replace("-", " ")


_MARKS = {
    State.FAILED: "✕",
    State.DEVIATION: "!",
    State.NOT_VERIFIED: "?",
    State.PASSED: "✓",
    State.NOT_APPLICABLE: "\N{EN DASH}",
    State.NOT_RUN: "□",
    State.PLANNED: "○",
    State.NOTHING: "·",
}
_OF_OUTCOMES = {
    Outcome.PASSED: State.PASSED,
    Outcome.DEVIATION: State.DEVIATION,
    Outcome.NOT_APPLICABLE: State.NOT_APPLICABLE,
    Outcome.NOT_VERIFIED: State.NOT_VERIFIED,
}
"""Any other outcome is a failure, of the target or of the harness; the page says which."""
RED = (State.FAILED, State.DEVIATION)
"""What is shown in full at the head of the page."""


def state_of(outcome: Outcome) -> State:
    """How a scenario with this outcome stands."""
    return _OF_OUTCOMES.get(outcome, State.FAILED)


def worst(states: Iterable[State]) -> State:
    """The worst of several; what does not apply counts only where there is nothing else."""
    order = list(State)
    return min(states, key=order.index, default=State.NOT_RUN)


def state_of_rule(rule: Rule, states: Iterable[State]) -> State:
    """How a rule stands, by its scenarios."""
    if not rule.judged:
        return State.NOTHING
    return State.PLANNED if rule.planned else worst(states)
