"""A target in a process of its own: JSON lines on its standard input and output.

Source of the wire format: docs/protocol.md.
"""

import contextlib
import json
import os
import signal
import ssl
import subprocess
import tempfile
import time
from collections.abc import Sequence
from typing import IO

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.network.http_types import Server
from fakes.text import printable
from midcert.protocol.control import Control, Setup, SetupAnswer
from midcert.protocol.handler import MAX_MESSAGE_BYTES, TOKEN
from midcert.protocol.messages import verb_of, written
from midcert.targets.lines import EndedError, LateError, Lines, TooLongError
from midcert.targets.transport import Ask, instance_at

MAX_ERROR_BYTES = 2_000
"""Of the target's standard error, in a report: its last words."""
MAX_SHOWN_BYTES = 200
"""Of what is no message, in a report."""
SECONDS_TO_END = 2.0
"""Of real time, that a process has to end by itself."""


def environment() -> dict[str, str]:
    """What the process finds in its environment: all but the token, which is for targets at URLs."""
    return {name: value for name, value in os.environ.items() if name != TOKEN}


class CommandTransport:
    """One long-lived process; after it crashed or hung, the next scenario gets a new one."""

    def __init__(self, arguments: Sequence[str], watchdog: float | None, trust: ssl.SSLContext | None = None) -> None:
        self._arguments, self._watchdog, self._trust = list(arguments), watchdog, trust
        self._errors = StandardError()
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: Lines | None = None
        """The way to the process; None where none runs."""
        self._opened = contextlib.ExitStack()
        """The way to the instance of the present scenario."""

    def deliver(self, message: Control, ask: Ask) -> object:
        """Write the message; answer what the process asks until it answers itself."""
        verb = verb_of(message)
        if isinstance(message, Setup):
            self._errors.begin()
        try:
            return self._exchange(verb, json.dumps(written(message)), ask)
        except LateError:
            fault: Exception = TargetHungError(f"no answer to {verb} within {self._watchdog} s{self._last_words()}")
        except EndedError:
            fault = TargetCrashedError(f"{self._how_it_ended()} during {verb}{self._last_words()}")
        except TooLongError:
            fault = TargetCrashedError(f"a line of more than {MAX_MESSAGE_BYTES} bytes in answer to {verb}")
        except BaseException:
            self._kill()
            raise
        self._kill()
        raise fault

    def instance_server(self, setup: SetupAnswer, timeout: float) -> Server:
        """The instance at the URL that the target has named."""
        self._opened.close()
        return self._opened.enter_context(contextlib.closing(instance_at(setup, timeout, self._trust)))

    def errors(self) -> str:
        """The end of what it has said on its standard error in this scenario."""
        return self._errors.last_words()

    def abandon(self) -> None:
        """End the process; the next scenario gets a new one."""
        self._kill()

    def close(self) -> None:
        """Let the process end: its input is over."""
        self._opened.close()
        if self._process is not None and self._lines is not None:
            self._lines.end_input()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(SECONDS_TO_END)
            self._kill()
        self._errors.close()

    def _exchange(self, verb: str, line: str, ask: Ask) -> object:
        deadline = None if self._watchdog is None else time.monotonic() + self._watchdog
        if self._lines is None:
            self._lines = self._started()
        elif unasked := self._lines.unread():  # it would be taken for the next answer
            raise TargetCrashedError(f"it spoke before {verb}, unasked: {unasked[:MAX_SHOWN_BYTES]!r}")
        self._lines.deadline = deadline
        self._lines.write(line.encode())
        while True:
            said = _json(self._lines.read(), verb)
            if not (isinstance(said, dict) and said.keys() == {"ask"}):
                return said
            self._lines.write(json.dumps(ask(said["ask"])).encode())

    def _started(self) -> Lines:
        self._errors.begin()
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
                self._arguments,
                env=environment(),
                stdin=pipe,
                stdout=pipe,
                stderr=self._errors.file,
                bufsize=0,
                process_group=0,
            )
        except OSError as error:
            raise TargetCrashedError(f"{self._arguments[0]}: {error.strerror}") from None
        return Lines(self._process, MAX_MESSAGE_BYTES)

    def _how_it_ended(self) -> str:
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return f"the process ended with {self._process.wait(SECONDS_TO_END)}"
        return "the process closed its standard input or output"

    def _last_words(self) -> str:
        text = self.errors()
        return f"; it said:\n{text}" if text else ""

    def _kill(self) -> None:
        """End the process and whatever it has started."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS's word for a group that has ended
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._lines is not None:
            self._lines.close()
        self._process = self._lines = None


class StandardError:
    """What a process says on its standard error, for its last words."""

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        """Where it goes."""
        self._beginning = 0

    def begin(self) -> None:
        """What has been said so far is forgotten."""
        self._beginning = os.fstat(self.file.fileno()).st_size

    def last_words(self) -> str:
        """The end of what has been said since then, fit for a report."""
        errors = self.file.fileno()
        begin = max(self._beginning, os.fstat(errors).st_size - MAX_ERROR_BYTES)
        return printable(os.pread(errors, MAX_ERROR_BYTES, begin).decode(errors="replace")).strip()

    def close(self) -> None:
        """Nobody asks any more."""
        self.file.close()


def _json(line: bytes, verb: str) -> object:
    try:
        said: object = json.loads(line)
    except (ValueError, RecursionError):
        raise TargetCrashedError(f"no JSON in answer to {verb}: {line[:MAX_SHOWN_BYTES]!r}") from None
    return said
