"""A target in a process of its own: JSON lines on its standard input and output.

Source of the wire format: docs/protocol.md.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import IO, Any

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.network.backends import AtUrl
from fakes.network.http_types import Server
from fakes.text import printable
from midcert.protocol.handler import LONGEST_MESSAGE, TOKEN, System

LAST_WORDS = 2_000
"""How many bytes of the target's standard error a report shows."""
CHUNK = 2**16
"""How many bytes are read at once."""
SHOWN = 200
"""How many bytes of what is no message a report shows."""
GRACE = 2.0
"""Seconds of real time a process has to end by itself."""


def environment() -> dict[str, str]:
    """What the process finds in its environment: all but the token, which is for targets at URLs."""
    return {name: value for name, value in os.environ.items() if name != TOKEN}


class Command:
    """One long-lived process; after it crashed or hung, the next scenario gets a new one."""

    def __init__(self, arguments: Sequence[str], watchdog: float | None) -> None:
        self._arguments, self._watchdog = list(arguments), watchdog
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        self._errors_begin = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._opened = contextlib.ExitStack()
        """The way to the instance of the present scenario."""
        self._received = bytearray()
        """What has come and has not been read: at most the beginning of a line, once one has been read."""
        self._verb = ""
        self._deadline: float | None = None

    def exchange(self, message: Mapping[str, Any], system: System) -> object:
        """Write the message; answer what the process asks until it answers itself."""
        self._verb = message["verb"]
        if self._verb == "setup":
            self._errors_begin = os.fstat(self._errors.fileno()).st_size
        self._deadline = None if self._watchdog is None else time.monotonic() + self._watchdog
        try:
            self._expect_silence()
            self._write(message)
            while True:
                said = self._read()
                if not (isinstance(said, dict) and said.keys() == {"ask"}):
                    return said
                self._write(system(said["ask"]))
        except BaseException:
            self._kill()
            raise

    def instance(self, setup: Mapping[str, Any], timeout: float) -> Server:
        """The instance at the URL that the target has named."""
        if "instance_url" not in setup:
            raise TargetCrashedError("the target plays the instance, but does not say at which URL")
        self._opened.close()
        return self._opened.enter_context(contextlib.closing(AtUrl(setup["instance_url"], timeout)))

    def abandon(self) -> None:
        """End the process; the next scenario gets a new one."""
        self._kill()

    def close(self) -> None:
        """Let the process end: its input is over."""
        self._opened.close()
        if self._process is not None:
            assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
            self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
            self._kill()
        self._errors.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._errors_begin = os.fstat(self._errors.fileno()).st_size
            pipe = subprocess.PIPE
            try:
                self._process = subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
                    self._arguments,
                    env=environment(),
                    stdin=pipe,
                    stdout=pipe,
                    stderr=self._errors,
                    bufsize=0,
                    process_group=0,
                )
            except OSError as error:
                raise TargetCrashedError(f"{self._arguments[0]}: {error.strerror}") from None
            os.set_blocking(self._stdin(self._process), False)
        return self._process

    def _expect_silence(self) -> None:
        """What has been said since the last answer would be taken for the next one."""
        if self._process is None:
            return
        if not self._received and self._has_spoken():
            self._received += os.read(self._stdout(self._process), CHUNK)
        if self._received:
            raise TargetCrashedError(f"it spoke before {self._verb}, unasked: {bytes(self._received[:SHOWN])!r}")

    def _write(self, message: Mapping[str, Any]) -> None:
        left = json.dumps(message).encode() + b"\n"
        stdin = self._stdin(self._running())
        while left:
            self._wait_for(stdin, select.POLLOUT)
            try:
                left = left[os.write(stdin, left) :]
            except BlockingIOError:
                continue
            except BrokenPipeError:
                if self._has_spoken():
                    return  # what it said before it ended tells more
                raise self._ended() from None

    def _has_spoken(self) -> bool:
        poll = select.poll()
        poll.register(self._stdout(self._running()), select.POLLIN)
        return any(event & select.POLLIN for _, event in poll.poll(0))

    def _read(self) -> object:
        stdout = self._stdout(self._running())
        end = self._received.find(b"\n")
        while end < 0:
            self._wait_for(stdout, select.POLLIN)
            chunk, before = os.read(stdout, CHUNK), len(self._received)
            if not chunk:
                raise self._ended()
            self._received += chunk
            if len(self._received) > LONGEST_MESSAGE:
                raise TargetCrashedError(f"a line of more than {LONGEST_MESSAGE} bytes in answer to {self._verb}")
            end = self._received.find(b"\n", before)
        line = bytes(self._received[:end])
        del self._received[: end + 1]
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            raise TargetCrashedError(f"no JSON in answer to {self._verb}: {line[:SHOWN]!r}") from None

    def _wait_for(self, descriptor: int, event: int) -> None:
        poll = select.poll()
        poll.register(descriptor, event)
        left = None if self._deadline is None else max(0.0, self._deadline - time.monotonic()) * 1000
        if left == 0 or not poll.poll(left):  # one that asks on and on is never waited for
            raise TargetHungError(f"no answer to {self._verb} within {self._watchdog} s{self._last_words()}")

    def _ended(self) -> TargetCrashedError:
        try:
            what = f"the process ended with {self._running().wait(GRACE)}"
        except subprocess.TimeoutExpired:
            what = "the process closed its standard input or output"
        return TargetCrashedError(f"{what} during {self._verb}{self._last_words()}")

    def errors(self) -> str:
        """The end of what it has said on its standard error in this scenario."""
        errors = self._errors.fileno()
        begin = max(self._errors_begin, os.fstat(errors).st_size - LAST_WORDS)
        return printable(os.pread(errors, LAST_WORDS, begin).decode(errors="replace")).strip()

    def _last_words(self) -> str:
        text = self.errors()
        return f"; it said:\n{text}" if text else ""

    def _kill(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS's word for a group that has ended
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._forget()

    def _forget(self) -> None:
        assert self._process is not None  # noqa: S101 - only called where there is one
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process, self._received = None, bytearray()

    @staticmethod
    def _stdin(process: subprocess.Popen[bytes]) -> int:
        assert process.stdin is not None  # noqa: S101 - a pipe was asked for
        return process.stdin.fileno()

    @staticmethod
    def _stdout(process: subprocess.Popen[bytes]) -> int:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        return process.stdout.fileno()
