"""Parts joined into a run, and what is refused."""

from typing import Any

import msgspec
import pytest

from midcert.results.deviations import Deviation
from midcert.results.merge import MergeError, merged
from midcert.results.outcomes import Outcome, Word
from midcert.results.part import Part, Shard, digest
from midcert.results.row import Row, place_of
from midcert.results.run import Run
from midcert.results.verdict import Terms
from midcert.rules.ledger import Level
from midcert.rules.rule_sets import DRAFT, RuleSet
from tests.midcert.reports.runs import run
from tests.midcert.results import made

ROWS = [made.row(Outcome.PASSED, node_id=f"features/x.feature::test_{number}") for number in range(5)]
LAW = msgspec.structs.replace(made.row(Outcome.PASSED, node_id="features/law.feature::test_law"), at_stake=1)
TERMS = Terms(made.ledger(made.rule("A-ONE")), RuleSet(DRAFT, None))


def part(number: int, of: int = 2, rows: list[Row] | None = None, **changes: Any) -> Run:  # noqa: ANN401 - of a run
    rows = ROWS if rows is None else rows
    shard = Shard(number, of)
    mine = [row for row in rows if row.id in shard.of_all(each.id for each in rows)]
    divided = digest(row.id for row in rows)
    one = msgspec.structs.replace(run(LAW, *mine), whole=False, part=Part(shard, len(mine), divided, whole=True))
    return msgspec.structs.replace(one, **changes)


def test_all_parts_in_any_order_are_the_run_that_was_divided() -> None:
    joined = merged({"b": part(2), "a": part(1)}, TERMS)
    assert joined.rows == sorted([*ROWS, msgspec.structs.replace(LAW, at_stake=2)], key=place_of)
    assert (joined.part, joined.whole, joined.verdict.word) == (None, True, Word.PASSED_DRAFT)


def test_what_was_narrowed_before_it_was_divided_is_not_whole() -> None:
    first, second = part(1), part(2)
    assert first.part
    narrowed = msgspec.structs.replace(first, part=msgspec.structs.replace(first.part, whole=False))
    joined = merged({"a": narrowed, "b": second}, TERMS)
    assert (joined.whole, joined.verdict.gaps) == (False, ["not the whole suite ran"])


def test_one_failure_in_one_part_decides() -> None:
    failed = [*ROWS[:4], msgspec.structs.replace(ROWS[4], outcome=Outcome.FAILED)]
    assert merged({"a": part(1, rows=failed), "b": part(2)}, TERMS).verdict.word is Word.NOT_CONFORMANT


def test_it_began_with_the_first_and_was_asked_for_all_that_they_were_but_a_part() -> None:
    asked = msgspec.structs.replace(part(2).asked, given=["run", "shard"])
    first, second = part(1, began="2026-11-24T12:00:01Z"), part(2, began="2026-11-24T12:00:00Z", asked=asked)
    joined = merged({"a": first, "b": second}, TERMS)
    assert (joined.began, joined.asked.given) == (second.began, ["run"])


GOOD = part(1)
assert GOOD.tested
REFUSED = {
    "no part": ({"a": run(*ROWS)}, "a: no part of a run, as certify --shard makes them"),
    "missing": ({"a": part(1, 3), "c": part(3, 3)}, "part 2 of 3 is missing"),
    "twice": ({"a": part(1), "b": part(1)}, "b: part 1 of 2, as a is"),
    "of others": ({"a": part(1), "b": part(2, 3)}, "b: part 2 of 3, and a is part 1 of 2"),
    "seed": (
        {"a": part(1), "b": part(2, asked=msgspec.structs.replace(GOOD.asked, seed=8))},
        "b: of another run than a: seed: 7 | 8",
    ),
    "rule set": (
        {"a": part(1), "b": part(2, asked=msgspec.structs.replace(GOOD.asked, rule_set="1.0"))},
        "b: of another run than a: rule set: draft | 1.0",
    ),
    "target": (
        {"a": part(1), "b": part(2, tested=msgspec.structs.replace(GOOD.tested, version="3"))},
        "b: of another run than a: implementation: mine 2 | mine 3",
    ),
    "suite": (
        {"a": part(1), "b": part(2, suite=msgspec.structs.replace(GOOD.suite, features="g"))},
        "b: of another run than a: features: f | g",
    ),
    "deviations": (
        {"a": part(1), "b": part(2, deviations=[Deviation(reason="issue 7", rule="A-ONE")])},
        "b: of another run than a: deviations: none | A-ONE",
    ),
    "narrowed otherwise": (
        {"a": part(1), "b": part(2, rows=ROWS[:4])},
        "b: of other scenarios than a: narrow all parts in the same way",
    ),
    "interrupted": (
        {"a": part(1), "b": msgspec.structs.replace(part(2), rows=part(2).rows[:-1])},
        "b: it was interrupted; run part 2 of 2 again",
    ),
    "without a law that the other one judges": (
        {"a": part(1), "b": msgspec.structs.replace(part(2), rows=part(2).rows[1:])},
        (
            "b: it does not judge features/law.feature::test_law, a law that another part judges: narrow all parts in"
            " the same way, or, if it was interrupted, run part 2 of 2 again"
        ),
    ),
    "overlap": (
        {"a": part(1), "b": msgspec.structs.replace(part(2), rows=[LAW, *ROWS[:2]])},
        "a: the scenarios of the parts are not those that were divided",
    ),
}


@pytest.mark.parametrize(("parts", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_all_parts_of_one_run_is_refused(parts: dict[str, Run], said: str) -> None:
    with pytest.raises(MergeError) as caught:
        merged(parts, TERMS)
    assert str(caught.value) == said


def test_the_levels_of_rules_are_those_of_the_terms() -> None:
    terms = Terms(made.ledger(made.rule("A-ONE"), made.rule("A-TWO", Level.REQUIRED)), RuleSet(DRAFT, None))
    assert merged({"a": part(1), "b": part(2)}, terms).verdict.gaps == ["A-TWO has no scenario"]
