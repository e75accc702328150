"""Runs with what a test does not care about filled in."""

import msgspec

from midcert.results.outcomes import ExitCode, Outcome, Word
from midcert.results.row import OutlineRow, Row, Status, StepRow, unknown
from midcert.results.run import Asked, Implementation, Run, Suite
from midcert.results.verdict import Counts, Verdict
from midcert.rules.ledger import Level

FEATURE = """\
Feature: The queue
  @A-ONE
  Rule: It asks
    Scenario: It asks at noon
      Given a clock
      When it strikes
      Then it has asked
    Scenario Outline: It asks <n> times
      Given a clock
      Then it has asked <n> times
      Examples:
        | case  | n |
        | once  | 1 |
        | twice | 2 |
"""
FILE = "features/queue.feature"
PASSED, FAILED, NOT_RUN = Status.PASSED, Status.FAILED, Status.NOT_RUN


def step(text: str, status: Status, table: list[list[str]] | None = None) -> StepRow:
    keyword, text = text.split(" ", 1)
    kind, written = keyword.lower(), text
    return StepRow(
        line=5,
        keyword=keyword,
        kind=kind,
        text=text,
        written=written,
        table=table,
        docstring=None,
        background=False,
        status=status,
    )


def noon(outcome: Outcome = Outcome.PASSED, reason: str = "", *statuses: Status, last_words: str = "") -> Row:
    texts = ("Given a clock", "When it strikes", "Then it has asked")
    made = unknown(f"{FILE}::test_it_asks_at_noon", FILE, 4, "It asks at noon", reason)
    return msgspec.structs.replace(
        made,
        feature="The queue",
        rule_name="It asks",
        rule_id="A-ONE",
        level=Level.REQUIRED,
        steps=[step(text, status) for text, status in zip(texts, statuses or (PASSED,) * 3, strict=True)],
        outcome=outcome,
        seconds=0.25,
        last_words=last_words,
        repeat="midcert certify --scenario ID",
    )


def times(case: str, number: int, outcome: Outcome = Outcome.PASSED, reason: str = "") -> Row:
    made = unknown(f"{FILE}::test_it_asks_n_times[{case}-{number}]", FILE, 8, f"It asks {number} times", reason)
    return msgspec.structs.replace(
        made,
        feature="The queue",
        rule_name="It asks",
        rule_id="A-TWO",
        level=Level.INTERPRETED,
        steps=[step("Given a clock", PASSED), step(f"Then it has asked {number} times", PASSED)],
        outline=OutlineRow("It asks <n> times", number, 12 + number),
        example={"case": case, "n": str(number)},
        outcome=outcome,
        seconds=1.5,
    )


def run(*rows: Row, word: Word = Word.PASSED_DRAFT, counts: Counts | None = None) -> Run:
    return Run(
        suite=Suite("1.0", "f", "r", "c"),
        began="2026-11-24T12:00:00Z",
        whole=True,
        tested=Implementation("py:own:good", "py", "mine", "2", 1, ["mid"], "advance", []),
        asked=Asked("draft", "mid", ["linux"], 7, []),
        deviations=[],
        features=[],
        rows=list(rows),
        verdict=Verdict(word, word.exit_code, str(word), counts or Counts({}, {}, {}, 0), []),
    )


__all__ = ["FAILED", "FEATURE", "FILE", "NOT_RUN", "PASSED", "ExitCode", "noon", "run", "times"]
