"""The world of one scenario: clock, journal, network, hosts and parties, wired together around the target."""

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from fakes import bounds
from fakes.actors import Actor, Played, Stage, UnderTest
from fakes.administrator import GLOBAL, Administrator
from fakes.agent_folder import AgentFolder
from fakes.caller import Ask, Caller
from fakes.host.host import LINUX, Host, Platform
from fakes.instance import Engine, InstanceParty, TargetInstance
from fakes.journal import Journal
from fakes.mid_server import MidServer
from fakes.network.backends import in_process
from fakes.network.front import INSTANCE, INSTANCE_URL, Front
from fakes.network.http_types import NetworkFault
from fakes.observe.evidence import Evidence
from fakes.observe.observations import Observations
from fakes.observe.progress import Progress
from fakes.observe.reader import Happening
from fakes.party import Party
from fakes.people import People
from fakes.push_channel import PushChannel
from fakes.releases import download_site
from fakes.releases.builds import Build, another_than, builds, parse_stamp
from fakes.releases.packages.pki import RESPONDER, default_pki
from fakes.releases.responder import responder
from fakes.simulation import Simulation
from fakes.system_plane import FakeSystemPlane
from fakes.target import Login, PlayedInstance, Surroundings, Target
from fakes.text import password_of
from reference_impl.instance import Instance, InstanceApi, counting_ids

NETWORK_TIMEOUT_SECONDS = 0.2
"""Real time that a target waits for an answer that never comes."""
INSTANCE_TIMEOUT_SECONDS = 3.0
"""Real time that an instance under test has for each answer."""
ADMINISTRATOR_LOGIN = Login("admin", password_of("the-administrator"))
REST = timedelta(hours=5)
"""For how long everybody is left alone after a scenario, so that what holds in the end is seen."""
LOGINS = 2
"""How many users MID Servers have of their own; each further MID Server of a scenario shares that of the first."""
HISTORIES = ("ecc_agent_issue", "ecc_agent_upgrade_history")
"""The tables that an instance under test may do without."""
FIRST_DAY = datetime(2020, 7, 1, tzinfo=UTC)


class World:
    """Steps speak to its parties: `world.mid("berlin")`, `world.instance`, `world.site`, `world.clock`.

    A Then asks `world.observe`. The scenario begins with the first MID Server that is installed, whose version is the
    instance's, too, unless `begin` has named another one before.

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
        self.clock = Simulation(self.begin_time, target)
        self.journal = Journal(lambda: self.clock.now)
        self.parties: dict[str, Party] = {}
        """The MID Servers, by name, in the order in which they were installed."""
        self._mids: dict[str, MidServer] = {}
        self.site = Front(download_site.DOWNLOAD_SITE, download_site.serve, self.journal)
        self.responder = Front(RESPONDER, responder(lambda: self.now), self.journal, tells_what_is_sent=False)
        self._instance_front = Front(INSTANCE, lambda _: NetworkFault.REFUSED, self.journal)
        self._administrator = Administrator(self._as("administrator"), ADMINISTRATOR_LOGIN)
        self._channel = PushChannel(self.clock, self._administrator, self._notify)
        self._people = People(self._administrator, self._as, self.journal, self._channel.watch)
        self.instance = InstanceParty(self._instance_front, self.clock, self.journal, self._administrator, self._people)
        self._evidence = Evidence(self.journal, self.parties)
        progress = self._progress = Progress(self._evidence)
        self._stage = Stage(self.clock, self.journal, self._administrator, self._people, progress, self._channel.watch)
        self.observe = Observations(self._evidence, self._administrator, lambda name: self._mids[name].actor)
        self._has_begun = False

    @property
    def now(self) -> datetime:
        """Virtual time."""
        return self.clock.now

    def mid(self, name: str) -> MidServer:
        """A MID Server that was installed."""
        return self._mids[name]

    def hosts(self) -> list[Host]:
        """The computers of all MID Servers."""
        return [party.host for party in self.parties.values()]

    def server(self, name: str) -> InstanceParty | Front:
        """The instance, the download site or the OCSP responder, by the name of its server."""
        return self.instance if name == INSTANCE else self.responder if name == RESPONDER else self.site

    def pass_next_check(self) -> None:
        """Let time pass until every MID Server under test that runs has asked for its version, and has had its time.

        One that does not ask is waited for in vain: 75 minutes.
        """
        here = len(self.journal)
        asked = [name for name, party in self.parties.items() if party.is_running and not party.is_played]
        self.clock.advance_until(
            lambda: all(self._progress.has_checked_since(name, here) for name in asked), bounds.NEXT_CHECK
        )
        self.pass_time_for_upgrade()

    def pass_time_for_upgrade(self) -> None:
        """Let so much time pass that whatever has asked for an upgrade may have had it."""
        self.clock.advance(bounds.TIME_FOR_AN_UPGRADE)

    def add_mid_property(self, name: str, value: str, mid: str = "") -> None:
        """Add a MID Server property, for one of them or for all; whom it concerns is then restarted by hand."""
        self.instance.add_mid_property(name, value, self._mids[mid] if mid else None)
        for each in [self._mids[mid]] if mid else self._mids.values():
            if not each.party.is_played:
                each.restart_by_hand()

    def put_right(self) -> None:
        """Let everything be well again: servers, hosts, permits, MID Servers; nothing is assigned anew."""
        for mid in self._mids.values():
            if mid.is_at_work and not mid.party.is_played:
                mid.settle()
        self.instance.work_again()
        self.site.work_again()
        self.responder.work_again()
        for mid in self._mids.values():
            mid.put_right()
        self.clock.settle()

    def assign_another(self, mid: str) -> Build:
        """Assign another version of the family that a MID Server runs, one that it has not run yet."""
        another = another_than(self._evidence.versions_started(mid))
        self.instance.assign(another)
        return another

    def begin_period(self) -> None:
        """A When begins: what a Then asks of a period is about the time since then."""
        self._evidence.begin_period()

    def happenings(self) -> Iterable[Happening]:
        """All that the journal tells: laws go by it."""
        return self._evidence.told_by_journal()

    def begin(self, build: Build) -> None:
        """Let there be an instance of this version, and tell the target of the scenario; only the first call counts."""
        if self._has_begun:
            return
        self._has_begun = True
        fronts = {front.name: front for front in (self.site, self.responder, self._instance_front)}
        self._target.connect(FakeSystemPlane(self.parties, fronts, self.journal))
        seed, stamps = self._random.randrange(2**32), [each.stamp for each in builds()]
        plays = "instance" in self._roles
        self._channel.is_open = plays and "mid" in self._roles
        self.journal.note("instance", "begun", version=build.stamp, played=not plays)
        self._target.setup(
            Surroundings(
                scenario=self._scenario,
                now=self.now,
                download_site=download_site.DOWNLOAD_SITE_URL,
                network_timeout=NETWORK_TIMEOUT_SECONDS,
                trust_anchors=default_pki().trust_anchors,
                instance=PlayedInstance(build.stamp, stamps, ADMINISTRATOR_LOGIN, seed) if plays else None,
            )
        )
        self.instance.run_by(self._under_test() if plays else self._own(build, stamps, seed))

    def rest(self) -> None:
        """Put everything right and leave it alone for some hours: what holds in the end shows then."""
        self.journal.note("scenario", "rest")
        self.put_right()
        self.clock.advance(REST)

    def look_around(self) -> None:
        """An administrator looks into the instance's tables: what has become of them is evidence."""
        try:
            if self._has_begun:
                for table in ("sys_properties", "ecc_queue"):
                    self._administrator.select(table)
                for table in HISTORIES if "instance" in self._roles else ():
                    self._administrator.look(table)
        finally:
            self.journal.note("scenario", "end")

    def end(self) -> None:
        """Let the target forget the scenario."""
        if self._has_begun:
            self._target.teardown()

    def install(
        self, name: str, build: Build, platform: Platform | None = None, *, is_played: bool | None = None
    ) -> MidServer:
        """Install a MID Server, with a validated record, and with a user unless it shares the first one's.

        Args:
            name: What it is called.
            build: The version.
            platform: What its host is; None where it does not matter.
            is_played: Whether the suite plays it; by default only where the instance alone is under test.
        """
        self.begin(build)
        login = self._login(name)
        record = {"name": name, "status": "Down", "validated": "true", "version": build.stamp}
        belongs = {"user_name": login.user, "sys_domain": GLOBAL}
        sys_id = self._administrator.insert("ecc_agent", **record, **belongs)["sys_id"]
        host = Host(name, platform or self._platform, self.journal, lambda: self.now)
        folder = AgentFolder(host.files, host.platform.agent_folder, _connection(name, sys_id, login))
        plays = "mid" not in self._roles if is_played is None else is_played
        party = self.parties[name] = Party(name, sys_id, host, folder, plays, self.now, login.user)
        actor: Actor = UnderTest(party, self._target, self._stage)
        if plays:
            actor = Played(party, Caller(self._as(name), login))
        self.journal.note("host", "installed", mid=name, played=plays, os=host.platform.os, folder=folder.root)
        mid = self._mids[name] = MidServer(party, actor, self._stage)
        mid.install(build)
        return mid

    def install_others(self, names: Sequence[str]) -> None:
        """Install and start MID Servers that the suite plays, of the version of the scenario's first MID Server.

        Raises:
            LookupError: There is none.
        """
        first = next(iter(self.parties.values()), None)
        if first is None:
            raise LookupError("there is no MID Server whose version they could have")
        for name in names:
            self.install(name, parse_stamp(first.folder.version()), is_played=True).start()

    def _login(self, name: str) -> Login:
        """Of a MID Server that is being installed; a user that is not there yet is added."""
        owner = name if len(self.parties) < LOGINS else next(iter(self.parties))
        login = Login(f"mid.{owner}", password_of(owner))
        if owner == name:
            self._administrator.add_user(login, roles="mid_server")
        return login

    def _under_test(self) -> Engine:
        self._instance_front.server = self._target.instance(INSTANCE_TIMEOUT_SECONDS)
        return TargetInstance(self._target, self.clock, self._channel.watch)

    def _own(self, build: Build, stamps: Sequence[str], seed: int) -> Engine:
        instance = Instance(lambda: self.now, counting_ids(seed), build.stamp, stamps, self._notify)
        instance.add_administrator(ADMINISTRATOR_LOGIN.user, ADMINISTRATOR_LOGIN.password)
        self._instance_front.server = in_process(InstanceApi(instance))
        return instance

    def _notify(self, name: str) -> None:
        """Something waits in the queue of a MID Server; one that runs, and is within reach, hears of it."""
        if name in self.parties and self.parties[name].is_running and self.parties[name].is_within_reach:
            self._mids[name].actor.call()

    def _as(self, actor: str) -> Ask:
        return lambda request: self._instance_front.let_pass(actor, request)


def _connection(name: str, sys_id: str, login: Login) -> dict[str, str]:
    """What config.xml says of the way to the instance."""
    return {
        "url": INSTANCE_URL,
        "name": name,
        "mid_sys_id": sys_id,
        "mid.instance.username": login.user,
        "mid.instance.password": login.password,
    }
