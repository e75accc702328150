"""`midcert list`: what the suite has: rules, their scenarios, who is judged by them, what they need."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pytest

from fakes.observe.tried import WAYS
from midcert.commands.cases import page as cases_page
from midcert.commands.named import NamedError, rule_called
from midcert.commands.phrasebook import Phrase, page, phrases
from midcert.commands.readings import not_tested, readings
from midcert.commands.suite import collect
from midcert.commands.tried import RunError, measure, table
from midcert.commands.tried import page as tried_page
from midcert.gherkin.tags import OTHER_TAGS
from midcert.reports.lines import wrapped
from midcert.reports.ways import Measured
from midcert.results.outcomes import ExitCode
from midcert.rules.cases import Cases, CasesError, load_cases, names
from midcert.rules.ledger import EXPLORED, Ledger, Rule, load_ledger
from midcert.rules.untried import Untried, UntriedError, load_untried
from midcert.run.layout import FEATURES

HOW_TO_SEE_MORE = (
    "midcert list --explain RULE  all there is to say of one, step by step",
    "midcert list --ids           the scenarios of all, by their ids",
    "midcert certify --rule RULE  runs the scenarios of one",
)


@dataclass(frozen=True)
class Listed:
    """A scenario, as it can be named on the command line."""

    id: str
    names: Sequence[str]
    """How features/cases.toml may name it."""
    rule_id: str
    tags: tuple[str, ...]
    """Its role, and the capabilities that it needs."""
    steps: tuple[str, ...]


class Collected:
    """A pytest plugin that keeps what was collected."""

    def __init__(self) -> None:
        self.scenarios: list[Listed] = []
        self.phrases: list[Phrase] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Everything is there."""
        from midcert.run.certification import SCENARIO, certification_of  # noqa: PLC0415 - plugins come first

        self.phrases = phrases(certification_of(session.config).suite.definitions())
        for item in session.items:
            case = item.stash[SCENARIO].case
            tags = tuple(tag for tag in OTHER_TAGS if tag in case.tags)
            steps = tuple(f"{step.keyword} {step.text}" for step in case.steps)
            row = next(iter(case.row.values.values()), "") if case.row else ""
            self.scenarios.append(Listed(item.nodeid, names(case.written, row), case.rule_id or "", tags, steps))


def run(values: argparse.Namespace) -> int:
    """Collect the suite and say what is there."""
    collected = Collected()
    ledger = load_ledger(FEATURES / "rules.toml")
    try:
        rule = rule_called(values.explain, ledger) if values.explain else None
    except NamedError as error:
        sys.stderr.write(f"midcert list: {error}\n")
        return ExitCode.BAD_INPUT
    if wrong := collect(collected):
        sys.stderr.write(wrong)
        return ExitCode.HARNESS_ERROR
    try:
        return _printed(list(_lines(values, rule, collected, ledger)))
    except (CasesError, UntriedError, RunError) as error:
        sys.stderr.write(f"midcert list: {error}\n")
        return ExitCode.HARNESS_ERROR


def _lines(values: argparse.Namespace, rule: Rule | None, collected: Collected, ledger: Ledger) -> Iterable[str]:
    """What was asked for.

    Raises:
        CasesError: What tries the cases of the rules cannot be read.
        UntriedError: The reasons for what is not tried cannot be read.
        RunError: The reference could not be run.
    """
    scenarios = [each for each in collected.scenarios if rule is None or each.rule_id == rule.id]
    pages: Mapping[str, Callable[[], Iterable[str]]] = {
        "ids": lambda: (each.id for each in scenarios),
        "rule-set": lambda: (each.id for each in scenarios if each.rule_id != EXPLORED),
        "steps": lambda: page(collected.phrases),
        "readings": lambda: readings(ledger),
        "not-tested": lambda: not_tested(ledger),
        "cases": lambda: cases_page(_cases(ledger, collected), ledger),
        "tried": lambda: tried_page(_measured(scenarios), ledger, _untried(ledger)),
    }
    if values.page:
        return pages[values.page]()
    if rule is None:
        return listing(scenarios, ledger)
    ways = table(rule, measure(each.id for each in scenarios)[rule.id], _untried(ledger)) if scenarios else ()
    return explanation(rule, scenarios, load_cases(FEATURES / "cases.toml", ledger).of(rule), ways)


def _cases(ledger: Ledger, collected: Collected) -> Cases:
    cases = load_cases(FEATURES / "cases.toml", ledger)
    known = (name for each in collected.scenarios for name in each.names)
    if wrong := list(cases.untraceable(ledger, known)):
        raise CasesError("\n".join(wrong))
    return cases


def _untried(ledger: Ledger) -> Untried:
    return load_untried(FEATURES / "untried.toml", ledger, WAYS)


def _measured(scenarios: Sequence[Listed]) -> Measured:
    sys.stderr.write(f"{len(scenarios)} scenarios run with the reference; their journals are read then\n")
    return measure(each.id for each in scenarios)


def listing(scenarios: Sequence[Listed], ledger: Ledger) -> Iterator[str]:
    """The rules by chapter: what each says, and how many scenarios it has; last, how to see more."""
    counts = Counter(each.rule_id for each in scenarios)
    for chapter, rules in ledger.chapters.items():
        yield chapter
        for rule in rules:
            yield f"  {rule.id} ({_kind(rule)}{_counted(counts[rule.id])})"
            yield from wrapped(rule.says, "    ", "")
    yield ""
    yield f"{len(ledger.rules)} rules, {len(scenarios)} scenarios"
    yield from HOW_TO_SEE_MORE


def explanation(
    rule: Rule, scenarios: Sequence[Listed], cases: Mapping[str, Sequence[str]], ways: Iterable[str] = ()
) -> Iterator[str]:
    """All there is to say of a rule: what it says, how it is read, what is tried, and its scenarios step by step.

    Args:
        rule: The rule.
        scenarios: Those that it has.
        cases: Its cases, with the scenarios that try each.
        ways: In which ways they try it, in lines.
    """
    yield f"{rule.id} ({_kind(rule)})"
    yield f"chapter: {rule.chapter}"
    yield from wrapped(f"says: {rule.says}")
    if rule.reading:
        yield from wrapped(f"read as: {rule.reading}")
    if rule.because:
        yield from wrapped(f"because: {rule.because}")
    if rule.pattern:
        yield f"message: {rule.pattern}"
    if rule.law:
        yield from wrapped(f"law: {rule.law}")
    if cases:
        yield "tries at least:"
    for case, named in cases.items():
        yield f"  {case}"
        yield from (f"    by {each}" for each in named)
    if tried := list(ways):
        yield "tried with the reference, in so many scenarios:"
        yield from tried
    for each in scenarios:
        yield ""
        yield _words(each)
        yield from (f"  {step}" for step in each.steps)


def _printed(lines: Iterable[str]) -> int:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return ExitCode.PASSED


def _kind(rule: Rule) -> str:
    if rule.merged_into:
        return f"merged into {rule.merged_into}"
    return f"{rule.level}, {rule.role}{', planned' if rule.planned and rule.judged else ''}"


def _counted(scenarios: int) -> str:
    return f", {scenarios} scenario{'s' if scenarios > 1 else ''}" if scenarios else ""


def _words(scenario: Listed) -> str:
    return f"{scenario.id} ({', '.join(scenario.tags)})"
