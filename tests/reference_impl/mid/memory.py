"""The host of a MID Server, in memory."""

import contextlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from fakes.host import files
from fakes.host.archives import entries
from fakes.host.host import LINUX, WINDOWS, output_of
from fakes.host.windows import Windows
from reference_impl.mid.host import Facts, HostError

STAMP = "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720"
NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)


class MemoryHost:
    """Files, a clock that stands, and a list of what was changed."""

    def __init__(
        self, folder: str = LINUX.agent_folder, parameters: Mapping[str, str] | None = None, stamp: str = STAMP
    ) -> None:
        self.platform = WINDOWS if "\\" in folder else LINUX
        self.files = files.Files(windows=self.platform is WINDOWS)
        self.windows = Windows()
        self.time = NOON
        self.durations: dict[str, timedelta] = {}
        """How long commands run; no time, by default."""
        self.restarts = 0
        """How often the service was restarted."""
        self.changed: list[str] = []
        """The paths that were written, copied to or deleted, in order; not the log."""
        self.denied = ""
        """A path that cannot be changed."""
        self.folder = folder
        self.configure(parameters or {})
        meta = self.files.join(folder, "package", "meta", "mid-core.meta.properties")
        self.files.write(meta, f"# of the core\npackage.filename=mid-core.{stamp}.universal.universal.zip\n".encode())

    def configure(self, parameters: Mapping[str, str]) -> None:
        """Write config.xml."""
        given = "".join(f'<parameter name="{name}" value="{value}"/>' for name, value in parameters.items())
        self.files.write(self.files.join(self.folder, "config.xml"), f"<parameters>{given}</parameters>".encode())

    def now(self) -> datetime:
        """As every host."""
        return self.time

    def facts(self) -> Facts:
        """As every host."""
        return Facts(self.platform.os, self.platform.architecture, self.platform.temp_folder)

    def service_state(self, service: str) -> str:  # noqa: ARG002 - whichever it is
        """As every host."""
        return "running"

    def free_bytes(self) -> int:
        """As every host."""
        return 10**9

    def read(self, path: str) -> bytes:
        """As every host."""
        with refusals():
            return self.files.read(path)

    def write(self, path: str, content: bytes) -> None:
        """As every host."""
        with self._changing(path):
            self.files.write(path, content)

    def append(self, path: str, text: str) -> None:
        """As every host."""
        try:
            before = self.files.read(path)
        except files.HostError:
            before = b""
        with refusals():
            self.files.write(path, before + text.encode())

    def copy(self, source: str, target: str) -> None:
        """As every host."""
        with self._changing(target):
            self.files.write(target, self.files.read(source))

    def delete(self, path: str) -> None:
        """As every host."""
        with self._changing(path):
            self.files.delete(path)

    def make_folder(self, path: str) -> None:
        """As every host."""
        with refusals():
            self.files.make_folder(path)

    def list_files(self, path: str) -> list[str]:
        """As every host."""
        with refusals():
            return self.files.list_files(path)

    def extract(self, archive: str, folder: str) -> datetime:
        """As every host; it takes a minute."""
        with refusals():
            for name, content in entries(self.files.read(archive)):
                self.files.write(self.files.join(folder, name), content)
        return self.time + timedelta(minutes=1)

    def run(self, command: str) -> tuple[str, datetime]:
        """As every host."""
        with refusals():
            asked = self.windows.answer(command) if self.platform is WINDOWS else None
        return asked.output if asked else output_of(command), self.time + self.durations.get(command, timedelta())

    def powershell_version(self) -> str:
        """As every host."""
        with refusals():
            return self.windows.powershell_version()

    def restart_service(self) -> None:
        """As every host; nobody starts the next process."""
        self.restarts += 1

    @contextlib.contextmanager
    def _changing(self, path: str) -> Iterator[None]:
        if path == self.denied:
            raise HostError(f"{path} (Permission denied)")
        with refusals():
            yield
        self.changed.append(path)


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """What the file system refuses, as a MID Server hears it."""
    try:
        yield
    except files.HostError as error:
        raise HostError(str(error)) from None
