"""The newcomer's way, tried from an empty folder: each command of the page prints what the page shows."""

import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.forked import Interpreter

PAGE = Path(__file__).resolve().parents[1] / "docs" / "certify-your-implementation.md"
COMMANDS = 5


def shown() -> Iterator[tuple[str, list[str]]]:
    """Each command, and the passages that it prints; what is left out between two of them is written as dots."""
    blocks = re.findall(r"^```console\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    for block in blocks:
        for each in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, printed = each.split("\n", 1)
            yield command, printed.split("...\n") if "\n...\n" in printed else [printed]


def test_every_command_prints_what_the_page_shows(tmp_path: Path, interpreter: Interpreter) -> None:
    found = list(shown())
    assert len(found) == COMMANDS
    surroundings = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for command, passages in found:
        program, *arguments = shlex.split(command)
        assert program == "midcert"
        out = interpreter.run("midcert", *arguments, folder=tmp_path, environment=surroundings).out
        for passage in passages:
            assert passage in out, f"{command} does not print:\n{passage}\nbut:\n{out}"
            out = out.partition(passage)[2]
