"""The pytest plugin that runs scenarios against a target: its options, the target, and a world for each scenario."""

import gc
import hashlib
import os
from collections.abc import Generator, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from pytest_bdd.parser import Step

from fakes.errors import TargetError, TargetHungError
from fakes.text import HALVES
from fakes.world import World
from midcert.protocol.handler import TOKEN, Description
from midcert.results.outcomes import NotApplicable
from midcert.rules.applicability import not_applicable, not_verifiable
from midcert.rules.ledger import Ledger
from midcert.rules.profiles import PROFILE, PROFILES, ROLES, Profile, profile_for
from midcert.run.account import account, reproduction
from midcert.run.collect import CASE, LEDGER
from midcert.run.gather import ABOUT
from midcert.run.options import NO_WATCHDOG, PROFILE_OPTION, seconds, whole_number
from midcert.targets import DescribedTarget, TargetSpecError, locate
from midcert.targets.located import FORMS, REFERENCE, Access, without_login

TARGET = pytest.StashKey[DescribedTarget]()
DESCRIPTION = pytest.StashKey[Description]()
WORLD = pytest.StashKey[World]()
HANGS = pytest.StashKey[int]()
"""In how many scenarios in a row the target has hung."""
PATIENCE = 120.0
"""Seconds of real time that a target may hang in a row; in the scenarios after that it is not asked any more."""
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
    group.addoption("--profile", **PROFILE_OPTION)
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
    group.addoption("--no-watchdog", **NO_WATCHDOG)
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
        config.stash[TARGET] = locate(config.option.target, config.option.watchdog or None, access).describe()
        config.stash[DESCRIPTION] = config.stash[TARGET].description
        config.stash[PROFILE] = _profile(config.option.profile, config.stash[DESCRIPTION])
    except (TargetSpecError, TargetError) as error:
        pytest_unconfigure(config)
        line = " ".join(str(error).split())
        raise pytest.UsageError(f"--target {without_login(config.option.target)}: {line}") from None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Say in the results what is tested, and spare the garbage collector what stays: modules, fixtures, the suite."""
    config = session.config
    if DESCRIPTION in config.stash:
        about = config.stash[DESCRIPTION]
        config.stash[ABOUT] = {
            "suite": version("mid-server-upgrade-conformance"),
            "target": {"where": config.option.target, "name": about.name, "version": about.version},
            "time": about.time,
            "capabilities": sorted(about.capabilities),
            "profile": config.stash[PROFILE].name,
            "seed": config.option.seed,
        }
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
        f"profile: {config.stash[PROFILE].name}, seed: {config.option.seed}",
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
        option = config.option
        others = {"profile": option.profile, "authority": option.authority}
        command = reproduction(node.nodeid, option.target, option.seed, **others)
        rule = config.stash[LEDGER].rules[rule_id]
        exception.add_note(account(rule, made, config.stash[TARGET].errors(), command))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count the scenarios in which the target hangs."""
    stash, has_hung = item.config.stash, call.excinfo is not None and call.excinfo.errisinstance(TargetHungError)
    if has_hung:
        stash[HANGS] = stash.get(HANGS, 0) + 1
    elif call.when == "call" and (call.excinfo is None or not call.excinfo.errisinstance(pytest.skip.Exception)):
        stash[HANGS] = 0
    return (yield)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """The world of one scenario, if it applies to the target."""
    config, scenario, case = request.config, request.node.nodeid, request.node.stash[CASE]
    tags = {mark.name for mark in request.node.iter_markers()}
    about, profile = config.stash[DESCRIPTION], config.stash[PROFILE]
    if reason := not_applicable(tags, (step.text for step in case.steps), about, profile):
        raise NotApplicable(reason)
    if reason := not_verifiable(tags, about) or _out_of_patience(config):
        pytest.skip(reason)
    [roles] = (ROLES[tag] for tag in tags & ROLES.keys())
    seed, hosts = f"{config.option.seed}/{scenario}", list(profile.platforms.values())
    made = World(config.stash[TARGET], scenario, roles, seed, hosts)
    request.node.stash[WORLD] = made
    yield made
    if config.option.journals:
        _write(config.option.journals, scenario, made)
    try:
        made.end()
    except TargetError as error:
        raise error.with_traceback(None) from None  # the message says all


def _out_of_patience(config: pytest.Config) -> str:
    """Why the target is asked no more, although nothing is known against this scenario; empty while it is."""
    hangs = config.stash.get(HANGS, 0)
    over = hangs * config.option.watchdog > PATIENCE
    return f"the target has hung in {hangs} scenarios in a row" if over else ""


def _profile(name: str | None, about: Description) -> Profile:
    profile = PROFILES[name] if name else profile_for(about.roles)
    if absent := profile.roles - about.roles:
        raise TargetSpecError(f"the profile {profile.name} needs a target that is {' and '.join(sorted(absent))}")
    return profile


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
    (folder / f"{name}.jsonl").write_text(world.journal.to_jsonl(), "utf-8", HALVES)
