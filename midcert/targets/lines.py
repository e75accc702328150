"""Lines to a process and back, over its standard input and output, up to a deadline."""

import os
import select
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

CHUNK_BYTES = 2**16
"""How many are read at once."""


class LateError(Exception):
    """The deadline is over."""


class EndedError(Exception):
    """The process has closed its standard input or output."""


class TooLongError(Exception):
    """A line has more bytes than it may."""


class Lines:
    """The two pipes of a process.

    Args:
        process: Started with pipes that are not buffered.
        max_bytes: How long a line may be.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", max_bytes: int) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a process without pipes")
        self._in, self._out, self._max_bytes = process.stdin, process.stdout, max_bytes
        self._received = bytearray()
        """What has come and has not been read: at most the beginning of a line, once one has been read."""
        self.deadline: float | None = None
        """Until when `write` and `read` may take (`time.monotonic`); None for ever."""
        os.set_blocking(self._in.fileno(), False)

    def unread(self) -> bytes:
        """What the process has said since the last line that was read, as far as it is here already."""
        if not self._received and self._has_spoken():
            self._received += os.read(self._out.fileno(), CHUNK_BYTES)
        return bytes(self._received)

    def write(self, line: bytes) -> None:
        """Write a line to the process.

        Raises:
            LateError: It does not take it.
            EndedError: It takes no more, and has not said anything before that, which would tell more.
        """
        left = line + b"\n"
        while left:
            self._wait_for(self._in.fileno(), select.POLLOUT)
            try:
                left = left[os.write(self._in.fileno(), left) :]
            except BlockingIOError:
                continue
            except BrokenPipeError:
                if self._has_spoken():
                    return
                raise EndedError from None

    def read(self) -> bytes:
        """The next line of the process.

        Raises:
            LateError: It does not come to its end.
            EndedError: The process does.
            TooLongError: It is too long.
        """
        end = self._received.find(b"\n")
        while end < 0:
            self._wait_for(self._out.fileno(), select.POLLIN)
            chunk, before = os.read(self._out.fileno(), CHUNK_BYTES), len(self._received)
            if not chunk:
                raise EndedError
            self._received += chunk
            if len(self._received) > self._max_bytes:
                raise TooLongError
            end = self._received.find(b"\n", before)
        line = bytes(self._received[:end])
        del self._received[: end + 1]
        return line

    def end_input(self) -> None:
        """Nothing more is written."""
        self._in.close()

    def close(self) -> None:
        """Nothing more is read, either."""
        self._in.close()
        self._out.close()

    def _has_spoken(self) -> bool:
        poll = select.poll()
        poll.register(self._out.fileno(), select.POLLIN)
        return any(event & select.POLLIN for _, event in poll.poll(0))

    def _wait_for(self, descriptor: int, event: int) -> None:
        poll = select.poll()
        poll.register(descriptor, event)
        left = None if self.deadline is None else max(0.0, self.deadline - time.monotonic()) * 1000
        if left == 0 or not poll.poll(left):  # one that asks on and on is never waited for
            raise LateError
