"""Many runs of `midcert` and of `pytest` from one interpreter.

A run in an interpreter of its own begins with two seconds of imports, keys and collection. Here another process pays
for them once (tests/forking.py) and forks for each run: the run has all of that, and nothing of another run.

    with Interpreter() as interpreter:
        ended = interpreter.run("midcert", "certify", "--target=py:broken.null:echoes")
        assert ended.code == ExitCode.NOT_CONFORMANT
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from midcert.run.layout import ROOT

LONGEST_RUN_SECONDS = 600.0
"""Real time: a guard against a run that hangs, far from what any takes."""
COLLECTED = "what has been collected"
"""The program that goes on with it."""


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
    """`midcert` or `pytest`, or `COLLECTED`."""
    arguments: Sequence[str]
    folder: str
    environment: Mapping[str, str]
    outputs: Sequence[str]
    """The files for its standard output and its standard error."""
    hurry: str
    """What its target never comes to the end of, as tests/proof/hurry.py names it; empty for nothing."""


class InterpreterEndedError(RuntimeError):
    """It could not begin, as the features cannot be read, or it was ended."""


class Interpreter:
    """The process that forks; as a context manager it is ended in the end, with all that it has started."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forking"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            process_group=0,
        )
        try:
            scenarios, laws = json.loads(self._answer())
            self.scenarios: Mapping[str, list[str]] = scenarios
            """The ids of the suite's scenarios, by the id of their rule."""
            self.laws: Mapping[str, str] = laws
            """The ids of those that state laws, by their steps."""
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
        self,
        program: str,
        *arguments: str,
        folder: Path = ROOT,
        environment: Mapping[str, str] | None = None,
        hurry: str = "",
    ) -> Ended:
        """Run a program as `python -m` does.

        Args:
            program: `midcert` or `pytest`.
            arguments: Those of its command line.
            folder: Where.
            environment: Is added to the environment that the interpreter was made in.
            hurry: What its target never comes to the end of, as tests/proof/hurry.py names it.
        """
        with tempfile.TemporaryDirectory() as outputs:
            out, err = Path(outputs, "out"), Path(outputs, "err")
            request = Request(program, arguments, str(folder), environment or {}, (str(out), str(err)), hurry)
            self._say(json.dumps(asdict(request)))
            return Ended(int(self._answer()), out.read_text("utf-8", "replace"), err.read_text("utf-8", "replace"))

    def certify(
        self,
        scenarios: Iterable[str],
        *options: str,
        environment: Mapping[str, str] | None = None,
        hurry: str = "",
    ) -> Ended:
        """Run `midcert certify` with these scenarios, in this order; they are collected already.

        It takes a third of the time that `run` needs for a scenario or two; it says nothing of the target at its head,
        and shows no tracebacks.

        Args:
            scenarios: Their ids.
            options: Those of a run against a target, `--results`, and `--enough` of tests/proof/enough.py.
            environment: As for `run`.
            hurry: As for `run`.
        """
        return self.run(COLLECTED, *options, *scenarios, environment=environment, hurry=hurry)

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
