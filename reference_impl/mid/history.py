"""What a MID Server tells of its upgrade, step by step.

Documentation: MID Server upgrades, "MID Server Upgrade History".
"""

import contextlib
from collections.abc import Callable, Iterator

from reference_impl.mid.failures import UpgradeFailure

IN_PROGRESS, SUCCESS, FAILED = "in_progress", "success", "failed"
"""How a step goes."""
PERMIT, PACKAGES, INSTALL = "Permit", "Packages", "Install"
"""The steps."""

Tell = Callable[[str, str, str], None]
"""Reports a step, how it goes, and a message."""


@contextlib.contextmanager
def step(tell: Tell, stage: str) -> Iterator[None]:
    """What is done inside is this step; an error in it stands on it (rules HIST-STEPS and HIST-ERROR)."""
    tell(stage, IN_PROGRESS, "")
    try:
        yield
    except UpgradeFailure as failure:
        tell(stage, FAILED, str(failure))
        raise
    tell(stage, SUCCESS, "")
