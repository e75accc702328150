"""Where the implementation under test is, and the way to it."""

from midcert.targets.described import DescribedTarget
from midcert.targets.located import LocatedTarget, TargetSpecError, locate

__all__ = ["DescribedTarget", "LocatedTarget", "TargetSpecError", "locate"]
