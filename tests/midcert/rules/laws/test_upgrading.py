"""What becomes of a MID Server that is Upgrading, and of what it says of itself then."""

from datetime import timedelta

from fakes.observe import events as e
from midcert.rules.laws import status
from tests.midcert.rules.laws.stories import (
    BERLIN,
    DAY,
    DISK,
    HOUR,
    P1,
    P2,
    P3,
    Told,
    asked,
    asked_in_vain,
    changed,
    configured,
    cut_off,
    ended,
    extracted,
    fetched,
    listed,
    override,
    permit,
    pinned,
    ran_tests,
    refused,
    reported,
    result,
    returned,
    said,
    seconds,
    seen,
    stamp,
    started,
    stories,
    taken,
    validated,
    wrongs,
    wrongs_by_others,
)

UPGRADING: list[Told] = [(1, permit()), (1, reported("Upgrading"))]
LOUD = ["while Upgrading it took a command or sent a result"]


@stories(
    {
        "nothing": ([*UPGRADING, (5, reported("Up"))], [""]),
        "a command": ([*UPGRADING, (3, seen()), (3, taken()), (5, reported("Up"))], LOUD),
        "a result": ([*UPGRADING, (3, result()), (5, reported("Up"))], LOUD),
        "a result that was not heard": ([*UPGRADING, (3, result(arrived=False)), (5, reported("Up"))], LOUD),
        "two of them": ([*UPGRADING, (3, result()), (4, result("c2")), (5, reported("Up"))], LOUD),
        "a result before it is Paused": ([*UPGRADING, (3, result()), (5, reported("Paused"))], LOUD),
        "a result after a restart": (
            [*UPGRADING, (3, ended()), (5, started()), (5, result()), (6, reported("Up"))],
            LOUD,
        ),
        "Upgrading twice in a row": (
            [*UPGRADING, (2, result()), (3, reported("Upgrading")), (5, reported("Up"))],
            [*LOUD, ""],
        ),
        "a result just before it is Up": ([*UPGRADING, (5, result()), (5, reported("Up"))], [""]),
        "a result just before it is Upgrade Failed": (
            [*UPGRADING, (5, result()), (5, reported("Upgrade Failed"))],
            [""],
        ),
        "a command at the instant at which it begins": (
            [(1, reported("Upgrading")), (1, taken()), (5, reported("Up"))],
            [""],
        ),
        "a command for itself": ([*UPGRADING, (3, seen("autoUpgrade")), (3, taken()), (5, reported("Up"))], [""]),
        "the result of a command for itself": (
            [(1, seen("grabLog")), (1, taken()), *UPGRADING, (3, result()), (5, reported("Up"))],
            [""],
        ),
        "a command before and a result after it": (
            [(1, seen()), (1, taken()), *UPGRADING, (5, reported("Up")), (6, result())],
            [""],
        ),
        "a command that was begun before, and is done": (
            [(0, taken()), *UPGRADING, (3, taken(done=True)), (5, reported("Up"))],
            [""],
        ),
        "a command that was begun before a restart, and is begun again": (
            [(0, taken()), *UPGRADING, (3, ended()), (5, started()), (5, taken()), (6, reported("Up"))],
            [""],
        ),
        "a command that is done at once": ([*UPGRADING, (3, taken(done=True)), (5, reported("Up"))], LOUD),
        "a command once it has said that it is Up, which was not heard": (
            [*UPGRADING, (3, reported("Up", arrived=False)), (4, taken()), (4, result()), (5, reported("Up"))],
            [],
        ),
        "it is Up, which was not heard": ([*UPGRADING, (3, result()), (5, reported("Up", arrived=False))], []),
        "nobody has heard that it is Upgrading": (
            [(1, reported("Upgrading", arrived=False)), (3, result()), (5, reported("Up"))],
            [],
        ),
        "it tells its version alone": ([*UPGRADING, (3, reported("", P2)), (5, reported("Up"))], [""]),
        "a result before it tells its version alone": (
            [*UPGRADING, (3, result()), (4, reported("", P2)), (5, reported("Up"))],
            LOUD,
        ),
        "it is cut off": ([*UPGRADING, (3, cut_off()), (4, result()), (5, reported("Up"))], []),
        "the scenario ends": ([*UPGRADING, (3, result())], []),
    }
)
def test_quiet_while_upgrading(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.quiet_while_upgrading, told) == wrong


DISTURBED: list[Told] = [(1, stamp(P2)), *UPGRADING, (2, seen("restart"))]
RESUMED: list[Told] = [(1, stamp(P2)), *UPGRADING, (2, seen("resumeMid"))]
UP: list[Told] = [(3, reported("Up"))]
LATER: list[Told] = [(9, said("idle"))]
STOPPED = ["told to stop, it was what it was before"]
UNABLE = said("Unable to refresh packages")
FAILURES = (
    *(fetched(answered=False), extracted(done=False), changed(done=False), listed(packages=0), ran_tests(DISK)),
    *(UNABLE, e.Unanswered(BERLIN)),
)
ENDING = (
    *(refused(), permit(500), validated("false"), cut_off(), configured("mid.poll.time", "30"), pinned(P1)),
    *(asked(P2), asked_in_vain()),
)


@stories(
    {
        "it goes on to restart": (
            [*DISTURBED, (3, changed()), (3, ended()), (5, started(P2)), (5, reported("Up")), *LATER],
            [""],
        ),
        "it ends": ([*DISTURBED, *UP, *LATER], STOPPED),
        "it ends, and is Paused": ([*DISTURBED, (3, reported("Paused")), *LATER], STOPPED),
        "it ends with a restart": ([*DISTURBED, (3, ended()), (5, started()), (5, reported("Up")), *LATER], STOPPED),
        "it ends, which was not heard": ([*DISTURBED, (3, reported("Up", arrived=False)), *LATER], STOPPED),
        "it takes the command, and goes on": (
            [*DISTURBED, (2, taken(done=True)), (3, changed()), (5, started(P2)), (5, reported("Up")), *LATER],
            [""],
        ),
        "it is Upgrade Failed": ([*DISTURBED, (3, reported("Upgrade Failed")), *LATER], []),
        "to resume": ([*RESUMED, *UP, *LATER], STOPPED),
        "to resume, and it is Paused": ([*RESUMED, (3, reported("Paused")), *LATER], STOPPED),
        "no time has passed since it is Up": ([*DISTURBED, *UP, (3, said("idle"))], []),
        "it is Up, and Paused at once": ([*DISTURBED, *UP, (3, reported("Paused")), *LATER], STOPPED),
        "it is Upgrading again at once": ([*DISTURBED, *UP, (3, reported("Upgrading")), *LATER], STOPPED),
        **{
            f"something fails: {type(failure).__name__}": ([*DISTURBED, (3, failure), *UP, *LATER], [])
            for failure in FAILURES
        },
        **{
            f"something fails as it is Up: {type(failure).__name__}": ([*DISTURBED, *UP, (3, failure), *LATER], [])
            for failure in FAILURES
        },
        "something fails later": ([*DISTURBED, *UP, (4, UNABLE), *LATER], STOPPED),
        **{f"what may end it: {event}": ([*DISTURBED, (3, event), *UP, *LATER], []) for event in ENDING},
        **{f"once it is Up: {event}": ([*DISTURBED, *UP, (3, event), *LATER], STOPPED) for event in ENDING},
        "something fails, as an issue says": (
            [*DISTURBED, (3, said("ERROR: Unable to extract contents of x", logged=False)), *UP, *LATER],
            [],
        ),
        "something fails before it is told": (
            [(1, stamp(P2)), *UPGRADING, (1, UNABLE), (2, seen("restart")), *UP, *LATER],
            [],
        ),
        "it says that it restarts": ([*DISTURBED, (3, said("Restarting")), *UP, *LATER], STOPPED),
        "it asks again, and gets it": ([*DISTURBED, (3, permit()), *UP, *LATER], STOPPED),
        "it asks for the list of packages": ([*DISTURBED, (3, asked(P2, by_list=True)), *UP, *LATER], STOPPED),
        "it is to run what it runs": ([*DISTURBED, (2, stamp(P1)), *UP, *LATER], []),
        "it is to run yet another version": ([*DISTURBED, (2, override(P3)), *UP, *LATER], []),
        "somebody stops it": ([*DISTURBED, (3, ended("stopped")), (5, started()), (5, reported("Up")), *LATER], []),
        "told before": ([(1, stamp(P2)), (1, seen("restart")), *UPGRADING, *UP, *LATER], []),
        "told once it is Up": ([(1, stamp(P2)), *UPGRADING, *UP, (3, seen("restart")), *LATER], []),
        "told something else": ([(1, stamp(P2)), *UPGRADING, (2, seen("grabLog")), *UP, *LATER], []),
        "not told any more": (
            [(1, stamp(P2)), *UPGRADING, (2, seen("restart", state="processed")), *UP, *LATER],
            [],
        ),
        "Paused": ([(1, stamp(P2)), (1, reported("Paused")), (2, seen("resumeMid")), (2, reported("Up")), *LATER], []),
    }
)
def test_neither_resumed_nor_restarted(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.neither_resumed_nor_restarted, told) == wrong


def test_whoever_was_told_has_looked_itself() -> None:
    assert wrongs_by_others(status.neither_resumed_nor_restarted, [*DISTURBED, *UP, *LATER]) == []


LOST: list[Told] = [(1, reported("Upgrading")), (2, reported("Up", arrived=False))]
UNTOLD = ["the instance still takes it for Upgrading"]


@stories(
    {
        "told again at once": ([*LOST, (3, reported("Up"))], [""]),
        "told again with the next check": ([*LOST, (62, asked(P1)), (62, reported("Up"))], [""]),
        "told again a quarter of an hour later": ([*LOST, (62, asked(P1)), (77, reported("Up"))], [""]),
        "told another one": ([*LOST, (62, asked(P1)), (62, reported("Paused"))], [""]),
        "told again later": ([*LOST, (62, asked(P1)), (78, reported("Up"))], UNTOLD),
        "never told again": ([*LOST, (62, asked(P1)), (122, asked(P1))], UNTOLD),
        "never told again, and the scenario ends": ([*LOST, (62, asked(P1)), (78, said("idle"))], UNTOLD),
        "the scenario ends too early": ([*LOST, (62, asked(P1)), (77, said("idle"))], []),
        "its version is told": ([*LOST, (62, asked(P1)), (62, reported("", P1)), (122, asked(P1))], UNTOLD),
        "the check is not answered": ([*LOST, (62, asked_in_vain()), (122, asked_in_vain())], []),
        "a check at the same instant": ([*LOST, (2, asked(P1)), (60, said("idle"))], []),
        "told again in vain": ([*LOST, (62, asked(P1)), (62, reported("Up", arrived=False)), (120, said("idle"))], []),
        "it is stopped": ([*LOST, (62, asked(P1)), (63, ended("stopped")), (122, said("idle"))], []),
        "it is cut off": ([*LOST, (62, asked(P1)), (63, cut_off()), (122, said("idle"))], []),
        "what the instance knows": (
            [(1, reported("Upgrading")), (2, reported("Upgrading", arrived=False)), (62, asked(P1)), (122, asked(P1))],
            [],
        ),
        "what the instance knew before the one that was lost": (
            [*LOST, (3, reported("Upgrading", arrived=False)), (62, asked(P1)), (122, asked(P1))],
            [],
        ),
        "that it is Upgrading": ([(1, reported("Upgrading", arrived=False)), (62, asked(P1)), (122, asked(P1))], []),
        "a version that was lost is no status": (
            [(2, reported("", P1, arrived=False)), (62, asked(P1)), (122, asked(P1))],
            [],
        ),
    }
)
def test_a_lost_status_is_told_again(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.a_lost_status_is_told_again, told) == wrong


@stories(
    {
        "minutes": ([*UPGRADING, (5, reported("Up"))], [""]),
        "a day": ([*UPGRADING, (DAY + 1, reported("Up"))], [""]),
        "more than a day": ([*UPGRADING, (DAY + 2, reported("Up"))], ["it was Upgrading for 1 day, 0:01:00"]),
        "more than a day, told again and again": (
            [*UPGRADING, (DAY, reported("Upgrading")), (DAY + 2, reported("Upgrade Failed"))],
            ["it was Upgrading for 1 day, 0:01:00"],
        ),
        "more than a day, and the scenario ends": (
            [*UPGRADING, (DAY + HOUR, said("idle"))],
            ["it has been Upgrading for 1 day, 0:59:00"],
        ),
        "a day, and the scenario ends": ([*UPGRADING, (DAY, said("idle"))], []),
        "a day since it asked for a permit again": (
            [*UPGRADING, (DAY, refused()), (DAY + HOUR, permit()), (2 * DAY + HOUR, reported("Up"))],
            [""],
        ),
        "more than a day since it asked for a permit again": (
            [*UPGRADING, (DAY, refused()), (2 * DAY + 1, reported("Up"))],
            ["it was Upgrading for 1 day, 0:01:00"],
        ),
        "waiting for a permit": (
            [
                (1, reported("Upgrading")),
                *((each * HOUR, refused()) for each in range(1, 50)),
                (50 * HOUR, said("idle")),
            ],
            [],
        ),
        "its being Up was not heard": ([*UPGRADING, (5, reported("Up", arrived=False)), (2 * DAY, said("idle"))], [""]),
        "it tells its version alone": (
            [*UPGRADING, (5, reported("", P2)), (DAY + 2, reported("Up"))],
            ["it was Upgrading for 1 day, 0:01:00"],
        ),
        "it restarts": ([*UPGRADING, (5, ended()), (7, started(P2)), (DAY + HOUR, said("idle"))], []),
        "it is stopped": ([*UPGRADING, (5, ended("stopped")), (DAY + HOUR, said("idle"))], []),
        "waiting for a permit while Up": ([(1, refused()), (1, returned()), (DAY + HOUR, said("idle"))], []),
    }
)
def test_upgrading_ends(told: list[Told], wrong: list[str]) -> None:
    assert wrongs(status.upgrading_ends, told) == wrong


def test_in_real_time_a_day_may_be_a_little_more() -> None:
    told: list[Told] = [*UPGRADING, (timedelta(days=1, minutes=1, seconds=1), reported("Up"))]
    assert wrongs(status.upgrading_ends, told, slack=seconds(1)) == [""]
