"""`midcert freeze`: what it keeps is written at once, in the place of what was there for that role."""

import argparse
import re
from pathlib import Path

import pytest

from midcert.commands import freeze
from midcert.explore.corpus import Line
from midcert.explore.found import Found
from midcert.explore.freeze import Freezer
from midcert.explore.play import Stage
from midcert.protocol.handler import REFERENCE
from midcert.results.outcomes import ExitCode
from midcert.targets import locate
from tests.midcert.commands.conftest import Midcert

LINES = [Line("given", 'the MID Server "berlin" runs Orlando Patch 1'), Line("then", '"berlin" is Up')]


def catch(freezer: Freezer, _: Stage) -> str:
    """Keeps the first time, and catches with it the second time."""
    if freezer.kept:
        return "caught by instance/1"
    freezer.kept.append(Found("instance/1", "", "", LINES, ['"berlin" is Up'], "ERR-409"))
    return "kept as instance/1"


def test_each_wrong_implementation_is_told_of_and_what_is_kept_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old_instance.feature").write_text("Feature: Old\n")
    (tmp_path / "old_mid.feature").write_text("Feature: Old\n")
    monkeypatch.setattr(freeze, "FOLDER", tmp_path)
    monkeypatch.setattr(freeze, "wrong_ones", lambda _: ["py:broken.null:one", "py:broken.null:always_fails"])
    monkeypatch.setattr(freeze, "locate", lambda *_: locate(REFERENCE, 60))
    monkeypatch.setattr(Freezer, "catch", catch)
    values = argparse.Namespace(role="instance", seed=1, sequences=60, most=75)
    assert freeze.run(values) == ExitCode.PASSED
    told = capsys.readouterr()
    assert told.out == "instance: 1 sequences\n"
    assert re.fullmatch(r"instance, 1 of 2: py:\S+: kept as instance/1\ninstance, 2 of 2: .*by instance/1\n", told.err)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "old_mid.feature",
        "upgrade_error_messages_instance.feature",
    ]
    written = (tmp_path / "upgrade_error_messages_instance.feature").read_text("utf-8")
    assert "    Scenario: Explored instance/1, most likely ERR-409\n      Given the MID Server" in written


def test_what_is_wrong_is_what_broken_has() -> None:
    both = [freeze.wrong_ones(role) for role in ("mid", "instance")]
    assert all(len(found) > 100 for found in both)
    assert not set(both[0]) & set(both[1])


def test_bad_input_is_one_line(midcert: Midcert) -> None:
    ended = midcert("freeze", "--role=both")
    assert ended.code == ExitCode.BAD_INPUT
    [line] = ended.err.splitlines()
    assert line.startswith("midcert freeze: argument --role: invalid choice: 'both'")
