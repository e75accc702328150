"""A whole run judged again: each scenario by its journal, laws by all of them, and the verdict by all rows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import msgspec

from midcert.gherkin.laws import law_of
from midcert.protocol.handler import Description
from midcert.replay.journals import JournalError, entries_of, strangers
from midcert.replay.scenarios import Replay
from midcert.replay.suite import installed
from midcert.results.deviations import Deviations
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from midcert.results.run import Implementation, Run
from midcert.results.verdict import Terms, judge
from midcert.rules.applicability import not_applicable
from midcert.rules.laws.all import judged as stakes_in
from midcert.rules.profiles import PROFILES
from midcert.rules.rule_sets import RuleSetError, load_rule_set
from midcert.run import laws
from midcert.run.certification import Scenario
from midcert.run.document import suite_of
from midcert.run.layout import FEATURES, RULE_SETS
from midcert.run.stakes import SLACK

WITHOUT_WORLD = (Outcome.NOT_VERIFIED, Outcome.ERROR)
"""What may have become of a scenario that has no journal, though it is about the target."""
MAX_SHOWN_CHARACTERS = 200


def differences(run: Run, journals: Path) -> Iterator[str]:
    """What differs where a run is judged again from its journals; nothing, if all is as the run says.

    Args:
        run: The run.
        journals: The folder that its journals were written to.

    Yields:
        A line for each difference; it begins with the id of the scenario, with "the run" or with "the verdict".
    """
    suite = suite_of(FEATURES)
    if run.suite != suite:
        yield f"the run: the suite {run.suite.version} has judged it, and not {suite.version} as it is here"
    elif run.tested is None or run.asked.profile not in PROFILES:
        yield "the run: it had no target, or no profile that there is: there is nothing to judge"
    elif not journals.is_dir():
        yield f"the run: its journals are not there: {journals} is no folder"
    else:
        yield from Again(run, journals, run.tested).differences()


class Again:
    """A run of this suite that is judged again.

    Args:
        run: The run.
        folder: That of its journals.
        tested: What the target has said of itself.
    """

    def __init__(self, run: Run, folder: Path, tested: Implementation) -> None:
        self._run, self._folder = run, folder
        self._scenarios = installed()
        about = {name: getattr(tested, name) for name in ("name", "version", "roles", "time", "capabilities")}
        self._asked = msgspec.convert(about, Description), PROFILES[run.asked.profile]
        self._slack = SLACK.get(tested.time, timedelta())
        self._stakes: dict[str, Mapping[str, str]] = {}

    def differences(self) -> Iterator[str]:
        """All of them: of the journals first, then of rows, then of the run as a whole."""
        rows = self._run.rows
        for scenario, times in Counter(row.id for row in rows).items():
            if times > 1:
                yield f"{scenario}: it has {times} rows"
        for file in strangers(rows, self._folder):
            yield f"the run: {file} is the journal of no scenario in it"
        judged = []
        for row in rows:
            again, flaws = self._scenario_again(row)
            judged.append(again)
            yield from (f"{row.id}: {flaw}" for flaw in flaws)
        again_all = Deviations(tuple(self._run.deviations)).applied(self._with_laws(judged))
        for row, again in zip(rows, again_all, strict=True):
            yield from (f"{row.id}: {difference}" for difference in _between(row, again))
        yield from self._of_verdict(again_all)

    def _scenario_again(self, row: Row) -> tuple[Row, list[str]]:
        """The row as it should be, and what is wrong with its journal; a law, and what cannot be judged, as it is."""
        scenario = self._scenarios.of(row)
        if scenario is None:
            return row, ["the suite has no such scenario"]
        if len(scenario.case.steps) != len(row.steps):
            return row, ["its steps are not those of its feature"]
        try:
            return (row, []) if law_of(scenario.case) else self._judged(row, scenario)
        except JournalError as error:
            return row, [str(error)]

    def _judged(self, row: Row, scenario: Scenario) -> tuple[Row, list[str]]:
        case, head = scenario.case, self._scenarios.head(row, scenario)
        if reason := not_applicable(set(case.tags), (step.text for step in case.steps), *self._asked):
            return msgspec.structs.replace(head, outcome=Outcome.NOT_APPLICABLE, reason=reason, journal=None), []
        if row.journal is None and row.outcome in WITHOUT_WORLD:
            return row, []
        entries = entries_of(row, self._folder)
        try:
            replay = Replay(scenario, row, entries, self._scenarios.ledger, self._slack)
            again = replay.judged(head)
            self._stakes[row.id] = stakes_in(entries, self._slack)
        except Exception as error:  # whatever an entry that somebody has changed leads to
            raise JournalError(f"its journal cannot be told again: {type(error).__name__}: {error}") from error
        return again, replay.differences

    def _with_laws(self, rows: list[Row]) -> list[Row]:
        stakes = {row.id: self._stakes.get(row.id, {}) for row in rows}
        passed = {row.id for row in rows if row.outcome is Outcome.PASSED}
        told = laws.ScenariosTold(stakes, passed, self._scenarios.are_all(rows, laws=False))
        return [self._law_again(row, told) for row in rows]

    def _law_again(self, row: Row, told: laws.ScenariosTold) -> Row:
        scenario = self._scenarios.of(row)
        if scenario is None or not law_of(scenario.case):
            return row
        again = laws.judged(self._scenarios.head(row, scenario), told, self._asked)
        return msgspec.structs.replace(again, timeline=row.timeline)

    def _of_verdict(self, rows: list[Row]) -> Iterator[str]:
        run, (_, profile) = self._run, self._asked
        whole = self._scenarios.are_all(rows, laws=True)
        if whole != run.whole:
            yield f"the run: {_unlike(run.whole, whole)} (whether the whole suite ran)"
        try:
            rule_set = load_rule_set(RULE_SETS, run.asked.rule_set)
        except RuleSetError as error:
            yield f"the verdict: {error}"
            return
        deviations, shard = Deviations(tuple(run.deviations)), run.part.shard if run.part else None
        verdict = judge(
            rows,
            Terms(
                self._scenarios.ledger.of(profile.roles),
                rule_set,
                profile.name,
                deviations,
                shard,
            ),
            whole=whole,
        )
        for name in verdict.__struct_fields__:
            said, found = getattr(run.verdict, name), getattr(verdict, name)
            if said != found:
                yield f"the verdict: {name}: {_unlike(said, found)}"


def _between(row: Row, again: Row) -> Iterator[str]:
    """What differs between two rows of one scenario."""
    for name in row.__struct_fields__:
        said, found = getattr(row, name), getattr(again, name)
        if said == found:
            continue
        if name != "steps":
            yield f"{name}: {_unlike(said, found)}"
        for step, again_step in zip(row.steps, again.steps, strict=True) if name == "steps" else ():
            if step != again_step:
                yield f"step {again_step.text!r}: {_unlike(step.status, again_step.status)}"


def _unlike(said: object, found: object) -> str:
    """Two values as JSON, and no more of them than fits on a line."""
    texts = (msgspec.json.encode(each).decode() for each in (said, found))
    short = [text if len(text) <= MAX_SHOWN_CHARACTERS else f"{text[:MAX_SHOWN_CHARACTERS]}..." for text in texts]
    return f"the run says {short[0]}, and judged again it is {short[1]}"
