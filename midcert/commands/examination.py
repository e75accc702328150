"""Examines an adapter step by step, before any scenario, and says what to mend."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from fakes import bounds
from fakes.errors import TargetError
from fakes.observe.timeline import timeline
from fakes.releases.builds import named
from fakes.world import World
from midcert.targets import DescribedTarget

BUILD = named("Orlando Patch 1")
NEXT = named("Orlando Patch 2")
MID = "berlin"
PATIENCE = timedelta(minutes=10)
"""How long a target may take for what has no time of its own."""
TIMELINE_LINES = 12


@dataclass(frozen=True)
class Step:
    """One thing that must work before the next can."""

    says: str
    works: Callable[[World], bool]
    advice: str
    takes_hours: bool = False
    """Whether it cannot be examined in real time."""


@dataclass(frozen=True)
class Finding:
    """What came of a step; without advice it was well, or was not examined."""

    says: str
    advice: str = ""
    events: tuple[str, ...] = ()
    """The last of what happened."""
    is_examined: bool = True

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.advice


def examine(target: DescribedTarget, role: str, *, in_real_time: bool = False) -> Iterator[Finding]:
    """Go through the steps of a role, up to the first that does not work."""
    world = World(target, f"doctor: {role}", frozenset({role}), "doctor")
    for step in STEPS[role]:
        if step.takes_hours and in_real_time:
            yield Finding(step.says, is_examined=False)
            continue
        try:
            advice = "" if step.works(world) else step.advice
        except TargetError as error:
            advice = " ".join(str(error).split())
        if advice:
            yield Finding(step.says, advice, tuple(timeline(world.journal, world.begin_time, TIMELINE_LINES)))
            return
        yield Finding(step.says)


# ---- A MID Server


def _takes_a_scenario(world: World) -> bool:
    world.begin(BUILD)
    world.clock.settle()
    return True


def _takes_a_start(world: World) -> bool:
    world.install(MID, BUILD)
    world.mid(MID).start()
    return True


def _reads_a_file(world: World) -> bool:
    def has_read() -> bool:
        return any(entry.actor == MID and entry.kind == "read" for entry in world.journal)

    world.clock.advance_until(has_read, PATIENCE)
    return has_read()


def _comes_up(world: World) -> bool:
    world.mid(MID).advance_until("Up", PATIENCE)
    return world.observe.status.told(MID)[-1:] == ["Up"]


def _reports_its_version(world: World) -> bool:
    return world.observe.status.record(MID)["version"] == BUILD.stamp


def _asks_for_its_version(world: World) -> bool:
    world.mid(MID).come_up()
    return world.observe.versions.come_up_with(MID) == BUILD.stamp


def _asks_after_an_hour(world: World) -> bool:
    world.mid(MID).run_for(timedelta(minutes=59, seconds=59))
    world.begin_period()
    world.clock.advance(timedelta(seconds=1))
    return world.observe.checks.times(MID) == ["1:00:00"]


def _runs_a_command(world: World) -> bool:
    def is_done() -> bool:
        commands = world.observe.commands
        return commands.states(MID, "hostname") == ["processed"] and bool(commands.results(MID, "hostname"))

    world.mid(MID).send("hostname")
    world.clock.advance_until(is_done, PATIENCE)
    return is_done()


def _is_silent_when_stopped(world: World) -> bool:
    world.mid(MID).stop()
    since = len(world.journal)
    world.clock.advance(timedelta(hours=2))
    return not any(entry.actor == MID for entry in world.journal.since(since))


def _ends(world: World) -> bool:
    world.end()
    return True


# ---- An instance


def _lets_an_administrator_work(world: World) -> bool:
    world.install(MID, BUILD)
    return bool(world.observe.status.record(MID))


def _takes_a_status(world: World) -> bool:
    world.mid(MID).start()
    return world.observe.status.record(MID) == {"status": "Up", "version": BUILD.stamp}


def _answers_instance_info(world: World) -> bool:
    return world.observe.instance.assigned(MID) == [BUILD.stamp]


def _gives_a_permit(world: World) -> bool:
    world.mid(MID).actor.ask_for_permit()
    return world.observe.permits.answers([MID]) == {MID: "given"}


def _tells_of_an_upgrade(world: World) -> bool:
    world.instance.upgrade(NEXT)
    until = world.now + bounds.TELLING
    while not (found := "autoUpgrade" in world.observe.commands.found(MID)) and world.now < until:
        world.clock.advance(timedelta(minutes=1))
    return found


TABLES = "see docs/instance.md"
STEPS: dict[str, Sequence[Step]] = {
    "mid": (
        Step("it takes setup and advance", _takes_a_scenario, ""),
        Step("it takes the start of a MID Server", _takes_a_start, ""),
        Step(
            "it reads config.xml",
            _reads_a_file,
            "in the first `advance` after `start`, read config.xml in the agent folder: it has the URL and the login",
        ),
        Step(
            "it reports Up",
            _comes_up,
            "within 10 minutes, set `status` of its record to Up: "
            "PATCH /api/now/table/ecc_agent/<mid_sys_id>, with the login of config.xml",
        ),
        Step(
            "it reports its version",
            _reports_its_version,
            "set `version` of its record to the build stamp in package/meta/mid-core.meta.properties",
        ),
        Step("it asks for its version", _asks_for_its_version, "ask GET /api/now/mid/instance_info when it comes Up"),
        Step(
            "it asks again exactly an hour after its start",
            _asks_after_an_hour,
            "answer `advance` with the time of the next thing due as `next`, and count hours from the start",
            takes_hours=True,
        ),
        Step(
            "it runs a command and sends the result",
            _runs_a_command,
            "after `notify`, take the commands in ecc_queue, `run` them, insert the results, and set them `processed`",
        ),
        Step(
            "it is silent once it is stopped",
            _is_silent_when_stopped,
            "let a process do nothing after `stop`, not even what was due",
            takes_hours=True,
        ),
        Step("it takes teardown", _ends, ""),
    ),
    "instance": (
        Step("it lets an administrator insert and select records", _lets_an_administrator_work, TABLES),
        Step("it takes the status and version of a MID Server", _takes_a_status, TABLES),
        Step(
            "it answers InstanceInfo and the list of packages",
            _answers_instance_info,
            "answer `mid_buildstamp`, and the `buildstamp` of assigned_packages, alike: its own, to begin with",
        ),
        Step("it gives a permit", _gives_a_permit, "answer POST /api/now/mid/upgrade_permit/<sys_id> with 201"),
        Step(
            "it sends autoUpgrade when it is upgraded",
            _tells_of_an_upgrade,
            "within 10 minutes after the verb `upgrade`, "
            "put the command into ecc_queue for each MID Server of another version",
        ),
        Step("it takes teardown", _ends, ""),
    ),
}
