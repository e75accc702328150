"""What the suite has: rules, their scenarios, who is judged by them, and what they need."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from midcert.gherkin.tags import OTHER_TAGS
from midcert.rules.ledger import Ledger, Rule
from midcert.run.collect import CASE

WIDTH = 110


@dataclass(frozen=True)
class Listed:
    """A scenario, as it can be named on the command line."""

    id: str
    rule_id: str
    tags: tuple[str, ...]
    """Its role, and the capabilities that it needs."""
    steps: tuple[str, ...]


class Collected:
    """A pytest plugin that keeps what was collected."""

    def __init__(self) -> None:
        self.scenarios: list[Listed] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Everything is there."""
        for item in session.items:
            case, names = item.stash[CASE], {mark.name for mark in item.iter_markers()}
            tags = tuple(tag for tag in OTHER_TAGS if tag in names)
            steps = tuple(f"{step.keyword} {step.text}" for step in case.steps)
            self.scenarios.append(Listed(item.nodeid, case.rule_id or "", tags, steps))


def listing(scenarios: Sequence[Listed], ledger: Ledger) -> Iterator[str]:
    """A line for each rule, and one below it for each of its scenarios."""
    for chapter, rules in ledger.chapters.items():
        yield f"{chapter}"
        for rule in rules:
            yield f"  {rule.id} ({_kind(rule)})"
            yield from (f"    {_words(each)}" for each in scenarios if each.rule_id == rule.id)


def explanation(rule: Rule, scenarios: Sequence[Listed]) -> Iterator[str]:
    """All there is to say of a rule: what it says, how it is read, and its scenarios step by step."""
    yield f"{rule.id} ({_kind(rule)})"
    yield f"chapter: {rule.chapter}"
    yield from _wrapped("says", rule.says)
    if rule.reading:
        yield from _wrapped("read as", rule.reading)
    if rule.pattern:
        yield f"message: {rule.pattern}"
    for each in scenarios:
        if each.rule_id == rule.id:
            yield ""
            yield _words(each)
            yield from (f"  {step}" for step in each.steps)


def _kind(rule: Rule) -> str:
    if rule.merged_into:
        return f"merged into {rule.merged_into}"
    return f"{rule.level}, {rule.role}{', planned' if rule.planned and rule.judged else ''}"


def _words(scenario: Listed) -> str:
    return f"{scenario.id} ({', '.join(scenario.tags)})"


def _wrapped(head: str, text: str) -> list[str]:
    return textwrap.wrap(f"{head}: {text}", WIDTH, subsequent_indent="  ")
