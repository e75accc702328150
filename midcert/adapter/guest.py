"""The system plane for implementations in Python: a host to call, and `requests` led to the fakes.

The same code runs in the suite's own process and in a child; only what carries the calls differs.
"""

import base64
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fakes.network.http_types import Request, Response
from reference_impl.mid.host import Facts, HostError
from reference_impl.mid.http import Answer, NoAnswerError

if TYPE_CHECKING:
    import responses
    from requests import PreparedRequest

System = Callable[[Mapping[str, Any]], dict[str, Any]]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


class GuestHost:
    """A MID Server's host, over the system plane."""

    def __init__(self, system: System, mid: str, now: Callable[[], datetime]) -> None:
        self._system, self._mid = system, mid
        self.now = now

    def facts(self) -> Facts:
        """What the host is."""
        return Facts(**self._call("facts"))

    def free_bytes(self) -> int:
        """Free disk space."""
        return int(self._call("free_bytes"))

    def read(self, path: str) -> bytes:
        """A file's content."""
        return base64.b64decode(self._call("read", path=path))

    def write(self, path: str, content: bytes) -> None:
        """Write a file."""
        self._call("write", path=path, content=base64.b64encode(content).decode())

    def append(self, path: str, text: str) -> None:
        """Add text to a file."""
        self._call("append", path=path, text=text)

    def copy(self, source: str, target: str) -> None:
        """Copy a file."""
        self._call("copy", source=source, target=target)

    def delete(self, path: str) -> None:
        """Delete a file, or a folder with all that is in it."""
        self._call("delete", path=path)

    def make_folder(self, path: str) -> None:
        """Make a folder."""
        self._call("make_folder", path=path)

    def list_files(self, path: str) -> list[str]:
        """The files below a folder."""
        return list(self._call("list_files", path=path))

    def extract(self, archive: str, folder: str) -> datetime:
        """Extract an archive; answers the time at which that is done."""
        return datetime.fromisoformat(self._call("extract", archive=archive, folder=folder)["ends"])

    def run(self, command: str) -> tuple[str, datetime]:
        """Run a command; answers what it prints and the time at which it ends."""
        result = self._call("run", command=command)
        return result["output"], datetime.fromisoformat(result["ends"])

    def restart_service(self) -> None:
        """Restart the MID Server's own service: the last call of a process."""
        self._call("restart_service")

    def _call(self, operation: str, **arguments: Any) -> Any:  # noqa: ANN401 - JSON values
        question = {"plane": "host", "mid": self._mid, "operation": operation, "arguments": arguments}
        answer = self._system(question)
        if "error" in answer:
            raise HostError(answer["error"])
        return answer["result"]


class GuestHttp:
    """A MID Server's way to servers, over the system plane."""

    def __init__(self, system: System, mid: str) -> None:
        self._system, self._mid = system, mid

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """The answer to one request."""
        answer = over_system_plane(self._system, self._mid, Request(method, url, headers, body))
        if isinstance(answer, str):
            raise NoAnswerError(answer)
        return Answer(answer.status, answer.body)


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

    def _answer(self, request: "PreparedRequest") -> tuple[int, Mapping[str, str], Any]:
        body = request.body or b""
        sent = body.encode() if isinstance(body, str) else body
        asked = Request(str(request.method), str(request.url), dict(request.headers), sent)
        answer = over_system_plane(self._system, self._who(), asked)
        if isinstance(answer, str):
            return 0, {}, _error(answer)
        return answer.status, answer.headers, b"" if request.method == "HEAD" else answer.body  # RFC 9110, 9.3.2


def over_system_plane(system: System, mid: str, request: Request) -> Response | str:
    """What the system plane answers to a request of a MID Server: a response, or why there is none."""
    answer = system(
        {
            "plane": "network",
            "mid": mid,
            "method": request.method,
            "url": request.url,
            "headers": dict(request.headers),
            "body": base64.b64encode(request.body).decode(),
        }
    )
    if "fault" in answer:
        return str(answer["fault"])
    return Response(answer["status"], base64.b64decode(answer["body"]), answer["headers"])


def _error(fault: str) -> Exception:
    from requests import exceptions  # noqa: PLC0415 - comes with responses

    kind = exceptions.ConnectTimeout if fault == "timed out" else exceptions.ConnectionError
    return kind(fault)
