"""The world of one scenario: everything around the target, and what a step can do with it."""

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from fakes.administrator import Administrator, Ask, PlayedMidServer
from fakes.host.host import LINUX, RESTART, Host, Platform
from fakes.journal import Journal
from fakes.network.backends import in_process
from fakes.network.front import INSTANCE, Front
from fakes.network.http_types import NetworkFault
from fakes.observe.observations import Observations
from fakes.observe.records import Records
from fakes.party import Party
from fakes.people import ADMINISTRATOR, People, Person
from fakes.releases import download_site
from fakes.releases.builds import Build, builds, parse_stamp
from fakes.releases.packages.pki import default_pki
from fakes.simulation import Simulation
from fakes.system_plane import FakeSystemPlane
from fakes.target import Login, PlayedInstance, Surroundings, Target
from fakes.text import password_of
from reference_impl.instance import Instance, InstanceApi, counting_ids

NETWORK_TIMEOUT = 0.2
"""Seconds of real time that a target waits for an answer that never comes."""
INSTANCE_TIMEOUT = 3.0
"""Seconds of real time that an instance under test has for each answer."""
ADMINISTRATOR_LOGIN = {"user": "admin", "password": password_of("the-administrator")}
SYSTEM_COMMANDS = {"autoUpgrade", "pauseMid", "resumeMid", "restart", "grabLog", "threaddump"}
COMING_UP = timedelta(minutes=10)
"""How long a MID Server may take to come Up."""
PAUSING = timedelta(minutes=20)
"""How long a MID Server may take until it is Paused."""
FIRST_DAY = datetime(2020, 7, 1, tzinfo=UTC)


class World:
    """Clock, journal, hosts, network, instance, and the target among them.

    Args:
        target: The implementation under test.
        scenario: The scenario's id.
        roles: What of the world the target is: "mid", "instance" or both.
        seed: Varies what the documentation leaves free.
        platforms: On what hosts may run, where nothing is said; the seed chooses one.
    """

    def __init__(
        self, target: Target, scenario: str, roles: frozenset[str], seed: str, platforms: Sequence[Platform] = (LINUX,)
    ) -> None:
        self._target, self._scenario, self._roles = target, scenario, roles
        self._random = random.Random(seed)  # noqa: S311 - varies what is free
        self.begin_time = FIRST_DAY + timedelta(seconds=self._random.randrange(1, 86_400))
        self._platform = self._random.choice(platforms)
        self._simulation = Simulation(self.begin_time, target)
        self._instance: Instance | None = None
        self.journal = Journal(lambda: self.now)
        self.mids: dict[str, Party] = {}
        self.site = Front(download_site.DOWNLOAD_SITE, download_site.serve, self.journal)
        self.instance = Front(INSTANCE, lambda _: NetworkFault.REFUSED, self.journal)
        self.fronts = {front.name: front for front in (self.site, self.instance)}
        """By the names of the servers behind them."""
        self._begun = False
        self.administrator = Administrator(self._as("administrator"), **ADMINISTRATOR_LOGIN)
        self.people = People(self.administrator, self._as)
        self.observe = Observations(self.journal, self.mids)
        self.records = Records(self.journal, self.mids, self.administrator)

    @property
    def now(self) -> datetime:
        """Virtual time."""
        return self._simulation.now

    # ---- The scenario begins and ends

    def begin(self, build: Build) -> None:
        """Let there be an instance of this version, and tell the target of the scenario; once."""
        if self._begun:
            return
        self._begun = True
        self._target.connect(FakeSystemPlane(self.mids, self.fronts, self.journal))
        seed, stamps = self._random.randrange(2**32), [each.stamp for each in builds()]
        is_played = "instance" in self._roles
        played = PlayedInstance(build.stamp, stamps, Login(**ADMINISTRATOR_LOGIN), seed) if is_played else None
        anchors = default_pki().trust_anchors
        self._target.setup(
            Surroundings(
                self._scenario, self.now, download_site.DOWNLOAD_SITE_URL, NETWORK_TIMEOUT, anchors, instance=played
            )
        )
        if is_played:
            self.instance.server = self._target.instance(INSTANCE_TIMEOUT)
        else:
            self._instance = Instance(lambda: self.now, counting_ids(seed), build.stamp, stamps, self._notify)
            self._instance.add_administrator(**ADMINISTRATOR_LOGIN)
            self.instance.server = in_process(InstanceApi(self._instance))

    def end(self) -> None:
        """Let the target forget the scenario."""
        if self._begun:
            self._target.teardown()

    # ---- MID Servers and their processes

    def install(
        self, name: str, build: Build, platform: Platform | None = None, *, played: bool | None = None
    ) -> Party:
        """Install a MID Server, with a validated record and a user of its own.

        Args:
            name: What it is called.
            build: The version.
            platform: What its host is; None where it does not matter.
            played: Whether the suite plays it; by default only where the instance is under test.
        """
        self.begin(build)
        login = {"user": f"mid.{name}", "password": password_of(name)}
        self.administrator.add_user(**login, roles="mid_server")
        agent = self.administrator.insert("ecc_agent", name=name, status="Down", validated="true", version=build.stamp)
        host = Host(name, platform or self._platform, self.journal, lambda: self.now)
        if played is None:
            played = "mid" not in self._roles
        player = PlayedMidServer(self._as(name), agent["sys_id"], **login) if played else None
        mid = self.mids[name] = Party(name, agent["sys_id"], login, host, self.now, player)
        host.on_restart = lambda: self._restart(mid)
        mid.install(build)
        mid.configure()
        return mid

    def start(self, name: str) -> None:
        """Start the service of a MID Server; what its agent folder holds is what runs."""
        self._start(self.mids[name])
        self.settle()

    def stop(self, name: str) -> None:
        """End the process of a MID Server; the instance notices that it cannot be reached any more."""
        mid = self.mids[name]
        mid.running, mid.restarts = False, None
        self.journal.note("host", "stopped", mid=name)
        if mid.played is None:
            self._simulation.tell(lambda: self._target.stop(name))
        self.administrator.close_channel(mid.agent)
        self.settle()

    def _start(self, mid: Party) -> None:
        version, mid.program_at_start, mid.restarts = mid.installed(), mid.program(), None
        if not version:
            self.journal.note("host", "cannot start", mid=mid.name, reason="no version is installed")
            self.administrator.close_channel(mid.agent)
            return
        mid.running, mid.started, mid.start_entry = True, self.now, len(self.journal)
        self.journal.note("host", "started", mid=mid.name, version=version)
        if mid.played is None:
            self._simulation.tell(lambda: self._target.start(mid.name, mid.agent_folder))
            self.administrator.open_channel(mid.agent)
        else:
            mid.played.report("Up", version=version)

    def _restart(self, mid: Party) -> None:
        due = self.now + mid.host.durations[RESTART]
        mid.running, mid.restarts = False, due
        self.journal.note("host", "restarting", mid=mid.name)
        if mid.upgrade_dies_with_service:
            self._kill(mid)
        else:
            self._simulation.at(due, lambda: self._start(mid) if mid.restarts == due else None)

    def _kill(self, mid: Party) -> None:
        """The service stops, the upgrade ends with it before it has replaced anything, and nobody starts it again."""
        mid.restarts = None
        mid.restore(mid.program_at_start)
        self.journal.note("host", "killed", mid=mid.name)
        self.administrator.close_channel(mid.agent)

    def configure(self, name: str, parameter: str, value: str | None) -> None:
        """Set a parameter in config.xml, or remove it; a process that runs is then restarted by hand.

        While the MID Server is Upgrading its upgrade will do that.
        """
        self.mids[name].configure(parameter, value)
        if self.observe.last_status(name) != "Upgrading":
            self._restart_by_hand(name)

    def pause(self, name: str) -> None:
        """Let an administrator pause a MID Server, and wait until it is."""
        if self.mids[name].played is not None:
            self.report([name], "Paused")
        else:
            self.click(ADMINISTRATOR, "Pause MID", [name])
            self.advance_until(lambda: self.observe.last_status(name) == "Paused", PAUSING)

    def validate(self, name: str, value: str) -> None:
        """Set the field `validated` of the record; a MID Server that is validated is restarted, as in the product."""
        self.administrator.update("ecc_agent", self.mids[name].agent, validated=value)
        if value == "true":
            self._restart_by_hand(name)

    def reinstall_service(self, name: str) -> None:
        """Define the service of a MID Server anew, by hand."""
        self.mids[name].service_takes_all = False
        self.journal.note("host", "service reinstalled", mid=name)

    def _restart_by_hand(self, name: str) -> None:
        if self.mids[name].running:
            self.stop(name)
            self.start(name)
            self.let_come_up(name)

    # ---- MID Servers that the suite plays

    def played(self, name: str) -> PlayedMidServer:
        """The MID Server of this name, which is not under test."""
        player = self.mids[name].played
        if player is None:
            raise ValueError(f"{name} is under test: nobody else can act for it")
        return player

    def let_hold_permits(self, names: Sequence[str]) -> None:
        """Let other MID Servers, which the suite plays, take the permits."""
        for name in names:
            self.install(name, parse_stamp(self.mids[next(iter(self.mids))].installed()), played=True)
            self.start(name)
        self.ask_for_permits(names)

    def report(self, names: Iterable[str], status: str) -> None:
        """Let MID Servers that the suite plays report a status."""
        for name in names:
            self.played(name).report(status)

    def ask_for_permits(self, names: Iterable[str]) -> None:
        """Let MID Servers that the suite plays ask for a permit, one after another."""
        for name in names:
            self.played(name).ask_for_permit()

    # ---- Time

    def advance(self, duration: timedelta) -> None:
        """Let time pass."""
        self._simulation.run(self.now + duration)

    def advance_until(self, enough: Callable[[], bool], limit: timedelta) -> None:
        """Let time pass until there is enough of it."""
        self._simulation.run(self.now + limit, enough)

    def let_run_for(self, name: str, duration: timedelta) -> None:
        """Let time pass until so much has passed since the start of the MID Server's process."""
        self._simulation.run(self.mids[name].started + duration)

    def let_come_up(self, name: str) -> None:
        """Give a MID Server time to come Up and to ask for its version."""
        self.advance_until(lambda: self.observe.is_up_and_has_asked(name), COMING_UP)

    def settle(self) -> None:
        """Let everybody do what is due now."""
        self._simulation.settle()

    # ---- The instance

    def assign(self, build: Build) -> None:
        """Make this the version for all MID Servers, unless an override or a pin says otherwise."""
        self.administrator.set_property("mid.buildstamp", build.stamp)

    def set_property(self, name: str, value: str | None) -> None:
        """Give a system property a value, or take it away."""
        if value is None:
            self.administrator.remove_property(name)
        else:
            self.administrator.set_property(name, value)

    def send_command(self, mid: str, command: str) -> None:
        """Queue a system command, or a command for the host, and let the MID Server hear of it."""
        topic = "SystemCommand" if command in SYSTEM_COMMANDS else "Command"
        self.administrator.queue(mid, topic, source=command, name=command)
        self.settle()

    def upgrade_instance(self, build: Build) -> None:
        """Upgrade the instance itself."""
        if self._instance is None:
            self._simulation.tell(lambda: self._target.upgrade(build.stamp))
        else:
            self._instance.upgrade(build.stamp)
        self.settle()

    def restart_instance(self) -> None:
        """Restart the instance itself; it keeps its tables."""
        if self._instance is None:
            self._simulation.tell(self._target.stop_instance)
            self._simulation.tell(self._target.start_instance)
        else:
            self._instance.restart()
        self.settle()

    def click(self, person: Person, action: str, names: Iterable[str]) -> None:
        """Let somebody do something on the records of MID Servers, one after another."""
        for name in names:
            self.people.click(person, action, self.mids[name].agent)
        self.settle()

    def _notify(self, mid: str) -> None:
        if mid in self.mids and self.mids[mid].running and self.mids[mid].played is None:
            self._simulation.tell(lambda: self._target.notify(mid))

    def _as(self, actor: str) -> Ask:
        return lambda request: self.instance.let_pass(actor, request)
