"""HTTP as the fakes see it: one request, one answer, or the reason why none came."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from urllib.parse import SplitResult, urlsplit


@dataclass(frozen=True)
class Request:
    """A request on its way to a fake."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @cached_property
    def parts(self) -> SplitResult:
        """The URL, taken apart."""
        return urlsplit(self.url)

    @cached_property
    def server(self) -> str:
        """The server's name, as in install.service-now.com."""
        return self.parts.hostname or ""

    @property
    def path(self) -> str:
        """Path and query."""
        path = self.parts.path or "/"  # RFC 9112, 3.2.1: an empty path is sent as a slash
        return f"{path}?{self.parts.query}" if self.parts.query else path


@dataclass(frozen=True)
class Response:
    """An answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class NetworkFault(StrEnum):
    """Why no answer came. None of them costs virtual time."""

    REFUSED = "connection refused"
    TIMED_OUT = "timed out"
    UNRESOLVED = "name does not resolve"


Answer = Response | NetworkFault
Server = Callable[[Request], Answer]


def is_success(status: int) -> bool:
    """Whether a status says that what was asked was done; 0 is none."""
    return 200 <= status < 300  # noqa: PLR2004 - RFC 9110, section 15.3
