"""Scenarios as the page shows them: each with its place on the page, those of an outline together."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from midcert.reports.html_states import RED, State, state_of, worst
from midcert.reports.html_timeline import Timeline
from midcert.reports.words import Said, said
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from midcert.results.row import Status as StepStatus
from midcert.rules.cases import names

Draw = Callable[[Row, State], Timeline | None]
"""What is drawn of a scenario that stands so."""
_ROLES = ("mid", "instance", "both")
_STEPS = {
    StepStatus.PASSED: State.PASSED,
    StepStatus.FAILED: State.FAILED,
    StepStatus.UNDEFINED: State.FAILED,
    StepStatus.SKIPPED: State.NOT_VERIFIED,
    StepStatus.NOT_RUN: State.NOTHING,
}


@dataclass(frozen=True)
class Scenario:
    """A scenario with what became of it."""

    row: Row
    state: State
    anchor: str
    """The fragment of the page's address that leads to it."""
    timeline: Timeline | None

    @property
    def is_red(self) -> bool:
        """Whether it is shown among the failures."""
        return self.state in RED

    @cached_property
    def mismatch(self) -> Said | None:
        """What was expected and seen, in words; None where it was something else that went wrong."""
        wanted = self.row.mismatch if self.row.outcome in (Outcome.FAILED, Outcome.DEVIATION) else None
        return said(wanted) if wanted else None

    @cached_property
    def why(self) -> str:
        """Why it did not pass, in a line; empty where it did."""
        if (found := self.mismatch) is None:
            return self.row.reason
        return f"{found.asked}{': ' if found.asked else ''}expected {found.expected}; seen {found.seen}"

    @property
    def role(self) -> str:
        """Who is judged by it: mid, instance or both; empty where the process died before it was known."""
        return next((tag for tag in _ROLES if tag in self.row.tags), "")

    @property
    def case(self) -> str:
        """The row of an outline in words: what stands in its first column."""
        return next(iter(self.row.example.values()), "")

    @property
    def title(self) -> str:
        """Its name, understood without its file."""
        if self.row.outline is None:
            return self.row.scenario
        return f"{self.row.outline.name}: {', '.join(self.row.example.values())}"


@dataclass(frozen=True)
class Group:
    """One scenario, or all of an outline."""

    scenarios: Sequence[Scenario]

    @property
    def title(self) -> str:
        """As it stands in the file."""
        row = self.scenarios[0].row
        return row.outline.name if row.outline else row.scenario

    @property
    def columns(self) -> Sequence[str]:
        """Of the Examples; none where it is no outline."""
        return list(self.scenarios[0].row.example) if self.scenarios[0].row.outline else ()

    @property
    def state(self) -> State:
        """The worst of its scenarios."""
        return worst(each.state for each in self.scenarios)

    @property
    def anchor(self) -> str:
        """Leads to all of it."""
        return f"{self.scenarios[0].anchor}-all" if self.columns else self.scenarios[0].anchor


@dataclass(frozen=True)
class Part:
    """What a Rule of a feature file has: its scenarios, in the order of the file."""

    name: str
    feature: str
    about: Sequence[str]
    """The prose below the Rule and below the Feature."""
    groups: Sequence[Group]


def scenarios_of(rows: Iterable[Row], timeline: Draw, *, is_run: bool = True) -> list[Scenario]:
    """The scenarios of a run.

    Args:
        rows: What became of each.
        timeline: What is drawn of one; nothing where it is not to be, or nothing is known.
        is_run: Whether anything has become of them at all.
    """
    taken: set[str] = set()
    made = []
    for row in rows:
        state = state_of(row.outcome) if is_run else State.NOT_RUN
        made.append(Scenario(row, state, _anchor(row, taken), timeline(row, state)))
    return made


def groups_of(scenarios: Iterable[Scenario]) -> list[Group]:
    """Scenarios as they stand in their file: those of an outline are one group."""
    return [
        Group(list(group)) for _, group in itertools.groupby(scenarios, lambda each: (each.row.file, each.row.line))
    ]


def anchors_by_name(groups: Iterable[Group]) -> Mapping[str, str]:
    """Where on the page the scenarios are that features/cases.toml may name."""
    return dict(_named(groups))


def step_state(status: StepStatus) -> State:
    """How a step stands."""
    return _STEPS[status]


def _named(groups: Iterable[Group]) -> Iterator[tuple[str, str]]:
    for group in groups:
        for each in group.scenarios:
            for name in names(group.title, each.case):
                yield name, group.anchor if name == group.title else each.anchor


def _anchor(row: Row, taken: set[str]) -> str:
    """The name of its test, which is unique in the suite, and the number of its row."""
    name = re.sub(r"\W+", "-", row.id.rpartition("::")[2].partition("[")[0].removeprefix("test_"), flags=re.ASCII)
    wanted = f"s-{name}-{row.outline.number}" if row.outline else f"s-{name}"
    anchor = next(each for each in _numbered(wanted) if each not in taken)
    taken.add(anchor)
    return anchor


def _numbered(name: str) -> Iterator[str]:
    """The name, and others if it is not free: of a process that died nobody knows which row it ran."""
    yield name
    yield from (f"{name}-x{number}" for number in itertools.count(2))
