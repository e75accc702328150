"""Laws about upgrades that fail. Chapters "Failed upgrades" and "Upgrade error messages"."""

from collections.abc import Iterator

from fakes import bounds
from fakes.observe import events as e
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.stamps import family, knows_upgrading, may_kill_its_upgrade
from midcert.rules.laws.story import (
    DENIALS,
    FAILURES,
    MESSAGES,
    PAUSED,
    UPGRADE_FAILED,
    Life,
    Mid,
    Moment,
    Story,
    was_denied,
)

_OF_AN_ATTEMPT = (
    e.Started, e.Ended, e.Reported, e.VersionAsked, e.PermitAsked, e.Validated, e.ConnectionLost,
)  # fmt: skip


@law("FAIL-PATCH", "mid")
def upgrade_failed_is_for_families(story: Story) -> Iterator[Finding]:
    """Nobody is Upgrade Failed without a reason to go to another family."""
    for moment in story.of(e.Reported):
        mid = moment.mid
        is_own = moment.actor == mid.name and mid.started
        if isinstance(moment.event, e.Reported) and moment.event.status == UPGRADE_FAILED and is_own:
            aims = (mid.knew | mid.pins | mid.may_install) - {"", mid.running}
            other = not aims or "" in mid.knew or any(family(aim) != family(mid.running) for aim in aims)
            yield found(moment, holds=other, wrong=f"its family was never to change: {sorted(aims)}")


@law("FAIL-FAMILY", "mid")
def a_failed_family_shows(story: Story) -> Iterator[Finding]:
    """A MID Server whose upgrade to another family has failed is Upgrade Failed by its next check."""
    for life in story.lives:
        begun: Moment | None = None
        has_shown = False
        for moment in life.of(*DENIALS, *_OF_AN_ATTEMPT):
            mid = moment.mid
            has_shown |= mid.claimed in (UPGRADE_FAILED, PAUSED)
            match moment.event:
                case e.Reported(_, "Upgrade Failed"):
                    has_shown = True
                case e.VersionAsked() if begun and _is_later_check(begun, moment):
                    if _goes_to_another_family(begun.mid, begun.instance.assigned):
                        yield found(moment, holds=has_shown, wrong=f"it is {mid.claimed}")
                    begun = None
                case e.Started() | e.PermitAsked(is_given=True) | e.Validated() | e.Ended() | e.ConnectionLost():
                    begun = None
                case _ if was_denied(moment) and (mid.is_keeping or isinstance(moment.event, e.Tested)) and mid.started:
                    begun, has_shown = moment, False


@law("ERR-REFRESH", "mid")
def failures_are_said(story: Story) -> Iterator[Finding]:
    """An upgrade that failed has left a message of the documentation by the next check."""
    for life in filter(_logs, story.lives):
        begun: Moment | None = None
        is_said = has_stored = has_packages = False
        for moment in life.of(*FAILURES, e.PackageStored, e.VersionAsked, e.Started, e.Ended):
            mid, has_packages = moment.mid, has_packages or (has_stored and isinstance(moment.event, e.VersionAsked))
            match moment.event:
                case e.PackageStored():
                    has_stored = True
                case e.PackageAsked(is_answered=False) if has_packages:
                    pass  # what an attempt before has stored may do instead, and be refused in words of its own
                case e.Said(_, text):
                    is_said = is_said or any(each in text for each in MESSAGES)
                case (
                    e.PackageAsked(is_answered=False)
                    | e.Extracted(_, is_done=False)
                    | e.ProgramChanged(_, is_done=False)
                    | e.PackagesListed(stamp="")
                ) if mid.is_keeping and not mid.was_hindered and not begun:
                    begun, is_said = moment, False
                case e.VersionAsked() if begun and _is_later_check(begun, moment):
                    yield found(begun, holds=is_said, wrong="what failed here was said nowhere in documented words")
                    begun = None
                case e.Started() | e.Ended():
                    begun = None


@law("ERR-QUERY", "mid")
def failed_questions_are_said(story: Story) -> Iterator[Finding]:
    """Where the instance begins not to tell the version, the message for that is recorded."""
    for life in filter(_logs, story.lives):
        begun: Moment | None = None
        is_said, was_answered = False, True
        for moment in life.moments:
            mid = moment.mid
            if begun and moment.time - begun.time > bounds.SAME_CHECK:
                yield found(begun, holds=is_said, wrong="nobody answered, and it said nothing")
                begun = None
            match moment.event:
                case e.VersionAsked(is_answered=True) | e.Ended() | e.Started():
                    begun, was_answered = None, True
                case e.VersionAsked(is_list=is_list, status=status) if not begun:
                    may_keep_it = (
                        not _is_unavailable(status) or is_list or mid.is_busy or mid.is_pinned or mid.claimed == PAUSED
                    )
                    if was_answered and not may_keep_it:
                        begun, is_said = moment, False
                    was_answered = False
                case e.Said(_, text):
                    is_said = is_said or "Failed to query instance for MID Server buildstamp" in text


def _is_unavailable(status: int) -> bool:
    return not status or status >= 500  # noqa: PLR2004 - RFC 9110, section 15.6


def _is_later_check(begun: Moment, moment: Moment) -> bool:
    return moment.time - begun.time > bounds.SAME_CHECK and not moment.mid.is_busy


def _goes_to_another_family(mid: Mid, assigned: str) -> bool:
    aims = mid.pins - {""} or {mid.told, assigned} | (mid.may_install if mid.is_keeping else frozenset())
    is_other = all(family(aim) not in ("", family(mid.running)) for aim in aims)
    may_be_killed = any(may_kill_its_upgrade(mid.os, mid.running, aim) for aim in aims)
    return knows_upgrading(mid.running) and is_other and not may_be_killed


def _logs(life: Life) -> bool:
    """Whether a MID Server has written into its log where the journal shows it."""
    return any(isinstance(each.event, e.Said) and each.event.is_logged for each in life.moments)
