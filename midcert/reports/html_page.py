"""The page as data: a run, or the specification without one, put together for the template."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from midcert.reports.html_phrases import Phrase
from midcert.reports.html_rules import Chapter, Known, RuleOnPage, Variant, chapters_of
from midcert.reports.html_scenarios import Draw, Scenario, scenarios_of
from midcert.reports.html_states import State, state_of
from midcert.results.outcomes import ExitCode, Outcome
from midcert.results.row import Row
from midcert.results.run import SHOWN_DIGITS, FeatureHead, Run
from midcert.results.verdict import Counts
from midcert.rules.ledger import Level

MIN_SAME = 5
"""How many failures have one reason before that is said once for all."""
MAX_OPEN = 5
"""Of how many rules the first failure is open."""


@dataclass(frozen=True)
class Tally:
    """What became of the scenarios of one kind."""

    kind: str
    says: str
    """What it means for the verdict."""
    outcomes: Sequence[tuple[Outcome, int]]

    @property
    def applicable(self) -> int:
        """How many the target had to pass."""
        return sum(count for outcome, count in self.outcomes if outcome is not Outcome.NOT_APPLICABLE)

    @property
    def passed(self) -> int:
        """How many it has."""
        return dict(self.outcomes).get(Outcome.PASSED, 0)

    @property
    def bars(self) -> Sequence[tuple[State, str, float, float]]:
        """What a bar is made of: state, words, and in per cent where it begins and how wide it is."""
        bars, begin = [], 0.0
        for outcome, count in self.outcomes:
            if outcome is not Outcome.NOT_APPLICABLE:
                width = 100 * count / self.applicable
                bars.append((state_of(outcome), f"{count} {outcome}", begin, width))
                begin += width
        return bars


@dataclass(frozen=True)
class Page:
    """Everything on it."""

    title: str
    sentence: str
    """What there is on the page; empty for a run, whose verdict says it."""
    tone: State
    is_run: bool
    """Whether it tells of a run; else it is the specification alone."""
    tallies: Sequence[Tally]
    facts: Sequence[tuple[str, str]]
    warnings: Sequence[str]
    chapters: Sequence[Chapter]
    strays: Sequence[Scenario]
    """Those of which nobody knows the rule: the process died first."""
    right: Sequence[Variant]
    phrases: Sequence[Phrase]
    opened: frozenset[str]
    """The anchors of the failures that are open from the beginning."""

    @cached_property
    def failing(self) -> Sequence[RuleOnPage]:
        """The rules with failures, those that decide first."""
        found = [rule for chapter in self.chapters for rule in chapter.rules if rule.red]
        return sorted(found, key=lambda each: each.rule.level is not Level.REQUIRED)

    @property
    def failures(self) -> int:
        """How many scenarios are red."""
        return sum(len(rule.red) for rule in self.failing)

    @property
    def in_common(self) -> Sequence[tuple[str, int]]:
        """The reasons that many failures share."""
        reasons = Counter(each.why for rule in self.failing for each in rule.red)
        return [(reason, count) for reason, count in reasons.most_common(3) if count >= MIN_SAME and reason]

    @property
    def states(self) -> Sequence[State]:
        """Those that scenarios have, to be filtered by."""
        there = {each.state for chapter in self.chapters for rule in chapter.rules for each in rule.scenarios}
        return [state for state in State if state in there]

    @property
    def count(self) -> int:
        """How many scenarios there are."""
        return sum(len(rule.scenarios) for chapter in self.chapters for rule in chapter.rules)


def page_of_run(run: Run, known: Known, timeline: Draw, warnings: Iterable[str] = ()) -> Page:
    """The page of a run.

    Args:
        run: The run.
        known: What the suite knows besides.
        timeline: Draws what happened in a scenario; None where nothing is to be shown.
        warnings: What a reader has to know before, such as that the rules have changed since.
    """
    scenarios = scenarios_of(run.rows, timeline)
    chapters = chapters_of(scenarios, run.features, known)
    word = run.verdict.word
    return Page(
        title=word[0].upper() + word[1:],
        sentence="",
        tone=State.PASSED if run.verdict.exit_code is ExitCode.PASSED else _tone(run),
        is_run=True,
        tallies=list(_tallies(run.verdict.counts)),
        facts=list(_facts(run)),
        warnings=[*warnings, *run.verdict.gaps],
        chapters=chapters,
        strays=[each for each in scenarios if each.row.rule_id not in known.ledger.rules],
        right=known.right,
        phrases=known.phrases,
        opened=frozenset(_first_of_each(chapters)),
    )


def page_of_specification(rows: Iterable[Row], heads: Iterable[FeatureHead], version: str, known: Known) -> Page:
    """The same page without a run.

    Args:
        rows: The scenarios, none of which has run.
        heads: What stands in the feature files besides them.
        version: The suite's.
        known: What it knows besides.
    """
    scenarios = scenarios_of(rows, lambda _, __: None, is_run=False)
    chapters = chapters_of(scenarios, heads, known)
    judged = known.ledger.judged
    count = {level: sum(rule.level is level for rule in judged) for level in (Level.REQUIRED, Level.INTERPRETED)}
    return Page(
        title="The specification",
        sentence=f"{count[Level.REQUIRED]} required rules and {count[Level.INTERPRETED]} interpreted ones, "
        f"in {len(scenarios)} scenarios.",
        tone=State.NOT_RUN,
        is_run=False,
        tallies=(),
        facts=[("Suite", version)],
        warnings=(),
        chapters=chapters,
        strays=(),
        right=known.right,
        phrases=known.phrases,
        opened=frozenset(),
    )


def _tone(run: Run) -> State:
    return State.FAILED if run.verdict.exit_code is ExitCode.NOT_CONFORMANT else State.NOT_VERIFIED


def _tallies(counts: Counts) -> Iterable[Tally]:
    kinds = (
        ("required", "these decide", counts.required),
        ("interpreted", "these decide nothing", counts.interpreted),
        ("provisional", "these decide from the next release on", counts.provisional),
    )
    for kind, says, found in kinds:
        if found:
            yield Tally(kind, says, [(Outcome(word), count) for word, count in found.items()])


def _facts(run: Run) -> Iterable[tuple[str, str]]:
    yield "Verdict", run.verdict.sentence
    if (tested := run.tested) is not None:
        yield "Implementation", f"{tested.name} {tested.version}"
        yield "Reached as", tested.where
        yield "SHA-256", tested.identity
        yield "Plays", " and ".join(tested.roles)
        yield "Time mode", tested.time
        yield "Capabilities", ", ".join(tested.capabilities) or "none"
    yield "Profile", run.asked.profile or "none"
    yield "Rule set", run.asked.rule_set
    if run.asked.seed is not None:
        yield "Seed", str(run.asked.seed)
    yield "Began", run.began
    yield "Suite", f"{run.suite.version}, features {run.suite.features[:SHOWN_DIGITS]}"


def _first_of_each(chapters: Iterable[Chapter]) -> Iterable[str]:
    """The first failure of the first rules, in the order in which they are shown."""
    rules = [rule for chapter in chapters for rule in chapter.rules if rule.red]
    rules.sort(key=lambda each: each.rule.level is not Level.REQUIRED)
    return (rule.red[0].anchor for rule in rules[:MAX_OPEN])
