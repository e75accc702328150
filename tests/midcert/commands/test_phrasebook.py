"""The phrasebook: every phrase has a meaning, and the page in docs/ says what the code says."""

import re

import pytest

from midcert.commands.cli import main
from midcert.run.layout import ROOT
from tests.midcert.commands.conftest import Lines

PAGE = ROOT / "docs" / "phrasebook.md"


def test_the_page_is_what_the_command_prints(in_lines: Lines) -> None:
    code, lines, errors = in_lines("list", "--steps")
    assert (code, errors) == (0, "")
    assert PAGE.read_text("utf-8").splitlines() == lines, "make it again: midcert list --steps > docs/phrasebook.md"


def test_every_phrase_says_what_it_means_and_every_field_what_may_stand_there() -> None:
    text = PAGE.read_text("utf-8")
    phrases = re.findall(r"^\* \*\*([\w, ]+)\*\* `(.+)`<br>\n  (.*)$", text, re.MULTILINE)
    assert len(phrases) > 60
    assert [phrase for _, phrase, meaning in phrases if len(meaning.split()) < 5] == []
    fields = dict(re.findall(r"^\| ([A-Z]\w+) \| (.*) \|$", text, re.MULTILINE))
    named = {field for _, phrase, _ in phrases for field in re.findall(r"\{\w+:([A-Z]\w+)\}", phrase)}
    assert fields.keys() == named
    assert [name for name, meaning in fields.items() if not meaning] == []


def test_every_then_says_what_it_asserts() -> None:
    thens = re.findall(r"^\* \*\*[\w, ]*Then\*\* `(.+)`<br>\n  (.*)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [phrase for phrase, meaning in thens if "sserts" not in meaning] == []


def test_it_is_a_way_of_listing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["list", "--help"])
    assert "--steps" in capsys.readouterr().out
