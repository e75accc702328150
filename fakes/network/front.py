"""The front: it stands before a server, writes down what passes, and answers in its place when it is to fail."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from fakes.journal import Journal
from fakes.network.http_types import Answer, NetworkFault, Request, Server
from fakes.text import HIDDEN

INSTANCE = "instance.service-now.com"
INSTANCE_URL = f"https://{INSTANCE}"
TOO_DEEP = "(nested too deeply)"


Condition = Callable[[Request], bool]
"""Says which requests a fault concerns."""
SpoiledAnswer = Callable[[Request, Server], Answer]
"""Answers in the place of a server, which it may ask."""


def every_request(_: Request) -> bool:
    """The condition of a fault that spares nothing."""
    return True


@dataclass(frozen=True)
class Fault:
    """What MID Servers meet instead of the server. It does not keep administrators out."""

    answer: SpoiledAnswer
    applies_to: Condition = every_request


class Front:
    """Stands before one server.

    Args:
        name: The server's, such as install.service-now.com.
        server: What answers where nothing is to fail.
        journal: Where it writes.
        tells_what_is_sent: Whether it writes down paths and bodies of requests; else these hang on fresh keys.
    """

    def __init__(self, name: str, server: Server, journal: Journal, *, tells_what_is_sent: bool = True) -> None:
        self.name, self.server = name, server
        self._tells_what_is_sent = tells_what_is_sent
        self._fault: Fault | None = None
        self._journal = journal

    def fail(self, fault: Fault) -> None:
        """From now on answer MID Servers wrongly; a fault takes the place of the one before."""
        self._fault = fault
        self._journal.note("network", "fails", server=self.name)

    def work_again(self) -> None:
        """From now on answer as the server does."""
        if self._fault is not None:
            self._fault = None
            self._journal.note("network", "works again", server=self.name)

    def exchange(self, mid: str, request: Request) -> Answer:
        """A request of a MID Server under test."""
        if self._fault is not None and self._fault.applies_to(request):
            return self._written(mid, request, self._fault.answer(request, self.server), spoiled=True)
        return self.let_pass(mid, request)

    def let_pass(self, actor: str, request: Request) -> Answer:
        """A request of somebody for whom nothing fails."""
        return self._written(actor, request, self.server(request))

    def let_pass_at_once(self, requests: Sequence[Request]) -> None:
        """Requests of somebody for whom nothing fails, all at the same moment.

        Which of them is answered how hangs on luck: the journal says how many were answered with which status.
        """
        everybody = threading.Barrier(len(requests))

        def ask(request: Request) -> Answer:
            everybody.wait()
            return self.server(request)

        with ThreadPoolExecutor(len(requests)) as pool:
            answers = list(pool.map(ask, requests))
        outcomes = Counter(str(each) if isinstance(each, NetworkFault) else str(each.status) for each in answers)
        self._journal.note("observer", "requests at once", server=self.name, answers=dict(sorted(outcomes.items())))

    def _written(self, actor: str, request: Request, answer: Answer, *, spoiled: bool = False) -> Answer:
        path = request.path if self._tells_what_is_sent else "/"
        detail: dict[str, Any] = {"server": self.name, "method": request.method, "path": path}
        if spoiled:
            detail["spoiled"] = True  # a fault has answered, and not the server
        if request.body and self._tells_what_is_sent:
            detail["sent"] = shown(request.body)
        if isinstance(answer, NetworkFault):
            detail["fault"] = answer
        else:
            detail["status"] = answer.status
            if is_json(answer.headers):
                detail["received"] = shown(answer.body)
        self._journal.note(actor, "exchange", **detail)
        return answer


def shown(body: bytes) -> Any:  # noqa: ANN401 - JSON
    """The JSON of a body as it may be shown."""
    try:
        return without_passwords(read_json(body))
    except RecursionError:
        return TOO_DEEP


def without_passwords(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The value as it may be shown: whatever is called a password is hidden."""
    match value:
        case dict():
            return {name: HIDDEN if "password" in name else without_passwords(each) for name, each in value.items()}
        case list():
            return [without_passwords(each) for each in value]
    return value


def is_json(headers: Mapping[str, str]) -> bool:
    """Whether a body is JSON; names of headers and media types have no case (RFC 9110, 5.1 and 8.3.1)."""
    kinds = [value for name, value in headers.items() if name.lower() == "content-type"]
    return any(kind.partition(";")[0].strip().lower() == "application/json" for kind in kinds)


def read_json(body: bytes) -> Any:  # noqa: ANN401 - JSON
    """The JSON of a body; None for an empty one, and the text itself where it is not JSON."""
    text = body.decode(errors="replace")
    try:
        return json.loads(text) if text else None
    except RecursionError:
        return TOO_DEEP
    except ValueError:
        return text
