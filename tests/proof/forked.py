"""Many runs of `midcert certify` from one interpreter.

A run in an interpreter of its own begins with two seconds of imports, keys and collection. Here another process pays
for them once, and forks for each run: the run has all of that, and nothing of another run.

    with Interpreter() as interpreter:
        run = interpreter.certify("py:broken.null:echoes", scenarios=interpreter.scenarios["AUTO-HOURLY"])
        assert run.with_outcome("passed") == []
"""

import contextlib
import io
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import traceback
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

from midcert.adapter.serve import reserved_output
from midcert.commands.cli import main
from midcert.commands.list import Collected
from midcert.commands.suite import run_pytest
from midcert.run.layout import FEATURES, ROOT

LONGEST_RUN_SECONDS = 600.0
"""Real time: a guard against a harness that hangs, far from what any run takes."""
LONGEST_ANSWER_SECONDS = 60
"""Real time that a target has for one answer where it is not to be found slow."""


@dataclass(frozen=True)
class Certified:
    """What a run came to."""

    exit_code: int
    output: str
    """Standard output and standard error, in the order in which they were written."""
    rows: list[dict[str, Any]] | None
    """The rows of `--results`; None where there are no results."""

    def with_outcome(self, *outcomes: str) -> list[dict[str, Any]]:
        """The scenarios that came to one of these."""
        assert self.rows is not None, self.output
        return [row for row in self.rows if row["outcome"] in outcomes]


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
        self.scenarios: Mapping[str, list[str]] = json.loads(self._answer())
        """The ids of all scenarios, by the id of their rule."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()

    def certify(
        self,
        target: str,
        *options: str,
        scenarios: Iterable[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> Certified:
        """Certify a target.

        Args:
            target: As for `--target`.
            options: Further options of `midcert certify`.
            scenarios: The ids of those to run, in this order; none for the whole suite.
            environment: Is added to the environment of the run.
        """
        with tempfile.TemporaryDirectory() as folder:
            results, output = Path(folder, "results.json"), Path(folder, "output")
            arguments = ["certify", "--target", target, "--results", str(results), *options]
            arguments += [f"--scenario={scenario}" for scenario in scenarios]
            request = {"arguments": arguments, "environment": environment or {}, "output": str(output)}
            self._say(json.dumps(request))
            exit_code = int(self._answer())
            rows = json.loads(results.read_text("utf-8"))["rows"] if results.exists() else None
            return Certified(exit_code, output.read_text("utf-8", "replace"), rows)

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        print(line, file=self._process.stdin, flush=True)

    def _answer(self) -> str:
        assert self._process.stdout is not None
        assert select.select([self._process.stdout], [], [], LONGEST_RUN_SECONDS)[0], "the run does not end"
        line = self._process.stdout.readline()
        assert line, "the interpreter has ended"
        return line


def serve(out: IO[str]) -> None:
    """Say which scenarios there are; then, for each request on standard input, fork, and say how the run ended."""
    print(json.dumps(warmed_up()), file=out, flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(run(**json.loads(line)))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=out, flush=True)


def warmed_up() -> Mapping[str, list[str]]:
    """Import, make and collect what runs need; the ids of the scenarios by rule."""
    collected, by_rule = Collected(), defaultdict(list)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        ended = run_pytest(collected, "--collect-only", "-q", str(FEATURES))
        assert ended == 0, said.getvalue()
        ended = main(["certify", f"--scenario={collected.scenarios[0].id}"])
        assert ended != 0, "one scenario makes nobody conformant"
    for scenario in collected.scenarios:
        by_rule[scenario.rule_id].append(scenario.id)
    return by_rule


def run(arguments: list[str], environment: Mapping[str, str], output: str) -> int:
    """What a child does: its exit code."""
    os.environ.update(environment)
    tempfile.tempdir = None  # it may be another one now
    with Path(os.devnull).open("rb") as nothing, Path(output).open("wb") as file:
        os.dup2(nothing.fileno(), 0)
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    try:
        return main(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - nothing of a child goes on in its parent's loop
        traceback.print_exc()
        return 70
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    with reserved_output() as reserved:
        serve(reserved)
