"""The pytest plugin: feature files of the suite run, are checked before, and end in a verdict.

It needs the ledger at features/rules.toml below the root. `config.stash[CERTIFICATION]` is the run, with the rows and,
once it is over, the verdict for other plugins. What needs a target is in `midcert.run.target`.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_bdd.plugin

from fakes.text import SURROGATE_HANDLER
from midcert.gherkin.tags import OTHER_TAGS
from midcert.reports.files import FORMS
from midcert.results.deviations import Deviations, DeviationsError, load_deviations
from midcert.results.outcomes import ExitCode, Word
from midcert.rules.ledger import Ledger, LedgerError, load_ledger
from midcert.rules.rule_sets import RuleSetError, load_rule_set
from midcert.run import collect, frames, laws, options, record, shard, terminal
from midcert.run.certification import CERTIFICATION, Certification, certification_of
from midcert.run.document import document
from midcert.run.follow import Follower
from midcert.run.gather import Gatherer
from midcert.run.lookup import Lookup
from midcert.run.suite import Suite


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the options that need no target."""
    group = parser.getgroup("midcert", "conformance of MID Server upgrades")
    options.add((*options.OF_A_SUITE, options.FOLLOW, options.PYTHON_TRACEBACK), group.addoption)


@pytest.hookimpl(tryfirst=True)  # other plugins of the suite need what it puts in place
def pytest_configure(config: pytest.Config) -> None:
    """Read the ledger, the rule sets and the deviations, and put everything in place.

    Raises:
        pytest.UsageError: an option or a file cannot be used; one line.
    """
    if not config.pluginmanager.is_registered(pytest_bdd.plugin):
        raise pytest.UsageError("pytest-bdd is not loaded: add -p pytest_bdd.plugin")
    folder = config.rootpath / "features"
    try:
        ledger = load_ledger(folder / "rules.toml")
        rule_set = load_rule_set(folder / "rule_sets", config.option.rule_set)
        certification = Certification(ledger, rule_set, _deviations(config, ledger), Suite(folder))
    except (LedgerError, DeviationsError, RuleSetError) as error:
        raise pytest.UsageError(str(error)) from None
    config.stash[CERTIFICATION] = certification
    for name, says in [*((rule.id, rule.says) for rule in ledger.rules.values()), *OTHER_TAGS.items()]:
        config.addinivalue_line("markers", f"{name}: {says}")
    for plugin in (collect, Lookup(certification.suite), record, frames, laws, shard, terminal):
        config.pluginmanager.register(plugin)
    if _reports(config):
        for name, path in _files(config):
            _make_room(name, path)
        config.pluginmanager.register(Gatherer(certification), "midcert-rows")
        config.pluginmanager.register(terminal.Teller(certification))
    if config.option.follow:
        if config.getoption("numprocesses", None):
            raise pytest.UsageError("--follow shows what happens in this process: leave out -n")
        config.pluginmanager.register(Follower(config))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Reach the verdict and write the reports. pytest's exit code stays its own, but for entries that do not hold."""
    certification = certification_of(session.config)
    is_judged = _reports(session.config) and certification.is_concerned
    if not is_judged or session.exitstatus == pytest.ExitCode.USAGE_ERROR:
        return
    verdict = certification.judge()
    if verdict.word is Word.BAD_DEVIATIONS and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = ExitCode.BAD_INPUT
    if files := list(_files(session.config)):
        run = document(session.config, certification, verdict)
        for name, path in files:
            path.write_text(FORMS[name].make(run, session.config.rootpath), "utf-8", SURROGATE_HANDLER)


def _reports(config: pytest.Config) -> bool:
    """Whether this process hears of all rows: no worker of pytest-xdist, and something is to run."""
    return not hasattr(config, "workerinput") and not config.option.collectonly


def _deviations(config: pytest.Config, ledger: Ledger) -> Deviations:
    path: Path | None = config.option.deviations
    return load_deviations(path, ledger, datetime.now(UTC).date()) if path else Deviations()


def _files(config: pytest.Config) -> Iterator[tuple[str, Path]]:
    """The files that are asked for, by their options."""
    for name in FORMS:
        path: Path | None = config.getoption(name)
        if path:
            yield name, path


def _make_room(name: str, path: Path) -> None:
    folder = path.absolute().parent
    try:
        if path.is_dir() or not folder.is_dir():
            raise pytest.UsageError(f"{name}: {path} is no file in a folder that exists")
        if not os.access(folder, os.W_OK):
            raise pytest.UsageError(f"{name}: {path} cannot be written: nothing may be written to its folder")
        path.unlink(missing_ok=True)  # whoever finds one later finds this run's
    except OSError as error:
        raise pytest.UsageError(f"{name}: {path} cannot be written: {error.strerror}") from None
