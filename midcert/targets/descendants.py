"""Processes that a program has started, wherever they have gone: all have inherited a variable of its environment.

They are found where the system shows the environment of a process below /proc, as Linux does; elsewhere none is.
"""

import contextlib
import os
import secrets
import signal
from pathlib import Path

PROCESSES = Path("/proc")


def new_mark() -> str:
    """The name of a variable that no other program has, such as `MIDCERT_STARTED_4f2c9a1b0d3e5f67`."""
    return f"MIDCERT_STARTED_{secrets.token_hex(8)}"


def end(mark: str) -> None:
    """End all who have inherited this variable, and whoever they start meanwhile."""
    ended: set[int] = set()
    while found := _with(mark) - ended:
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        ended |= found


def _with(mark: str) -> set[int]:
    sought, found = f"{mark}=".encode(), set()
    for environment in PROCESSES.glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # it has ended, or is somebody else's
            if any(each.startswith(sought) for each in environment.read_bytes().split(b"\0")):
                found.add(int(environment.parent.name))
    return found
