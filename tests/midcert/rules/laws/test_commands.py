"""What becomes of commands in the ECC queue."""

from datetime import timedelta

import pytest

from fakes.observe import events as e
from midcert.rules.laws import commands
from tests.midcert.rules.laws.stories import (
    BERLIN,
    DAY,
    HOUR,
    MUNICH,
    P1,
    Told,
    cut_off,
    ended,
    permit,
    refused,
    reported,
    result,
    returned,
    said,
    seconds,
    seen,
    started,
    stories,
    taken,
    validated,
    wrongs,
)


@stories(
    {
        "its own": ([(1, seen()), (1, taken()), (2, taken(done=True))], ["", ""]),
        "that of another one": ([(1, seen(mid=MUNICH)), (1, taken())], ["the command is for munich"]),
        "seen by nobody before": (
            [(1, taken()), (2, seen(state="processing", mid=MUNICH))],
            ["the command is for munich"],
        ),
        "seen by nobody": ([(1, taken())], []),
        "another one takes it": ([(1, seen(mid=BERLIN)), (1, taken(mid=MUNICH))], []),
    }
)
def test_takes_its_own_commands(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(commands.takes_its_own_commands, told) == wrong


@stories(
    {
        "one": ([(1, result())], [""]),
        "two": ([(1, result()), (2, result())], ["", "a second result of one command"]),
        "three": ([(1, result())] * 3, ["", *["a second result of one command"] * 2]),
        "those of two commands": ([(1, result("c1")), (1, result("c2"))], ["", ""]),
        "sent again because it was not heard": ([(1, result(arrived=False)), (2, result())], [""]),
        "never heard": ([(1, result(arrived=False))] * 2, []),
        "several parts of a log": ([(1, seen("grabLog")), (1, result()), (2, result())], []),
        "several parts of a thread dump": ([(1, result()), (2, result()), (3, seen("threaddump"))], []),
    }
)
def test_one_result(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(commands.one_result, told) == wrong


SEEN: list[Told] = [(1, seen())]
TOO_LONG = "a command has waited for 0:11:00"


@stories(
    {
        "at once": ([*SEEN, (1, taken())], [""]),
        "within ten minutes": ([*SEEN, (11, taken())], [""]),
        "later": ([*SEEN, (12, taken())], [TOO_LONG, ""]),
        "done at once": ([*SEEN, (1, taken(done=True))], [""]),
        "never": ([*SEEN, (12, said("idle"))], [TOO_LONG]),
        "never, as shows again": ([*SEEN, (12, said("idle")), (23, said("idle"))], [TOO_LONG] * 2),
        "the scenario ends too early": ([*SEEN, (11, said("idle"))], []),
        "it is seen again": ([*SEEN, (6, seen()), (12, taken())], [TOO_LONG, ""]),
        "what resumes it may lie there": ([(1, seen("resumeMid")), (30, said("idle"))], []),
        "what restarts it may not": ([(1, seen("restart")), (12, said("idle"))], [TOO_LONG]),
        "somebody else has taken it": ([*SEEN, (5, seen(state="processed")), (30, said("idle"))], []),
        "the queue is cleared": ([*SEEN, (5, e.QueueCleared(BERLIN)), (30, said("idle"))], []),
        "that of another one": ([(1, seen(mid=MUNICH)), (30, said("idle"))], []),
        "another command runs": ([(0, seen("x", "c0")), (0, taken("c0")), *SEEN, (30, said("idle"))], [""]),
        "another command has run": (
            [(0, taken("c0")), *SEEN, (15, taken("c0", done=True)), (25, taken())],
            [""],
        ),
        "another command has long been done": (
            [(0, taken("c0")), *SEEN, (2, taken("c0", done=True)), (13, taken())],
            [TOO_LONG, ""],
        ),
        "Paused": ([(0, reported("Paused")), *SEEN, (30, said("idle"))], []),
        "Paused for a while": ([(0, reported("Paused")), *SEEN, (30, reported("Up")), (40, taken())], [""]),
        "Up again long ago": (
            [(0, reported("Paused")), *SEEN, (30, reported("Up")), (41, taken())],
            [TOO_LONG, ""],
        ),
        "Upgrading": ([(0, reported("Upgrading")), *SEEN, (30, said("idle"))], []),
        "Upgrade Failed": ([(0, reported("Upgrade Failed")), *SEEN, (30, said("idle"))], []),
        "Down": ([(0, cut_off()), *SEEN, (30, said("idle"))], []),
        "its being Up was not heard": (
            [(0, reported("Paused")), (0, reported("Up", arrived=False)), *SEEN, (30, said("idle"))],
            [],
        ),
        "not validated": ([(0, validated("false")), *SEEN, (30, said("idle"))], []),
        "validated just now": ([(0, validated("false")), *SEEN, (30, validated("true")), (40, taken())], [""]),
        "it waits for a permit": ([(0, refused()), *SEEN, (30, said("idle"))], []),
        "it has a permit": ([(0, permit()), *SEEN, (30, returned()), (40, taken())], [""]),
        "without a process": ([*SEEN, (2, ended("stopped")), (30, said("idle"))], []),
        "after a start": ([*SEEN, (2, ended()), (14, started()), (14, reported("Up")), (24, taken())], [""]),
        "a request was not answered": ([*SEEN, (2, e.Unanswered(BERLIN)), (30, said("idle"))], []),
        "a request was not answered before the start": (
            [
                (1, e.Unanswered(BERLIN)),
                (1, ended()),
                (3, started()),
                (3, reported("Up")),
                (3, seen()),
                (14, said("idle")),
            ],
            [TOO_LONG],
        ),
    }
)
def test_commands_do_not_wait(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(commands.commands_do_not_wait, told) == wrong


@pytest.mark.parametrize(("passed", "wrong"), [(601, [""]), (602, ["a command has waited for 0:10:02", ""])])
def test_in_real_time_it_may_take_a_little_more(passed: float, wrong: list[str]) -> None:
    told: list[Told] = [(0, seen()), (seconds(passed), taken())]
    assert wrongs(commands.commands_do_not_wait, told, slack=timedelta(seconds=1)) == wrong


TAKEN: list[Told] = [(1, seen()), (1, taken())]
LOST = ["its result has never come"]
UP_AGAIN: list[Told] = [(5, reported("Up")), (5 * HOUR, said("idle"))]


@stories(
    {
        "at once": ([*TAKEN, (1, result()), (DAY, said("idle"))], [""]),
        "hours later": ([*TAKEN, (10 * HOUR, result())], [""]),
        "never": ([*TAKEN, (5 * HOUR, said("idle"))], LOST),
        "never, though it is done": ([*TAKEN, (2, taken(done=True)), (5 * HOUR, said("idle"))], LOST),
        "none of two": ([*TAKEN, (1, taken("c2")), (5 * HOUR, said("idle"))], LOST * 2),
        "the scenario ends too early": ([*TAKEN, (4 * HOUR, said("idle"))], []),
        "it was not heard": ([*TAKEN, (2, result(arrived=False)), (5 * HOUR, said("idle"))], LOST),
        "a command for itself": ([(1, seen("autoUpgrade")), (1, taken()), (5 * HOUR, said("idle"))], []),
        "its own upgrade restarts it": (
            [*TAKEN, (2, reported("Upgrading")), (2, ended()), (4, started()), *UP_AGAIN],
            LOST,
        ),
        "its own upgrade restarts it, which was not heard": (
            [*TAKEN, (2, reported("Upgrading", arrived=False)), (2, ended()), (4, started()), *UP_AGAIN],
            LOST,
        ),
        "its own upgrade restarts it, and it is sent": (
            [*TAKEN, (2, reported("Upgrading")), (2, ended()), (4, started()), (4, result()), *UP_AGAIN],
            [""],
        ),
        **{
            f"it {how} during its own upgrade": (
                [*TAKEN, (2, reported("Upgrading")), (2, ended(how)), (4, started()), *UP_AGAIN],
                [],
            )
            for how in ("stopped", "killed", "cannot start")
        },
        "it restarts otherwise": ([*TAKEN, (2, ended()), (4, started()), *UP_AGAIN], []),
        "it cannot start": ([*TAKEN, (2, ended("cannot start")), (4, started()), *UP_AGAIN], []),
        "it is stopped": ([*TAKEN, (2, ended("stopped")), (4, started()), (5 * HOUR, said("idle"))], []),
        "it is killed": ([*TAKEN, (2, ended("killed")), (4, started()), (5 * HOUR, said("idle"))], []),
        "a request was not answered": ([*TAKEN, (2, e.Unanswered(BERLIN)), (5 * HOUR, said("idle"))], []),
        "validation is withdrawn": ([*TAKEN, (2, validated("false")), (5 * HOUR, said("idle"))], []),
        "the queue is cleared": ([*TAKEN, (2, e.QueueCleared(BERLIN)), (5 * HOUR, said("idle"))], []),
        "it is still Paused": ([*TAKEN, (2, reported("Paused")), (5 * HOUR, said("idle"))], []),
        "its result was there before it was taken": ([(1, result()), *TAKEN, (5 * HOUR, said("idle"))], []),
        "done once its result was sent": (
            [*TAKEN, (2, result()), (2, taken(done=True)), (5 * HOUR, said("idle"))],
            [""],
        ),
    }
)
def test_commands_are_answered(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(commands.commands_are_answered, told) == wrong


SENT: list[Told] = [(1, seen("autoUpgrade"))]
GONE = ["nobody has taken that of berlin, and it is gone"]


def queues(*mids: str) -> e.QueuesSeen:
    return e.QueuesSeen(frozenset(mids))


def wants(action: str, *, accepted: bool = True) -> e.ActionTried:
    return e.ActionTried(BERLIN, action, frozenset({"admin"}), accepted)


@stories(
    {
        "still there": ([*SENT, (2, queues(BERLIN)), (DAY, queues(BERLIN, MUNICH))], ["", ""]),
        "gone": ([*SENT, (2, queues())], GONE),
        "gone once for all": ([*SENT, (2, queues()), (3, queues())], GONE),
        "another one has its own": ([*SENT, (2, queues(MUNICH))], GONE),
        "gone after a restart": ([*SENT, (2, queues(BERLIN)), (3, e.InstanceRestarted()), (9, queues())], ["", *GONE]),
        "gone while it is Down": ([*SENT, (2, cut_off()), (9, queues())], GONE),
        "taken": ([*SENT, (2, taken()), (3, queues())], []),
        "two, and one is left": ([*SENT, (1, seen("autoUpgrade", "c2")), (2, queues(BERLIN))], [""]),
        "two, and one of them is taken": ([*SENT, (1, seen("autoUpgrade", "c2")), (2, taken()), (3, queues())], []),
        "one more is sent": ([*SENT, (2, taken()), (3, seen("autoUpgrade", "c2")), (4, queues())], GONE),
        "cleared": ([*SENT, (2, e.QueueCleared(BERLIN)), (3, queues())], []),
        "that of another one is cleared": ([*SENT, (2, e.QueueCleared(MUNICH)), (3, queues())], GONE),
        "another command": ([(1, seen("restart")), (2, queues())], []),
        "nobody has seen one": ([(2, queues(BERLIN))], []),
        "it was processed when it was seen": ([(1, seen("autoUpgrade", state="processed")), (2, queues())], []),
        "its MID Server tells a version": ([*SENT, (2, reported("Up", P1)), (3, queues())], []),
        "its MID Server tells its version alone": ([*SENT, (2, reported("", P1)), (3, queues())], []),
        "its MID Server tells a status alone": ([*SENT, (2, reported("Up")), (3, queues())], GONE),
        "another one tells a version": ([*SENT, (2, reported("Up", P1, mid=MUNICH)), (3, queues())], GONE),
        "somebody wants an upgrade": ([(1, wants("upgrade")), (2, queues(BERLIN)), (3, queues())], ["", *GONE]),
        "somebody wants an upgrade, and may not": ([(1, wants("upgrade", accepted=False)), (2, queues())], []),
        "somebody wants a restart": ([(1, wants("restart")), (2, queues())], []),
        "what somebody has wanted is taken": ([(1, wants("upgrade")), (2, taken()), (3, queues())], []),
        "it has told a version before somebody wants an upgrade": (
            [(1, reported("Up", P1)), (1, wants("upgrade")), (2, queues())],
            GONE,
        ),
    }
)
def test_an_upgrade_command_stays(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(commands.an_upgrade_command_stays, told) == wrong
