"""The world of each scenario: made where a scenario applies to the target, journalled, ended."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd.parser import Step

from fakes.errors import TargetError
from fakes.text import SURROGATE_HANDLER
from fakes.world import World
from midcert.results.row import JournalFile, Party
from midcert.rules.applicability import not_applicable, not_verifiable
from midcert.rules.ledger import Ledger
from midcert.rules.profiles import ROLES
from midcert.run.certification import SCENARIO, Scenario, Subject, certification_of
from midcert.run.judgement import NotApplicable
from midcert.run.stakes import BREAKS, STAKES, at_stake, led_to, sent

PATIENCE_SECONDS = 120.0
"""Real time that a target may hang in a row; in the scenarios after that it is not asked any more."""
MAX_NAME_CHARACTERS = 220
"""How long the name of a journal file may be; file systems take 255 bytes."""


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """The documented rules."""
    return certification_of(request.config).ledger


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """The world of one scenario, if it applies to the target."""
    scenario, node_id, subject = request.node.stash[SCENARIO], request.node.nodeid, _subject(request.config)
    about, profile, tags = subject.description, subject.profile, set(scenario.case.tags)
    if reason := not_applicable(tags, (step.text for step in scenario.case.steps), about, profile):
        raise NotApplicable(reason)
    if reason := not_verifiable(tags, about) or _out_of_patience(subject):
        pytest.skip(reason)
    hosts = list(profile.platforms.values())
    made = scenario.world = World(subject.target, node_id, roles_of(scenario), f"{subject.seed}/{node_id}", hosts)
    yield made
    if not scenario.is_red and about.time != "real":
        with contextlib.suppress(TargetError):
            made.rest()
    with contextlib.suppress(TargetError):
        made.look_around()
    _tell_of_laws(request, made, subject)
    if request.config.option.journals:
        scenario.journal = write_journal(request.config.option.journals, node_id, made)
    try:
        made.end()
    except TargetError as error:
        raise error.with_traceback(None) from None  # the message says all


def pytest_bdd_before_step(request: pytest.FixtureRequest, step: Step) -> None:
    """A period begins with each When that follows no other When."""
    scenario = request.node.stash[SCENARIO]
    if step.type == "when" and scenario.step_kind != "when":
        request.getfixturevalue("world").begin_period()
    scenario.step_kind = step.type


def pytest_bdd_before_step_call(request: pytest.FixtureRequest, step: Step) -> None:
    """What the suite does is written down in its own words, beside what came of it."""
    if (world := request.node.stash[SCENARIO].world) is not None:
        world.journal.note("scenario", step.type, text=f"{step.keyword} {step.name}")


def parties_of(scenario: Scenario) -> list[Party]:
    """Who took part: the instance, and the MID Servers by name; nobody before there is a world."""
    world = scenario.world
    if world is None:
        return []
    instance = Party("instance", is_target="instance" in roles_of(scenario), platform="")
    mids = [Party(mid.name, not mid.is_played, mid.host.platform.os) for mid in world.parties.values()]
    return [instance, *mids]


def roles_of(scenario: Scenario) -> frozenset[str]:
    """Which roles of the target the scenario judges."""
    [roles] = (ROLES[tag] for tag in scenario.case.tags & ROLES.keys())
    return roles


def forget_journals(folder: Path) -> None:
    """Take the journals of an earlier run away, and nothing else: whoever finds one later finds this run's."""
    for path in folder.glob("*.feature--*.jsonl"):
        path.unlink(missing_ok=True)


def write_journal(folder: Path, scenario: str, world: World) -> JournalFile:
    """Write the journal of a scenario into a file named for it."""
    name = journal_name(scenario)
    content = world.journal.to_jsonl().encode("utf-8", SURROGATE_HANDLER)
    (folder / name).write_bytes(content)
    return JournalFile(name, hashlib.sha256(content).hexdigest(), len(world.journal))


def journal_name(scenario: str) -> str:
    """What the file with the journal of a scenario is called."""
    name = scenario.replace("/", "__").replace("::", "--")
    if len(name) > MAX_NAME_CHARACTERS:
        name = f"{name[:MAX_NAME_CHARACTERS]}-{hashlib.sha256(scenario.encode()).hexdigest()[:8]}"
    return f"{name}.jsonl"


def _tell_of_laws(request: pytest.FixtureRequest, world: World, subject: Subject) -> None:
    """Which were at stake; of those that nobody in this process had broken before, what led to it, too."""
    stakes, known = at_stake(world, subject), certification_of(request.config).broken
    new = [name for name, wrong in stakes.items() if wrong and name not in known]
    known.update(new)
    request.node.user_properties.append((STAKES, sent(stakes)))
    if new:
        request.node.user_properties.append((BREAKS, sent(led_to(world, subject, new))))


def _subject(config: pytest.Config) -> Subject:
    subject = certification_of(config).subject
    if subject is None:
        raise pytest.UsageError("there is no target")
    return subject


def _out_of_patience(subject: Subject) -> str:
    """Why the target is asked no more, although nothing is known against this scenario; empty while it is."""
    over = subject.hangs * subject.watchdog > PATIENCE_SECONDS
    return f"the target has hung in {subject.hangs} scenarios in a row" if over else ""
