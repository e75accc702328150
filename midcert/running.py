"""The pytest plugin that runs scenarios against a target: its options, the target, and a world for each scenario."""

import gc
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd.parser import Step

from fakes.errors import TargetError
from fakes.world import World
from midcert.account import account, reproduction
from midcert.capabilities import CAPABILITY_TAGS
from midcert.gherkin.collector import CASE, LEDGER
from midcert.ledger import Ledger
from midcert.options import seconds, whole_number
from midcert.outcomes import NotApplicable
from midcert.targets import CheckedTarget, Description, TargetSpecError, locate
from midcert.targets.located import FORMS, REFERENCE, TOKEN, Access

ROLES_OF_TAG = {"mid": frozenset({"mid"}), "instance": frozenset({"instance"}), "both": frozenset({"mid", "instance"})}

TARGET = pytest.StashKey[CheckedTarget]()
DESCRIPTION = pytest.StashKey[Description]()
WORLD = pytest.StashKey[World]()
STEP_BEFORE = pytest.StashKey[str]()
"""Given, when or then: what the step before was."""
YOUNG = 50_000
"""How many new objects the garbage collector waits for: a scenario makes thousands, and they die with it."""
LONGEST_NAME = 220
"""How long the name of a journal file may be, in characters; file systems take 255 bytes."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the options about the target."""
    group = parser.getgroup("midcert")
    group.addoption(
        "--target",
        default=REFERENCE,
        metavar="WHERE",
        help=f"the implementation under test, {FORMS} (default: %(default)s)",
    )
    group.addoption(
        "--seed", type=whole_number, default=1, help="varies what the documentation leaves free (default: %(default)s)"
    )
    group.addoption(
        "--watchdog",
        type=seconds,
        default=10.0,
        metavar="SECONDS",
        help="how long a target may take over one answer, in real time; 0 for ever (default: %(default)s)",
    )
    group.addoption(
        "--authority",
        type=Path,
        metavar="FILE",
        help=f"who may vouch for a target at https:// (PEM); its bearer token is taken from the environment: {TOKEN}",
    )
    group.addoption("--journals", type=Path, metavar="DIR", help="write the journal of each scenario to DIR")


def pytest_configure(config: pytest.Config) -> None:
    """Find the target and ask who it is.

    Raises:
        pytest.UsageError: There is no such target or folder, or the target does not start; one line.
    """
    if config.option.collectonly or config.option.help:
        return
    _make_folder(config.option.journals)
    try:
        access = Access(os.environ.get(TOKEN, ""), config.option.authority)
        config.stash[TARGET] = locate(config.option.target, config.option.watchdog or None, access)
        config.stash[DESCRIPTION] = config.stash[TARGET].describe()
    except (TargetSpecError, TargetError) as error:
        pytest_unconfigure(config)
        line = " ".join(str(error).split())
        raise pytest.UsageError(f"--target {config.option.target}: {line}") from None


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays: modules, fixtures, the suite itself."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End what was started."""
    if TARGET in config.stash:
        config.stash[TARGET].close()


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say what is being tested."""
    if DESCRIPTION not in config.stash:
        return []
    about = config.stash[DESCRIPTION]
    roles = " and ".join(sorted(about.roles, reverse=True))
    return [
        f"target: {about.name} {about.version} ({config.option.target}) as {roles}, time mode {about.time}",
        f"seed: {config.option.seed}",
    ]


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """The documented rules."""
    return request.config.stash[LEDGER]


def pytest_bdd_before_step(request: pytest.FixtureRequest, step: Step) -> None:
    """A period begins with each When that follows no other When."""
    stash = request.node.stash
    if step.type == "when" and stash.get(STEP_BEFORE, "") != "when":
        request.getfixturevalue("world").observe.when()
    stash[STEP_BEFORE] = step.type


def pytest_bdd_step_error(request: pytest.FixtureRequest, exception: BaseException) -> None:
    """Say which rule it was, what happened, and how to see it again."""
    node, config = request.node, request.config
    made, rule_id = node.stash.get(WORLD, None), node.stash[CASE].rule_id
    if made is not None and rule_id is not None:
        command = reproduction(node.nodeid, config.option.target, config.option.seed)
        rule = config.stash[LEDGER].rules[rule_id]
        exception.add_note(account(rule, made, config.stash[TARGET].errors(), command))


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """The world of one scenario; not applicable where the target lacks the scenario's role, or a capability for it."""
    config, scenario = request.config, request.node.nodeid
    tags = {mark.name for mark in request.node.iter_markers()}
    [roles] = (ROLES_OF_TAG[tag] for tag in tags & ROLES_OF_TAG.keys())
    about = config.stash[DESCRIPTION]
    if absent := roles - about.roles:
        raise NotApplicable(f"the target is no {' and no '.join(sorted(absent))}")
    if undeclared := (tags & CAPABILITY_TAGS.keys()) - about.capabilities:
        raise NotApplicable(f"the target does not declare {' and '.join(sorted(undeclared))}")
    made = World(config.stash[TARGET], scenario, roles, f"{config.option.seed}/{scenario}")
    request.node.stash[WORLD] = made
    yield made
    if config.option.journals:
        _write(config.option.journals, scenario, made)
    try:
        made.end()
    except TargetError as error:
        raise error.with_traceback(None) from None  # the message says all


def _make_folder(path: Path | None) -> None:
    try:
        if path:
            path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise pytest.UsageError(f"--journals: {path} is no folder and cannot be made one: {error.strerror}") from None


def _write(folder: Path, scenario: str, world: World) -> None:
    name = scenario.replace("/", "__").replace("::", "--")
    if len(name) > LONGEST_NAME:
        name = f"{name[:LONGEST_NAME]}-{hashlib.sha256(scenario.encode()).hexdigest()[:8]}"
    (folder / f"{name}.jsonl").write_text(world.journal.to_jsonl(), "utf-8")
