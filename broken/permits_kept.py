"""Faults in the chapter "Upgrade error messages": for whom, and until when, a permit is kept."""

from functools import cached_property

from werkzeug.wrappers import Request, Response

from broken.base import BrokenInstance
from broken.permits import GRANTED
from broken.roles import serving
from midcert.adapter import Adapter, System
from reference_impl.instance import InstanceApi


class CountsPermitsByDomain(BrokenInstance, rule="ERR-409"):
    """Gives two permits in each domain."""

    def take_permit(self, agent: str) -> bool:
        mine = self.domains_of(agent)
        others = [each for each in self.holders if self.domains_of(each) == mine]
        if agent not in self.holders and len(others) >= GRANTED:
            return False
        self.holders.add(agent)
        return True

    def domains_of(self, agent: str) -> tuple[str, str]:
        """The domain of the record of a MID Server, and that of its user."""
        return self.tables.get("ecc_agent", agent).get("sys_domain", ""), self.domain_of(agent)


class WaitsForAStatus(BrokenInstance, rule="ERR-409"):
    """Lets a MID Server give its permit back, and waits for its status all the same."""

    @classmethod
    def target(cls, system: System) -> Adapter:
        return serving(DeafToReturns, system, cls)


class DeafToReturns(InstanceApi):
    """Thanks for a permit, and does nothing with it."""

    def release_permit(self, request: Request, roles: set[str], agent: str) -> Response:
        del request, roles, agent
        return Response(status=204)


class WritesDownWhoHasGot(BrokenInstance, rule="ERR-409"):
    """Writes down who has got a permit, and not who gave one back: after a restart its last holders have one again."""

    written: frozenset[str] = frozenset()

    def take_permit(self, agent: str) -> bool:
        given = super().take_permit(agent)
        if given:
            self.written = frozenset(self.holders)
        return given

    def restart(self) -> None:
        super().restart()
        self.holders = set(self.written)


class WaitsForWhoCameFirst(BrokenInstance, rule="ERR-409"):
    """Gives permits in the order of the first requests, and waits for who asks no more."""

    @cached_property
    def line(self) -> list[str]:
        """Those who have asked, by sys_id, until their permit is over."""
        return []

    def take_permit(self, agent: str) -> bool:
        if agent not in self.line:
            self.line.append(agent)
        return self.line.index(agent) < self.permits and super().take_permit(agent)

    def release_permit(self, agent: str) -> None:
        if agent in self.holders:
            self.line.remove(agent)
        super().release_permit(agent)


class KeepsPermitsOfThePausedDead(BrokenInstance, rule="ERR-409-DEAD-HOLDER"):
    """Leaves a permit with a MID Server that goes Down while it is Paused: somebody will resume it."""

    def channel_closed(self, agent: str) -> None:
        was_paused = self.tables.get("ecc_agent", agent).get("status") == "Paused"
        is_holder = agent in self.holders
        super().channel_closed(agent)
        if was_paused and is_holder:
            self.holders.add(agent)
