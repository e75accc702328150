from datetime import date
from pathlib import Path

import msgspec

from midcert.results.deviations import Deviation, Deviations
from midcert.results.outcomes import Outcome, Word
from midcert.results.row import OutlineRow, Row, unknown
from midcert.rules.ledger import Ledger
from midcert.rules.rule_sets import RuleSet
from midcert.run.certification import Certification
from midcert.run.suite import Suite


def row(node_id: str, file: str, line: int, number: int = 0) -> Row:
    made = unknown(node_id, file, line, "It asks", "seen")
    outline = OutlineRow("It asks", number, line + number) if number else None
    return msgspec.structs.replace(made, outline=outline, outcome=Outcome.FAILED)


def certification(*rows: Row, deviations: tuple[Deviation, ...] = ()) -> Certification:
    made = Certification(Ledger({}), RuleSet("draft", None), Deviations(deviations), Suite(Path("features")))
    made.reported = {each.id: each for each in rows}
    return made


def test_rows_stand_in_the_order_of_the_files() -> None:
    rows = [row("b::x", "b", 3), row("a::z[b]", "a", 9, 2), row("a::y", "a", 20), row("a::z[a]", "a", 9, 1)]
    assert [each.id for each in certification(*rows).rows] == ["a::z[a]", "a::z[b]", "a::y", "b::x"]


def test_known_deviations_are_marked() -> None:
    known = Deviation(reason="issue 7", scenario="a::y", expires=date(2027, 1, 1))
    [marked] = certification(row("a::y", "a", 1), deviations=(known,)).rows
    assert marked.outcome is Outcome.DEVIATION
    assert marked.deviation is not None
    assert (marked.deviation.subject, marked.deviation.expires) == ("a::y", "2027-01-01")


def test_it_is_whole_once_every_scenario_of_the_suite_was_started() -> None:
    made = certification(row("a::y", "a", 1))
    assert not made.is_whole
    made.suite_ids = frozenset({"a::y", "a::z"})
    assert not made.is_whole
    made.suite_ids = frozenset({"a::y"})
    assert made.is_whole


def test_its_verdict_is_kept() -> None:
    made = certification(row("a::y", "a", 1))
    assert made.verdict is None
    verdict = made.judge()
    assert verdict.word is Word.INCOMPLETE
    assert made.verdict is verdict
