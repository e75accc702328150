"""Whoever asks the instance over HTTP and is not under test."""

import base64
import json
from collections.abc import Callable
from typing import Any, TypeGuard

from fakes.network.front import INSTANCE_URL, read_json
from fakes.network.http_types import Answer, NetworkFault, Request
from fakes.target import Login

Ask = Callable[[Request], Answer]


class Caller:
    """Somebody with a login, or without one.

    Args:
        ask: The way to the instance.
        login: None for somebody who is not logged in.
    """

    def __init__(self, ask: Ask, login: Login | None = None) -> None:
        self._ask = ask
        self._headers = {"Content-Type": "application/json"}
        if login is not None:
            credentials = base64.b64encode(f"{login.user}:{login.password}".encode()).decode()  # RFC 7617
            self._headers["Authorization"] = f"Basic {credentials}"

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """HTTP status and JSON body of the answer.

        Where no answer comes, the status is 0 and the body says why, such as "connection refused".
        """
        answer = self._ask(self.request(method, path, body))
        if isinstance(answer, NetworkFault):
            return 0, str(answer)
        return answer.status, read_json(answer.body)

    def request(self, method: str, path: str, body: object = None) -> Request:
        """What is asked, with the login."""
        sent = b"" if body is None else json.dumps(body).encode()
        return Request(method, INSTANCE_URL + path, self._headers, sent)


def is_result(answer: object) -> TypeGuard[dict[str, dict[str, Any]]]:
    """Whether an answer holds one record: `{"result": {...}}`."""
    return isinstance(answer, dict) and isinstance(answer.get("result"), dict)
