"""A target in a process of its own: JSON lines on its standard input and output.

Source of the wire format: docs/protocol.md.
"""

import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import IO, Any

from fakes.backends import at_url
from fakes.errors import TargetCrashedError, TargetHungError
from fakes.exchange import Server
from midcert.targets.transport import System

LONGEST_LINE = 16 * 2**20
"""Bytes; more than any message can need."""
LAST_WORDS = 2_000
"""How many characters of the target's standard error a report shows."""
GRACE = 2.0
"""Seconds of real time a process has to end by itself."""


class Command:
    """One long-lived process; after it crashed or hung, the next scenario gets a new one."""

    def __init__(self, arguments: Sequence[str], watchdog: float | None) -> None:
        self._arguments, self._watchdog = list(arguments), watchdog
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        self._process: subprocess.Popen[bytes] | None = None
        self._received = b""
        self._verb = ""
        self._deadline: float | None = None

    def exchange(self, message: Mapping[str, Any], system: System) -> object:
        """Write the message; answer what the process asks until it answers itself."""
        self._verb = message["verb"]
        self._deadline = None if self._watchdog is None else time.monotonic() + self._watchdog
        try:
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
        return at_url(setup["instance_url"], timeout)

    def close(self) -> None:
        """Let the process end: its input is over."""
        if self._process is not None:
            assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
            self._process.stdin.close()
            try:
                self._process.wait(GRACE)
            except subprocess.TimeoutExpired:
                self._kill()
            self._forget()
        self._errors.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            pipe = subprocess.PIPE
            try:
                self._process = subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
                    self._arguments, stdin=pipe, stdout=pipe, stderr=self._errors, bufsize=0
                )
            except OSError as error:
                raise TargetCrashedError(f"{self._arguments[0]}: {error.strerror}") from None
            os.set_blocking(self._stdin(self._process), False)
        return self._process

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
                raise self._ended() from None

    def _read(self) -> object:
        process = self._running()
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        stdout = process.stdout.fileno()
        while b"\n" not in self._received:
            self._wait_for(stdout, select.POLLIN)
            chunk = os.read(stdout, 2**16)
            if not chunk:
                raise self._ended()
            self._received += chunk
            if len(self._received) > LONGEST_LINE:
                raise TargetCrashedError(f"a line of more than {LONGEST_LINE} bytes in answer to {self._verb}")
        line, _, self._received = self._received.partition(b"\n")
        try:
            return json.loads(line)
        except ValueError:
            raise TargetCrashedError(f"no JSON in answer to {self._verb}: {line[:200]!r}") from None

    def _wait_for(self, descriptor: int, event: int) -> None:
        poll = select.poll()
        poll.register(descriptor, event)
        left = None if self._deadline is None else max(0.0, self._deadline - time.monotonic()) * 1000
        if not poll.poll(left):
            raise TargetHungError(f"no answer to {self._verb} within {self._watchdog} s{self._last_words()}")

    def _ended(self) -> TargetCrashedError:
        code = self._running().wait(GRACE)
        return TargetCrashedError(f"the process ended with {code} during {self._verb}{self._last_words()}")

    def _last_words(self) -> str:
        self._errors.seek(0)
        text = self._errors.read().decode(errors="replace").strip()[-LAST_WORDS:]
        return f"; it said:\n{text}" if text else ""

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._forget()

    def _forget(self) -> None:
        assert self._process is not None  # noqa: S101 - only called where there is one
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process, self._received = None, b""

    @staticmethod
    def _stdin(process: subprocess.Popen[bytes]) -> int:
        assert process.stdin is not None  # noqa: S101 - a pipe was asked for
        return process.stdin.fileno()
