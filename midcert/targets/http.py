"""A target behind a URL: each control message is a POST, and what the target asks meanwhile comes back as one.

Source of the wire format: docs/protocol.md.
"""

import contextlib
import json
import ssl
import threading
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.network.backends import AtUrl
from fakes.network.http_client import Client, NoAnswerError, TooLongError, TooSlowError, UnreachableError
from fakes.network.http_types import Server
from fakes.text import HIDDEN
from midcert.protocol.handler import LONGEST_MESSAGE, TOKEN, System
from midcert.targets.system_server import NobodyError, SystemServer


class Http:
    """One server; whoever started it ends it."""

    def __init__(
        self, url: SplitResult, watchdog: float | None, token: str = "", authority: Path | None = None
    ) -> None:
        self._url, self._watchdog, self._token = url, watchdog, token
        self._headers = {"Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"  # RFC 6750
        trust = ssl.create_default_context(cafile=authority) if url.scheme == "https" else None
        self._opened = contextlib.ExitStack()
        """The way to the instance of the present scenario."""
        self._client = Client(url, watchdog, LONGEST_MESSAGE, trust)
        self._server = SystemServer()
        self._system: System | None = None
        """What answers questions, while a control message waits for its answer."""
        self._one_at_a_time = threading.Lock()

    def exchange(self, message: Mapping[str, Any], system: System) -> object:
        """POST the message; what the target asks comes to the system plane's own server meanwhile."""
        verb = message["verb"]
        if verb == "setup":
            self._server.forget()
            message = {**message, "system": self._server.open(self._asked)}
        with self._answering(system):
            body = self._post(json.dumps(message).encode(), verb)
        try:
            said: object = json.loads(body)
        except (ValueError, RecursionError):
            raise TargetCrashedError(self._hidden(f"no JSON in answer to {verb}: {body[:200]!r}")) from None
        return said

    def instance(self, setup: Mapping[str, Any], timeout: float) -> Server:
        """The instance at the URL that the target has named."""
        if "instance_url" not in setup:
            raise TargetCrashedError("the target plays the instance, but does not say at which URL")
        self._opened.close()
        return self._opened.enter_context(contextlib.closing(AtUrl(setup["instance_url"], timeout)))

    def errors(self) -> str:
        """Nothing: they are where the target runs."""
        return ""

    def abandon(self) -> None:
        """Hang up: the server is somebody else's."""
        self._client.hang_up()

    def close(self) -> None:
        """Leave the target alone."""
        self._opened.close()
        self._client.hang_up()
        self._server.close()

    def _hidden(self, text: str) -> str:
        return text.replace(self._token, HIDDEN) if self._token else text

    @contextlib.contextmanager
    def _answering(self, system: System) -> Iterator[None]:
        self._system = system
        try:
            yield
        finally:
            with self._one_at_a_time:
                self._system = None

    def _asked(self, question: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        with self._one_at_a_time:
            if self._system is None:
                raise NobodyError
            return self._system(question)

    def _post(self, body: bytes, verb: str) -> bytes:
        try:
            reply = self._client.ask("POST", self._url.path or "/", self._headers, body)
        except UnreachableError as error:
            raise TargetCrashedError(f"nobody answers at {self._url.netloc}: {error}") from None
        except TooSlowError:
            raise TargetHungError(f"no answer to {verb} within {self._watchdog} s") from None
        except TooLongError:
            raise TargetCrashedError(f"an answer to {verb} of more than {LONGEST_MESSAGE} bytes") from None
        except NoAnswerError as error:
            raise TargetCrashedError(self._hidden(f"{verb}: {error}")) from None
        if reply.status != HTTPStatus.OK:
            hint = f"; is the right token in {TOKEN}?" if reply.status == HTTPStatus.UNAUTHORIZED else ""
            raise TargetCrashedError(
                self._hidden(f"HTTP {reply.status} in answer to {verb}: {reply.body[:200]!r}{hint}")
            )
        return reply.body
