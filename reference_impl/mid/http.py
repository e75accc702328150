"""HTTP as a MID Server needs it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class NoAnswerError(Exception):
    """No answer came: the connection was refused, it timed out, the name does not resolve."""


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    body: bytes = b""

    @property
    def is_success(self) -> bool:
        """Whether the status is one of success (RFC 9110, section 15.3)."""
        return 200 <= self.status < 300  # noqa: PLR2004

    def json(self) -> Any:  # noqa: ANN401 - JSON
        """The body as JSON.

        Raises:
            ValueError: It is none.
        """
        return json.loads(self.body)


class Http(Protocol):
    """The way to servers, whatever carries it."""

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """The answer to one request; cookies, redirects and proxies have no part in it.

        Raises:
            NoAnswerError: There is none.
        """
