"""The pytest plugin that finds the target, asks who it is, keeps an eye on it, and ends it."""

import gc
import os
from collections.abc import Generator, Mapping
from pathlib import Path

import pytest

from fakes.errors import TargetError, TargetHungError
from midcert.protocol.handler import TOKEN, Description
from midcert.rules.profiles import PROFILES, Profile, profile_for
from midcert.run import failures, options, world
from midcert.run.certification import CERTIFICATION, Subject, certification_of
from midcert.targets import DescribedTarget, TargetSpecError, locate
from midcert.targets.located import Access, without_login

GC_THRESHOLD_OBJECTS = 50_000
"""How many new objects the garbage collector waits for: a scenario makes thousands, and they die with it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the options about the target."""
    options.add((*options.OF_A_TARGET, *options.OF_A_RUN), parser.getgroup("midcert").addoption)


def pytest_configure(config: pytest.Config) -> None:
    """Find the target, if scenarios are to run."""
    for plugin in (world, failures):
        config.pluginmanager.register(plugin)
    if not (config.option.collectonly or config.option.help):
        find(config)


def find(config: pytest.Config) -> None:
    """Find the target that the options name, and ask who it is.

    Raises:
        pytest.UsageError: There is no such target or folder, or the target does not start; one line.
    """
    _make_folder(config.option.journals)
    target: DescribedTarget | None = None
    try:
        access = Access(os.environ.get(TOKEN, ""), config.option.authority)
        located = locate(config.option.target, config.option.watchdog or None, access)
        target = located.describe()
        certification_of(config).subject = _subject(config, target, located.identity)
        if config.option.journals and not hasattr(config, "workerinput"):
            world.forget_journals(config.option.journals)
    except (TargetSpecError, TargetError) as error:
        if target is not None:
            target.close()
        line = " ".join(str(error).split())
        raise pytest.UsageError(f"--target {without_login(config.option.target)}: {line}") from None


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays: modules, fixtures, the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD_OBJECTS)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End what was started."""
    certification = config.stash.get(CERTIFICATION, None)  # none where an option or a file could not be used
    if certification is not None and certification.subject is not None:
        certification.subject.target.close()


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say what is being tested."""
    subject = certification_of(config).subject
    if subject is None:
        return []
    about = subject.description
    roles = " and ".join(sorted(about.roles, reverse=True))
    return [
        f"target: {about.name} {about.version} ({config.option.target}) as {roles}, time mode {about.time}",
        f"profile: {subject.profile.name}, seed: {subject.seed}",
    ]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count the scenarios in which the target hangs."""
    if subject := certification_of(item.config).subject:
        has_hung = call.excinfo is not None and call.excinfo.errisinstance(TargetHungError)
        was_skipped = call.excinfo is not None and call.excinfo.errisinstance(pytest.skip.Exception)
        if has_hung:
            subject.hangs += 1
        elif call.when == "call" and not was_skipped:
            subject.hangs = 0
    return (yield)


def _subject(config: pytest.Config, target: DescribedTarget, identity: Mapping[str, str]) -> Subject:
    about = target.description
    profile = _profile(config.option.profile, about)
    repeated = options.as_arguments(options.OF_REPEATED, config.option)
    return Subject(target, about, profile, config.option.seed, config.option.watchdog, repeated, identity)


def _profile(name: str | None, about: Description) -> Profile:
    profile = PROFILES[name] if name else profile_for(about.roles)
    if absent := profile.roles - about.roles:
        raise TargetSpecError(f"the profile {profile.name} needs a target that plays {' and '.join(sorted(absent))}")
    return profile


def _make_folder(path: Path | None) -> None:
    try:
        if path:
            path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise pytest.UsageError(f"--journals: {path} is no folder and cannot be made one: {error.strerror}") from None
