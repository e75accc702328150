"""A run as JSON: written, read again, and as its published schema says."""

import json
from pathlib import Path

import msgspec
import pytest

from midcert.results.deviations import Deviation
from midcert.results.mismatch import Comparison, Mismatch, Question
from midcert.results.outcomes import ExitCode, Outcome, Word
from midcert.results.row import JournalFile, KnownDeviation, OutlineRow, Party, Span, Status, StepRow, unknown
from midcert.results.run import (
    Asked,
    FeatureHead,
    Implementation,
    RuleHead,
    Run,
    RunFileError,
    Suite,
    read,
    schema,
    written,
)
from midcert.results.verdict import Counts, Verdict
from midcert.run.layout import ROOT

STEP = StepRow(
    line=6,
    keyword="And",
    kind="then",
    text='"1" holds',
    written='"<x>" holds',
    table=[["a", "b"]],
    docstring=None,
    background=False,
    status=Status.FAILED,
    span=Span(3, 5, "2020-07-01T12:00:00.000Z", "2020-07-01T13:00:00.000Z"),
)
RUN = Run(
    suite=Suite("1.0", "f", "r", "c"),
    began="2026-11-24T12:00:00Z",
    whole=True,
    tested=Implementation("py:own:good", "py", "mine", "2", 1, ["mid"], "advance", ["concurrent"]),
    asked=Asked("1.0", "mid", ["linux"], 7, ["seed"]),
    deviations=[Deviation(reason="issue 7", rule="A-ONE")],
    features=[FeatureHead("features/x.feature", "F", "Why.", [RuleHead("It asks", "A-ONE", "")])],
    rows=[
        msgspec.structs.replace(
            unknown("features/x.feature::test_s[1]", "features/x.feature", 5, "It asks", "seen"),
            steps=[STEP],
            outline=OutlineRow("It asks <x>", 1, 9),
            example={"x": "1"},
            outcome=Outcome.DEVIATION,
            mismatch=Mismatch(Comparison.AMONG, "a", [1, None], "text", Question("checks", ["berlin"])),
            deviation=KnownDeviation("A-ONE", "issue 7", ""),
            parties=[Party("berlin", is_target=True, platform="linux")],
            journal=JournalFile("j.jsonl", "d", 5),
        )
    ],
    verdict=Verdict(Word.NOT_CONFORMANT, ExitCode.NOT_CONFORMANT, "not conformant", Counts({}, {}, {}, 0), []),
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    file.write_text(written(RUN), "utf-8")
    assert read(file) == RUN


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file or directory"),
        ("", "no run of format 1: Input data was truncated"),
        ("{}", "no run of format 1: Object missing required field"),
        (written(RUN).replace('"format": 1', '"format": 2'), "no run of format 1: Invalid enum value 2"),
        (written(RUN).replace('"outcome": "deviation"', '"outcome": "fine"'), "no run of format 1: Invalid enum value"),
    ],
)
def test_what_is_no_run_is_refused_in_one_line(tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "run.json"
    if content is not None:
        file.write_text(content, "utf-8")
    with pytest.raises(RunFileError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}: {said}")
    assert "\n" not in str(caught.value)


def test_the_published_schema_is_made_of_the_types() -> None:
    assert json.loads((ROOT / "docs" / "run.schema.json").read_text("utf-8")) == schema()
