"""What can be done with the instance of the scenario: `world.instance.assign(build)`."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Protocol

from fakes import bounds
from fakes.administrator import Administrator
from fakes.journal import Journal
from fakes.mid_server import MidServer
from fakes.network.front import Fault, Front
from fakes.people import People, Person
from fakes.releases.builds import Build
from fakes.simulation import Simulation
from fakes.target import Target

BOOT_STEP = timedelta(seconds=10)


class Engine(Protocol):
    """What runs as the instance, ours or the target's."""

    def restart(self) -> None:
        """Restart it; it keeps its tables."""

    def upgrade(self, stamp: str) -> None:
        """Upgrade it to the version with this build stamp."""


class TargetInstance:
    """The target runs as the instance: it is told.

    Args:
        target: The target.
        clock: The time of the world.
        watch: Is told when it may have queued commands.
    """

    def __init__(self, target: Target, clock: Simulation, watch: Callable[[], None]) -> None:
        self._target, self._clock, self._watch = target, clock, watch

    def restart(self) -> None:
        """Tell it to stop and to start."""
        self._clock.tell(self._target.stop_instance)
        self._clock.tell(self._target.start_instance)

    def upgrade(self, stamp: str) -> None:
        """Tell it its new version."""
        self._clock.tell(lambda: self._target.upgrade(stamp))
        self._watch()


class InstanceParty:
    """The instance, whichever it is, behind its front.

    Args:
        front: Stands before it.
        clock: The time of the world.
        journal: Is told what becomes of it.
        administrator: Sets its properties.
        people: Click on its pages.
    """

    def __init__(
        self, front: Front, clock: Simulation, journal: Journal, administrator: Administrator, people: People
    ) -> None:
        self._front, self._clock, self._journal = front, clock, journal
        self._administrator, self._people = administrator, people
        self._engine: Engine | None = None

    def run_by(self, engine: Engine) -> None:
        """From now on this runs as the instance."""
        self._engine = engine

    # ---- Its version

    def restart(self) -> None:
        """Restart it; it keeps its tables. It has five minutes until it answers again."""
        self._journal.note("instance", "restarted")
        self._running().restart()
        self._boot()

    def upgrade(self, build: Build) -> None:
        """Upgrade the instance itself. It has five minutes until it answers again."""
        self._journal.note("instance", "upgraded", version=build.stamp)
        self._running().upgrade(build.stamp)
        self._boot()

    def _boot(self) -> None:
        self._clock.settle()
        began = self._clock.now
        while not self._administrator.is_answered() and self._clock.now < began + bounds.INSTANCE:
            self._clock.advance(BOOT_STEP)

    # ---- What people do

    def assign(self, build: Build) -> None:
        """Make this the version for all MID Servers, unless an override or a pin says otherwise."""
        self._administrator.set_property("mid.buildstamp", build.stamp)

    def set_property(self, name: str, value: str | None) -> None:
        """Give a system property a value; None takes the property away."""
        if value is None:
            self._administrator.remove_property(name)
        else:
            self._administrator.set_property(name, value)

    def add_mid_property(self, name: str, value: str, mid: MidServer | None) -> None:
        """Add a MID Server property; None for all MID Servers."""
        self._administrator.insert(
            "ecc_agent_property", name=name, value=value, ecc_agent=mid.party.sys_id if mid else ""
        )

    def click(self, person: Person, action: str, mids: Iterable[MidServer]) -> None:
        """Let somebody do something on the records of MID Servers, one after another."""
        for mid in mids:
            self._people.click(person, action, mid.party.sys_id)
        self._clock.settle()

    def withdraw(self, person: Person, role: str) -> None:
        """Take a role away from somebody."""
        self._people.withdraw(person, role)

    def ask_for_permits_at_once(self, mids: Iterable[MidServer]) -> None:
        """Let MID Servers that the suite plays ask for a permit, all at the same moment."""
        self._front.let_pass_at_once([mid.actor.permit_request() for mid in mids])

    # ---- What is wrong with it

    def fail(self, fault: Fault) -> None:
        """From now on answer MID Servers wrongly."""
        self._front.fail(fault)

    def work_again(self) -> None:
        """From now on answer as it should."""
        self._front.work_again()

    def _running(self) -> Engine:
        if self._engine is None:
            raise ValueError("there is no instance yet: the first MID Server brings it along, or World.begin")
        return self._engine
