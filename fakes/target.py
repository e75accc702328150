"""An implementation under test as the world sees it, and what such an implementation sees of the world.

Whatever carries a message between the two, and however it is written on the way, is no business of either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fakes.host.host import Finished, Platform
from fakes.network.http_types import Answer, Request, Server


@dataclass(frozen=True)
class Login:
    """How somebody is known to the instance."""

    user: str
    password: str


@dataclass(frozen=True)
class PlayedInstance:
    """What a target that plays the instance is told of it."""

    buildstamp: str
    """The version that it is."""
    builds: Sequence[str]
    """The build stamps of all versions there are."""
    administrator: Login
    seed: int
    """Varies what the documentation leaves free, such as ids."""


@dataclass(frozen=True)
class Surroundings:
    """What a target is told as a scenario begins."""

    scenario: str
    """Its id, such as `features/x.feature::test_y`."""
    now: datetime
    download_site: str
    """URL."""
    network_timeout: float
    """Seconds of real time after which a target gives up on an answer that does not come."""
    trust_anchors: Sequence[str]
    """The certificates that it trusts (PEM)."""
    instance: PlayedInstance | None = None
    """For a target that plays the instance."""


class HostOperations(Protocol):
    """A host as its MID Server uses it; each operation may raise HostError, with the host's own text."""

    def facts(self) -> Platform:
        """What the host is."""

    def free_bytes(self) -> int:
        """Free disk space."""

    def read(self, path: str) -> bytes:
        """A file's content."""

    def write(self, path: str, content: bytes) -> None:
        """Write a file."""

    def append(self, path: str, text: str) -> None:
        """Add text to a file."""

    def copy(self, source: str, target: str) -> None:
        """Copy a file."""

    def delete(self, path: str) -> None:
        """Delete a file, or a folder with all that is in it."""

    def make_folder(self, path: str) -> None:
        """Make a folder."""

    def list_files(self, path: str) -> list[str]:
        """The files below a folder, relative to it, with forward slashes."""

    def extract(self, archive: str, folder: str) -> datetime:
        """Extract an archive into a folder; the time at which that is done."""

    def run(self, command: str) -> Finished:
        """Run a command."""

    def powershell_version(self) -> str:
        """The version of PowerShell; empty where there is none."""

    def service_state(self, service: str) -> str:
        """The state of another service: running, stopped or disabled."""

    def restart_service(self) -> None:
        """Restart the MID Server's own service: the last call of a process."""


class SystemPlane(Protocol):
    """Where the calls of a target arrive that are meant for a host or for the network."""

    def host(self, mid: str) -> HostOperations:
        """The host of a MID Server.

        Raises:
            HostError: No process of it runs.
        """

    def network(self, mid: str, request: Request) -> Answer:
        """The answer to a request of a MID Server."""


class Target(Protocol):
    """An implementation under test: a method for each control message.

    Each raises TargetError where the target hangs, has crashed, or does not speak the protocol.
    """

    def connect(self, plane: SystemPlane) -> None:
        """From now on this is the target's system plane."""

    def setup(self, surroundings: Surroundings) -> None:
        """A scenario begins."""

    def instance(self, timeout: float) -> Server:
        """The way to the instance that the target plays in this scenario; it has `timeout` seconds for each answer."""

    def start(self, mid: str, agent_folder: str) -> None:
        """The host starts the service of a MID Server."""

    def stop(self, mid: str) -> None:
        """The process of a MID Server ends without a word."""

    def start_instance(self) -> None:
        """The instance starts again."""

    def stop_instance(self) -> None:
        """The instance stops."""

    def notify(self, mid: str) -> None:
        """A command waits for a MID Server."""

    def advance(self, to: datetime) -> datetime | None:
        """Do all that is due at this time; when something will be due next, as the target says."""

    def upgrade(self, to: str) -> None:
        """The instance becomes the version with this build stamp."""

    def teardown(self) -> None:
        """The scenario is over."""
