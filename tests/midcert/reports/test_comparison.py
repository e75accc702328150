"""Runs side by side."""

import msgspec

from midcert.reports.comparison import changes, compared, differences
from midcert.results.outcomes import Outcome
from midcert.results.run import Asked, Digest
from tests.midcert.reports.runs import noon, run, times

GOOD, FAILED, CRASHED = Outcome.PASSED, Outcome.FAILED, Outcome.CRASHED


def test_what_ended_otherwise_is_a_change_and_worse_if_it_passed_before() -> None:
    before = run(noon(GOOD), times("once", 1, FAILED), times("twice", 2, FAILED))
    after = run(noon(FAILED), times("once", 1, GOOD), times("twice", 2, FAILED))
    assert [(each.after.scenario, each.is_worse) for each in changes(before, after)] == [
        ("It asks at noon", True),
        ("It asks 1 times", False),
    ]


def test_what_only_one_of_them_has_is_no_change_but_counted() -> None:
    before, after = run(noon()), run(times("once", 1), times("twice", 2))
    assert changes(before, after) == []
    assert compared(["a", "b"], [before, after])[-2:] == [
        "in the first alone: 1 scenarios; in the second alone: 2",
        "0 worse, 0 better, 0 otherwise of 0 scenarios that both have",
    ]


def test_changes_stand_under_their_rules_with_the_reason_of_the_second_run() -> None:
    before = run(noon(GOOD), times("once", 1, CRASHED, "it died"))
    after = run(noon(FAILED, "seen 0"), times("once", 1, FAILED, "seen 1"))
    lines = compared(["a.json", "b.json"], [before, after])
    assert lines[lines.index("") + 3 :] == [
        "",
        "A-ONE (required): 1 worse, 0 better, 0 otherwise",
        "  passed -> failed: It asks at noon: seen 0",
        "A-TWO (interpreted): 0 worse, 0 better, 1 otherwise",
        "  crashed -> failed: It asks 1 times (once): seen 1",
        "1 worse, 0 better, 1 otherwise of 2 scenarios that both have",
    ]


def test_why_they_may_differ_is_said_with_the_values_of_each() -> None:
    one = run(noon())
    other = msgspec.structs.replace(one, asked=Asked("1.0", "mid", ["linux"], 8, []))
    assert differences([one, one]) == {}
    assert differences([one, other]) == {"seed": ["7", "8"], "rule set": ["draft", "1.0"]}
    assert "  seed: 7 | 8" in compared(["a", "b"], [one, other])
    assert "  nothing that a run knows of" in compared(["a", "b"], [one, one])


def test_another_file_is_another_implementation() -> None:
    one = run(noon())
    assert one.tested is not None
    tested = msgspec.structs.replace(one.tested, digests=[Digest("adapter", "0123456789abcdef"), Digest("a.json", "f")])
    found = differences([one, msgspec.structs.replace(one, tested=tested)])
    assert found == {"SHA-256 of the implementation": ["unknown", "adapter 0123456789ab, a.json f"]}


def test_several_are_a_table_of_the_rules_in_which_they_differ() -> None:
    first = run(noon(GOOD), times("once", 1), times("twice", 2))
    second = run(noon(GOOD), times("once", 1, FAILED), times("twice", 2))
    third = run(noon(GOOD), times("once", 1, Outcome.NOT_APPLICABLE), times("twice", 2, Outcome.NOT_APPLICABLE))
    lines = compared(["a", "b", "c"], [first, second, third])
    assert [line.split() for line in lines[-4:]] == [
        ["rule", "run", "1", "run", "2", "run", "3"],
        ["A-TWO", "2/2", "1/2", "-"],
        [],
        ["1", "of", "2", "rules", "came", "to", "the", "same", "in", "all", "of", "them"],
    ]
