"""A failing step says where it stands in its feature file, and shows its own frame only."""

from types import TracebackType

import pytest
from pytest_bdd.parser import Step

from fakes.errors import TargetError

_MACHINERY = ("_pytest.", "pluggy.", "pytest_bdd.")
_VERDICTS = (AssertionError, pytest.fail.Exception, TargetError)
"""They say all in their message; of anything else the frames below the step are needed to mend the harness."""


def pytest_bdd_step_error(request: pytest.FixtureRequest, step: Step, exception: BaseException) -> None:
    """Add the step to the message, and unlink the frames that are not its own from the traceback."""
    feature = request.node.nodeid.partition("::")[0]
    place = f"  at {feature}:{step.line_number}  {step.keyword} {step.name}"
    exception.add_note(place)
    if isinstance(exception, pytest.fail.Exception) and not exception.pytrace:
        exception.msg = f"{exception.msg}\n{place}"  # pytest shows nothing but this
    if not request.config.getoption("fulltrace", default=False) and exception.__traceback__ is not None:
        _shorten(exception.__traceback__, step_only=isinstance(exception, _VERDICTS))


def _shorten(outermost: TracebackType, *, step_only: bool) -> None:
    """Keep the outermost entry, which is pytest-bdd's and hidden, then what is not machinery."""
    kept = outermost
    while kept.tb_next is not None:
        if _is_machinery(kept.tb_next):
            kept.tb_next = kept.tb_next.tb_next
        else:
            kept = kept.tb_next
            if step_only:
                kept.tb_next = None


def _is_machinery(entry: TracebackType) -> bool:
    return entry.tb_next is not None and entry.tb_frame.f_globals.get("__name__", "").startswith(_MACHINERY)
