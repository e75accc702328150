"""What a process of a MID Server waits for."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Sleep:
    """Go on at this time, or never: then the process waits for its end."""

    until: datetime | None


@dataclass(frozen=True)
class Listen:
    """Go on at this time, or as soon as the instance says that a command waits."""

    until: datetime


Wait = Sleep | Listen

Waiting = Generator[Wait, bool, None]
"""Something that takes its time. What is sent back says whether the instance has called."""

Process = Waiting
"""One process of a MID Server."""
