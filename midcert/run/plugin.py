"""The pytest plugin: feature files of the suite run, are checked before, and end in a verdict.

It needs the ledger at features/rules.toml below the root. `config.stash` has the LEDGER, the RESULTS and, once the
run is over, the VERDICT for other plugins.
"""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_bdd.plugin

from fakes.text import HALVES
from midcert.gherkin.tags import OTHER_TAGS
from midcert.results.deviations import Deviations, DeviationsError, load_deviations
from midcert.results.outcomes import ExitCode
from midcert.results.rows import Row
from midcert.results.summary import remarks, summary, wrapped
from midcert.results.verdict import Terms, Verdict, judge
from midcert.rules.ledger import Ledger, LedgerError, load_ledger
from midcert.rules.profiles import PROFILE
from midcert.rules.rule_sets import RuleSet, RuleSetError, chosen, load_rule_sets
from midcert.run import collect as collector
from midcert.run import errors, lookup, suite
from midcert.run import record as evidence
from midcert.run.collect import LEDGER
from midcert.run.gather import ABOUT, RESULTS, Results
from midcert.run.options import RULE_SET_OPTION

VERDICT = pytest.StashKey[Verdict]()
RULE_SET = pytest.StashKey[RuleSet]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the options that need no target."""
    group = parser.getgroup("midcert", "conformance of MID Server upgrades")
    group.addoption(
        "--deviations", type=Path, metavar="FILE", help="known deviations of the target, with reasons (TOML)"
    )
    group.addoption("--rule-set", **RULE_SET_OPTION)
    group.addoption("--results", type=Path, metavar="FILE", help="write what became of every scenario to FILE (JSON)")


def pytest_configure(config: pytest.Config) -> None:
    """Read the ledger and the deviations, and put everything in place.

    Raises:
        pytest.UsageError: an option or a file cannot be used; one line.
    """
    if not config.pluginmanager.is_registered(pytest_bdd.plugin):
        raise pytest.UsageError("pytest-bdd is not loaded: add -p pytest_bdd.plugin")
    folder = config.rootpath / "features"
    try:
        config.stash[LEDGER] = load_ledger(folder / "rules.toml")
        deviations = _deviations(config, config.stash[LEDGER])
        config.stash[RULE_SET] = chosen(load_rule_sets(folder / "rule_sets"), config.option.rule_set)
    except (LedgerError, DeviationsError, RuleSetError) as error:
        raise pytest.UsageError(str(error)) from None
    for name, says in [*((rule.id, rule.says) for rule in config.stash[LEDGER].rules.values()), *OTHER_TAGS.items()]:
        config.addinivalue_line("markers", f"{name}: {says}")
    config.stash[suite.SUITE] = suite.Suite(folder)
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        _check_results(config.option.results)
        config.stash[RESULTS] = Results(deviations)
        config.pluginmanager.register(config.stash[RESULTS], "midcert-results")
    for module in (collector, suite, lookup, evidence, errors):
        config.pluginmanager.register(module)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Reach the verdict and write the results. pytest's exit code stays its own, but for entries that do not hold."""
    results = session.config.stash.get(RESULTS, None)
    if results is None or not results.concerned or session.exitstatus == pytest.ExitCode.USAGE_ERROR:
        return
    rows, ledger = results.rows, session.config.stash[LEDGER]
    profile, rule_set = session.config.stash.get(PROFILE, None), session.config.stash[RULE_SET]
    terms = Terms(ledger, rule_set, profile.name if profile else "", results.deviations)
    verdict = judge(rows, terms, whole=results.whole)
    session.config.stash[VERDICT] = verdict
    if verdict.exit_code is ExitCode.BAD_INPUT and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = ExitCode.BAD_INPUT
    if path := session.config.option.results:
        tested = session.config.stash.get(ABOUT, None) or {}
        about = {"rule_set": rule_set.name, "whole": results.whole, **tested}
        path.write_text(_document(rows, verdict, about), "utf-8", HALVES)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the summary, the remarks and the verdict."""
    if VERDICT not in config.stash:
        return
    results = config.stash[RESULTS]
    rows = results.rows
    table = summary(rows, config.stash[LEDGER]) if rows else []
    notes = [*remarks(rows, results.deviations, whole=results.whole), f"Verdict: {config.stash[VERDICT].sentence}"]
    terminalreporter.section("conformance")
    for line in (*table, *(line for note in notes for line in wrapped(note))):
        terminalreporter.write_line(line)


def _deviations(config: pytest.Config, ledger: Ledger) -> Deviations:
    path: Path | None = config.option.deviations
    return load_deviations(path, ledger, datetime.now(UTC).date()) if path else Deviations()


def _check_results(path: Path | None) -> None:
    if path and (path.is_dir() or not path.absolute().parent.is_dir()):
        raise pytest.UsageError(f"--results: {path} is no file in a folder that exists")
    if path:
        path.unlink(missing_ok=True)  # whoever finds one later finds this run's


def _document(rows: Iterable[Row], verdict: Verdict, about: Mapping[str, Any]) -> str:
    content = {
        "verdict": dataclasses.asdict(verdict),
        **about,
        "rows": [dataclasses.asdict(row) for row in rows],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
