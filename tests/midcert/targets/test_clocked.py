"""Targets whose processes run by themselves: what the world sees of them, and what they must not do."""

import contextlib
import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.journal import timestamp
from midcert.targets.in_process import InProcessTransport
from midcert.targets.located import LocatedTarget
from tests.midcert.planes import NOON, SURROUNDINGS, OneHost

NOW, LATER = timestamp(NOON), timestamp(NOON + timedelta(seconds=1))
SECOND = timedelta(seconds=1)
LONG_SECONDS, SHORT_SECONDS = 60.0, 0.2
"""How long a target may take here that comes to an end, and one that never does; real time."""
Question = Mapping[str, Any]
Ask = Callable[..., tuple[int, Any]]
Life = Callable[[Ask], object]
"""What a process does; it asks at the URL of its start."""


def about(mid: str, operation: str, **arguments: object) -> Question:
    return {"plane": "host", "mid": mid, "operation": operation, "arguments": arguments}


def until(moment: str | None, *, listening: bool = False) -> Question:
    return about("berlin", "sleep", until=moment, listening=listening)


FREE = about("berlin", "free_bytes")


class Handler:
    """A target of one life: each process lives it in a thread of its own."""

    instance_application = None

    def __init__(self, mode: str, life: Life, next_due: object) -> None:
        self.mode, self.life, self.next_due = mode, life, next_due
        self.heard: list[str] = []

    def __call__(self, message: Question, /) -> Mapping[str, Any]:
        self.heard.append(message["verb"])
        match message:
            case {"verb": "describe"}:
                return {
                    "protocol": 1,
                    "implementation": {"name": "x", "version": "1"},
                    "roles": ["mid"],
                    "time": self.mode,
                    "capabilities": [],
                }
            case {"verb": "start", "system": url}:
                threading.Thread(target=lambda: self.life(lambda question: ask(url, question)), daemon=True).start()
            case {"verb": "advance"}:
                return {"next": self.next_due}
        return {}


def ask(url: str, question: object) -> tuple[int, Any]:
    """Status and answer; the status is 0 where the harness has hung up."""
    parts = urlsplit(url)
    with contextlib.closing(http.client.HTTPConnection(parts.netloc)) as connection:
        try:
            connection.request("POST", parts.path, json.dumps(question).encode())
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException):
            return 0, None
    return response.status, json.loads(body) if response.status == http.client.OK else None


class Running:
    """A target in the midst of a scenario, with one process."""

    def __init__(self, mode: str, life: Life, next_due: object = None) -> None:
        self.handler = Handler(mode, life, next_due)
        transport = InProcessTransport(lambda _: self.handler, LONG_SECONDS)
        self.target = LocatedTarget("x", transport, LONG_SECONDS).describe()
        self.plane = OneHost()
        self.target.connect(self.plane)
        self.target.setup(SURROUNDINGS)
        self.start()

    def start(self) -> None:
        self.target.start("berlin", "/opt")

    def advance(self, to: datetime = NOON) -> datetime | None:
        return self.target.advance(to)

    def advance_for_a_minute(self) -> None:
        """Of those who sleep twice, the second may come late."""
        end = time.monotonic() + LONG_SECONDS
        while time.monotonic() < end:
            self.advance()

    def give(self, seconds: float) -> None:
        """Let its processes have so much real time to go to sleep."""
        self.target._transport._clock._watchdog = seconds  # type: ignore[attr-defined]  # noqa: SLF001

    @property
    def asked(self) -> list[str]:
        return self.plane.asked


Run = Callable[..., Running]


@pytest.fixture
def run() -> Iterator[Run]:
    made: list[Running] = []

    def begin(*arguments: Any, **more: Any) -> Running:  # noqa: ANN401 - as of Running
        made.append(Running(*arguments, **more))
        return made[-1]

    yield begin
    for each in made:
        each.target.close()


def test_a_process_is_woken_when_its_time_has_come_and_says_so_by_sleeping_again(run: Run) -> None:
    def life(ask: Ask) -> None:
        for moment in (NOW, LATER, None):
            woken.append(ask(until(moment)))
            ask(FREE)

    woken: list[tuple[int, Any]] = []
    running = run("service", life)
    assert running.advance() == NOON + SECOND
    assert running.advance() == NOON + SECOND
    assert running.asked == ["free_bytes"]
    assert running.advance(NOON + SECOND) is None
    assert running.asked == ["free_bytes"] * 2
    assert woken == [(200, {"result": {"now": moment, "notified": False}}) for moment in (NOW, LATER)]


@pytest.mark.parametrize(("listening", "woken"), [(True, [True]), (False, [])])
def test_a_command_wakes_who_listens(run: Run, listening: bool, woken: list[bool]) -> None:  # noqa: FBT001
    def life(ask: Ask) -> None:
        while True:
            status, said = ask(until(None, listening=listening))
            if status != http.client.OK:
                return
            heard.append(said["result"]["notified"])

    heard: list[bool] = []
    running = run("service", life)
    running.advance()
    running.target.notify("berlin")
    running.advance()
    running.advance()
    assert heard == woken


def test_a_stopped_process_is_heard_no_more_and_the_next_one_is(run: Run) -> None:
    def life(ask: Ask) -> None:
        statuses.extend(ask(each)[0] for each in (until(None), FREE, until(None), until("tomorrow")))
        ended.set()

    statuses: list[int] = []
    ended = threading.Event()
    running = run("service", life)
    running.advance()
    running.target.stop("berlin")
    assert ended.wait(LONG_SECONDS)
    assert statuses == [404] * 4
    running.start()
    assert running.advance() is None


def test_the_restart_of_the_service_is_the_last_call_of_a_process(run: Run) -> None:
    def life(ask: Ask) -> None:
        ask(until(NOW))
        ask(about("berlin", "restart_service"))
        statuses.extend((ask(FREE)[0], ask(until(None))[0]))
        ended.set()

    statuses: list[int] = []
    ended = threading.Event()
    running = run("service", life)
    assert running.advance() is None
    assert ended.wait(LONG_SECONDS)
    assert (running.asked, statuses) == (["restart_service"], [404, 404])


def asks_first(ask: Ask) -> None:
    ask(FREE)


def asks_as_another(ask: Ask) -> None:
    ask(until(NOW))
    ask(about("oslo", "free_bytes"))


def sleeps_twice(ask: Ask) -> None:
    threading.Thread(target=lambda: ask(until(None)), daemon=True).start()
    ask(until(None))


def sleeps_until_when(ask: Ask) -> None:
    ask(about("berlin", "sleep", until="tomorrow", listening=False))


def asks_nonsense(ask: Ask) -> None:
    ask(until(NOW))
    ask(["what", "time", "is", "it"])


@pytest.mark.parametrize(
    ("life", "fault"),
    [
        (asks_first, "not the protocol: berlin asks before its sleep has ended"),
        (asks_as_another, "not the protocol: berlin asks as 'oslo'"),
        (lambda ask: ask({**until(NOW), "mid": "oslo"}), "not the protocol: berlin asks as 'oslo'"),
        (sleeps_twice, "not the protocol: berlin sleeps twice at a time"),
        (sleeps_until_when, "not the protocol: sleep arguments: until: expected a time with its offset from UTC"),
        (asks_nonsense, "not the protocol: what is asked goes to the plane host or network, not None"),
    ],
)
def test_what_a_process_must_not_do_is_told(run: Run, life: Life, fault: str) -> None:
    running = run("service", life)
    with pytest.raises(TargetCrashedError) as caught:
        running.advance_for_a_minute()
    assert str(caught.value).startswith(fault)
    running.handler.life = lambda ask: ask(until(None))
    running.target.setup(SURROUNDINGS)
    running.start()
    assert running.advance() is None


def test_one_that_is_asked_twice_who_it_is_has_one_clock_all_the_same() -> None:
    handler = Handler("service", lambda ask: ask(until(LATER)), None)
    located = LocatedTarget("x", InProcessTransport(lambda _: handler, 60.0), 60.0)
    located.describe()
    with contextlib.closing(located.describe()) as target:
        target.setup(SURROUNDINGS)
        target.start("berlin", "/opt")
        assert target.advance(NOON) == NOON + SECOND


def never_asks(_: Ask) -> None:
    """It ends at once, without a word."""


def does_not_come_back(ask: Ask) -> None:
    ask(until(NOW))
    threading.Event().wait()


def sleeps_until_now(ask: Ask) -> None:
    while ask(until(NOW))[0] == http.client.OK:
        pass


def asks_on_and_on(ask: Ask) -> None:
    ask(until(NOW))
    while ask(FREE)[0] == http.client.OK:
        pass


@pytest.mark.parametrize("life", [never_asks, does_not_come_back, sleeps_until_now, asks_on_and_on])
def test_a_process_that_does_not_go_to_sleep_hangs(run: Run, life: Life) -> None:
    running = run("service", life)
    running.give(SHORT_SECONDS)
    with pytest.raises(TargetHungError, match=r"^the process of berlin does not go to sleep within 0\.2 s$"):
        running.advance()
    running.give(LONG_SECONDS)
    running.handler.life = lambda ask: ask(until(None))
    running.target.setup(SURROUNDINGS)
    running.start()
    assert running.advance() is None


@pytest.mark.parametrize("mode", ["service", "real"])
def test_the_target_itself_has_nothing_due(run: Run, mode: str) -> None:
    running = run(mode, lambda ask: ask(until(None)), next_due=LATER)
    with pytest.raises(TargetCrashedError, match=r'^not the protocol: where processes have a clock, .* no "next"$'):
        running.advance()


def test_only_in_the_time_mode_service_is_there_a_clock_to_sleep_on(run: Run) -> None:
    def life(ask: Ask) -> None:
        ask(until(None))

    running = run("real", life)
    with pytest.raises(TargetCrashedError, match="a target sleeps on the host's clock in the time mode service alone"):
        running.advance(NOON + SECOND)


def test_in_real_time_the_harness_waits_and_looks_every_second(run: Run) -> None:
    def life(ask: Ask) -> None:
        for _ in range(2):
            ask(FREE)

    began = time.monotonic()
    running = run("real", life)
    looked = [NOON]
    while running.asked != ["free_bytes"] * 2 and len(looked) < LONG_SECONDS:  # in the first second, or later
        looked.append(running.advance(looked[-1]) or NOON)
    assert running.asked == ["free_bytes"] * 2
    looked.append(running.advance(looked[-1]) or NOON)
    assert looked == [NOON + second * SECOND for second in range(len(looked))]
    assert time.monotonic() - began >= len(looked) - 2
    running.target.notify("berlin")
    assert running.handler.heard[-1] == "notify"
