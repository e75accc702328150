"""Folds a journal into a story: event by event, what is known of MID Servers and the instance after it."""

import copy
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from fakes.observe import events as e
from fakes.observe.details import Detail
from fakes.observe.reader import Happening
from midcert.rules.laws.story import DOWN, PAUSED, UP, UPGRADE_FAILED, UPGRADING, Instance, Mid, Moment

OVER = (UP, UPGRADE_FAILED, DOWN)
"""The statuses that give a permit back."""


def fold(happenings: Iterable[Happening]) -> list[Moment]:
    """What was known when each of these events happened."""
    mids: dict[str, Mid] = {}
    instance, moments = Instance(), []
    nobody = Mid("")
    for happening in happenings:
        event = happening.event
        if event is None or isinstance(event, Detail):
            continue
        name = event.mid if isinstance(event, e.MidEvent) else ""
        mid = mids.get(name) or (Mid(name) if name else nobody)
        moments.append(Moment(happening.time, happening.sequence, happening.actor, event, mid, instance, mids))
        if not name:
            instance = _instance_after(instance, event)
        else:
            after = change(copy.copy(mid), happening, instance)
            if after != mid:
                mids = {**mids, name: after}
    return moments


def _instance_after(instance: Instance, event: e.Event) -> Instance:
    changes: dict[str, str | bool] = {}
    match event:
        case e.InstanceBegun(version, is_played):
            changes = {"is_tested": not is_played, "own": version, "stamp": version}
        case e.InstanceUpgraded(version):
            changes = {"own": version, "stamp": version, "override": ""}
        case e.InstanceRestarted():
            changes = {"stamp": instance.own}
        case e.PropertySet("mid.buildstamp", value):
            changes = {"stamp": value}
        case e.PropertySet("mid.version.override", value):
            changes = {"override": value}
        case e.PropertySet("mid.upgrade.run_precheck", value):
            changes = {"tests_are_off": instance.tests_are_off or _turns_off(value)}
    return replace(instance, **changes) if changes else instance  # type: ignore[arg-type] # each is right above


def change(mid: Mid, happening: Happening, instance: Instance) -> Mid:  # noqa: C901, PLR0912 - a table
    """What a MID Server is after an event, written into what it was."""
    match happening.event:
        case e.Reported() as report:
            _report(mid, report, happening.time)
        case e.VersionAsked() as asked:
            _learn(mid, asked, instance)
        case e.PackagesListed(_, wanted, stamp) if stamp and (not wanted or wanted in mid.pins):
            mid.knew |= {stamp}
            mid.may_install |= {stamp}
        case e.PermitAsked() as asked:
            _ask(mid, asked, happening.time, instance)
        case e.PermitReturned(_, has_arrived):
            mid.holds, mid.is_keeping = mid.holds and not has_arrived, False
            mid.waits, mid.refused_at = False, None
        case e.Started(_, version):
            _start(mid, version, happening.time)
        case e.Ended(_, how):
            mid.started, mid.waits, mid.refused_at = None, False, None
            if how != "restarting":
                mid.claimed, mid.is_keeping = DOWN, False
        case e.ConnectionLost():
            mid.status_since = mid.status_since if mid.status == DOWN else happening.time
            mid.status, mid.holds = DOWN, False
        case e.Tested(source="UpgradeCheck") as tested:
            mid.tested = "errors" if tested.errors else "clean"
            mid.refused_at = None if tested.errors else mid.refused_at
        case e.ProgramChanged(_, is_done=True):
            mid.has_replaced = True
        case e.Configured(_, parameter, value):
            _configure(mid, parameter, value)
        case e.ServiceSet(_, "AeLookupSvc", "disabled"):
            mid.was_hindered = mid.os == "windows"
        case e.Validated(_, value):
            mid.is_validated, mid.refused_at = value == "true", None
        case e.CommandTaken():
            mid.refused_at = None
        case e.RecordAdded(_, version):
            mid.recorded = version
        case e.Installed(_, is_played, os):
            mid.is_tested, mid.os = not is_played, os
    return mid


def _start(mid: Mid, version: str, time: datetime) -> None:
    """A process knows nothing of the one before it but what stands in config.xml; the instance knows what it knew."""
    mid.running, mid.started, mid.waits, mid.refused_at = version, time, False, None
    mid.has_run |= {version}
    mid.may_install = mid.knew = frozenset()
    mid.has_replaced, mid.told = False, ""
    if not mid.is_keeping:  # else this process may go on with the upgrade of the one before it
        mid.was_validated, mid.tested = False, ""
    mid.pins = frozenset({mid.pin})


def _ask(mid: Mid, asked: e.PermitAsked, time: datetime, instance: Instance) -> None:
    mid.was_validated = mid.is_validated or (mid.waits and mid.was_validated)
    mid.waits, mid.refused_at = asked.is_refused, time if asked.is_refused else None
    mid.is_turned_away = asked.is_refused or (mid.is_turned_away and not asked.is_given)
    if not asked.is_given:
        return
    mid.holds = mid.is_keeping = True
    mid.given_at, mid.has_replaced = time, False
    mid.was_there = not {mid.status, mid.claimed} <= {PAUSED, DOWN}
    named = mid.pins - {""}
    also = {instance.assigned, mid.told} if not named or len(mid.pins) > 1 else set()
    mid.may_install = named | also


def _learn(mid: Mid, asked: e.VersionAsked, instance: Instance) -> None:
    """What it is told; where a fault tells it something that is not read here, nobody knows what."""
    before = mid.told
    if asked.is_answered:
        mid.told = "" if asked.is_spoiled and not asked.stamp else asked.stamp or instance.assigned
        mid.knew |= {mid.told}
        mid.may_install |= {mid.told} if mid.holds or mid.is_keeping else set()
    if not (asked.is_answered and mid.told and mid.told == before):
        mid.refused_at = None


def _report(mid: Mid, report: e.Reported, time: datetime) -> None:
    if report.has_arrived and report.version:
        mid.recorded = report.version
    if not report.status:
        return
    is_over = report.status in OVER
    if is_over and (mid.is_keeping or mid.claimed == UPGRADING):
        mid.tested = ""
    mid.claimed, mid.is_keeping = report.status, mid.is_keeping and not is_over
    mid.waits, mid.refused_at = False, None
    if report.has_arrived:
        mid.status_since = mid.status_since if mid.status == report.status else time
        mid.status, mid.holds = report.status, mid.holds and not is_over


def _configure(mid: Mid, parameter: str, value: str) -> None:
    match parameter:
        case "mid.pinned.version":
            mid.pin, mid.pins = value, mid.pins | {value}
        case "mid.upgrade.run_precheck":
            mid.tests_are_off |= _turns_off(value)


def _turns_off(value: str) -> bool:
    """Whether this value of mid.upgrade.run_precheck may turn the tests off."""
    return value.strip().lower() not in ("", "true")
