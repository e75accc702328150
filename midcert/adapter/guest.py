"""The system plane for implementations in Python: a host to call, and `requests` led to the fakes.

The same code runs in the suite's own process and in a child; only what carries the calls differs.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from fakes.network.http_types import NetworkFault, Request, Response
from midcert.protocol import system as plane
from midcert.protocol.handler import System
from midcert.protocol.messages import host_call, read, written
from midcert.protocol.values import Message
from reference_impl.mid.host import Facts, HostError
from reference_impl.mid.http import Answer, NoAnswerError

if TYPE_CHECKING:
    import responses
    from requests import PreparedRequest

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

R = TypeVar("R", bound=Message)


class GuestHost:
    """A MID Server's host, over the system plane; each operation may raise HostError, with the host's own text.

    Args:
        system: Where the calls go.
        mid: Whose host it is.
        now: The time.
    """

    def __init__(self, system: System, mid: str, now: Callable[[], datetime]) -> None:
        self._system, self._mid = system, mid
        self.now = now

    def facts(self) -> Facts:
        """What the host is."""
        about = self._ask(plane.Facts(), plane.FactsResult).result
        return Facts(about.os, about.architecture, about.temp_folder)

    def free_bytes(self) -> int:
        """Free disk space."""
        return self._ask(plane.FreeBytes(), plane.SizeResult).result

    def read(self, path: str) -> bytes:
        """A file's content."""
        return self._ask(plane.Read(path), plane.ContentResult).result

    def write(self, path: str, content: bytes) -> None:
        """Write a file."""
        self._ask(plane.Write(path, content), plane.NoResult)

    def append(self, path: str, text: str) -> None:
        """Add text to a file."""
        self._ask(plane.Append(path, text), plane.NoResult)

    def copy(self, source: str, target: str) -> None:
        """Copy a file."""
        self._ask(plane.Copy(source, target), plane.NoResult)

    def delete(self, path: str) -> None:
        """Delete a file, or a folder with all that is in it."""
        self._ask(plane.Delete(path), plane.NoResult)

    def make_folder(self, path: str) -> None:
        """Make a folder."""
        self._ask(plane.MakeFolder(path), plane.NoResult)

    def list_files(self, path: str) -> list[str]:
        """The files below a folder, relative to it, with forward slashes."""
        return self._ask(plane.ListFiles(path), plane.FilesResult).result

    def extract(self, archive: str, folder: str) -> datetime:
        """Extract an archive; answers the time at which that is done."""
        return self._ask(plane.Extract(archive, folder), plane.EndResult).result.ends

    def run(self, command: str) -> tuple[str, datetime]:
        """Run a command; answers what it prints and the time at which it ends."""
        done = self._ask(plane.Run(command), plane.CommandResult).result
        return done.output, done.ends

    def powershell_version(self) -> str:
        """The version of PowerShell that the service user can run; empty where there is none."""
        return self._ask(plane.PowershellVersion(), plane.VersionResult).result

    def service_state(self, service: str) -> str:
        """The state of another service: running, stopped or disabled."""
        return self._ask(plane.ServiceState(service), plane.StateResult).result

    def restart_service(self) -> None:
        """Restart the MID Server's own service: the last call of a process."""
        self._ask(plane.RestartService(), plane.NoResult)

    def _ask(self, operation: plane.HostOperation[R], result: type[R]) -> R:
        said = self._system(written(host_call(self._mid, operation)))
        if "error" in said:
            raise HostError(read(plane.HostRefusal, said, "answer of the host").error)
        return read(result, said, "answer of the host")


class GuestHttp:
    """A MID Server's way to servers, over the system plane."""

    def __init__(self, system: System, mid: str) -> None:
        self._system, self._mid = system, mid

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """The answer to one request.

        Raises:
            NoAnswerError: There is none.
        """
        answer = ask_network(self._system, self._mid, Request(method, url, headers, body))
        if isinstance(answer, NetworkFault):
            raise NoAnswerError(answer.value)
        return Answer(answer.status, answer.body)


def ask_network(system: System, mid: str, request: Request) -> Response | NetworkFault:
    """What the network answers to a request of a MID Server, or why it does not."""
    call = plane.NetworkCall(mid, request.method, request.url, dict(request.headers), request.body)
    said = system(written(call))
    if "fault" in said:
        return read(plane.NetworkFailure, said, "answer of the network").fault
    answer = read(plane.NetworkResult, said, "answer of the network")
    return Response(answer.status, answer.body, answer.headers)


class Interception:
    """Leads all that an implementation sends with `requests` in this process to the system plane.

    While it lasts nothing outside can be reached with `requests`.

    Args:
        system: Where the requests go.
        who: Says which MID Server is acting.
    """

    def __init__(self, system: System, who: Callable[[], str]) -> None:
        self._system, self._who = system, who
        self._mock: responses.RequestsMock | None = None

    def start(self) -> None:
        """Begin, if it has not begun."""
        import responses  # noqa: PLC0415 - costs 0.15 s, and only targets that use requests need it

        if self._mock is None:
            self._mock = responses.RequestsMock(assert_all_requests_are_fired=False)
            for method in METHODS:
                self._mock.add_callback(method, re.compile(""), callback=self._answer, content_type=None)
            self._mock.start()

    def stop(self) -> None:
        """End, if it has not ended."""
        if self._mock is not None:
            self._mock.stop()
            self._mock = None

    def _answer(self, request: "PreparedRequest") -> tuple[int, Mapping[str, str], bytes | Exception]:
        body = request.body or b""
        sent = body.encode() if isinstance(body, str) else body
        asked = Request(str(request.method), str(request.url), dict(request.headers), sent)
        answer = ask_network(self._system, self._who(), asked)
        if isinstance(answer, NetworkFault):
            return 0, {}, _error(answer)
        return answer.status, answer.headers, b"" if request.method == "HEAD" else answer.body  # RFC 9110, 9.3.2


def _error(fault: NetworkFault) -> Exception:
    from requests import exceptions  # noqa: PLC0415 - comes with responses

    kind = exceptions.ConnectTimeout if fault is NetworkFault.TIMED_OUT else exceptions.ConnectionError
    return kind(fault.value)
