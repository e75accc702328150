"""`midcert merge`: the parts of a run of the reference are that run, and so is all that is made of it."""

from pathlib import Path

import msgspec
import pytest

from midcert.results.run import Run, read, written
from tests.forked import Interpreter
from tests.midcert.commands.conftest import Midcert

HOURLY = "AUTO-HOURLY"
BROKEN = "--target=py:broken.hourly_check:ChecksEvery61Minutes.target"
PARTS = ("1.json", "2.json", "3.json")


@pytest.fixture
def chosen(interpreter: Interpreter) -> list[str]:
    """The scenarios of one rule, and all laws."""
    return [f"--scenario={each}" for each in (*interpreter.scenarios[HOURLY], *interpreter.laws.values())]


def untimed(run: Run) -> Run:
    rows = [msgspec.structs.replace(row, seconds=0.0) for row in run.rows]
    return msgspec.structs.replace(run, began="", rows=rows)


@pytest.mark.long
@pytest.mark.parametrize("target", [[], [BROKEN]], ids=["the reference", "a broken one"])
def test_the_parts_are_the_run_with_its_verdict_journals_and_exit_code(
    midcert: Midcert, tmp_path: Path, chosen: list[str], target: list[str]
) -> None:
    certify = ["certify", *target, *chosen]
    for part in (1, 2, 3):
        midcert(*certify, f"--shard={part}/3", f"--run={part}.json", f"--journals=journals-{part}")
    whole = midcert(*certify, "--run=whole.json", "--journals=journals", "--html=whole.html")
    journals = [f"--journals=journals-{part}" for part in (1, 2, 3)]
    joined = midcert("merge", *PARTS, "--run=joined.json", "--html=joined.html", *journals, "--journals-to=joined")
    assert untimed(read(tmp_path / "joined.json")) == untimed(read(tmp_path / "whole.json"))
    assert (joined.code, joined.err) == (whole.code, "")
    assert joined.out.partition("Verdict: ")[2] == whole.out.partition("Verdict: ")[2]
    assert contents(tmp_path / "joined") == contents(tmp_path / "journals")
    timed = read(tmp_path / "joined.json").began, read(tmp_path / "whole.json").began
    page = (tmp_path / "joined.html").read_text("utf-8").replace(timed[0], timed[1])
    assert page == (tmp_path / "whole.html").read_text("utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def parts(midcert: Midcert, interpreter: Interpreter) -> tuple[str, str]:
    """Two parts of a run of one rule, without journals."""
    chosen = [f"--scenario={each}" for each in interpreter.scenarios[HOURLY]]
    for part in (1, 2):
        midcert("certify", *chosen, f"--shard={part}/2", f"--run={part}.json")
    return "1.json", "2.json"


def test_every_report_is_made_of_the_whole(midcert: Midcert, tmp_path: Path, parts: tuple[str, str]) -> None:
    files = ["--junit=j.xml", "--messages=m.ndjson", "--summary=s.md", "--badge=b.svg", "--badge-endpoint=e.json"]
    assert midcert("merge", *parts, *files).code == 2
    assert f'tests="{len(read(tmp_path / "1.json").rows) + len(read(tmp_path / "2.json").rows)}"' in (
        tmp_path / "j.xml"
    ).read_text("utf-8")
    assert {"j.xml", "m.ndjson", "s.md", "b.svg", "e.json"} <= {path.name for path in tmp_path.iterdir()}


def test_what_cannot_be_joined_is_named_in_one_line(midcert: Midcert, tmp_path: Path, parts: tuple[str, str]) -> None:
    first = read(tmp_path / "1.json")
    other = msgspec.structs.replace(first, suite=msgspec.structs.replace(first.suite, version="0.9", code="c"))
    (tmp_path / "other.json").write_text(written(other), "utf-8")
    said = {
        ("1.json",): "part 2 of 2 is missing",
        ("1.json", "none.json"): "none.json: cannot be read: No such file or directory",
        ("other.json", "2.json"): "the parts are of another suite: merge them with 0.9, which ran them",
        parts: "",
    }
    for runs, reason in said.items():
        ended = midcert("merge", *runs)
        assert ended.err == (f"midcert merge: {reason}\n" if reason else "")
        assert ended.code == (4 if reason else 2)


def test_a_journal_that_is_not_there_is_missed(midcert: Midcert, tmp_path: Path, interpreter: Interpreter) -> None:
    (scenario, *_) = interpreter.scenarios[HOURLY]
    midcert("certify", f"--scenario={scenario}", "--shard=1/1", "--run=1.json", "--journals=journals")
    ended = midcert("merge", "1.json", "--journals-to=joined")
    assert (ended.code, ended.err.count("\n")) == (4, 1)
    assert "is in none of the folders" in ended.err
    assert midcert("merge", "1.json", "--journals=journals", "--journals-to=joined").code == 2
    assert contents(tmp_path / "joined") == contents(tmp_path / "journals")
