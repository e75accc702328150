"""Short stories for the tests of laws: what happened after how many minutes, and what a law finds wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from fakes.observe import events as e
from fakes.observe.reader import Happening
from fakes.releases.builds import named
from midcert.rules.laws.fold import fold
from midcert.rules.laws.law import Law
from midcert.rules.laws.story import Moment, Story

Told = tuple[float | timedelta, e.Event]
"""An event, and when it was: so many minutes after the begin, or so long after it."""
Table = Mapping[str, tuple[Sequence[Told], list[str]]]
"""Stories by what they are about, each with what a law finds wrong: a text for each moment at which it is at stake."""

BEGIN = datetime(2020, 5, 1, tzinfo=UTC)
BERLIN, MUNICH, HAMBURG, BREMEN = "berlin", "munich", "hamburg", "bremen"
P1, P2, P3 = (named(f"Orlando Patch {number}").stamp for number in (1, 2, 3))
PARIS, HELSINKI, ISTANBUL = (named(name).stamp for name in ("Paris Patch 1", "Helsinki Patch 12a", "Istanbul Patch 8"))
MADRID, NEW_YORK, ZURICH = (
    named(name).stamp for name in ("Madrid Patch 4", "New York Patch 1", "Zurich Patch 7b Hotfix 2")
)
AUSTRALIA, BRAZIL = (f"{family}{P1.removeprefix('orlando')}" for family in ("australia", "brazil"))
"""Of families of which it is a reading that they came after Zurich."""
P2_TAG = named("Orlando Patch 2").tag
BARE = "03-31-2020-1509"
DISK = "Not enough free disk space"
"""An error of the pre-upgrade tests."""
HOUR = 60
DAY = 24 * HOUR
END = e.ScenarioEnded()
SYSTEM = ("autoUpgrade", "pauseMid", "resumeMid", "restart", "grabLog", "threaddump")


def stories(table: Table) -> pytest.MarkDecorator:
    """Try a test with each of these stories."""
    return pytest.mark.parametrize(("told", "wrong"), list(table.values()), ids=list(table))


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def wrongs(
    law: Law, told: Iterable[Told], *begin: e.Event, slack: timedelta = timedelta(), is_played: bool = False
) -> list[str]:
    """What a law finds wrong with a story.

    Args:
        law: The one that judges.
        told: What happens; the scenario ends with the last of it.
        begin: What happens at first; else there is an instance, and berlin has come Up. Whoever keeps the law is under
            test, and the suite plays the other one.
        slack: How much later than it is due something may be seen.
        is_played: Whether the suite plays both.
    """
    begin = begin or tuple(beginning(law.role, is_played=is_played))
    return [finding.wrong for finding in law.findings(Story(moments([*((0, each) for each in begin), *told]), slack))]


def wrongs_by_others(law: Law, told: Iterable[Told], *begin: e.Event) -> list[str]:
    """What a law finds wrong with a story in which an administrator does all that comes after its beginning."""
    begin = begin or tuple(beginning(law.role))
    whole = happenings([*((0, each) for each in begin), *told])
    others = [each._replace(actor="administrator") for each in whole[len(begin) :]]
    return [finding.wrong for finding in law.findings(Story(fold([*whole[: len(begin)], *others])))]


def beginning(role: str = "mid", *, is_played: bool = False, version: str = P1, os: str = "linux") -> list[e.Event]:
    """An instance, and berlin, which has come Up; the one with this role is under test."""
    is_mid_played = is_played or role == "instance"
    instance = e.InstanceBegun(P1, is_played or role == "mid")
    return [instance, *comes(BERLIN, version=version, os=os, is_played=is_mid_played)]


def comes(name: str, *, version: str = P1, os: str = "linux", is_played: bool = True) -> list[e.Event]:
    """A MID Server is installed, validated and started, and is Up."""
    installed = [e.RecordAdded(name, version), e.Installed(name, is_played, os), e.Validated(name, "true")]
    return [*installed, e.Started(name, version, is_whole=True, pin=""), reported("Up", version, mid=name)]


def moments(told: Iterable[Told]) -> list[Moment]:
    """What was known when each of these events happened, up to the end of the scenario."""
    return fold(happenings(told))


def happenings(told: Iterable[Told]) -> list[Happening]:
    """These events, up to the end of the scenario; each MID Server has done itself what concerns it."""
    timed = [(when if isinstance(when, timedelta) else timedelta(minutes=when), event) for when, event in told]
    if not isinstance(timed[-1][1], e.ScenarioEnded):
        timed.append((timed[-1][0], END))
    return [
        Happening(BEGIN + when, number, event.mid if isinstance(event, e.MidEvent) else "administrator", event)
        for number, (when, event) in enumerate(timed)
    ]


def story(*told: Told) -> Story:
    """The story of an instance, of berlin and of what follows."""
    return Story(moments([*((0, each) for each in beginning()), *told]))


# ---- What happens; to berlin, where no other one is named


def asked(stamp: str = P2, *, mid: str = BERLIN, spoiled: bool = False, by_list: bool = False) -> e.VersionAsked:
    return e.VersionAsked(mid, True, 200, stamp, spoiled, by_list)


def asked_in_vain(status: int = 503, *, mid: str = BERLIN, by_list: bool = False) -> e.VersionAsked:
    return e.VersionAsked(mid, False, status, "", True, by_list)


def listed(stamp: str = P2, *, wanted: str = "", packages: int = 2) -> e.PackagesListed:
    return e.PackagesListed(BERLIN, wanted, stamp, packages, is_spoiled=False)


def permit(status: int = 201, *, mid: str = BERLIN, spoiled: bool = False) -> e.PermitAsked:
    return e.PermitAsked(mid, status, spoiled)


def refused(mid: str = BERLIN) -> e.PermitAsked:
    return permit(409, mid=mid)


def returned(*, mid: str = BERLIN, arrived: bool = True) -> e.PermitReturned:
    return e.PermitReturned(mid, arrived)


def reported(status: str, version: str = "", *, mid: str = BERLIN, arrived: bool = True) -> e.Reported:
    return e.Reported(mid, status, version, arrived)


def ran_tests(*errors: str) -> e.Tested:
    return e.Tested(BERLIN, "UpgradeCheck", errors, has_arrived=True)


def fetched(stamp: str = P2, os: str = "universal", *, answered: bool = True) -> e.PackageAsked:
    return e.PackageAsked(BERLIN, stamp, os, answered)


def extracted(*, done: bool = True) -> e.Extracted:
    return e.Extracted(BERLIN, done)


def changed(*, done: bool = True) -> e.ProgramChanged:
    return e.ProgramChanged(BERLIN, done)


def started(version: str = P1, *, whole: bool = True, pin: str = "") -> e.Started:
    return e.Started(BERLIN, version, whole, pin)


def ended(how: str = "restarting", *, mid: str = BERLIN) -> e.Ended:
    return e.Ended(mid, how)


def cut_off(mid: str = BERLIN) -> e.ConnectionLost:
    return e.ConnectionLost(mid)


def validated(value: str) -> e.Validated:
    return e.Validated(BERLIN, value)


def configured(parameter: str, value: str) -> e.Configured:
    return e.Configured(BERLIN, parameter, value)


def pinned(value: str) -> e.Configured:
    return configured("mid.pinned.version", value)


def said(text: str, *, logged: bool = True) -> e.Said:
    return e.Said(BERLIN, text, logged)


def seen(source: str = "hostname", command: str = "c1", *, mid: str = BERLIN, state: str = "ready") -> e.CommandSeen:
    return e.CommandSeen(mid, command, source in SYSTEM, source, state)


def taken(command: str = "c1", *, mid: str = BERLIN, done: bool = False) -> e.CommandTaken:
    return e.CommandTaken(mid, command, done)


def result(command: str = "c1", *, arrived: bool = True) -> e.ResultSent:
    return e.ResultSent(BERLIN, command, arrived)


def override(value: str) -> e.PropertySet:
    return e.PropertySet("mid.version.override", value)


def stamp(value: str) -> e.PropertySet:
    return e.PropertySet("mid.buildstamp", value)


def properties(**values: str) -> e.PropertiesSeen:
    """All system properties, where each is written with underscores."""
    return e.PropertiesSeen(tuple((name.replace("_", "."), value) for name, value in values.items()))
