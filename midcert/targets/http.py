"""A target behind a URL: each control message is a POST, and what the target asks meanwhile comes back as one.

Source of the wire format: docs/protocol.md.
"""

import contextlib
import json
import ssl
import threading
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import SplitResult

from msgspec.structs import replace

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.network.http_client import HttpClient, NoAnswerError, TooLongError, TooSlowError, UnreachableError
from fakes.network.http_types import Server
from fakes.text import HIDDEN
from midcert.protocol.control import Control, Setup, SetupAnswer
from midcert.protocol.handler import MAX_MESSAGE_BYTES, TOKEN
from midcert.protocol.messages import verb_of, written
from midcert.protocol.values import Json
from midcert.protocol.web_server import LOOPBACK
from midcert.targets.system_server import NobodyError, SystemServer
from midcert.targets.transport import Ask, instance_at

MAX_SHOWN_BYTES = 200
"""Of what is no message, in a report."""


class UnheardError(TargetCrashedError):
    """Nobody answers any more, or with what is no HTTP."""


class HttpTransport:
    """One server; whoever started it ends it.

    Args:
        url: Where it is.
        watchdog: Seconds of real time for each answer; None for no limit.
        token: What it wants to be borne; empty for nothing.
        trust: What it must show at an https URL, and the instance that it plays; by default what the system trusts.
        address: Where it finds us, of this machine's addresses.
    """

    def __init__(
        self,
        url: SplitResult,
        watchdog: float | None,
        token: str = "",
        trust: ssl.SSLContext | None = None,
        address: str = LOOPBACK,
    ) -> None:
        self._url, self._watchdog, self._token, self._trust = url, watchdog, token, trust
        self._headers = {"Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"  # RFC 6750
        trust = (trust or ssl.create_default_context()) if url.scheme == "https" else None
        self._opened = contextlib.ExitStack()
        """The way to the instance of the present scenario."""
        self._client = HttpClient(url, watchdog, MAX_MESSAGE_BYTES, trust)
        self._server = SystemServer(address)
        self._ask: Ask | None = None
        """What answers questions, while a control message waits for its answer."""
        self._one_at_a_time = threading.Lock()

    def deliver(self, message: Control, ask: Ask) -> object:
        """POST the message; what the target asks comes to the system plane's own server meanwhile."""
        verb = verb_of(message)
        if isinstance(message, Setup):
            self._server.forget()
            message = replace(message, system=self._server.open(self._asked))
        with self._answering(ask):
            body = self._post(json.dumps(written(message)).encode(), verb)
        try:
            said: object = json.loads(body)
        except (ValueError, RecursionError):
            raise TargetCrashedError(self._hidden(f"no JSON in answer to {verb}: {body[:MAX_SHOWN_BYTES]!r}")) from None
        return said

    def instance_server(self, setup: SetupAnswer, timeout: float) -> Server:
        """The instance at the URL that the target has named."""
        self._opened.close()
        return self._opened.enter_context(contextlib.closing(instance_at(setup, timeout, self._trust)))

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
    def _answering(self, ask: Ask) -> Iterator[None]:
        self._ask = ask
        try:
            yield
        finally:
            with self._one_at_a_time:
                self._ask = None

    def _asked(self, question: object) -> Json:
        with self._one_at_a_time:
            if self._ask is None:
                raise NobodyError
            return self._ask(question)

    def _post(self, body: bytes, verb: str) -> bytes:
        try:
            reply = self._client.ask("POST", self._url.path or "/", self._headers, body)
        except UnreachableError as error:
            raise UnheardError(f"nobody answers at {self._url.netloc}: {error}") from None
        except TooSlowError:
            raise TargetHungError(f"no answer to {verb} within {self._watchdog} s") from None
        except TooLongError:
            raise TargetCrashedError(f"an answer to {verb} of more than {MAX_MESSAGE_BYTES} bytes") from None
        except NoAnswerError as error:
            raise UnheardError(self._hidden(f"{verb}: {error}")) from None
        if reply.status != HTTPStatus.OK:
            hint = f"; is the right token in {TOKEN}?" if reply.status == HTTPStatus.UNAUTHORIZED else ""
            raise TargetCrashedError(
                self._hidden(f"HTTP {reply.status} in answer to {verb}: {reply.body[:MAX_SHOWN_BYTES]!r}{hint}")
            )
        return reply.body
