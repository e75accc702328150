from datetime import date
from pathlib import Path

import pytest

from midcert.results.deviations import Deviation, Deviations, DeviationsError, load_deviations
from midcert.results.outcomes import Outcome
from midcert.results.row import KnownDeviation, Row
from tests.midcert.results import made
from tests.midcert.results.made import ledger, rule

TODAY = date(2026, 11, 24)
LEDGER = ledger(rule("AUTO-HOURLY"))
REASON = 'reason = "issue 7"\n'


def load(tmp_path: Path, text: str) -> Deviations:
    path = tmp_path / "known.toml"
    path.write_text(text, "utf-8")
    return load_deviations(path, LEDGER, TODAY)


def row(outcome: Outcome, node_id: str = "features/x.feature::test_s[a]", rule_id: str | None = "AUTO-HOURLY") -> Row:
    return made.row(outcome, rule_id, node_id=node_id, name="It asks", reason="seen")


def test_an_entry_names_a_rule_or_a_scenario_and_a_reason(tmp_path: Path) -> None:
    dated = '[[deviation]]\nscenario = "S"\nreason = "x"\nexpires = 2026-11-24\n'
    text = f'[[deviation]]\nrule = "AUTO-HOURLY"\n{REASON}{dated}'
    assert load(tmp_path, text).entries == (
        Deviation(reason="issue 7", rule="AUTO-HOURLY"),
        Deviation(reason="x", scenario="S", expires=TODAY),
    )
    assert load(tmp_path, "") == Deviations()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "not TOML: *"),
        ("deviations = []\n", "unknown key 'deviations': entries stand under [[deviation]]"),
        ("[deviation]\n", "entries stand under [[deviation]], in double brackets"),
        ("deviation = [1]\n", "deviation 1: not a table: 1"),
        (f"[[deviation]]\n{REASON}", "deviation 1: needs either a rule or a scenario, and not both"),
        (
            f'[[deviation]]\nrule = "AUTO-HOURLY"\nscenario = "S"\n{REASON}',
            "deviation 1: needs either a rule or a scenario, and not both",
        ),
        (
            f'[[deviation]]\nrule = "AUTO-HORLY"\n{REASON}',
            "deviation 1: unknown rule 'AUTO-HORLY'; the nearest is 'AUTO-HOURLY'",
        ),
        (f'[[deviation]]\nrule = "?"\n{REASON}', "deviation 1: unknown rule '?'"),
        ('[[deviation]]\nrule = "AUTO-HOURLY"\n', "deviation 1: missing key: reason"),
        ('[[deviation]]\nrule = "AUTO-HOURLY"\nreason = " "\n', "deviation 1: reason is not a text: ' '"),
        ('[[deviation]]\nscenario = ""\nreason = "x"\n', "deviation 1: scenario is not a text: ''"),
        (f"[[deviation]]\nrule = 1\n{REASON}", "deviation 1: rule is not a text: 1"),
        (
            f'[[deviation]]\nrule = "AUTO-HOURLY"\n{REASON}expire = 2027-01-01\n',
            "deviation 1: unknown key 'expire'; the nearest is 'expires'",
        ),
        (
            f'[[deviation]]\nrule = "AUTO-HOURLY"\n{REASON}expires = "soon"\n',
            "deviation 1: expires is not a date such as 2027-01-01: 'soon'",
        ),
        (
            f'[[deviation]]\nrule = "AUTO-HOURLY"\n{REASON}expires = 2027-01-01T00:00:00Z\n',
            "deviation 1: expires is not a date such as 2027-01-01: *",
        ),
        (
            f'[[deviation]]\nrule = "AUTO-HOURLY"\n{REASON}expires = 2026-11-23\n',
            "deviation 1: AUTO-HOURLY expired on 2026-11-23",
        ),
        (
            f'[[deviation]]\nrule = "AUTO-HOURLY"\n{REASON}' * 2,
            "deviation 2: AUTO-HOURLY is there already",
        ),
    ],
)
def test_a_bad_file_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DeviationsError) as caught:
        load(tmp_path, text)
    said = str(caught.value).removeprefix(f"{tmp_path / 'known.toml'}: ")
    assert said == message or (message.endswith("*") and said.startswith(message[:-1]))
    assert "\n" not in said


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeviationsError, match=r"none\.toml: cannot be read: No such file or directory$"):
        load_deviations(tmp_path / "none.toml", LEDGER, TODAY)
    path = tmp_path / "latin.toml"
    path.write_bytes(b"# \xfc")
    with pytest.raises(DeviationsError, match="not UTF-8"):
        load_deviations(path, LEDGER, TODAY)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.PASSED, Outcome.PASSED),
        (Outcome.FAILED, Outcome.DEVIATION),
        (Outcome.HUNG, Outcome.DEVIATION),
        (Outcome.CRASHED, Outcome.DEVIATION),
        (Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE),
        (Outcome.NOT_VERIFIED, Outcome.NOT_VERIFIED),
        (Outcome.ERROR, Outcome.ERROR),
    ],
)
def test_it_marks_what_the_target_did_otherwise_and_nothing_else(outcome: Outcome, expected: Outcome) -> None:
    known = Deviations((Deviation(reason="issue 7", rule="AUTO-HOURLY"),))
    [marked] = known.applied([row(outcome)])
    assert marked.outcome is expected
    assert marked.reason == (f"issue 7 ({outcome}: seen)" if expected is Outcome.DEVIATION else "seen")


@pytest.mark.parametrize("scenario", ["It asks", "features/x.feature::test_s[a]", "features/x.feature::test_s"])
def test_a_scenario_goes_by_its_name_or_its_id(scenario: str) -> None:
    known = Deviations((Deviation(reason="issue 7", scenario=scenario),))
    other = made.row(Outcome.FAILED, node_id="features/y.feature::test_other", name="Another")
    marked, unmarked = known.applied([row(Outcome.FAILED), other])
    assert (marked.outcome, unmarked.outcome) == (Outcome.DEVIATION, Outcome.FAILED)
    assert marked.deviation == KnownDeviation(scenario, "issue 7", "")


def test_a_name_that_several_scenarios_share_is_refused_and_covers_none() -> None:
    known = Deviations((Deviation(reason="issue 7", scenario="It asks"),))
    rows = [row(Outcome.FAILED), row(Outcome.FAILED, "features/y.feature::test_s")]
    assert [each.outcome for each in known.applied(rows)] == [Outcome.FAILED, Outcome.FAILED]
    assert known.unfounded(rows, whole=False) == [
        "It asks: 2 scenarios are called this: name one by its id, features/x.feature::test_s"
    ]


def test_rows_of_an_outline_may_share_a_name() -> None:
    known = Deviations((Deviation(reason="issue 7", scenario="It asks"),))
    rows = [row(Outcome.FAILED), row(Outcome.FAILED, "features/x.feature::test_s[b]")]
    assert {each.outcome for each in known.applied(rows)} == {Outcome.DEVIATION}
    assert known.unfounded(rows, whole=True) == []


OVER = ["AUTO-HOURLY: the deviation is over, all its scenarios passed"]
UNMATCHED = ["AUTO-HOURLY: the deviation matches no scenario"]


@pytest.mark.parametrize(
    ("outcomes", "whole", "expected"),
    [
        ([Outcome.PASSED, Outcome.PASSED], True, OVER),
        ([Outcome.PASSED, Outcome.NOT_APPLICABLE], True, OVER),
        ([Outcome.PASSED, Outcome.DEVIATION], True, []),
        ([Outcome.PASSED, Outcome.NOT_VERIFIED], True, []),
        ([Outcome.NOT_APPLICABLE], True, []),
        ([Outcome.PASSED], False, []),
        ([], True, UNMATCHED),
        ([], False, []),
    ],
)
def test_an_entry_that_does_not_hold_is_found(outcomes: list[Outcome], whole: bool, expected: list[str]) -> None:  # noqa: FBT001 - a row of the table
    known = Deviations((Deviation(reason="x", rule="AUTO-HOURLY"),))
    rows = [row(outcome, f"features/x.feature::test_{n}") for n, outcome in enumerate(outcomes)]
    assert known.unfounded(rows, whole=whole) == expected


def test_an_id_that_ran_and_passed_is_certain_in_any_run() -> None:
    known = Deviations((Deviation(reason="x", scenario="features/x.feature::test_s[a]"),))
    assert known.unfounded([row(Outcome.PASSED)], whole=False) == [
        "features/x.feature::test_s[a]: the deviation is over, all its scenarios passed"
    ]
