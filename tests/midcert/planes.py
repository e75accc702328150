"""System planes for targets that have no world, and what those are told."""

from datetime import UTC, datetime

from fakes.host.host import LINUX, Host
from fakes.journal import Journal
from fakes.network.http_types import Answer, NetworkFault, Request
from fakes.target import Surroundings

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
SURROUNDINGS = Surroundings("s", NOON, "https://install.service-now.com", 0.2, [])


class OneHost:
    """Every MID Server is on the same host, whose journal says what it was asked; there is no network."""

    def __init__(self, free_space: int = 7) -> None:
        self.journal = Journal(lambda: NOON)
        self._host = Host("berlin", LINUX, self.journal, lambda: NOON)
        self._host.free_space = free_space

    @property
    def asked(self) -> list[str]:
        """The operations."""
        return [entry.kind for entry in self.journal]

    def host(self, _: str) -> Host:
        """That one."""
        return self._host

    def network(self, _: str, __: Request) -> Answer:
        """None."""
        return NetworkFault.UNRESOLVED


class Faulty(OneHost):
    """Cannot answer: a fault of the harness."""

    def host(self, mid: str) -> Host:
        """Fail."""
        raise KeyError(f"of the harness, for {mid}")
