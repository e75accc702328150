"""`midcert serve-target`: what cannot be served."""

import argparse
import contextlib
import io
from collections.abc import Callable

import pytest

from midcert.commands import serve_target
from midcert.protocol.handler import REFERENCE
from tests.forked import Ended
from tests.midcert.commands.conftest import Midcert


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("bogus", "names no factory: use py:package.module:factory"),
        ("py:nowhere:X", "No module named 'nowhere'"),
        ("cmd:./adapter:x", "names no factory: use py:package.module:factory"),
    ],
)
def test_what_cannot_be_served_is_named_in_one_line(midcert: Midcert, target: str, said: str) -> None:
    assert midcert("serve-target", target) == Ended(4, "", f"midcert serve-target: {target}: {said}\n")


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """In the place of standard output, which is the test's own."""
    monkeypatch.setattr(serve_target, "reserved_output", lambda: contextlib.nullcontext(io.StringIO()))
    return monkeypatch


def fails_with(error: OSError) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_it_ends_where_nobody_reads_its_answers(output: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    output.setattr(serve_target, "serve", fails_with(BrokenPipeError()))
    assert serve_target.run(argparse.Namespace(target=REFERENCE, http=None)) == 0
    assert capsys.readouterr() == ("", "")


def test_a_fault_of_the_target_s_own_is_none_of_the_port(output: pytest.MonkeyPatch) -> None:
    output.setattr(serve_target, "serve", fails_with(FileNotFoundError("its own file")))
    with pytest.raises(FileNotFoundError, match="its own file"):
        serve_target.run(argparse.Namespace(target=REFERENCE, http=None, address=""))
