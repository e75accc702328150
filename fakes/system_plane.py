"""The system plane: where the calls of a target arrive that are meant for its host or for the network."""

import base64
from collections.abc import Mapping
from typing import Any

from fakes.journal import Journal
from fakes.network.front import Front
from fakes.network.http_types import Answer, NetworkFault, Request
from fakes.party import Party


class SystemPlane:
    """Answers the calls of the running processes, and refuses those of processes that have ended."""

    def __init__(self, mids: Mapping[str, Party], fronts: Mapping[str, Front], journal: Journal) -> None:
        self._mids, self._fronts, self._journal = mids, fronts, journal

    def __call__(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Answer one call: a message of the system plane, already known to be well-formed."""
        mid = self._mids.get(question["mid"])
        if mid is None or not mid.running:
            self._journal.note(question["mid"], "refused", reason="no process runs", plane=question["plane"])
            return {"error": "no process runs"} if question["plane"] == "host" else {"fault": NetworkFault.REFUSED}
        if question["plane"] == "host":
            return mid.host.call(question["operation"], question["arguments"])
        answer = self._exchange(mid.name, question)
        if isinstance(answer, NetworkFault):
            return {"fault": answer}
        return {
            "status": answer.status,
            "headers": dict(answer.headers),
            "body": base64.b64encode(answer.body).decode(),
        }

    def _exchange(self, mid: str, question: Mapping[str, Any]) -> Answer:
        body = base64.b64decode(question["body"])
        request = Request(question["method"], question["url"], question["headers"], body)
        front = self._fronts.get(request.server)
        if front is None:
            sent = {"server": request.server, "method": request.method, "path": request.path}
            self._journal.note(mid, "exchange", **sent, fault=NetworkFault.UNRESOLVED)
            return NetworkFault.UNRESOLVED
        return front.exchange(mid, request)
