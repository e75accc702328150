"""Targets that mean no good: the reference, but for an attack in one scenario.

Those here end, and talk nonsense; tests/proof/hostile_claims.py, tests/proof/hostile_requests.py and
tests/proof/hostile_processes.py have others.

`NAME.at_once` attacks as soon as it is asked who it is, `NAME.in_service` and `NAME.in_real` are of another time mode.
tests/proof/serve_hostile.py finds and serves them.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from midcert.adapter import Adapter, System, TimeMode
from midcert.adapter.threads import RealAdapter, ServiceAdapter
from reference_impl.instance import Instance
from reference_impl.mid import MidServer

HOURLY = "features/03_upgrade_methods/hourly_check.feature::test_a_day_has_24_checks"
CLICKED = "features/11_manual_upgrade/administrators.feature::test_a_click_after_the_first_is_gone_sends_one_more"
BY_HAND = (
    "features/11_manual_upgrade/upgrade_mid.feature"
    "::test_a_click_takes_a_mid_server_to_the_override_where_there_is_one_else_to_the_build_stamp"
)
BUILD_STAMP = f"{BY_HAND}[build stamp-Orlando Patch 2-not set-Orlando Patch 2]"
ATTACKED = (HOURLY, CLICKED, BUILD_STAMP)
"""The scenarios in which there are attacks: one for each role, and one that a MID Server can meet in real time."""
WALL_SPEED = 10.0
"""How many times as fast as the wall's the clock of the time mode `real` goes here, on both sides."""
HEAD = b"HTTP/1.1 200 OK\r\n"
MARKUP = "<script>alert(1)</script>\x1b[31m\x1b]0;title\x07\x9b1m\x7f\r\x08\nVerdict: conformant"
"""Would hide, repaint or forge something wherever it is printed as it is."""

Message = Mapping[str, Any]
Act = Callable[["Hostile", Message], Message]


@dataclass(frozen=True)
class Attack:
    """What a target does instead of answering; also the factory of such a target."""

    act: Act
    verb: str = "advance"
    everywhere: bool = False
    """In every scenario."""
    time: TimeMode = TimeMode.ADVANCE
    mid: type[MidServer] = MidServer
    instance: type[Instance] = Instance

    def __call__(self, system: System) -> "Hostile":
        return KINDS[self.time](system, self)

    @property
    def at_once(self) -> "Attack":
        """The same attack on whoever asks who it is."""
        return replace(self, verb="describe")

    @property
    def in_service(self) -> "Attack":
        """The same attack by whoever waits on the host's clock."""
        return replace(self, time=TimeMode.SERVICE)

    @property
    def in_real(self) -> "Attack":
        """The same attack by whoever waits on the wall's clock."""
        return replace(self, time=TimeMode.REAL)


class Hostile(Adapter):
    """The reference with an attack, and what an attack needs."""

    def __init__(self, system: System, attack: Attack) -> None:
        super().__init__(self.ask_now, attack.mid, attack.instance)
        self._attack, self._on = attack, attack.verb == "describe"
        self.ask, self.first = system, system
        """The system plane of the present scenario, and that of the first one."""
        self.say: Callable[[bytes], object] = len
        """Says something before the answer, where there is a line to say it on."""
        self.hang_up: Callable[[], object] = lambda: None
        self.head = HEAD
        """How an answer of a server begins."""
        self.hangs_up_on_the_next = False
        """Whether a connection ends in place of its second answer; of a server."""
        self.elsewhere = ""
        """The URL of its instance, if that is not the reference's."""
        self.scenarios = 0
        self.urls: list[str] = []
        """Where its processes ask or have asked, in this scenario and in those before."""

    def __call__(self, message: Message) -> Message:  # type: ignore[override] # some answer nonsense
        if message["verb"] == "setup":
            self._on = self._attack.everywhere or message["scenario"] in ATTACKED
            self.elsewhere, self.scenarios, self.hangs_up_on_the_next = "", self.scenarios + 1, False
            self.first = self.ask if self.scenarios == 1 else self.first
        act = self._attack.act if self._on and message["verb"] == self._attack.verb else honest
        said = act(self, message)
        self.urls += [message["system"]] if message["verb"] == "start" and "system" in message else []
        return said

    def ask_now(self, question: Message) -> dict[str, Any]:
        """Ask in the present scenario."""
        return self.ask(question)


class HostileInService(Hostile, ServiceAdapter):
    """The same on the host's clock."""


class HostileInReal(Hostile, RealAdapter):
    """The same on the wall's clock, which is quicker here."""

    speed = WALL_SPEED


KINDS = {TimeMode.ADVANCE: Hostile, TimeMode.SERVICE: HostileInService, TimeMode.REAL: HostileInReal}


def honest(target: Hostile, message: Message) -> Message:
    """Answer as the reference does."""
    return Adapter.__call__(target, message)


def sleep(*_: object) -> NoReturn:
    """Never come back."""
    while True:
        time.sleep(3600)


# ---- Ends and silence


def raises(error: BaseException) -> Attack:
    """Do the work, and fail."""

    def act(target: Hostile, message: Message) -> Message:
        honest(target, message)
        raise error

    return Attack(act)


def wait_busily(target: Hostile, _: Message) -> Message:
    """Answer when nobody waits for it any more, if anybody else can be answered meanwhile."""
    scenario = target.scenarios
    while target.scenarios == scenario:
        pass
    return {"next": None}


def flood_errors(target: Hostile, message: Message) -> Message:
    for _ in range(100):
        os.write(2, b"x" * 2**20)
    return honest(target, message)


def hang_up(target: Hostile, _: Message) -> Message:
    target.hang_up()
    sleep()


def live_on(target: Hostile, message: Message) -> Message:
    """Heed neither the end of the input nor a signal, and have children that do not, either."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for leaves in (False, True):  # one stays in the group, one goes into a session of its own
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"], start_new_session=leaves)
    threading.Thread(target=sleep).start()
    return honest(target, message)


def leave(*_: object) -> NoReturn:
    raise SystemExit(3)


def leave_things(target: Hostile, message: Message) -> Message:
    """Do what Python warns of, or only prints."""
    warnings.warn("outdated", DeprecationWarning, stacklevel=1)
    socket.create_server(("127.0.0.1", 0))  # and nobody closes it
    threading.Thread(target=lambda: 1 / 0).start()
    return honest(target, message)


exits_at_once = leave
leaves_things = Attack(leave_things)
exits_in_the_middle = raises(SystemExit(3))
never_answers = Attack(sleep)
waits_busily = Attack(wait_busily)
hangs_up = Attack(hang_up)
floods_its_errors = Attack(flood_errors)
does_not_end = Attack(live_on, "setup")


# ---- Nonsense


def says(data: bytes, times: int = 1, *, then: Act = honest, verb: str = "advance") -> Attack:
    """Say something, and then answer, or not."""

    def act(target: Hostile, message: Message) -> Message:
        for _ in range(times):
            target.say(data)
        return then(target, message)

    return Attack(act, verb)


def answers(change: Callable[[Message], Message]) -> Attack:
    """Answer something else."""
    return Attack(lambda target, message: change(honest(target, message)))


def drip(target: Hostile, _: Message) -> Message:
    say = target.say
    while True:
        say(b" ")
        time.sleep(0.05)


def close_each(target: Hostile, message: Message) -> Message:
    """End each connection after an answer, and say so."""
    target.head = HEAD + b"Connection: close\r\n"
    return honest(target, message)


def hang_up_on_the_next(target: Hostile, message: Message) -> Message:
    target.hangs_up_on_the_next = True
    return honest(target, message)


def speak_no_http(target: Hostile, message: Message) -> Message:
    target.head = MARKUP.encode("latin-1") + b"\r\n"
    return honest(target, message)


says_garbage = says(b"\xff\xfe\0\33[31m")
stops_in_a_line = says(b'{"ok": {"next": ', then=sleep)
exits_in_a_line = says(b'{"ok": {"next": ', then=leave)
goes_byte_by_byte = Attack(drip)
says_100_megabytes = says(b"x" * 10**6, 100)
answers_100_megabytes = answers(lambda _: {"next": "x" * 10**8})
fails_with_15_megabytes = raises(RuntimeError("x" * 15 * 10**6))
adds_a_field = answers(lambda said: {**said, MARKUP: 1})
says_numbers = answers(lambda said: dict.fromkeys(said, 7))
answers_twice = says(b'{"ok": {}}\n{"ok": {}}\n', verb="teardown")  # at once: two might be too late for each other
closes_each_connection = Attack(close_each)
hangs_up_on_the_next = Attack(hang_up_on_the_next)
speaks_no_http = Attack(speak_no_http)
