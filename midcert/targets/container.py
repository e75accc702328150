"""A container that runs: where it listens, what it has said, and how it ended."""

import contextlib
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests
from docker.errors import DockerException

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.text import printable
from midcert.targets.standard_error import MAX_BYTES

if TYPE_CHECKING:
    from docker.models.containers import Container

POLL_SECONDS = 0.02
"""Of real time, after which it is looked again whether a container listens, or has ended."""
SECONDS_TO_END = 5.0
"""Of real time, in which the engine notices that a container which nobody hears any more has ended."""


@dataclass
class RunningContainer:
    """One container, of whose output the part since `begin` counts."""

    container: "Container"
    network: str
    _since: float | None = None

    def begin(self) -> None:
        """What has been said so far is forgotten."""
        self._since = time.time()

    def address(self) -> str:
        """Where it is in its network; empty once it has ended."""
        return str(self._attributes()["NetworkSettings"]["Networks"][self.network]["IPAddress"])

    def wait_until_it_listens(self, port: int, seconds: float | None) -> None:
        """Return as soon as connections are taken.

        Raises:
            TargetError: It has ended before, or does not listen in time.
        """
        deadline = None if seconds is None else time.monotonic() + seconds
        while not _is_open(self.address(), port):
            if ended := self.how_it_ended():
                raise TargetCrashedError(f"{ended} before it listened on port {port}")
            if deadline is not None and time.monotonic() > deadline:
                raise TargetHungError(f"it does not listen on port {port} within {seconds} s")
            time.sleep(POLL_SECONDS)

    def how_it_ended(self, seconds: float = 0.0) -> str:
        """In words, such as "the container ended with 1"; empty if it still runs after so many seconds."""
        deadline = time.monotonic() + seconds
        while (state := self._attributes()["State"])["Running"]:
            if time.monotonic() >= deadline:
                return ""
            time.sleep(POLL_SECONDS)
        reason = ", out of memory" if state["OOMKilled"] else ""
        return f"the container ended with {state['ExitCode']}{reason}"

    def last_words(self) -> str:
        """The end of what it has said on standard output and standard error, fit for a report.

        The engine keeps the order of lines within each of the two, not between them.
        """
        return self._said(stdout=True)

    def last_line(self) -> str:
        """The last line of standard error, where programs say why they end; of standard output if that is empty."""
        said = self._said(stdout=False) or self._said(stdout=True)
        return said.splitlines()[-1] if said else ""

    def _said(self, *, stdout: bool) -> str:
        with contextlib.suppress(DockerException, requests.RequestException):
            said: bytes = self.container.logs(stdout=stdout, since=self._since, tail=MAX_BYTES)
            return printable(said[-MAX_BYTES:].decode(errors="replace")).strip()
        return ""

    def remove(self) -> None:
        """End it, and leave nothing of it."""
        with contextlib.suppress(DockerException, requests.RequestException):
            self.container.remove(force=True, v=True)

    def _attributes(self) -> dict[str, Any]:
        self.container.reload()
        attributes: dict[str, Any] = self.container.attrs
        return attributes


def _is_open(address: str, port: int) -> bool:
    if not address:
        return False
    with contextlib.suppress(OSError), socket.create_connection((address, port), timeout=1.0):
        return True
    return False
