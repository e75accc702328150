"""Targets that mean no good, by what their processes do that run by themselves: the time modes `service` and `real`."""

import contextlib
import itertools
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from midcert.adapter.over_http import GoneError, RemoteSystem
from tests.proof.hostile import MARKUP, Attack, Hostile, Message, honest, sleep
from tests.proof.hostile_requests import FREE_BYTES, on_host, remote

Life = Callable[[RemoteSystem], object]
"""What a process does; it asks at the URL of its start."""
PAST = "2000-01-01T00:00:00Z"
held: list[socket.socket] = []
"""Connections that nobody ends."""


def until(moment: object, **more: object) -> Message:
    return on_host("sleep", until=moment, listening=False, **more)


def begin(life: Life, url: str) -> None:
    """Let a thread live until nobody hears it any more."""

    def live() -> None:
        with contextlib.closing(remote(url)) as ask, contextlib.suppress(GoneError):
            life(ask)

    threading.Thread(target=live, daemon=True).start()


def process(life: Life) -> Attack:
    """Live so where a process is to begin."""

    def act(_: Hostile, message: Message) -> Message:
        begin(life, message["system"])
        return {}

    return Attack(act, "start")


def repeats(question: Message) -> Life:
    def life(ask: RemoteSystem) -> None:
        while True:
            ask(question)

    return life


def wakes(life: Life) -> Attack:
    """Live so after the first sleep."""

    def woken(ask: RemoteSystem) -> None:
        ask(until(PAST))
        life(ask)

    return process(woken)


def asks(question: Message) -> Attack:
    """Ask once, and nothing more."""

    def life(ask: RemoteSystem) -> None:
        ask(question)
        sleep()

    return wakes(life)


# ---- Sleep


def crawl(ask: RemoteSystem) -> None:
    """Sleep for a millisecond each time."""
    moment = PAST
    while True:
        now = datetime.fromisoformat(ask(until(moment))["result"]["now"])
        moment = (now + timedelta(milliseconds=1)).isoformat()


def sleep_in_two_threads(ask: RemoteSystem) -> None:
    """Again and again, until two sleeps meet."""
    begin(repeats(until(PAST)), ask.url)
    repeats(until(PAST))(ask)


says_nothing = process(sleep)
sleeps_in_the_past = process(repeats(until(PAST)))
sleeps_before_the_calendar = process(repeats(until("0001-01-01T00:00:00+14:00")))
sleeps_for_ever = process(repeats(until(None)))
sleeps_to_the_end_of_the_calendar = process(repeats(until("9999-12-31T23:59:59.999999Z")))
sleeps_for_a_moment = process(crawl)
sleeps_twice_at_a_time = process(sleep_in_two_threads)
sleeps_no_more = wakes(sleep)
sleeps_until_seven = asks(until(7))
sleeps_until_tomorrow = asks(until("tomorrow"))
sleeps_with_more_fields = asks(until(PAST, **{MARKUP: 1}))
sleeps_as_another = asks({**until(PAST), "mid": MARKUP * 10**5})
asks_asleep = process(repeats(FREE_BYTES))
"""Where nobody sleeps, it asks on and on."""
asks_on_and_on = wakes(repeats(FREE_BYTES))


# ---- When nobody hears it any more

UNHEARD = (FREE_BYTES, until(None), until(7), {**FREE_BYTES, "mid": "oslo"})


def ask_as_those_before(target: Hostile, message: Message) -> Message:
    """A process begins, and all that have ended ask."""
    for url, question in itertools.product(target.urls, UNHEARD):
        with contextlib.closing(remote(url)) as ask, contextlib.suppress(GoneError):
            ask(question)
    return honest(target, message)


def haunt(target: Hostile, message: Message) -> Message:
    """For two seconds, all processes of a scenario that is over ask on and on, from two sides each."""

    def side(url: str, end: float) -> None:
        questions = itertools.cycle(UNHEARD)
        with contextlib.closing(remote(url)) as ask:
            while time.monotonic() < end:
                with contextlib.suppress(GoneError):
                    ask(next(questions))

    for url in target.urls * 2:
        threading.Thread(target=side, args=(url, time.monotonic() + 2), daemon=True).start()
    return honest(target, message)


asks_after_its_end = Attack(ask_as_those_before, "start", everywhere=True)
haunts = Attack(haunt, "teardown")


# ---- On the wire


def sends(*pieces: bytes, times: int = 1, connections: int = 1, then: Callable[[socket.socket], object]) -> Attack:
    """Send bytes to where a process would ask, before it begins; the first piece once, the others many times.

    `PATH` in the first piece is that of the URL.
    """

    def act(target: Hostile, message: Message) -> Message:
        url = urlsplit(message["system"])
        for _ in range(connections):
            connection = socket.create_connection((str(url.hostname), url.port or 80))
            with contextlib.suppress(OSError):  # nobody listens to the end
                connection.sendall(pieces[0].replace(b"PATH", url.path.encode()))
                for piece in pieces[1:] * times:
                    connection.sendall(piece)
                then(connection)
        return honest(target, message)

    return Attack(act, "start")


def hear_all(connection: socket.socket) -> None:
    """Wait for whatever is answered, until the other side hangs up."""
    while connection.recv(2**16):
        pass
    connection.close()


def post(*headers: str) -> bytes:
    return "\r\n".join(("POST PATH HTTP/1.1", *headers, "", "")).encode()


speaks_garbage = sends(b"\xff\xfe\0\33[31m\r\n\r\n", then=hear_all)
marks_up_its_request = sends(f"GET {MARKUP} HTTP/1.1\r\n{MARKUP}: {MARKUP}\r\n\r\n".encode(), then=hear_all)
marks_up_its_length = sends(post(f"Content-Length: {MARKUP[:8]}"), then=hear_all)
stops_in_a_head = sends(b"POST PATH HTTP/1.1\r\nContent-Le", connections=100, then=held.append)
stops_in_a_body = sends(post("Content-Length: 1000"), b'{"plane": ', connections=100, then=held.append)
hangs_up_in_a_head = sends(b"POST PATH HTTP/1.1\r\nContent-Length: 1", then=socket.socket.close)
hangs_up_in_a_body = sends(post("Content-Length: 1000"), b'{"plane": ', then=socket.socket.close)
sends_100_megabytes = sends(post("Content-Length: 100000000"), b"x" * 10**6, times=100, then=hear_all)
sends_100_megabytes_in_chunks = sends(
    post("Transfer-Encoding: chunked"), b"100000\r\n" + b"x" * 2**20 + b"\r\n", times=100, then=hear_all
)
