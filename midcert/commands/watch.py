"""`midcert watch`: what is red is run again whenever the files of the target change.

Each run is a process of its own, as a module that has changed has to be imported anew. Once nothing is red any more,
all that was asked for runs again, in case something else has broken in the meantime.
"""

import argparse
import contextlib
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from midcert.commands.named import NamedError, chosen
from midcert.reports.reds import RED_OUTCOMES
from midcert.results.outcomes import ExitCode
from midcert.results.run import RunFileError, read
from midcert.run.options import OF_THE_TERMINAL, OF_WATCHED, as_arguments
from midcert.targets.files import Files, files_at, files_of

TURN_MILLISECONDS = 500
"""After how long the watcher returns where nothing has changed; a change is noticed at once."""

PATIENCE_SECONDS = 10.0
"""Real time that a run has to end before it is told again."""


class Changes:
    """What changes among files from now on, whatever else goes on meanwhile.

    Args:
        watched: The files.
    """

    def __init__(self, watched: Sequence[Files]) -> None:
        self._watched = watched
        self._is_source = DefaultFilter()
        folders = {each.folder for each in watched}
        self._turns = watch(
            *folders, watch_filter=self._concerns, rust_timeout=TURN_MILLISECONDS, yield_on_timeout=True
        )
        next(self._turns)  # it begins with its first turn

    def wait(self) -> list[str]:
        """The names of those that have changed since it was asked before, as soon as there are any."""
        changed = next(changes for changes in self._turns if changes)
        return sorted({Path(path).name for _, path in changed})

    def _concerns(self, change: Change, path: str) -> bool:
        return self._is_source(change, path) and any(each.has(Path(path)) for each in self._watched)


def run(values: argparse.Namespace) -> int:
    """Run, wait, and run again, until somebody interrupts."""
    if missing := [path for path in values.watch or () if not path.exists()]:
        return _refused(f"--watch: {missing[0]} is not there")
    watched = [files_at(path) for path in values.watch or ()] or files_of(values.target)
    if not watched:
        return _refused("nobody can see of which files the target is made: name them with --watch PATH")
    try:
        asked = chosen(values)
    except NamedError as error:
        return _refused(str(error))
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.default_int_handler)
    try:
        _go_on(Changes(watched), values, asked)
    except KeyboardInterrupt:
        _say("no longer watching")
    return ExitCode.PASSED


def _go_on(changes: Changes, values: argparse.Namespace, asked: Sequence[str]) -> None:
    chosen = asked
    while True:
        red = _red_of(values, chosen)
        if red:
            chosen = red
        elif red is not None and chosen != asked:
            _say("nothing of that is red any more: once more all")
            chosen = asked
            continue
        what = "all" if chosen == asked else "what is red"
        _say(f"waiting for a change, to run {what} again; Ctrl-C ends")
        _say(f"changed: {', '.join(changes.wait())}")


def _red_of(values: argparse.Namespace, scenarios: Sequence[str]) -> Sequence[str] | None:
    """Run scenarios, or all where none is named; those that are red, or None where the target could not be used.

    A law is named with the scenario in which it was broken, without which it would not be at stake.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "run.json")
        options = as_arguments((*OF_WATCHED, *OF_THE_TERMINAL), values)
        _certify(*options, *(f"--scenario={each}" for each in scenarios), f"--run={file}")
        try:
            rows = [row for row in read(file).rows if row.outcome in RED_OUTCOMES]
        except RunFileError:
            return None
    return list(dict.fromkeys(each for row in rows for each in (row.id, row.broken_in) if each))


def _certify(*arguments: str) -> None:
    """In a group of its own: an interrupt ends it once, and not twice while it is about to end its target."""
    command = [sys.executable, "-m", "midcert", "certify", *arguments]
    with subprocess.Popen(command, process_group=0) as process:  # noqa: S603 - this command itself, without a shell
        try:
            process.wait()
        except KeyboardInterrupt:
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let it end its target and itself; it is told again, as Python drops what is raised in a finalizer."""
    while process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE_SECONDS)


def _say(text: str) -> None:
    sys.stdout.write(f"midcert watch: {text}\n")
    sys.stdout.flush()


def _refused(reason: str) -> int:
    sys.stderr.write(f"midcert watch: {reason}\n")
    return ExitCode.BAD_INPUT
