"""What can be done with a MID Server of the scenario: `world.mid("berlin").stop()`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from fakes import bounds
from fakes.actors import Actor, Stage
from fakes.agent_folder import AgentFolder
from fakes.host.host import AMPLE_SPACE_BYTES, RESTART, RESTART_TIME, Host, Refusal
from fakes.host.windows import Windows
from fakes.observe.commands import SYSTEM_COMMANDS
from fakes.party import Party
from fakes.releases.builds import FAMILIES, Build, parse_stamp
from fakes.releases.download_site import EXTRA, contents, program_of
from fakes.upgrade_steps import Step

MADRID = list(FAMILIES).index("madrid")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PIN = "mid.pinned.version"
"""The parameter of config.xml."""


class MidServer:
    """A MID Server, whoever acts as it: the target or the suite.

    Args:
        party: What is known of it.
        actor: What acts as it.
        stage: What it shares with all others.
    """

    def __init__(self, party: Party, actor: Actor, stage: Stage) -> None:
        self.party, self.actor = party, actor
        self._clock, self._journal = stage.clock, stage.journal
        self._administrator, self._progress = stage.administrator, stage.progress
        self._watch = stage.watch
        party.host.on_restart = self._restart

    @property
    def host(self) -> Host:
        """The computer that it runs on."""
        return self.party.host

    @property
    def is_at_work(self) -> bool:
        """Whether its process runs, or the host is restarting it."""
        return self.party.is_running or self.party.restarts is not None

    # ---- Its service

    def install(self, build: Build) -> None:
        """Put a version into its agent folder and define its service, as an installer does.

        On Linux the service takes all its processes along as Madrid and older versions define it (KB0870356).
        """
        self.party.service_takes_all = self.host.platform.os == "linux" and 0 <= build.release <= MADRID
        self.party.folder.install(build)
        self.party.folder.configure()

    def reinstall_service(self) -> None:
        """Remove its service, which ends its process, and define it anew: it takes no other process along any more."""
        if self.is_at_work:
            self.stop()
        self.party.service_takes_all = False
        self._journal.note("host", "service reinstalled", mid=self.party.name)

    def start(self) -> None:
        """Start its service; what its agent folder holds is what runs."""
        self._begin()
        self._clock.settle()

    def stop(self) -> None:
        """End its process; the instance notices that it cannot be reached any more."""
        self.party.is_running, self.party.restarts = False, None
        self._journal.note("host", "stopped", mid=self.party.name)
        self.actor.end()
        self._administrator.close_channel(self.party.sys_id)
        self._clock.settle()

    def restart_by_hand(self) -> None:
        """Stop a process that runs and start the next one, which has 10 minutes to come Up."""
        if self.party.is_running:
            self.stop()
            self.start()
            self.come_up()

    def lose_connection(self) -> None:
        """Let the instance notice that it cannot be reached any more; its process goes on."""
        self.party.is_within_reach = False
        self._administrator.close_channel(self.party.sys_id)
        self._clock.settle()

    def regain_connection(self) -> None:
        """Let the instance reach it again."""
        self.party.is_within_reach = True
        self.actor.connect()
        self._clock.settle()

    # ---- What is set for it, and what its host does

    def configure(self, parameter: str, value: str | None) -> None:
        """Set a parameter in config.xml, or remove it; a process that runs is then restarted by hand.

        While the MID Server is Upgrading its upgrade will do that.
        """
        self._journal.note("host", "configured", mid=self.party.name, parameter=parameter, value=value)
        self.party.folder.configure(parameter, value)
        if self._progress.last_status(self.party.name) != "Upgrading":
            self.restart_by_hand()

    def use_temp_folder(self, path: str) -> None:
        """Let its host call this the temporary folder; a process that runs is restarted by hand, as Java asks once."""
        self._journal.note("host", "configured", mid=self.party.name, parameter="java.io.tmpdir", value=path)
        self.host.use_temp_folder(path)
        self.restart_by_hand()

    def use_windows(self, windows: Windows) -> None:
        """Let the Windows of its host be like this; a process that runs is restarted by hand."""
        self.host.windows = windows
        self.restart_by_hand()

    def leave_check_folder(self) -> None:
        """Let the folder of the pre-upgrade tests be there, with a file in it, as after tests that were broken off."""
        folder = self.party.folder
        self.host.files.write(folder.path("package", "upgradeCheck", "before.txt"), b"from an earlier run\n")

    def validate(self, value: str) -> None:
        """Set the field `validated` of its record; a MID Server that is validated is restarted, as in the product."""
        self._administrator.update("ecc_agent", self.party.sys_id, validated=value)
        if value == "true":
            self.restart_by_hand()

    def send(self, command: str, priority: int = 0) -> None:
        """Queue a system command, or a command for its host, and let it hear of it."""
        topic = "SystemCommand" if command in SYSTEM_COMMANDS else "Command"
        self._administrator.queue(self.party.name, topic, source=command, name=command, priority=str(priority))
        self._watch()
        self._clock.settle()

    def report_runs(self, source: str, messages: Sequence[str], times: int = 1) -> None:
        """Let it tell the instance what one run of tests has met, or several runs that met the same, an hour apart."""
        for run in range(times):
            self._clock.advance(HOUR if run else timedelta())
            self.actor.report_run(source, messages)
        self._clock.settle()

    def report_steps(self, steps: Iterable[Step]) -> None:
        """Let it tell the instance how far steps of its upgrade are, each a minute after whatever was before."""
        for step in steps:
            self._clock.advance(MINUTE)
            self.actor.report_step(step)
        self._clock.settle()

    def set_service(self, service: str, state: str) -> None:
        """Let another service of its host be in this state."""
        self._journal.note("host", "service", mid=self.party.name, service=service, state=state)
        self.host.services.set_state(service, state)

    def bring(self, packages: Mapping[str, bytes]) -> None:
        """Put packages into the folder in its agent folder where packages lie before they are installed."""
        for file, content in packages.items():
            self.host.files.write(self.party.folder.path("package", "incoming", file), content)

    def move_user(self, domain: str) -> None:
        """Put its user into another domain."""
        self._administrator.move_user(self.party.user, domain)

    def move_record(self, domain: str) -> None:
        """Put its record into another domain."""
        self._administrator.update("ecc_agent", self.party.sys_id, sys_domain=domain)

    def set_issues(self, state: str, message: str) -> None:
        """Let an administrator give its issues with this message that are not resolved another state."""
        query = f"mid_server={self.party.sys_id}^state!=resolved^state!={state}"
        for issue in self._administrator.select("ecc_agent_issue", query):
            if message == issue.get("message"):
                self._administrator.update("ecc_agent_issue", issue["sys_id"], state=state)

    def pause(self) -> None:
        """Let it be Paused, by an administrator's click where it is under test.

        Raises:
            WaitError: It is not Paused within 20 minutes.
        """
        self.actor.pause()

    def refuse(self, deed: Callable[[AgentFolder], Refusal]) -> None:
        """Let its host refuse something about its agent folder."""
        self.host.refuse(deed(self.party.folder))

    def put_right(self) -> None:
        """Let its host work, and let it be validated, running, not Paused and not Upgrade Failed.

        A MID Server that the suite plays gives its permit back, and does nothing else.
        """
        if self.party.is_played:
            self.actor.release_permit()
            return
        self.host.free_space, self.host.durations = AMPLE_SPACE_BYTES, {RESTART: RESTART_TIME}
        self.host.work_again()
        if self.host.windows != Windows():
            self.use_windows(Windows())
        self.host.services.work_again()
        if not self._is_validated():
            self.validate("true")
        if not self.is_at_work:
            self.start()
            self.come_up()
        match self._progress.last_status(self.party.name):
            case "Paused":
                self.actor.resume()
            case "Upgrade Failed":  # whether it would try again by itself is a reading
                self.restart_by_hand()

    def _is_validated(self) -> bool:
        record = self._administrator.one("ecc_agent", f"sys_id={self.party.sys_id}")
        return record.get("validated") == "true"

    # ---- Time

    def settle(self) -> None:
        """Give it 24 hours to be Up again where it is in the middle of something."""
        self._clock.advance_until(lambda: self._progress.is_settled(self.party.name), bounds.RETURNING)

    def come_up(self) -> None:
        """Give it 10 minutes to come Up and to ask for its version; whether it has is for a step to ask."""
        self._clock.advance_until(lambda: self._progress.is_up_and_has_asked(self.party.name), bounds.COMING_UP)

    def run_for(self, duration: timedelta) -> None:
        """Let time pass until so much has passed since its process first asked for its version."""
        self._clock.run(self._progress.first_check(self.party.name) + duration)

    def advance_until(self, state: str, limit: timedelta) -> None:
        """Let time pass until it is in this state, but no longer than the limit.

        Args:
            state: A status such as "Up", or "turned away with 409".
            limit: How long at most.
        """
        self._clock.advance_until(lambda: state in self._progress.states(self.party.name), limit)

    # ---- The life of its process

    def _begin(self) -> None:
        party = self.party
        version, party.program_at_start, party.restarts = party.folder.version(), party.folder.program(), None
        if not version:
            self._journal.note("host", "cannot start", mid=party.name, reason="no version is installed")
            self._administrator.close_channel(party.sys_id)
            return
        party.is_running = party.is_within_reach = True
        party.started, party.start_entry = self._clock.now, len(self._journal)
        found = {"whole": _is_whole(party.program_at_start, version), "pin": party.folder.parameter(PIN)}
        self._journal.note("host", "started", mid=party.name, version=version, **found)
        self.actor.begin(version)
        self._watch()

    def _restart(self) -> None:
        """The host restarts the service, as the MID Server has asked it to."""
        party, due = self.party, self._clock.now + self.host.durations[RESTART]
        party.is_running, party.restarts = False, due
        self._journal.note("host", "restarting", mid=party.name)
        if self._upgrade_dies_with_service():
            self._kill()
        else:
            self._clock.at(due, lambda: self._begin() if party.restarts == due else None)

    def _kill(self) -> None:
        """The service stops, the upgrade ends with it before it has replaced anything, and nobody starts it again."""
        self.party.restarts = None
        self.party.folder.restore(self.party.program_at_start)
        self._journal.note("host", "killed", mid=self.party.name)
        self._administrator.close_channel(self.party.sys_id)

    def _upgrade_dies_with_service(self) -> bool:
        """Whether the upgrade that lies in the agent folder ends with the service, as one to New York or later does.

        Documentation: "Failed upgrades".
        """
        try:
            return self.party.service_takes_all and parse_stamp(self.party.folder.version()).release > MADRID
        except ValueError:
            return False


def _is_whole(program: Mapping[str, bytes], version: str) -> bool:
    """Whether these files are those of one build, and all of that; what a third package has brought may lie there."""
    try:
        build = parse_stamp(version)
    except ValueError:
        return False
    more = contents(EXTRA, build)
    return {name: content for name, content in program.items() if name not in more} == program_of(build)
