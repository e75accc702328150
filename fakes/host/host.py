"""The computer a MID Server runs on, as far as an upgrade can tell.

A target reaches it by named operations. Those that take time answer at once with the time at which they end.
"""

import contextlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fakes.host.archives import ARCHIVE_ERRORS, entries, is_upgrade_package
from fakes.host.files import Files, HostError
from fakes.host.net_user import Printed
from fakes.host.services import Services
from fakes.host.windows import Windows
from fakes.journal import Journal

AGENT_LOG = "agent0.log.0"
"""The file of the agent log."""
AMPLE_SPACE_BYTES = 50 * 1024**3
EXTRACT, RESTART = "extract", "restart_service"
RESTART_TIME = timedelta(minutes=2)
ACCESS_DENIED = "Access is denied"
"""What Windows says of a file that cannot be replaced."""


@dataclass(frozen=True)
class Attempt:
    """Something that a MID Server is about to do on its host, and that the host can refuse."""

    operation: str
    """write: put a file somewhere, by whatever operation; extract: take an archive apart; else its own name."""
    path: str
    """The file or folder, the target of a copy, the folder that an archive is extracted to."""
    content: bytes = b""
    """What would lie there, or lies there, or the archive; nothing for a folder."""
    is_temporary: bool = False
    """Whether the path, or the source of a copy, lies below the host's temporary folder."""

    @property
    def is_about_archive(self) -> bool:
        """Whether the content is a ZIP archive."""
        return zipfile.is_zipfile(io.BytesIO(self.content))


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

    @property
    def is_windows(self) -> bool:
        """Whether it is Windows, and no Linux."""
        return self.os == "windows"


LINUX = Platform("linux", "x86-64", "/opt/servicenow/mid/agent", "/tmp")  # noqa: S108 - a path of the fake
WINDOWS = Platform("windows", "x86-64", "C:\\ServiceNow\\MID\\agent", "c:\\WINNT\\TEMP")


@dataclass(frozen=True)
class Finished:
    """What came of a command."""

    output: str
    """What it printed."""
    exit_code: int
    ends: datetime
    """When it ends, which may be later than the host says so."""


class Host:
    """One computer with one MID Server."""

    def __init__(self, mid: str, platform: Platform, journal: Journal, now: Callable[[], datetime]) -> None:
        self.mid, self.platform = mid, platform
        self.files = Files(windows=platform.is_windows)
        self.free_space = AMPLE_SPACE_BYTES
        """Bytes, the same for all volumes."""
        self.durations = {RESTART: RESTART_TIME}
        """How long it takes to extract a package, to restart the service, or to run a command; nothing, by default."""
        self.windows = Windows()
        """What it tells of the service's account, where it is a Windows host."""
        self._refusals: list[Refusal] = []
        self.services = Services(windows=platform.is_windows)
        self._delivered: dict[bytes, str] = {}
        """Packages that its MID Server has downloaded, by what they hold, and the names of their files."""
        self.on_restart: Callable[[], None] = lambda: None
        self._journal, self._now = journal, now

    def refuse(self, refusal: Refusal) -> None:
        """From now on refuse what this refuses, besides what is refused already."""
        self._refusals.append(refusal)
        self._journal.note("host", "refuses", mid=self.mid)

    def work_again(self) -> None:
        """Refuse nothing any more."""
        if self._refusals:
            self._refusals.clear()
            self._journal.note("host", "refuses nothing", mid=self.mid)

    def deliver(self, file: str, content: bytes) -> None:
        """Its MID Server has been given a package: the journal says when all of it lies in a file."""
        self._delivered[content] = file

    def exchange(self, old: bytes, new: bytes) -> None:
        """Somebody else puts another file in the place of each that has this content."""
        for path in self.files.holding(old):
            self.files.write(path, new)
            self._journal.note("host", "exchanged", mid=self.mid, path=path)

    def use_temp_folder(self, path: str) -> None:
        """From now on call this the temporary folder."""
        self.platform = replace(self.platform, temp_folder=path)

    # ---- Operations: each is journalled, with its arguments and with the host's own text where it refuses

    def facts(self) -> Platform:
        """What the host is."""
        with self._journalled("facts"):
            return self.platform

    def free_bytes(self) -> int:
        """Free disk space."""
        with self._journalled("free_bytes"):
            return self.free_space

    def read(self, path: str) -> bytes:
        """A file's content."""
        with self._journalled("read", path=path):
            content = self.files.read(path)
            self._ask("read", path, content)
            return content

    def write(self, path: str, content: bytes) -> None:
        """Write a file; the journal leaves its content out, but for what a log gains by being written anew."""
        gained = self._gained(path, content) if path.endswith(AGENT_LOG) else {}
        with self._journalled("write", path=path, **gained, **self._package(content)):
            self._put(path, content)

    def append(self, path: str, text: str) -> None:
        """Add text to a file, in UTF-8; without one, make it."""
        with self._journalled("append", path=path, text=text):
            self._put(path, self._content(path) + text.encode())

    def copy(self, source: str, target: str) -> None:
        """Copy a file."""
        with self._journalled("copy", source=source, target=target, **self._package(self._content(source))):
            content = self.files.read(source)
            self._ask("copy", target, content, source=source)
            self._put(target, content)

    def delete(self, path: str) -> None:
        """Delete a file, or a folder with all that is in it."""
        with self._journalled("delete", path=path):
            if self.files.has(path):
                self._ask("delete", path, self._content(path))
            self.files.delete(path)

    def make_folder(self, path: str) -> None:
        """Make a folder."""
        with self._journalled("make_folder", path=path):
            self._ask("make_folder", path)
            self.files.make_folder(path)

    def list_files(self, path: str) -> list[str]:
        """The files below a folder, relative to it, with forward slashes."""
        with self._journalled("list_files", path=path):
            return self.files.list_files(path)

    def extract(self, archive: str, folder: str) -> datetime:
        """Extract an archive into a folder; the time at which that is done. The journal tells packages from others."""
        about = {"holds": "a package"} if is_upgrade_package(self._content(archive)) else {}
        with self._journalled("extract", archive=archive, folder=folder, **about):
            return self._extract(archive, folder)

    def run(self, command: str) -> Finished:
        """Run a command."""
        with self._journalled("run", command=command):
            asked = self.windows.answer(command) if self.platform.is_windows else None
            printed = asked or Printed(output_of(command))
            return Finished(printed.output, printed.exit_code, self._end_of(command))

    def powershell_version(self) -> str:
        """The version of PowerShell, such as 5.1; empty where there is none."""
        with self._journalled("powershell_version"):
            return self.windows.powershell_version() if self.platform.is_windows else ""

    def service_state(self, service: str) -> str:
        """The state of another service: running, stopped or disabled."""
        with self._journalled("service_state", service=service):
            return self.services.state(service)

    def restart_service(self) -> None:
        """Restart the MID Server's own service: the last call of a process."""
        with self._journalled("restart_service"):
            self.on_restart()

    @contextlib.contextmanager
    def _journalled(self, operation: str, **arguments: str | bool) -> Iterator[None]:
        """Write down an operation once it is over, after whatever it has caused."""
        try:
            yield
        except HostError as error:
            self._journal.note(self.mid, operation, **arguments, error=str(error))
            raise
        self._journal.note(self.mid, operation, **arguments)

    def _extract(self, archive: str, folder: str) -> datetime:
        packed = self.files.read(archive)
        try:
            found = entries(packed)
        except ARCHIVE_ERRORS as error:
            raise HostError(f"{archive} ({error})") from error
        self._ask("extract", folder, packed)
        for name, content in found:
            place = self.files.join(folder, name)
            if name.endswith("/"):
                self.files.make_folder(place)
            else:
                self._put(place, content)
        return self._end_of(EXTRACT if is_upgrade_package(packed) else "")

    def _package(self, content: bytes) -> dict[str, str]:
        return {"package": self._delivered[content]} if content in self._delivered else {}

    def _gained(self, path: str, content: bytes) -> dict[str, str | bool]:
        """What a log gains by being written anew; all of it, where what it held before is no longer there."""
        before = self._content(path)
        text = content.removeprefix(before).decode(errors="replace")
        return {"text": text} if content.startswith(before) else {"text": text, "anew": True}

    def _content(self, path: str) -> bytes:
        try:
            return self.files.read(path)
        except HostError:
            return b""

    def _put(self, path: str, content: bytes) -> None:
        self._ask("write", path, content)
        self.files.write(path, content)

    def _ask(self, operation: str, path: str, content: bytes = b"", source: str = "") -> None:
        """Let an attempt be made, unless something refuses it."""
        if self.services.programs_are_held and operation in ("write", "delete") and self._is_program(path):
            raise HostError(f"{path} ({ACCESS_DENIED})")
        if not self._refusals:
            return
        temporary = self.platform.temp_folder
        is_temporary = any(self.files.is_below(each, temporary) for each in (path, source) if each)
        attempt = Attempt(operation, path, content, is_temporary)
        for refusal in self._refusals:
            if text := refusal(attempt):
                raise HostError(f"{attempt.path} ({text})")

    def _is_program(self, path: str) -> bool:
        return self.files.is_below(path, self.files.join(self.platform.agent_folder, "bin"))

    def _end_of(self, work: str) -> datetime:
        return self._now() + self.durations.get(work, timedelta())


def output_of(command: str) -> str:
    """What a command prints on every host."""
    return f"{command} has run"
