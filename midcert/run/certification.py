"""One run of the suite as it grows: by what it is judged, what is under test, what has come of its scenarios."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from fakes.world import World
from midcert.gherkin.pickles import Case
from midcert.protocol.handler import Description
from midcert.results.deviations import Deviations
from midcert.results.row import JournalFile, Row
from midcert.results.verdict import Terms, Verdict, judge
from midcert.rules.ledger import Ledger, Rule
from midcert.rules.profiles import Profile
from midcert.rules.rule_sets import RuleSet
from midcert.run.suite import Suite
from midcert.targets import DescribedTarget


@dataclass
class Subject:
    """The target of a run, and how it was asked."""

    target: DescribedTarget
    description: Description
    profile: Profile
    seed: int
    watchdog: float
    """Seconds of real time for one answer; 0 for no limit."""
    repeated: Sequence[str]
    """The options, such as "--seed=2", with which a scenario is run again."""
    identity: Mapping[str, str] = field(default_factory=dict)
    """What identifies the implementation: SHA-256 in hexadecimal, by the names of what was digested."""
    hangs: int = 0
    """In how many scenarios in a row it has hung."""

    def repeat(self, *scenario_ids: str) -> str:
        """The command that runs scenarios again."""
        named = (word for scenario in scenario_ids for word in ("--scenario", scenario))
        return shlex.join(["midcert", "certify", *named, *self.repeated])


@dataclass
class Certification:
    """What is known of a run; `config.stash[CERTIFICATION]` has it for all plugins.

    With pytest-xdist each worker has one of its own, and the main process the one that the rows come to.
    """

    ledger: Ledger
    rule_set: RuleSet
    deviations: Deviations
    suite: Suite
    """What has been collected, in this process."""
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    subject: Subject | None = None
    """None where the scenarios run without a target."""
    suite_ids: frozenset[str] | None = None
    """The scenarios of the whole suite; None unless every feature file was collected."""
    is_concerned: bool = False
    """Whether there was any feature file at all."""
    reported: dict[str, Row] = field(default_factory=dict)
    """A row for each scenario that was started, by id."""
    laws: dict[str, Row] = field(default_factory=dict)
    """The scenarios that state laws, by id, as they are before anything is known of them."""
    stakes: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """What each scenario has told of the laws that were at stake in it: by name, what broke it, or nothing."""
    breaks: dict[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    """Of each scenario that was the first of its process to break a law: what led to it, by the law's name."""
    broken: set[str] = field(default_factory=set)
    """The laws that were broken in this process."""
    verdict: Verdict | None = None
    """Once the run is over."""

    @property
    def rows(self) -> list[Row]:
        """Every scenario that was started, known deviations marked, in the order of the files."""
        ordered = sorted(self.reported.values(), key=_place)
        return self.deviations.applied(ordered)

    @property
    def is_whole(self) -> bool:
        """Whether every feature file was collected and every scenario of the suite was started."""
        return self.suite_ids is not None and self.suite_ids <= self.reported.keys()

    @property
    def ledger_in_force(self) -> Ledger:
        """The rules that concern the roles of the profile; all of them where there is no target."""
        return self.ledger.of(self.subject.profile.roles) if self.subject else self.ledger

    @property
    def ran_whole(self) -> bool:
        """Whether every scenario of the suite that runs was started: all but those that state laws."""
        return self.suite_ids is not None and self.suite_ids - self.laws.keys() <= self.reported.keys()

    def judge(self) -> Verdict:
        """Reach the verdict."""
        profile = self.subject.profile.name if self.subject else ""
        terms = Terms(self.ledger_in_force, self.rule_set, profile, self.deviations)
        self.verdict = judge(self.rows, terms, whole=self.is_whole)
        return self.verdict


@dataclass
class Scenario:
    """What is known of one scenario while it runs; `item.stash[SCENARIO]` has it."""

    case: Case
    rule: Rule | None
    world: World | None = None
    """None until a step asks for it."""
    timeline: Sequence[str] = ()
    last_words: str = ""
    journal: JournalFile | None = None
    is_red: bool = False
    """Whether a step of it has failed."""
    step_kind: str = ""
    """given, when or then: what the step before was."""


CERTIFICATION = pytest.StashKey[Certification]()
SCENARIO = pytest.StashKey[Scenario]()


def certification_of(config: pytest.Config) -> Certification:
    """The run that a configuration belongs to."""
    return config.stash[CERTIFICATION]


def _place(row: Row) -> tuple[str, int, int, str]:
    """Where a scenario stands: file, line, row of Examples."""
    return row.file, row.line, row.outline.number if row.outline else 0, row.id
