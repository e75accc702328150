"""Where the implementation under test is, and the way to it."""

from midcert.targets.checked import CheckedTarget
from midcert.targets.located import TargetSpecError, locate

__all__ = ["CheckedTarget", "TargetSpecError", "locate"]
