"""Rules as the page shows them: what each says, what became of its scenarios, and what is known of it besides."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from fakes.observe.tried import WAYS, Way
from midcert.reports.html_phrases import Phrase
from midcert.reports.html_scenarios import Group, Part, Scenario, anchors_by_name, groups_of
from midcert.reports.html_states import State, state_of_rule
from midcert.results.outcomes import Outcome
from midcert.results.run import FeatureHead
from midcert.rules.cases import Cases
from midcert.rules.ledger import Ledger, Rule
from midcert.rules.untried import Untried

NO_REASON = "it was not in this run"
"""Why a rule is not tried in a way, where the suite has no reason: a target that fails may not get there."""


@dataclass(frozen=True)
class Variant:
    """An implementation that comes with the suite: a wrong one of a rule, or a right one with a freedom."""

    target: str
    """As `--target` takes it."""
    says: str
    """What it does."""
    freedom: str = ""
    """Of a right one: the sentence that leaves it free."""
    reads_otherwise: Sequence[str] = ()
    """Of a right one: the interpreted rules that it reads in another way, so that it does not pass them."""

    @property
    def name(self) -> str:
        """Its own."""
        return self.target.split(":")[-1].removesuffix(".target")


@dataclass(frozen=True)
class Known:
    """What the suite knows besides a run."""

    ledger: Ledger
    cases: Cases
    untried: Untried
    wrong: Mapping[str, Sequence[Variant]]
    """By the id of the rule that catches it."""
    right: Sequence[Variant]
    phrases: Sequence[Phrase]
    """What those of the features mean that carry most of them."""
    tried: Mapping[str, Counter[Way]] = field(default_factory=dict)
    """In how many scenarios of a rule each way was tried; empty where nobody has measured it."""


@dataclass(frozen=True)
class Ways:
    """In which ways of one dimension a rule is tried, and why not in the others."""

    dimension: str
    tried: Sequence[tuple[str, int]]
    missing: Mapping[str, Sequence[str]]
    """By the reason."""


@dataclass(frozen=True)
class Case:
    """What the scenarios of a rule try at least, and which of them do."""

    text: str
    scenarios: Sequence[tuple[str, str]]
    """Name, and where on the page; that is empty where it is not in the run."""


@dataclass(frozen=True)
class RuleOnPage:
    """A rule with everything about it."""

    rule: Rule
    chapter: str
    """The fragment that leads to its chapter."""
    state: State
    parts: Sequence[Part]
    scenarios: Sequence[Scenario]
    cases: Sequence[Case]
    ways: Sequence[Ways]
    wrong: Sequence[Variant]
    otherwise: Sequence[Variant]

    @property
    def mark(self) -> str:
        """The mark of its state; without a run, how many scenarios it has."""
        return str(len(self.scenarios)) if self.state is State.NOT_RUN and self.scenarios else self.state.mark

    @cached_property
    def said(self) -> str:
        """Its state in words, with the counts."""
        if self.state is State.NOT_RUN:
            return {0: self.state.words, 1: "1 scenario"}.get(len(self.scenarios), f"{len(self.scenarios)} scenarios")
        if not self.scenarios:
            return self.state.words
        passed = f"{counted(self.scenarios)} scenarios passed"
        return passed if self.state is State.PASSED else f"{self.state.words}; {passed}"

    @cached_property
    def red(self) -> Sequence[Scenario]:
        """The scenarios that failed, or deviate as the implementer has said."""
        return [each for each in self.scenarios if each.is_red]


@dataclass(frozen=True)
class Chapter:
    """A chapter of the documentation."""

    title: str
    rules: Sequence[RuleOnPage]

    @property
    def anchor(self) -> str:
        """Leads to it."""
        return _chapter_anchor(self.title)

    @property
    def counts(self) -> str:
        """What became of its scenarios; empty where it has none."""
        scenarios = [each for rule in self.rules for each in rule.scenarios]
        return counted(scenarios) if scenarios else ""


def chapters_of(scenarios: Sequence[Scenario], heads: Iterable[FeatureHead], known: Known) -> list[Chapter]:
    """All rules with their scenarios, in the order of the documentation."""
    anchors = anchors_by_name(groups_of(scenarios))
    prose = {head.file: head for head in heads}
    by_rule: dict[str | None, list[Scenario]] = {}
    for each in scenarios:
        by_rule.setdefault(each.row.rule_id, []).append(each)
    return [
        Chapter(title, [_rule(rule, by_rule.get(rule.id, []), prose, anchors, known) for rule in rules])
        for title, rules in known.ledger.chapters.items()
    ]


def counted(scenarios: Iterable[Scenario]) -> str:
    """How many passed of those that apply; where none ran, how many there are."""
    found = Counter(each.row.outcome for each in scenarios if each.state is not State.NOT_RUN)
    applicable = found.total() - found[Outcome.NOT_APPLICABLE]
    return f"{found[Outcome.PASSED]} of {applicable}" if found else ""


def _rule(
    rule: Rule,
    mine: Sequence[Scenario],
    prose: Mapping[str, FeatureHead],
    anchors: Mapping[str, str],
    known: Known,
) -> RuleOnPage:
    return RuleOnPage(
        rule=rule,
        chapter=_chapter_anchor(rule.main_chapter),
        state=state_of_rule(rule, (each.state for each in mine)),
        parts=[_part(group, prose) for _, group in _by_rule_of_file(groups_of(mine))],
        scenarios=mine,
        cases=[
            Case(case, [(name, anchors.get(name, "")) for name in names])
            for case, names in known.cases.of(rule).items()
        ],
        ways=_ways(rule, known),
        wrong=known.wrong.get(rule.id, ()),
        otherwise=[each for each in known.right if rule.id in each.reads_otherwise],
    )


def _chapter_anchor(title: str) -> str:
    return f"chapter-{re.sub('[^a-z0-9]+', '-', title.lower())}"


def _by_rule_of_file(groups: Iterable[Group]) -> Iterable[tuple[object, Iterable[Group]]]:
    return groupby(groups, lambda group: (group.scenarios[0].row.file, group.scenarios[0].row.rule_name))


def _part(groups: Iterable[Group], prose: Mapping[str, FeatureHead]) -> Part:
    held = list(groups)
    row = held[0].scenarios[0].row
    head = prose.get(row.file)
    own = [rule.description for rule in head.rules if rule.name == row.rule_name] if head else []
    about = [*own, head.description if head else ""]
    return Part(row.rule_name or "", row.feature, list(filter(None, about)), held)


def _ways(rule: Rule, known: Known) -> list[Ways]:
    if rule.id not in known.tried:
        return []
    counts, found = known.tried[rule.id], []
    for dimension, values in WAYS.items():
        missing: dict[str, list[str]] = {}
        for value in values:
            if not counts[dimension, value]:
                because = known.untried.because(rule, dimension, value) or NO_REASON
                missing.setdefault(because, []).append(value)
        tried = [(value, counts[dimension, value]) for value in values if counts[dimension, value]]
        found.append(Ways(dimension, tried, missing))
    return found
