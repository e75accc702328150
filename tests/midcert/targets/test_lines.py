"""Lines to a process and back."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from midcert.targets.lines import EndedError, LateError, Lines, TooLongError

Start = Callable[[str], Lines]
ECHO = "import sys\nfor line in sys.stdin.buffer: sys.stdout.buffer.write(line); sys.stdout.flush()"


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a program, at whose lines of up to 100 bytes a test looks."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(program: str) -> Lines:
        command, pipe = [sys.executable, "-I", "-S", "-c", program], subprocess.PIPE
        started.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0))
        return Lines(started[-1], 100)

    yield begin
    for process in started:
        process.kill()
        with process:
            pass


def test_one_line_is_read_after_another(start: Start) -> None:
    lines = start(ECHO)
    lines.write(b"one\ntwo")
    assert (lines.read(), lines.read()) == (b"one", b"two")
    assert lines.unread() == b""


def test_what_was_said_unasked_is_seen(start: Start) -> None:
    lines = start("print('asked'); print('unasked')")
    assert lines.read() == b"asked"
    with pytest.raises(EndedError):
        lines.write(b"x" * 10**6)  # it has ended when this cannot be written
    assert lines.unread() == b"unasked\n"


def test_the_end_of_a_process_is_told(start: Start) -> None:
    lines = start("print('half a line', end='')")
    with pytest.raises(EndedError):
        lines.read()


def test_a_line_without_end_is_too_long(start: Start) -> None:
    lines = start("print('x' * 101)")
    with pytest.raises(TooLongError):
        lines.read()


def test_nothing_is_waited_for_beyond_the_deadline(start: Start) -> None:
    lines = start("input()")
    lines.deadline = time.monotonic()
    with pytest.raises(LateError):
        lines.read()
    with pytest.raises(LateError):
        lines.write(b"x")


def test_a_process_has_pipes() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process, pytest.raises(ValueError, match="without pipes"):
        Lines(process, 100)
