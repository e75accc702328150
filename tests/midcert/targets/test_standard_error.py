"""The standard error of a process: its end alone is kept, and nobody waits for it to be read."""

import os
import subprocess
import sys

import pytest

from midcert.targets.standard_error import MAX_BYTES, StandardError

LONG_SECONDS = 60.0


def test_what_has_been_said_is_there_at_once() -> None:
    errors = StandardError()
    into = errors.open()
    os.write(into, b"first\n")
    errors.begin()
    os.write(into, b"second\n")
    assert errors.last_words() == "second"
    os.close(into)
    errors.wait(LONG_SECONDS)
    assert errors.last_words() == "second"


def test_of_a_flood_only_the_end_is_kept_and_it_is_taken_however_long_it_is() -> None:
    errors = StandardError()
    into = errors.open()
    flood = "import os\nfor _ in range(1000): os.write(2, b'x' * 2**16)\nos.write(2, b'end')"
    subprocess.run([sys.executable, "-I", "-S", "-c", flood], stderr=into, check=True, timeout=LONG_SECONDS)
    os.close(into)
    errors.wait(LONG_SECONDS)
    assert errors.last_words() == "x" * (MAX_BYTES - 3) + "end"


def test_the_next_process_says_nothing_of_the_one_before() -> None:
    errors = StandardError()
    os.close(errors.open())
    into = errors.open()
    os.write(into, b"the second")
    os.close(into)
    errors.wait(LONG_SECONDS)
    assert errors.last_words() == "the second"


def test_one_pipe_is_put_in_the_place_of_another_while_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    errors, close = StandardError(), os.close
    left, are_guarded = errors.open(), []

    def noted_close(file: int) -> None:
        are_guarded.append(errors._lock.locked())  # noqa: SLF001 - nobody else knows who reads
        close(file)

    with monkeypatch.context() as patched:
        patched.setattr(os, "close", noted_close)
        into = errors.open()
    assert are_guarded == [True]
    close(left)
    close(into)
