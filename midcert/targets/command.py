"""A target in a process of its own: JSON lines on its standard input and output.

Source of the wire format: docs/protocol.md.
"""

import contextlib
import json
import os
import signal
import ssl
import subprocess
import time
from collections.abc import Sequence

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.network.http_types import Server
from midcert.protocol.control import Control, Setup, SetupAnswer
from midcert.protocol.handler import MAX_MESSAGE_BYTES, TOKEN
from midcert.protocol.messages import verb_of, written
from midcert.targets import descendants
from midcert.targets.lines import EndedError, LateError, Lines, TooLongError
from midcert.targets.standard_error import StandardError
from midcert.targets.transport import Ask, instance_at

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
        self._mark = descendants.new_mark()
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
        pipe, errors = subprocess.PIPE, self._errors.open()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
                self._arguments,
                env={**environment(), self._mark: "1"},
                stdin=pipe,
                stdout=pipe,
                stderr=errors,
                bufsize=0,
                process_group=0,
            )
        except OSError as error:
            raise TargetCrashedError(f"{self._arguments[0]}: {error.strerror}") from None
        finally:
            os.close(errors)
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
        """End the process and whatever it has started, those that have left its group included."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS's word for a group that has ended
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            descendants.end(self._mark)
            self._errors.wait(SECONDS_TO_END)
        if self._lines is not None:
            self._lines.close()
        self._process = self._lines = None


def _json(line: bytes, verb: str) -> object:
    try:
        said: object = json.loads(line)
    except (ValueError, RecursionError):
        raise TargetCrashedError(f"no JSON in answer to {verb}: {line[:MAX_SHOWN_BYTES]!r}") from None
    return said
