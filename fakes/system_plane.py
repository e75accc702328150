"""The system plane: where the calls of a target arrive that are meant for its host or for the network."""

from collections.abc import Mapping

from fakes.host.files import HostError
from fakes.host.host import Host
from fakes.journal import Journal
from fakes.network.front import Front
from fakes.network.http_types import Answer, NetworkFault, Request, Response
from fakes.party import Party
from fakes.releases.download_site import is_package

NO_PROCESS = "no process runs"


class FakeSystemPlane:
    """Answers the calls of the running processes, and refuses those of processes that have ended."""

    def __init__(self, parties: Mapping[str, Party], fronts: Mapping[str, Front], journal: Journal) -> None:
        self._parties, self._fronts, self._journal = parties, fronts, journal

    def host(self, mid: str) -> Host:
        """The host of a MID Server.

        Raises:
            HostError: No process of it runs.
        """
        if not self._runs(mid):
            self._journal.note(mid, "refused", reason=NO_PROCESS, plane="host")
            raise HostError(NO_PROCESS)
        return self._parties[mid].host

    def network(self, mid: str, request: Request) -> Answer:
        """The answer to a request of a MID Server."""
        if not self._runs(mid):
            self._journal.note(mid, "refused", reason=NO_PROCESS, plane="network")
            return NetworkFault.REFUSED
        front = self._fronts.get(request.server)
        if front is None:
            sent = {"server": request.server, "method": request.method, "path": request.path}
            self._journal.note(mid, "exchange", **sent, fault=NetworkFault.UNRESOLVED)
            return NetworkFault.UNRESOLVED
        answer = front.exchange(mid, request)
        if is_package(request) and request.method == "GET" and isinstance(answer, Response) and answer.body:
            self._parties[mid].host.deliver(request.path.rpartition("/")[2], answer.body)
        return answer

    def _runs(self, mid: str) -> bool:
        return mid in self._parties and self._parties[mid].is_running
