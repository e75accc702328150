"""Many runs of `midcert` and of `pytest` from one interpreter.

A run in an interpreter of its own begins with two seconds of imports, keys and collection. Here another process pays
for them once, and forks for each run: the run has all of that, and nothing of another run.

    with Interpreter() as interpreter:
        ended = interpreter.run("midcert", "certify", "--target=py:broken.null:echoes")
        assert ended.code == ExitCode.NOT_CONFORMANT
"""

import contextlib
import functools
import gc
import importlib
import importlib.metadata
import io
import json
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import tomllib
import traceback
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Self

import pytest

from midcert.adapter.stdio import reserved_output
from midcert.commands.cli import main
from midcert.commands.list import Collected
from midcert.commands.suite import run_pytest
from midcert.run.layout import FEATURES, ROOT

LONGEST_RUN_SECONDS = 600.0
"""Real time: a guard against a run that hangs, far from what any takes."""
PROGRAMS = {"midcert": main, "pytest": pytest.main}


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Request:
    """What a child is to do."""

    program: str
    arguments: Sequence[str]
    folder: str
    environment: Mapping[str, str]
    outputs: Sequence[str]
    """The files for its standard output and its standard error."""


class InterpreterEndedError(RuntimeError):
    """It could not begin, as the features cannot be read, or it was ended."""


class Interpreter:
    """The process that forks; as a context manager it is ended in the end, with all that it has started."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            process_group=0,
        )
        try:
            self.scenarios: Mapping[str, list[str]] = json.loads(self._answer())
            """The ids of the suite's scenarios, by the id of their rule."""
        except InterpreterEndedError:
            self._process.communicate()  # until it has said why
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()

    def run(
        self, program: str, *arguments: str, folder: Path = ROOT, environment: Mapping[str, str] | None = None
    ) -> Ended:
        """Run a program as `python -m` does.

        Args:
            program: `midcert` or `pytest`.
            arguments: Those of its command line.
            folder: Where.
            environment: Is added to the environment that the interpreter was made in.
        """
        with tempfile.TemporaryDirectory() as outputs:
            out, err = Path(outputs, "out"), Path(outputs, "err")
            request = Request(program, arguments, str(folder), environment or {}, (str(out), str(err)))
            self._say(json.dumps(asdict(request)))
            return Ended(int(self._answer()), out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace"))

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        print(line, file=self._process.stdin, flush=True)

    def _answer(self) -> str:
        assert self._process.stdout is not None
        assert select.select([self._process.stdout], [], [], LONGEST_RUN_SECONDS)[0], "the run does not end"
        line = self._process.stdout.readline()
        if not line:
            raise InterpreterEndedError("the interpreter of the tests has ended; what it said stands above")
        return line


def serve(out: IO[str]) -> None:
    """Say which scenarios there are; then, for each request on standard input, fork, and say how the run ended."""
    scenarios = warmed_up()
    gc.collect()
    gc.freeze()  # a child that collected what is here would have to copy it
    print(json.dumps(scenarios), file=out, flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(run(Request(**json.loads(line))))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=out, flush=True)


def warmed_up() -> Mapping[str, list[str]]:
    """Import, make and collect what runs need; the ids of the scenarios by rule."""
    collected, by_rule = Collected(), defaultdict(list)
    with_plugins = [each for each in importlib.metadata.distributions() if each.entry_points.select(group="pytest11")]
    importlib.metadata.distributions = lambda **_: with_plugins  # pytest looks through them for each of its plugins
    tomllib.loads = functools.cache(tomllib.loads)  # of what no run changes
    with contextlib.redirect_stdout(io.StringIO()) as said:
        ended = run_pytest(collected, "--collect-only", "-q", str(FEATURES))
        if ended:
            found = re.findall(r"^features/\S+:\d+: .*$", said.getvalue(), re.MULTILINE)
            sys.exit("\n".join(dict.fromkeys(found)) or said.getvalue())
        scenario = collected.scenarios[0].id
        main(["certify", f"--scenario={scenario}"])
        main(["certify", f"--scenario={scenario}", "--target=py:broken.null:always_fails"])  # for what a failure reads
    importlib.import_module("right")
    for scenario in collected.scenarios:
        by_rule[scenario.rule_id].append(scenario.id)
    return by_rule


def run(request: Request) -> int:
    """What a child does; its exit code."""
    for number, (name, mode) in enumerate(zip((os.devnull, *request.outputs), ("rb", "wb", "wb"), strict=True)):
        with Path(name).open(mode) as file:
            os.dup2(file.fileno(), number)
    os.environ.update(request.environment)
    os.chdir(request.folder)
    sys.argv = [request.program]
    sys.path[:0] = [request.folder, *filter(None, request.environment.get("PYTHONPATH", "").split(os.pathsep))]
    importlib.invalidate_caches()
    tempfile.tempdir = None  # the environment may name another one
    try:
        return int(PROGRAMS[request.program]([*request.arguments]))
    except SystemExit as ended:
        return int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - nothing of a child goes on in its parent's loop
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    with reserved_output() as reserved:
        serve(reserved)
