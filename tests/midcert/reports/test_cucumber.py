"""Cucumber Messages: what Gherkin says of the files, and what became of each scenario."""

import json
from pathlib import Path
from typing import Any

import pytest
from cucumber_messages import Envelope, message_converter

from midcert.reports.cucumber import messages
from midcert.results.outcomes import Outcome, Word
from midcert.results.row import Row
from midcert.results.run import Run
from tests.midcert.reports.runs import FAILED, FEATURE, FILE, NOT_RUN, PASSED, noon, run, times


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(FEATURE)
    return tmp_path


def read(made: Run, folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in messages(made, folder).splitlines()]


def of(kind: str, read: list[dict[str, Any]]) -> list[Any]:
    return [each[kind] for each in read if kind in each]


def test_another_library_reads_each_message(folder: Path) -> None:
    made = read(run(noon(), times("once", 1), times("twice", 2)), folder)
    for each in made:
        read_again = message_converter.from_dict(each, Envelope)
        assert message_converter.to_dict(read_again) == each
    assert list(made[0]) == ["meta"]
    assert list(made[-1]) == ["testRunFinished"]


def test_a_scenario_is_the_pickle_of_its_place_in_the_file(folder: Path) -> None:
    made = read(run(times("twice", 2), noon()), folder)
    names = {each["id"]: each["name"] for each in of("pickle", made)}
    assert [names[case["pickleId"]] for case in of("testCase", made)] == ["It asks 2 times", "It asks at noon"]
    assert [len(case["testSteps"]) for case in of("testCase", made)] == [2, 3]


@pytest.mark.parametrize(
    ("row", "statuses"),
    [
        (noon(), ["PASSED", "PASSED", "PASSED"]),
        (noon(Outcome.FAILED, "r", PASSED, FAILED, NOT_RUN), ["PASSED", "FAILED", "SKIPPED"]),
        (noon(Outcome.CRASHED, "r", PASSED, PASSED, NOT_RUN), ["PASSED", "FAILED", "SKIPPED"]),
        (noon(Outcome.ERROR, "r", NOT_RUN, NOT_RUN, NOT_RUN), ["FAILED", "SKIPPED", "SKIPPED"]),
        (noon(Outcome.NOT_APPLICABLE, "r", NOT_RUN, NOT_RUN, NOT_RUN), ["SKIPPED", "SKIPPED", "SKIPPED"]),
    ],
    ids=lambda value: value.outcome if isinstance(value, Row) else None,
)
def test_whatever_is_not_passed_shows_in_a_step(row: Row, statuses: list[str], folder: Path) -> None:
    results = [each["testStepResult"] for each in of("testStepFinished", read(run(row), folder))]
    assert [each["status"] for each in results] == statuses
    assert ["once more: midcert certify --scenario ID" in each.get("message", "") for each in results] == [
        status == "FAILED" for status in statuses
    ]


def test_time_goes_on_from_scenario_to_scenario(folder: Path) -> None:
    made = read(run(noon(), times("once", 1)), folder)
    started, finished = of("testCaseStarted", made), of("testCaseFinished", made)
    begun = of("testRunStarted", made)[0]["timestamp"]["seconds"]
    assert begun == 1795521600
    assert [each["timestamp"] for each in started] == [
        {"seconds": begun, "nanos": 0},
        {"seconds": begun, "nanos": 250_000_000},
    ]
    assert finished[1]["timestamp"] == {"seconds": begun + 1, "nanos": 750_000_000}


@pytest.mark.parametrize(("word", "success"), [(Word.CONFORMANT, True), (Word.INCOMPLETE, False)])
def test_the_run_has_succeeded_where_the_command_does(word: Word, success: bool, folder: Path) -> None:  # noqa: FBT001 - a row of the table
    (finished,) = of("testRunFinished", read(run(noon(), word=word), folder))
    assert finished["success"] is success
