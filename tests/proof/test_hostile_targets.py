"""A hostile target never hangs, crashes or fools the harness, and leaves nothing behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from tests.forked import Interpreter
from tests.proof import certified
from tests.proof.certified import Certified
from tests.proof.hostile import CLICKED, HOURLY
from tests.proof.hurry import HURRIED_SECONDS
from tests.proof.serve_hostile import module_of

THEN = {
    HOURLY: "features/03_upgrade_methods/automatic_upgrade.feature::test_an_upgrade_needs_no_configuration",
    CLICKED: "features/11_manual_upgrade/administrators.feature"
    "::test_a_mid_server_that_is_up_and_validated_finds_the_command_of_a_click_in_its_queue",
}
"""The scenario that comes after the one with the attack."""
MAX_OUTPUT_CHARACTERS = 20_000
"""Two scenarios that are red need half of that."""


class Row(NamedTuple):
    """A hostile target, the way to it, and how what becomes of two scenarios begins; or that it is bad input."""

    target: str
    way: str
    first: str
    then: str = ""
    scenario: str = HOURLY
    hurry: str = ""
    """What the target never comes to the end of, as tests/proof/hurry.py names it: there its time is short."""


def silent(target: str, way: str) -> Row:
    """It is found to hang in the first scenario."""
    return Row(target, way, f"hung: no answer to advance within {HURRIED_SECONDS} s", "passed", hurry="advance")


def silent_at_once(target: str, way: str) -> Row:
    """It does not say who it is."""
    reason = f"bad input: no answer to describe within {HURRIED_SECONDS} s"
    return Row(f"{target}.at_once", way, reason, hurry="describe")


RESTLESS = "hung: the target asked to go on 100 times without letting time pass: its `next` is "
LATE = "failed: expected 1:00:00, 2:00:00"
NO_INSTANCE = "crashed: the instance answers "
GARBAGE = "b'\\xff\\xfe\\x00\\x1b[31m"
TABLE = [
    # It is not there, or cannot say who it is.
    Row("cmd:midcert-no-such-program", "", "bad input: midcert-no-such-program: No such file or directory"),
    Row("http://127.0.0.1:1", "", "bad input: nobody answers at 127.0.0.1:1: Connection refused"),
    Row("py:tests.proof.hostile:nobody", "", "bad input: module 'tests.proof.hostile' has no attribute 'nobody'"),
    Row("exits_at_once", "cmd", "bad input: the process ended with 3 during describe"),
    Row("exits_at_once", "py", "bad input: the factory: it exited with 3"),
    Row("exits_in_the_middle.at_once", "http", "bad input: describe: Remote end closed connection without response"),
    silent_at_once("never_answers", "cmd"),
    silent_at_once("never_answers", "http"),
    silent_at_once("never_answers", "py"),
    Row("hangs_up.at_once", "http", "bad input: describe: Remote end closed connection without response"),
    Row("says_garbage.at_once", "cmd", f"bad input: no JSON in answer to describe: {GARBAGE}"),
    silent_at_once("stops_in_a_line", "http"),
    Row("says_100_megabytes.at_once", "cmd", "bad input: a line of more than 16777216 bytes in answer to describe"),
    Row("says_100_megabytes.at_once", "http", "bad input: an answer to describe of more than 16777216 bytes"),
    Row("adds_a_field.at_once", "cmd", "bad input: not the protocol: describe answer: object contains unknown field"),
    Row("says_numbers.at_once", "py", "bad input: not the protocol: describe answer: "),
    Row("floods.at_once", "py", "bad input: not the protocol: the target asks while it answers describe"),
    Row("marks_up_its_error.at_once", "cmd", "bad input: describe: RuntimeError: <script>"),
    Row("marks_up_its_last_words.at_once", "py", "bad input: describe: it exited with <script>"),
    Row("speaks_no_http.at_once", "http", "bad input: describe: <script>"),
    # It ends, is silent, or does not end.
    Row("exits_in_the_middle", "cmd", "crashed: the process ended with 3 during advance", "passed"),
    Row("exits_in_the_middle", "http", "crashed: advance: Remote end closed connection", "crashed: nobody answers at "),
    Row("exits_in_the_middle", "py", "crashed: advance: it exited with 3", "passed"),
    silent("never_answers", "cmd"),
    silent("never_answers", "http"),
    silent("never_answers", "py"),
    silent("waits_busily", "cmd"),
    silent("waits_busily", "http"),
    silent("waits_busily", "py"),
    Row("hangs_up", "cmd", "crashed: the process closed its standard input or output", "passed", hurry="end"),
    Row("hangs_up", "http", "crashed: advance: Remote end closed connection without response", "passed"),
    Row("closes_each_connection", "http", "passed", "passed"),
    Row("hangs_up_on_the_next", "http", "crashed: advance: Remote end closed connection without", "passed"),
    Row("does_not_end", "cmd", "passed", "passed", hurry="end"),
    Row("floods_its_errors", "cmd", "passed", "passed"),
    # It talks nonsense.
    Row("says_garbage", "cmd", f"crashed: no JSON in answer to advance: {GARBAGE}", "passed"),
    Row("says_garbage", "http", f"crashed: no JSON in answer to advance: {GARBAGE}", "passed"),
    silent("stops_in_a_line", "cmd"),
    silent("stops_in_a_line", "http"),
    Row("exits_in_a_line", "cmd", "crashed: the process ended with 3 during advance", "passed"),
    Row("exits_in_a_line", "http", "crashed: no JSON in answer to advance: b'{", "crashed: nobody answers at "),
    silent("goes_byte_by_byte", "http"),
    Row("says_100_megabytes", "cmd", "crashed: a line of more than 16777216 bytes in answer to advance", "passed"),
    Row("says_100_megabytes", "http", "crashed: an answer to advance of more than 16777216 bytes", "passed"),
    Row("answers_100_megabytes", "py", "crashed: not the protocol: advance answer: next: expected", "passed"),
    Row("fails_with_15_megabytes", "cmd", "crashed: advance: RuntimeError: xxx", "passed"),
    Row("fails_with_15_megabytes", "py", "crashed: advance: RuntimeError: xxx", "passed"),
    Row("adds_a_field", "cmd", "crashed: not the protocol: advance answer: object contains unknown", "passed"),
    Row("adds_a_field", "http", "crashed: not the protocol: advance answer: object contains unknown", "passed"),
    Row("adds_a_field", "py", "crashed: not the protocol: advance answer: object contains unknown", "passed"),
    Row("says_numbers", "cmd", "crashed: not the protocol: advance answer: next: expected", "passed"),
    Row("says_numbers", "http", "crashed: not the protocol: advance answer: next: expected", "passed"),
    Row("says_numbers", "py", "crashed: not the protocol: advance answer: next: expected", "passed"),
    # It lies about time.
    Row("is_early", "cmd", RESTLESS, "passed"),
    Row("is_early", "http", RESTLESS, "passed"),
    Row("is_early", "py", RESTLESS, "passed"),
    Row("is_late", "cmd", LATE, "passed"),
    Row("is_late", "http", LATE, "passed"),
    Row("is_late", "py", LATE, "passed"),
    Row("stands_still", "cmd", RESTLESS, "passed"),
    Row("stands_still", "http", RESTLESS, "passed"),
    Row("stands_still", "py", RESTLESS, "passed"),
    Row("goes_backwards", "cmd", RESTLESS, "passed"),
    Row("goes_backwards", "http", RESTLESS, "passed"),
    Row("goes_backwards", "py", RESTLESS, "passed"),
    Row("crawls", "cmd", "hung: ", "passed"),
    Row("crawls", "py", "hung: ", "passed"),
    Row("begins_the_calendar", "py", "hung: the target asked to go on 100 times", "passed"),
    Row("ends_the_calendar", "py", LATE, "passed"),
    # It asks what it should not, or when it should not.
    silent("floods", "cmd"),
    silent("floods", "http"),
    silent("floods", "py"),
    silent("floods_on", "http"),
    Row("asks_and_hangs_up", "http", "crashed: advance: RuntimeError: it has hung up", "passed"),
    Row("asks_for_the_scenario_before", "http", "passed", "crashed: advance: "),
    Row("answers_twice", "cmd", "passed", 'crashed: it spoke before setup, unasked: b\'{"ok": {}}\\n'),
    Row(
        "asks_with_more_fields", "cmd", "crashed: not the protocol: host call: object contains unknown field", "passed"
    ),
    Row("asks_with_numbers", "cmd", "crashed: not the protocol: host call: mid: expected `str`, got `int`", "passed"),
    Row("asks_with_a_list", "http", "crashed: not the protocol: what is asked goes to the plane host or", "passed"),
    Row("asks_for_another", "cmd", "passed", "passed"),
    Row("asks_in_depth", "cmd", "passed", "passed"),
    Row("asks_at_no_port", "cmd", "crashed: not the protocol: network call", "passed"),
    Row("asks_at_no_address", "cmd", "crashed: not the protocol: network call", "passed"),
    Row("writes_half_a_character", "cmd", "crashed: not the protocol: append", "passed"),
    Row("extracts_what_is_encrypted", "cmd", "passed", "passed"),
    # It claims what is not so, or would rewrite the report.
    Row("claims_success", "cmd", "failed: expected ", "failed: expected "),
    Row("claims_success", "http", "failed: expected ", "failed: expected "),
    Row("claims_success", "py", "failed: expected ", "failed: expected "),
    Row("marks_up_its_name", "http", "passed", "passed"),
    Row("marks_up_its_error", "cmd", "crashed: advance: RuntimeError: <script>alert(1)</script>", "passed"),
    Row("marks_up_its_reason", "cmd", "not verified: the target does not support this: <script>", "passed"),
    Row("marks_up_its_last_words", "cmd", "crashed: the process ended with 1 during advance", "passed"),
    Row("marks_up_its_last_words", "py", "crashed: advance: it exited with <script>", "passed"),
    Row("marks_up_its_reports", "cmd", "failed: expected ", "failed: expected "),
    Row("marks_up_its_reports", "http", "failed: expected ", "failed: expected "),
    Row("marks_up_its_reports", "py", "failed: expected ", "failed: expected "),
    Row("reports_half_a_character", "cmd", "failed: expected ", "failed: expected "),
    Row("speaks_no_http", "http", "crashed: advance: <script>", "crashed: setup: <script>"),
    # It plays an instance that does such things.
    Row("claims_success", "cmd", "failed: expected ", "failed: expected ", CLICKED),
    Row("claims_success", "py", "failed: expected ", "failed: expected ", CLICKED),
    Row("instance_never_answers", "cmd", NO_INSTANCE, "passed", CLICKED, hurry="instance"),
    Row("instance_goes_byte_by_byte", "cmd", NO_INSTANCE, "passed", CLICKED, hurry="instance"),
    Row("instance_hangs_up", "cmd", NO_INSTANCE, "passed", CLICKED),
    Row("instance_says_garbage", "cmd", NO_INSTANCE, "passed", CLICKED),
    Row("instance_goes_deep", "cmd", NO_INSTANCE, "passed", CLICKED),
    Row("instance_says_100_megabytes", "cmd", NO_INSTANCE, "passed", CLICKED),
    Row("instance_marks_up_its_page", "cmd", NO_INSTANCE, "passed", CLICKED),
    Row("instance_sends_elsewhere", "cmd", NO_INSTANCE, "passed", CLICKED),
]


Certify = Callable[[str, Row], Certified]
Reach = Callable[[Row], str]


@pytest.fixture
def certify(interpreter: Interpreter, tmp_path: Path) -> Iterator[Certify]:
    """Certify a target with two scenarios, and see that nothing but the results is left."""

    def run(target: str, row: Row) -> Certified:
        scenarios, kept_here = (row.scenario, THEN[row.scenario]), {"TMPDIR": str(tmp_path)}
        ended = certified.certify(
            interpreter, target, scenarios, hurry=row.hurry, environment=kept_here, as_users_do=not row.then
        )
        assert processes_with(tmp_path) == []
        assert list(tmp_path.iterdir()) == []
        return ended

    yield run
    for pid in processes_with(tmp_path):
        os.kill(pid, signal.SIGKILL)


def processes_with(folder: Path) -> list[int]:
    """The processes that were told to keep their temporary files there, themselves or through their parents."""
    mark, found = f"TMPDIR={folder}".encode(), []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # it has ended, or is somebody else's
            if mark in environment.read_bytes().split(b"\0"):
                found.append(int(environment.parent.name))
    return found


@pytest.fixture
def reach() -> Iterator[Reach]:
    """Find the way to a target; in the end its server is ended, and nobody listens any more where it was to ask."""
    with contextlib.ExitStack() as opened:

        def way_to(row: Row) -> str:
            program = [sys.executable, "-m", "tests.proof.serve_hostile", row.target]
            match row.way:
                case "cmd":
                    return f"cmd:{' '.join(program)}"
                case "http":
                    return opened.enter_context(served(program))
                case "py":
                    return f"py:{module_of(row.target).__name__}:{row.target}"
            return row.target

        yield way_to


@contextlib.contextmanager
def served(program: list[str]) -> Iterator[str]:
    """A server that prints its own URL, and then those where it may ask."""
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen([*program, "--http"], cwd=ROOT, text=True, stdout=pipe, stderr=nowhere) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.kill()
        for url in map(urlsplit, server.stdout.read().split()):
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((str(url.hostname), url.port or 80))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.target} {row.way} {row.scenario.rpartition('/')[2][:6]}")
def test_an_attack_ends_in_the_right_outcome_and_the_run_goes_on(certify: Certify, reach: Reach, row: Row) -> None:
    run = certify(reach(row), row)
    assert_harmless(run.output)
    if not row.then:
        assert (run.exit_code, run.rows) == (ExitCode.BAD_INPUT, None)
        assert row.first.removeprefix("bad input: ") in run.output
        assert len(run.output.strip().splitlines()) == 1
        return
    assert run.rows is not None
    became = {each["id"]: f"{each['outcome']}: {each['reason']}".removesuffix(": ") for each in run.rows}
    assert became[row.scenario].startswith(row.first)
    assert became[THEN[row.scenario]].startswith(row.then)
    assert_harmless("".join(became.values()))
    against = {"failed", "hung", "crashed"} & {row.first.partition(":")[0], row.then.partition(":")[0]}
    assert run.exit_code == (ExitCode.NOT_CONFORMANT if against else ExitCode.INCOMPLETE)


def assert_harmless(text: str) -> None:
    """See that a text is an account of midcert's own that does nothing to a terminal."""
    assert len(text) < MAX_OUTPUT_CHARACTERS
    assert [each for each in text if unicodedata.category(each) == "Cc" and each not in "\t\n"] == []
    assert "Traceback" not in text
    assert text.count("\nVerdict: ") <= 1
