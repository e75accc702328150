"""What a MID Server needs of its host."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class HostError(Exception):
    """The host refuses an operation; the message is the host's own text."""


@dataclass(frozen=True)
class Facts:
    """What the host is."""

    os: str
    """As in the names of packages: linux or windows."""
    architecture: str
    temp_folder: str
    """java.io.tmpdir"""


class Host(Protocol):
    """The operations; each may raise HostError."""

    def now(self) -> datetime:
        """The time."""

    def facts(self) -> Facts:
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
        """Extract an archive; answers the time at which that is done."""

    def run(self, command: str) -> tuple[str, datetime]:
        """Run a command; answers what it prints and the time at which it ends."""

    def powershell_version(self) -> str:
        """The version of PowerShell that the service user can run; empty where there is none."""

    def service_state(self, service: str) -> str:
        """The state of another service: running, stopped or disabled."""

    def restart_service(self) -> None:
        """Restart the MID Server's own service: the last call of a process."""
