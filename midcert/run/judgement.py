"""What the end of a scenario's phase says about the target: the words of `results.outcomes` for what Python raised."""

import pytest

from fakes.errors import NotVerifiedError, TargetCrashedError, TargetHungError
from midcert.results.outcomes import Outcome

_TARGET = {
    TargetHungError: Outcome.HUNG,
    TargetCrashedError: Outcome.CRASHED,
    NotVerifiedError: Outcome.NOT_VERIFIED,
}
_VERDICTS = (AssertionError, pytest.fail.Exception)
_FROM_BEST = (
    Outcome.PASSED,
    Outcome.NOT_APPLICABLE,
    Outcome.NOT_VERIFIED,
    Outcome.FAILED,
    Outcome.HUNG,
    Outcome.CRASHED,
    Outcome.ERROR,
)


class NotApplicable(pytest.skip.Exception):  # type: ignore[name-defined,misc] # public, but typed as a value
    """Raised where a scenario turns out to be about something that the target does not declare."""


def worse(outcome: Outcome, other: Outcome) -> bool:
    """Whether an outcome takes the place of another when a scenario has seen both."""
    return _FROM_BEST.index(outcome) > _FROM_BEST.index(other)


def judged(report: pytest.TestReport, exception: BaseException | None, *, asserting: bool) -> tuple[Outcome, str]:
    """The outcome of one phase, with the reason in one line.

    Args:
        report: pytest's own, to know what a mark has made of it.
        exception: What ended the phase, if anything did.
        asserting: Whether it was a step's own code that ran; an assertion anywhere else is the harness's fault.
    """
    if hasattr(report, "wasxfail"):
        return Outcome.NOT_VERIFIED, f"expected to fail: {report.wasxfail}".removesuffix(": ")
    if exception is None:  # a failure without an exception is the strict mark of one that did not come
        return (Outcome.NOT_VERIFIED, "expected to fail, but passed") if report.failed else (Outcome.PASSED, "")
    for kind, outcome in _TARGET.items():
        if isinstance(exception, kind):
            return outcome, message_of(exception)
    if isinstance(exception, pytest.skip.Exception):
        applicable = not isinstance(exception, NotApplicable)
        return Outcome.NOT_VERIFIED if applicable else Outcome.NOT_APPLICABLE, message_of(exception)
    if asserting and isinstance(exception, _VERDICTS):
        return Outcome.FAILED, message_of(exception)
    return Outcome.ERROR, f"{type(exception).__name__}: {message_of(exception)}"


def message_of(exception: BaseException) -> str:
    """The first line of what an exception says; its name, where it says nothing."""
    return next((line.strip() for line in str(exception).splitlines() if line.strip()), type(exception).__name__)
