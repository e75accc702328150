"""A run whose journals or rows somebody has edited: replay names the scenario, whatever the edit was."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from midcert.protocol.handler import REFERENCE
from midcert.replay import differences
from midcert.results.outcomes import Outcome, Word
from midcert.results.row import Row, Status
from midcert.results.run import Run
from tests.forked import Interpreter
from tests.proof.replayed import live
from tests.proof.rows import one_of_each

SEEDS = range(60)
BROKEN = "py:broken.upgrade_methods:WaitsForTheHour.target"
Entries = list[dict[str, Any]]
Live = tuple[Run, Path]


@pytest.fixture(scope="module")
def passed(interpreter: Interpreter, tmp_path_factory: pytest.TempPathFactory) -> Live:
    """A run of some scenarios that the reference has passed."""
    folder = tmp_path_factory.mktemp("passed") / "journals"
    return live(interpreter, REFERENCE, some(interpreter), folder), folder


@pytest.fixture(scope="module")
def failed(interpreter: Interpreter, tmp_path_factory: pytest.TempPathFactory) -> Live:
    """One of scenarios that a broken implementation has failed."""
    folder = tmp_path_factory.mktemp("failed") / "journals"
    return live(interpreter, BROKEN, interpreter.scenarios["AUTO-COMMAND"], folder), folder


def some(interpreter: Interpreter) -> list[str]:
    return one_of_each(interpreter.scenarios, turn=1)[::40]


# ---- Edits of journals


def is_question(entry: dict[str, Any]) -> bool:
    return entry["actor"] == "observer" and entry["kind"] == "question"


def changes_an_answer(entries: Entries, chance: random.Random) -> None:
    entry = chance.choice([each for each in entries if is_question(each)])
    entry["detail"]["answer"] = [entry["detail"]["answer"], "edited"]


def asks_something_else(entries: Entries, chance: random.Random) -> None:
    entry = chance.choice([each for each in entries if is_question(each)])
    entry["detail"]["about"] = [*entry["detail"]["about"], "edited"]


def runs_another_version(entries: Entries, chance: random.Random) -> None:
    first = next(number for number, each in enumerate(entries) if is_question(each))
    started = [each for each in entries[:first] if each["kind"] == "started"]
    chance.choice(started)["detail"]["version"] = "edited"
    for each in entries[:first]:
        if each["detail"].get("method") == "PATCH" and "version" in each["detail"].get("sent", {}):
            each["detail"]["sent"]["version"] = "edited"


def leaves_one_out(entries: Entries, chance: random.Random) -> None:
    del entries[chance.randrange(len(entries))]


def adds_one(entries: Entries, chance: random.Random) -> None:
    place = chance.randrange(len(entries))
    entries.insert(place, json.loads(json.dumps(entries[place])))


def moves_one(entries: Entries, chance: random.Random) -> None:
    place = chance.randrange(len(entries) - 1)
    entries.append(entries.pop(place))


def goes_back_in_time(entries: Entries, chance: random.Random) -> None:
    entries[chance.randrange(1, len(entries))]["time"] = "2020-06-30T00:00:00.000Z"


def leaves_a_question_out(entries: Entries, chance: random.Random) -> None:
    entries.remove(chance.choice([each for each in entries if is_question(each)]))
    number_anew(entries)


def number_anew(entries: Entries) -> None:
    for number, entry in enumerate(entries):
        entry["sequence"] = number


EDITS: list[Callable[[Entries, random.Random], None]] = [
    changes_an_answer,
    asks_something_else,
    runs_another_version,
    leaves_one_out,
    adds_one,
    moves_one,
    goes_back_in_time,
    leaves_a_question_out,
]


@pytest.mark.parametrize("seed", SEEDS)
def test_an_edited_journal_is_named(passed: Live, tmp_path: Path, seed: int) -> None:
    run, folder = passed
    chance = random.Random(seed)  # noqa: S311 - chooses an edit
    row = chance.choice(run.rows)
    alone, journal = of(run, row), tmp_path / file_of(row)
    entries = [json.loads(line) for line in (folder / file_of(row)).read_text("utf-8").splitlines()]
    EDITS[seed % len(EDITS)](entries, chance)
    journal.write_text("".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in entries), "utf-8")
    found = [line for line in differences(alone, tmp_path) if line.startswith(f"{row.id}: ")]
    assert found != []


@pytest.mark.parametrize("text", ["", "no entry\n", "{}\n", '{"time": "2020"', "[]\n", "\xff"])
def test_what_is_no_journal_is_named(passed: Live, tmp_path: Path, text: str) -> None:
    run, _ = passed
    (tmp_path / file_of(run.rows[0])).write_text(text, "latin-1")
    [found, *_] = differences(of(run, run.rows[0]), tmp_path)
    assert found.startswith(f"{run.rows[0].id}: ")
    assert "journal" in found


def test_a_journal_that_is_gone_and_one_too_many_are_named(passed: Live, tmp_path: Path) -> None:
    run, folder = passed
    first, second, *_ = run.rows
    shutil.copy(folder / file_of(second), tmp_path)
    found = list(differences(of(run, first), tmp_path))
    assert f"the run: {file_of(second)} is the journal of no scenario in it" in found
    assert f"{first.id}: its journal cannot be read: No such file or directory" in found


# ---- Edits of rows, and of the verdict


def test_a_failure_that_is_called_a_pass_is_named(failed: Live) -> None:
    run, folder = failed
    row = next(each for each in run.rows if each.mismatch)
    steps = [msgspec.structs.replace(step, status=Status.PASSED) for step in row.steps]
    edited = msgspec.structs.replace(row, outcome=Outcome.PASSED, reason="", mismatch=None, timeline=[], steps=steps)
    rows = [edited if each is row else each for each in run.rows]
    found = list(differences(msgspec.structs.replace(run, rows=rows), folder))
    assert any(line.startswith(f"{row.id}: outcome: ") for line in found)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("outcome", Outcome.NOT_VERIFIED),
        ("reason", "edited"),
        ("mismatch", None),
        ("level", None),
        ("rule_id", "AUTO-HOURLY"),
        ("tags", []),
        ("timeline", ["edited"]),
        ("parties", []),
    ],
)
def test_an_edited_field_of_a_row_is_named(failed: Live, field: str, value: object) -> None:
    run, folder = failed
    row = next(each for each in run.rows if each.mismatch)
    edited = msgspec.structs.replace(row, **{field: value})
    rows = [edited if each is row else each for each in run.rows]
    found = list(differences(msgspec.structs.replace(run, rows=rows), folder))
    assert any(line.startswith(f"{row.id}: {field}: ") for line in found)


def test_an_edited_verdict_is_named(failed: Live) -> None:
    run, folder = failed
    verdict = msgspec.structs.replace(run.verdict, word=Word.CONFORMANT)
    found = list(differences(msgspec.structs.replace(run, verdict=verdict), folder))
    assert found == ['the verdict: word: the run says "conformant", and judged again it is "not conformant"']


def test_a_run_of_another_suite_cannot_be_judged_again(failed: Live) -> None:
    run, folder = failed
    other = msgspec.structs.replace(run.suite, features="edited")
    [found] = differences(msgspec.structs.replace(run, suite=other), folder)
    assert found.startswith("the run: the suite ")


def test_an_untouched_run_has_no_differences(passed: Live, failed: Live) -> None:
    assert list(differences(*passed)) == []
    assert list(differences(*failed)) == []


def of(run: Run, row: Row) -> Run:
    """A run with one row."""
    return msgspec.structs.replace(run, rows=[row])


def file_of(row: Row) -> str:
    assert row.journal is not None
    return row.journal.file
