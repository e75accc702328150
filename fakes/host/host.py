"""The computer a MID Server runs on, as far as an upgrade can tell.

A target reaches it by named operations. Those that take time answer at once with the time at which they end.
"""

import base64
import functools
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fakes.host.files import Files, HostError
from fakes.journal import Journal, timestamp

AMPLE_SPACE = 50 * 1024**3
MOST = 256 * 1024**2
"""How many bytes an archive may hold: the host is one in memory."""
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What reading an archive raises that is none, is encrypted, or is packed in a way that nobody uses."""
EXTRACT, RESTART = "extract", "restart_service"
RESTART_TIME = timedelta(minutes=2)


@dataclass(frozen=True)
class Attempt:
    """Something that a MID Server is about to do on its host, and that the host can refuse."""

    operation: str
    """write: put a file somewhere; extract: take an archive apart."""
    path: str
    """The file, or the folder that an archive is extracted to."""
    content: bytes
    """What would lie there, or the archive."""


Refusal = Callable[[Attempt], str]
"""The host's own text where it refuses an attempt; else empty."""


@dataclass(frozen=True)
class Platform:
    """What the operating system decides."""

    os: str
    """As in the names of packages: linux or windows."""
    architecture: str
    agent_folder: str
    temp_folder: str
    """java.io.tmpdir"""


LINUX = Platform("linux", "x86-64", "/opt/servicenow/mid/agent", "/tmp")  # noqa: S108 - a path of the fake
WINDOWS = Platform("windows", "x86-64", "C:\\ServiceNow\\MID\\agent", "c:\\WINNT\\TEMP")


class Host:
    """One computer with one MID Server."""

    def __init__(self, mid: str, platform: Platform, journal: Journal, now: Callable[[], datetime]) -> None:
        self.mid, self.platform = mid, platform
        self.files = Files(windows=platform == WINDOWS)
        self.free_space = AMPLE_SPACE
        """Bytes, the same for all volumes."""
        self.durations = {RESTART: RESTART_TIME}
        """How long it takes to extract a package, to restart the service, or to run a command; nothing, by default."""
        self.refusals: list[Refusal] = []
        self.on_restart: Callable[[], None] = lambda: None
        self._journal, self._now = journal, now
        self._operations: Mapping[str, Callable[..., Any]] = {
            operation.__name__: operation for operation in (
                self.facts, self.free_bytes, self.read, self.write, self.append, self.copy, self.delete,
                self.make_folder, self.list_files, self.extract, self.run, self.restart_service,
            )
        }  # fmt: skip

    def call(self, operation: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Do what the target asks: its result, or the host's error text."""
        shown = {name: value for name, value in arguments.items() if name != "content"}
        try:
            result = self._operations[operation](**arguments)
        except HostError as error:
            self._journal.note(self.mid, operation, **shown, error=str(error))
            return {"error": str(error)}
        self._journal.note(self.mid, operation, **shown)
        return {"result": result}

    # ---- Operations

    def facts(self) -> dict[str, str]:
        """What the host is."""
        platform = self.platform
        return {"os": platform.os, "architecture": platform.architecture, "temp_folder": platform.temp_folder}

    def free_bytes(self) -> int:
        """Free disk space."""
        return self.free_space

    def read(self, path: str) -> str:
        """A file's content, in Base64."""
        return base64.b64encode(self.files.read(path)).decode()

    def write(self, path: str, content: str) -> None:
        """Write a file; the content is in Base64."""
        self._put(path, base64.b64decode(content))

    def append(self, path: str, text: str) -> None:
        """Add text to a file."""
        try:
            before = self.files.read(path)
        except HostError:
            before = b""
        self._put(path, before + text.encode())

    def copy(self, source: str, target: str) -> None:
        """Copy a file."""
        self._put(target, self.files.read(source))

    def delete(self, path: str) -> None:
        """Delete a file, or a folder with all that is in it."""
        self.files.delete(path)

    def make_folder(self, path: str) -> None:
        """Make a folder."""
        self.files.make_folder(path)

    def list_files(self, path: str) -> list[str]:
        """The files below a folder."""
        return self.files.list_files(path)

    def extract(self, archive: str, folder: str) -> dict[str, str]:
        """Extract an archive into a folder; says when that is done."""
        packed = self.files.read(archive)
        try:
            found = entries(packed)
        except UNREADABLE as error:
            raise HostError(f"{archive} ({error})") from error
        self._ask(Attempt("extract", folder, packed))
        for name, content in found:
            place = self.files.join(folder, name)
            if name.endswith("/"):
                self.files.make_folder(place)
            else:
                self._put(place, content)
        return {"ends": self._end_of(EXTRACT if is_upgrade_package(packed) else "")}

    def run(self, command: str) -> dict[str, Any]:
        """Run a command; says what it printed and when it ends."""
        return {"output": output_of(command), "exit_code": 0, "ends": self._end_of(command)}

    def restart_service(self) -> None:
        """Restart the MID Server's own service: the last call of a process."""
        self.on_restart()

    def _put(self, path: str, content: bytes) -> None:
        self._ask(Attempt("write", path, content))
        self.files.write(path, content)

    def _ask(self, attempt: Attempt) -> None:
        for refusal in self.refusals:
            if text := refusal(attempt):
                raise HostError(f"{attempt.path} ({text})")

    def _end_of(self, work: str) -> str:
        return timestamp(self._now() + self.durations.get(work, timedelta()))


def is_upgrade_package(archive: bytes) -> bool:
    """Whether an archive is an upgrade package: it says which version it holds."""
    return any(name.startswith("package/meta/") for name, _ in entries(archive))


def output_of(command: str) -> str:
    """What a command prints on every host."""
    return f"{command} has run"


@functools.lru_cache(maxsize=256)
def entries(archive: bytes) -> list[tuple[str, bytes]]:
    """The files in a ZIP archive, and its folders, whose names end with a slash; an archive is read once."""
    with zipfile.ZipFile(io.BytesIO(archive)) as package:
        if sum(each.file_size for each in package.infolist()) > MOST:
            raise OSError("No space left on device")
        return [(name, package.read(name)) for name in package.namelist()]
