"""A target in a child process, and all the ways in which one can go wrong."""

import os
import select
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from fakes.errors import TargetCrashedError, TargetError, TargetHungError
from midcert.protocol.control import Advance, Control, SetupAnswer, Upgrade
from midcert.protocol.values import Time
from midcert.targets import command as module
from midcert.targets.command import CommandTransport
from tests.midcert.planes import NOON

ADVANCE = Advance(Time.at(NOON))
GOOD = """
import json, os, sys
for line in sys.stdin:
    print(json.dumps({"ok": {"pid": os.getpid()}}), flush=True)
"""
READ = "import json, os, sys, time\nsys.stdin.readline()\n"
FOR_EVER = "time.sleep(1000)\n"
LONG_SECONDS = 60.0
"""How long a target may take here that comes to an end; real time."""

Make = Callable[..., CommandTransport]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Make a target of a script; `first` is what only its first process does."""
    made: list[CommandTransport] = []
    monkeypatch.setattr(module, "SECONDS_TO_END", LONG_SECONDS)

    def command(first: str, later: str = GOOD, watchdog: float | None = LONG_SECONDS) -> CommandTransport:
        script, mark = tmp_path / "target.py", tmp_path / "mark"
        (tmp_path / "first.py").write_text(first, "utf-8")
        (tmp_path / "later.py").write_text(later, "utf-8")
        script.write_text(
            f"import os\nnew = not os.path.exists({str(mark)!r})\nopen({str(mark)!r}, 'w').close()\n"
            f"exec(open({str(tmp_path)!r} + ('/first.py' if new else '/later.py')).read())\n",
            "utf-8",
        )
        made.append(CommandTransport([sys.executable, "-I", "-S", str(script)], watchdog))
        return made[-1]

    yield command
    for each in made:
        each.close()


def no_system(question: object) -> dict[str, Any]:
    raise AssertionError(question)


def exchange(command: CommandTransport, message: Control = ADVANCE) -> Any:  # noqa: ANN401 - JSON
    return command.deliver(message, no_system)


def fault(command: CommandTransport) -> TargetError:
    with pytest.raises(TargetError) as caught:
        exchange(command)
    return caught.value


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_answers_one_message_after_another(make: Make) -> None:
    command = make(GOOD)
    assert exchange(command) == exchange(command)


def test_what_it_asks_is_answered_before_it_answers(make: Make) -> None:
    asking = READ + 'print(json.dumps({"ask": {"a": 1}}), flush=True)\nprint(json.dumps({"ok": json.loads(input())}))\n'
    asked: list[Mapping[str, Any]] = []

    def system(question: Mapping[str, Any]) -> dict[str, Any]:
        asked.append(question)
        return {"result": "x" * 200_000}

    assert make(asking).deliver(ADVANCE, system) == {"ok": {"result": "x" * 200_000}}
    assert asked == [{"a": 1}]


def test_a_fault_of_the_harness_stays_one_and_ends_the_process(make: Make) -> None:
    command = make(READ + 'print(json.dumps({"ask": {"a": 1}}), flush=True)\n' + FOR_EVER)
    with pytest.raises(AssertionError, match="'a': 1"):
        exchange(command)
    assert exchange(command).keys() == {"ok"}


@pytest.mark.parametrize(
    ("first", "said"),
    [
        pytest.param("", "the process ended with 0 during advance", id="exits at once"),
        pytest.param(READ + "sys.exit(7)", "the process ended with 7 during advance", id="exits in the middle"),
        pytest.param(
            READ + "os.kill(os.getpid(), 9)", "the process ended with -9 during advance", id="is killed in the middle"
        ),
        pytest.param(
            READ + "sys.exit('first\\nlast')",
            "the process ended with 1 during advance; it said:\nfirst\nlast",
            id="last words",
        ),
        pytest.param(
            READ + "sys.exit('\\33[2J\\33]0;title\\7\\33[31mred\\33[0m\\r\\b\\x9b1m end')",
            "the process ended with 1 during advance; it said:\n]0;titlered1m end",
            id="terminal escapes among its last words",
        ),
        pytest.param(
            READ + "sys.stderr.buffer.write(b'a' * 10**6 + b'\\xff' + b'z' * 1998); sys.exit(1)",
            "the process ended with 1 during advance; it said:\na\ufffd" + "z" * 1998,
            id="a flood of last words",
        ),
        pytest.param(READ + "print('hello')", "no JSON in answer to advance: b'hello'", id="no JSON"),
        pytest.param(
            READ + "sys.stdout.buffer.write(b'\\xff\\xfe\\33[1m\\n')",
            "no JSON in answer to advance: b'\\xff\\xfe\\x1b[1m'",
            id="garbage",
        ),
        pytest.param(
            READ + "print('[' * 10**6)", f"no JSON in answer to advance: {b'[' * 200!r}", id="nested without end"
        ),
        pytest.param(
            READ + "sys.stdout.write('{\"ok\": '); sys.exit(3)",
            "the process ended with 3 during advance",
            id="half a line, then it ends",
        ),
        pytest.param(
            READ + "while True: os.write(1, b'x' * 2**16)",
            "a line of more than 1048576 bytes in answer to advance",
            id="a line that does not end",
        ),
        pytest.param(
            READ + "print('x' * (2**20 + 2**16), flush=True)\n" + FOR_EVER,
            "a line of more than 1048576 bytes in answer to advance",
            id="a line that is too long",
        ),
    ],
)
def test_one_that_crashed_is_replaced(make: Make, monkeypatch: pytest.MonkeyPatch, first: str, said: str) -> None:
    monkeypatch.setattr(module, "MAX_MESSAGE_BYTES", 2**20)
    command = make(first)
    found = fault(command)
    assert type(found) is TargetCrashedError
    assert str(found) == said
    assert exchange(command).keys() == {"ok"}


@pytest.mark.parametrize(
    ("first", "sent"),
    [
        pytest.param("import time\n" + FOR_EVER, "", id="never answers"),
        pytest.param("import time\n" + FOR_EVER, "x" * 10**6, id="does not read a large message"),
        pytest.param(READ + "sys.stdout.write('{\"ok\"'); sys.stdout.flush()\n" + FOR_EVER, "", id="half a line"),
        pytest.param(
            READ + "while True: print('{\"ask\": 1}', flush=True)", "", id="asks on and on, and hears nothing"
        ),
        pytest.param(READ + "while True: print('{\"ask\": 1}', flush=True); input()", "", id="asks on and on"),
        pytest.param(
            "import os, signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + FOR_EVER,
            "",
            id="ignores signals",
        ),
    ],
)
def test_one_that_hangs_is_replaced(make: Make, first: str, sent: str) -> None:
    command = make(first, watchdog=0.25)
    with pytest.raises(TargetHungError) as caught:
        command.deliver(Upgrade(sent), lambda _: {})
    assert str(caught.value) == "no answer to upgrade within 0.25 s"
    command._watchdog = LONG_SECONDS  # noqa: SLF001 - the next process answers
    assert exchange(command).keys() == {"ok"}


def test_one_that_hangs_has_last_words_too(make: Make) -> None:
    words = "print('waiting for Godot', file=sys.stderr, flush=True)\nprint('{\"ok\": {}}', flush=True)\n"
    command = make(READ + words + FOR_EVER)
    exchange(command)
    command._watchdog = 0.1  # noqa: SLF001 - only the second message is never answered
    assert str(fault(command)) == "no answer to advance within 0.1 s; it said:\nwaiting for Godot"


def test_last_words_are_those_of_the_process_that_failed(make: Make) -> None:
    command = make(READ + "sys.exit('the first')", READ + "sys.exit(2)")
    assert str(fault(command)) == "the process ended with 1 during advance; it said:\nthe first"
    assert str(fault(command)) == "the process ended with 2 during advance"


def test_one_that_closes_its_input_but_lives_is_replaced(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS_TO_END", 0.1)
    command = make(READ + "os.close(0)\nprint('{\"ok\": {}}', flush=True)\n" + FOR_EVER)
    assert exchange(command) == {"ok": {}}
    assert str(fault(command)) == "the process closed its standard input or output during advance"
    assert exchange(command).keys() == {"ok"}


def test_one_that_closes_its_output_but_lives_is_replaced(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS_TO_END", 0.1)
    command = make(READ + "os.close(1)\n" + FOR_EVER)
    assert str(fault(command)) == "the process closed its standard input or output during advance"
    assert exchange(command).keys() == {"ok"}


def test_what_nobody_asked_for_is_never_taken_for_the_next_answer(make: Make) -> None:
    command = make(READ + 'os.write(1, b\'{"ok": {}}\\n{"ok": {}}\\n\')\n' + FOR_EVER)
    assert exchange(command) == {"ok": {}}
    assert str(fault(command)) == "it spoke before advance, unasked: b'{\"ok\": {}}\\n'"
    assert exchange(command).keys() == {"ok"}


def test_a_flood_of_answers_is_no_answer_to_the_next_message(make: Make) -> None:
    command = make(READ + "while True: os.write(1, b'{}\\n' * 1000)")
    assert exchange(command) == {}
    assert str(fault(command)).startswith("it spoke before advance, unasked: b'{}\\n{}\\n")
    assert exchange(command).keys() == {"ok"}


def test_a_program_that_is_not_there_or_cannot_be_run(tmp_path: Path) -> None:
    text, empty = tmp_path / "text", tmp_path / "empty"
    text.write_text("no program", "utf-8")
    empty.touch(mode=0o755)
    rows = {
        str(tmp_path / "none"): "No such file or directory",
        "midcert-no-such-program": "No such file or directory",
        str(text): "Permission denied",
        str(tmp_path): "Permission denied",
        str(text / "below"): "Not a directory",
        str(empty): "Exec format error",
    }
    for program, reason in rows.items():
        command = CommandTransport([program, "--flag"], LONG_SECONDS)
        assert str(fault(command)) == f"{program}: {reason}"
        command.close()


def test_without_a_watchdog_it_may_take_as_long_as_it_needs(make: Make) -> None:
    assert exchange(make(GOOD, watchdog=None)).keys() == {"ok"}


def test_a_large_message_arrives_whole(make: Make) -> None:
    command = make("import json, sys\nprint(json.dumps({'ok': len(json.loads(sys.stdin.readline())['to'])}))")
    assert exchange(command, Upgrade("x" * 5_000_000)) == {"ok": 5_000_000}


def test_close_lets_it_end_by_itself(make: Make, tmp_path: Path) -> None:
    command = make(GOOD + f"open({str(tmp_path / 'over')!r}, 'w').close()\n")
    pid = exchange(command)["ok"]["pid"]
    command.close()
    assert (tmp_path / "over").exists()
    assert not alive(pid)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="this system does not tell when a grandchild ends")
@pytest.mark.parametrize("leave", [module.CommandTransport.close, fault], ids=["close", "hung"])
@pytest.mark.parametrize(
    "child", ["", "os.setsid()\n", "os.setsid()\nos.fork() and os._exit(0)\n"], ids=["its own", "session", "daemon"]
)
def test_no_process_is_left_not_even_a_grandchild(
    make: Make, monkeypatch: pytest.MonkeyPatch, child: str, leave: Callable[[CommandTransport], object]
) -> None:
    monkeypatch.setattr(module, "SECONDS_TO_END", 0.1)
    forks = "import json, os, sys, time\nread, write = os.pipe()\nif not os.fork():\n"
    leaves = f"{child}os.write(write, str(os.getpid()).encode())\n{FOR_EVER}"
    says = 'sys.stdin.readline()\nprint(json.dumps({"ok": [os.getpid(), int(os.read(read, 9))]}), flush=True)\n'
    command = make(forks + textwrap.indent(leaves, "    ") + says + FOR_EVER)
    pid, left = exchange(command)["ok"]
    ended = os.pidfd_open(left)
    command._watchdog = 0.1  # noqa: SLF001 - only the second message is never answered
    leave(command)
    assert not alive(pid)
    assert select.select([ended], [], [], LONG_SECONDS)[0]
    os.close(ended)


def test_closing_what_never_started_or_twice_is_nothing() -> None:
    command = CommandTransport(["true"], None)
    command.close()
    command.close()


def test_the_instance_is_where_the_target_says() -> None:
    command = CommandTransport(["true"], None)
    with pytest.raises(TargetCrashedError, match=r"^the target plays the instance, but does not say at which URL$"):
        command.instance_server(SetupAnswer(), 1.0)
    command.close()
