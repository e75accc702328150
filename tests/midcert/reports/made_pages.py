"""Runs and journals made small by hand, for tests of the page."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from fakes.journal import Entry
from midcert.reports.html_phrases import load_phrases
from midcert.reports.html_rules import Known, Variant
from midcert.results.outcomes import ExitCode, Outcome, Word
from midcert.results.row import OutlineRow, Row, Span, Status, StepRow
from midcert.results.run import Asked, FeatureHead, Implementation, RuleHead, Run, Suite
from midcert.results.verdict import Counts, Verdict
from midcert.rules.cases import Cases
from midcert.rules.ledger import Level
from midcert.rules.untried import Untried
from midcert.run.layout import legend
from tests.midcert.results import made

BEGIN = datetime(2020, 7, 1, 12, tzinfo=UTC)
LEDGER = made.ledger(
    msgspec.structs.replace(made.rule("A-ONE"), cases=("an hour", "a day")),
    made.rule("A-TWO", Level.INTERPRETED),
    made.rule("A-PLANNED", planned=True),
    made.rule("B-ONE", chapter="The Down state (note)"),
    made.rule("B-INFO", Level.INFORMATIVE, "The Down state"),
)
KNOWN = Known(
    LEDGER,
    Cases({"A-ONE": {"an hour": ["S"], "a day": ["Gone"]}}),
    Untried([]),
    {"A-ONE": [Variant("py:broken.x:Forgets.target", "Forgets it.")]},
    [Variant("py:right.x:Waits.target", "Waits.", "Nobody says when.", ["A-TWO"])],
    load_phrases(legend()),
)


def step(text: str, kind: str, status: Status = Status.PASSED, span: tuple[int, int] | None = None) -> StepRow:
    return StepRow(
        line=7,
        keyword=kind.capitalize(),
        kind=kind,
        text=text,
        written=text,
        table=None,
        docstring=None,
        background=False,
        status=status,
        span=Span(*span, "", "") if span else None,
    )


def row(outcome: Outcome = Outcome.PASSED, rule_id: str | None = "A-ONE", name: str = "S", **changes: Any) -> Row:  # noqa: ANN401 - whatever a row has
    known = LEDGER.rules.get(rule_id or "")
    node_id = f"features/x.feature::test_{name.lower()}"
    given = made.row(outcome, rule_id, known.level if known else None, node_id=node_id, name=name)
    return msgspec.structs.replace(given, feature="F", rule_name="It asks", tags=["mid"], **changes)


def outline_rows(*outcomes: Outcome) -> list[Row]:
    return [
        msgspec.structs.replace(
            row(outcome, name="Waits"),
            id=f"features/x.feature::test_waits[{number}]",
            line=20,
            outline=OutlineRow("Waits <long>", number, 20 + number),
            example={"case": f"case {number}", "long": f"{number} hours"},
        )
        for number, outcome in enumerate(outcomes, start=1)
    ]


def run(rows: Sequence[Row], name: str = "mine", gaps: Sequence[str] = ()) -> Run:
    required = [each.outcome for each in rows if each.level is Level.REQUIRED]
    counts = {outcome.value: required.count(outcome) for outcome in Outcome if outcome in required}
    is_good = all(outcome is Outcome.PASSED for outcome in required)
    word = Word.CONFORMANT if is_good else Word.NOT_CONFORMANT
    code = ExitCode.PASSED if is_good else ExitCode.NOT_CONFORMANT
    return Run(
        suite=Suite("1.0", "f", "r", "c"),
        began="2026-11-24T12:00:00Z",
        whole=True,
        tested=Implementation("py:own:good", "py", name, "2", 1, ["mid"], "advance", []),
        asked=Asked("1.0", "mid", ["linux"], 7, []),
        deviations=[],
        features=[FeatureHead("features/x.feature", "F", "Why it asks.", [RuleHead("It asks", "A-ONE", "")])],
        rows=list(rows),
        verdict=Verdict(word, code, f"{word} (all)", Counts(counts, {}, {}, 1), list(gaps)),
    )


def journal(*entries: tuple[float, str, str, Mapping[str, Any]]) -> list[Entry]:
    """Entries: the minute, who, what, and the detail."""
    return [
        Entry(BEGIN + timedelta(minutes=minute), number, actor, kind, dict(detail))
        for number, (minute, actor, kind, detail) in enumerate(entries)
    ]
