"""Laws about which version a MID Server goes to, and what it runs. Chapters "Upgrade methods" and "Pinning"."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from fakes.observe import events as e
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.stamps import family, is_named_by, is_offered, is_stamp, may_kill_its_upgrade
from midcert.rules.laws.story import DENIALS, FAILURES, UP, Mid, Moment, Story, failed, was_denied

ANY_SYSTEM = "universal"
HOUR = timedelta(hours=1)
_OF_AN_ATTEMPT = (
    e.VersionAsked, e.PermitAsked, e.Reported, e.Validated, e.ConnectionLost, e.Ended, e.ScenarioEnded,
)  # fmt: skip


@law("VER-PRECEDENCE", "mid")
def installs_what_is_assigned(story: Story) -> Iterator[Finding]:
    """Packages are those of the build that the last check found, or that was assigned since."""
    for moment in story.of(e.PackageAsked):
        may = moment.mid.may_install
        match moment.event:
            case e.PackageAsked(_, stamp) if moment.mid.is_keeping and may and all(map(family, may)):
                right = any(is_named_by(stamp, each) for each in may)
                yield found(moment, holds=right, wrong=f"it asks for {stamp}, and assigned is {sorted(may)}")


@law("PKG-PLATFORM", "mid")
def packages_fit_the_system(story: Story) -> Iterator[Finding]:
    """No MID Server asks for a package for another operating system than its own."""
    for moment in story.of(e.PackageAsked):
        match moment.event:
            case e.PackageAsked(_, _, os) if os:
                fits = os in (moment.mid.os, ANY_SYSTEM)
                yield found(moment, holds=fits, wrong=f"it runs on {moment.mid.os}, and asks for one for {os}")


@law("PKG-APPROPRIATE", "mid")
def builds_are_whole(story: Story) -> Iterator[Finding]:
    """An upgrade in which nothing failed leaves the files of one build, and all of them."""
    for life in story.lives:
        is_smooth = True
        for moment in life.of(*DENIALS, e.Started, e.Ended):
            match moment.event:
                case e.Ended(_, "stopped" | "killed" | "cannot start"):
                    is_smooth = False
                case e.Started(_, version, is_whole):
                    if moment.mid.running and is_smooth:
                        yield found(moment, holds=is_whole, wrong=f"files of another build lie beside {version}")
                    is_smooth = is_whole
                case e.PackagesListed(is_spoiled=True):
                    is_smooth = False
                case _ if was_denied(moment):
                    is_smooth = False


@law("VER-PINNED-SURVIVES", "mid")
def the_pin_is_the_administrators(story: Story) -> Iterator[Finding]:
    """Nobody but an administrator has written mid.pinned.version."""
    for moment in story.of(e.Started):
        match moment.event:
            case e.Started(_, _, _, pin) if moment.mid.running and (moment.mid.pin or pin):
                yield found(moment, holds=pin == moment.mid.pin, wrong=f"the pin is {pin!r}, not {moment.mid.pin!r}")


@law("AUTO-DIFFERENT", "mid")
def equal_is_not_upgraded(story: Story) -> Iterator[Finding]:
    """Whoever was told last the version that it runs, and has no pin, asks for no permit."""
    for moment in story.of(e.PermitAsked):
        mid = moment.mid
        if mid.started and mid.told and not mid.waits and not mid.is_pinned:
            yield found(moment, holds=mid.told != mid.running, wrong=f"it runs {mid.running} already")


@law("AUTO-DIFFERENT", "mid")
def different_is_taken(story: Story) -> Iterator[Finding]:
    """Whoever is Up, validated and told another version sees to that before the next check."""
    for life in story.lives:
        learnt: Moment | None = None
        for moment in life.of(*FAILURES, *_OF_AN_ATTEMPT):
            match moment.event:
                case e.PermitAsked() | e.Tested() if learnt:
                    yield found(learnt, holds=True, wrong="")
                    learnt = None
                case e.VersionAsked() | e.ScenarioEnded() if learnt and moment.time - learnt.time >= HOUR:
                    yield found(learnt, holds=False, wrong="it was to run another version, and did nothing")
                    learnt = None
                case e.Ended() | e.Validated() | e.Reported() | e.ConnectionLost() | e.Said(is_logged=False):
                    learnt = None
                case _ if failed(moment):
                    learnt = None
            match moment.event:
                case e.VersionAsked(is_answered=True, stamp=stamp, is_spoiled=False) if not learnt:
                    learnt = moment if _may_upgrade(moment.mid) and _is_other(moment.mid, stamp) else None


@law("ERR-BUILDSTAMP", "mid")
def no_upgrade_to_nonsense(story: Story) -> Iterator[Finding]:
    """Whoever was told nothing that is a build stamp, and has no pin, replaces no file."""
    for moment in story.of(e.ProgramChanged):
        mid = moment.mid
        if mid.started and mid.told and mid.is_keeping and not mid.is_pinned:
            named = any(is_stamp(each.strip()) or not each for each in mid.may_install)
            yield found(moment, holds=named, wrong=f"{mid.told!r} is no build stamp")


@law("ERR-QUERY", "mid")
def no_answer_no_upgrade(story: Story) -> Iterator[Finding]:
    """Whoever was told no version at an instant, and has no pin, asks for no permit then."""
    for life in story.lives:
        asked: dict[datetime, bool] = {}
        for moment in life.of(e.VersionAsked, e.PermitAsked):
            match moment.event:
                case e.VersionAsked(is_answered=is_answered):
                    asked[moment.time] = asked.get(moment.time, False) or is_answered
                case e.PermitAsked() if moment.mid.started and not moment.mid.is_pinned and not moment.mid.waits:
                    yield found(moment, holds=asked.get(moment.time, True), wrong="nobody had told it a version")


@law("STATE-UPGRADING", "mid")
def reports_what_it_runs(story: Story) -> Iterator[Finding]:
    """No MID Server reports a version that it does not run."""
    for moment in story.of(e.Reported):
        match moment.event:
            case e.Reported(mid, _, version) if version and moment.actor == mid and not moment.mid.has_replaced:
                running = moment.mid.running
                yield found(moment, holds=version == running, wrong=f"it runs {running}, and reports {version}")


def _may_upgrade(mid: Mid) -> bool:
    is_up = mid.status == mid.claimed == UP and mid.started and mid.is_validated and not mid.is_busy
    return bool(is_up and not mid.was_hindered)


def _is_other(mid: Mid, told: str) -> bool:
    """Whether it is clear that a MID Server that has just been told this version is to run another one than it does."""
    match sorted(mid.pins):
        case [""]:
            wanted, is_other = told, is_stamp(told) and told != mid.running
        case [wanted]:
            is_other = not is_named_by(mid.running, wanted)
        case _:
            return False
    return is_other and is_offered(wanted) and not may_kill_its_upgrade(mid.os, mid.running, wanted)
