"""What a process says on its standard error: read while it runs, of which the end alone is kept."""

import contextlib
import os
import select
import threading

from fakes.text import printable

MAX_BYTES = 2_000
"""Kept for a report: the last words."""
CHUNK_BYTES = 2**16
"""How many are read at once; a pipe holds no more unless somebody has made it larger."""
MAX_CHUNKS = 16
"""Read at once of somebody who goes on and on."""


class StandardError:
    """The standard error of one process after another. However much is said, it takes no more room than its end."""

    def __init__(self) -> None:
        self._tail = bytearray()
        self._lock = threading.Lock()
        """Guards the tail, and reading from the pipe: what has been said is read by whoever needs it first."""
        self._pipe: int | None = None
        self._reader: threading.Thread | None = None

    def open(self) -> int:
        """A new pipe, for a new process; where that is to write, to be closed here once it has it."""
        with self._lock:
            self._read()
            self._tail.clear()
            if self._pipe is not None:  # somebody has left the process, and may still speak: nobody hears it
                os.close(self._pipe)
            pipe, into = os.pipe()
            os.set_blocking(pipe, False)
            self._pipe = pipe
        self._reader = threading.Thread(target=self._read_on, args=(pipe,), daemon=True)
        self._reader.start()
        return into

    def begin(self) -> None:
        """What has been said so far is forgotten."""
        with self._lock:
            self._read()
            self._tail.clear()

    def last_words(self) -> str:
        """The end of what has been said since then, fit for a report."""
        with self._lock:
            self._read()
            return printable(self._tail.decode(errors="replace")).strip()

    def wait(self, seconds: float) -> None:
        """Let it be read to the end, which comes when nobody is left who could say more."""
        if self._reader is not None:
            self._reader.join(seconds)

    def _read_on(self, pipe: int) -> None:
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        while self._pipe == pipe and poll.poll():
            with self._lock:
                if not self._read():
                    return

    def _read(self) -> bool:
        """Read what is there; whether more may come. The lock is held."""
        with contextlib.suppress(BlockingIOError):
            for _ in range(MAX_CHUNKS):
                if self._pipe is None:
                    return False
                if chunk := os.read(self._pipe, CHUNK_BYTES):
                    self._tail += chunk
                    del self._tail[:-MAX_BYTES]
                else:
                    os.close(self._pipe)
                    self._pipe = None
        return self._pipe is not None
