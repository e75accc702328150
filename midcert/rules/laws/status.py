"""Laws about the status of a MID Server. Chapters "The Upgrade state" and "Failed upgrades"."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from fakes import bounds
from fakes.observe import events as e
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.stamps import is_before_istanbul, is_named_by, knows_upgrading
from midcert.rules.laws.story import PAUSED, UP, UPGRADING, Moment, Story, failed

LONGEST_UPGRADE = timedelta(hours=24)


@law("STATE-UPGRADING", "mid")
def replaces_while_upgrading(story: Story) -> Iterator[Finding]:
    """Another build is put in place in the status Upgrading only, from Istanbul on."""
    for life in story.lives:
        first: Moment | None = None
        for moment in life.of(e.ProgramChanged, e.PermitAsked, e.Started):
            match moment.event:
                case e.PermitAsked(is_given=True):
                    first = None
                case e.ProgramChanged(_, is_done=True):
                    first = moment if first is None or first.mid.claimed == UPGRADING else first
                case e.Started(_, version) if first:
                    if version not in moment.mid.has_run and knows_upgrading(first.mid.running):
                        status = first.mid.claimed
                        yield found(first, holds=status == UPGRADING, wrong=f"files were replaced while {status}")
                    first = None


@law("STATE-PRE-ISTANBUL", "mid")
def no_upgrading_before_istanbul(story: Story) -> Iterator[Finding]:
    """No MID Server older than Istanbul is Upgrading."""
    for moment in story.of(e.Reported):
        match moment.event:
            case e.Reported(mid, status) if status and moment.actor == mid and is_before_istanbul(moment.mid.running):
                yield found(moment, holds=status != UPGRADING, wrong=f"{moment.mid.running} was {status}")


@law("STATE-UP-AND-VALIDATED", "mid")
def upgrades_up_and_validated(story: Story) -> Iterator[Finding]:
    """Whoever replaces files was validated, and neither Paused nor Down, when it got its permit."""
    for moment in story.of(e.ProgramChanged):
        mid = moment.mid
        match moment.event:
            case e.ProgramChanged(_, is_done=True) if mid.is_keeping:
                is_validated = mid.is_validated or mid.was_validated
                yield found(moment, holds=is_validated and mid.was_there, wrong=_wrong(is_validated=is_validated))


@law("STATE-QUIET", "mid")
def quiet_while_upgrading(story: Story) -> Iterator[Finding]:
    """Whoever is Upgrading begins with no command for its host, and sends no result."""
    system = story.commands()
    for life in story.lives:
        begun: set[str] = set()
        acts: list[Moment] = []
        for moment in life.of(e.CommandTaken, e.ResultSent, e.Reported):
            mid, since = moment.mid, moment.mid.status_since
            is_upgrading = mid.status == mid.claimed == UPGRADING
            match moment.event:
                case e.CommandTaken(_, command) if command not in system | begun:
                    begun.add(command)
                    acts += [moment] if is_upgrading else []
                case e.ResultSent(_, command) if command not in system and is_upgrading:
                    acts.append(moment)
                case e.Reported(_, status, has_arrived=True) if status and is_upgrading and since:
                    early = [act for act in acts if since < act.time < moment.time]
                    wrong = "while Upgrading it took a command or sent a result"
                    yield found(early[0] if early else moment, holds=not early, wrong=wrong)
                    acts = []
                case e.Reported(_, status) if status:
                    acts = []


@law("STATE-NO-RESUME-RESTART", "mid")
def neither_resumed_nor_restarted(story: Story) -> Iterator[Finding]:
    """No upgrade ends in the former version because of a resume or a restart."""
    wanted = story.commands("resumeMid", "restart")
    for life in story.lives if wanted else ():
        begun: Moment | None = None
        ended: Moment | None = None
        is_told = False
        for moment in life.moments:
            if begun and ended and (moment.time > ended.time or _tells_a_status(moment.event)):
                stayed = ended.mid.running == begun.mid.running and ended.mid.claimed == UPGRADING
                yield found(ended, holds=not stayed, wrong="told to stop, it was what it was before")
                begun = ended = None
            match moment.event:
                case e.Reported(_, "Upgrading"):
                    is_behind = not is_named_by(moment.mid.running, moment.instance.assigned)
                    begun, ended, is_told = moment if is_behind else None, None, False
                case e.CommandSeen(mid, command, state="ready") if moment.actor == mid and command in wanted:
                    is_told = True
                case e.Reported(_, status) if status and begun:
                    ended = moment if is_told and status in (UP, PAUSED) else None
                    begun = begun if ended and moment.instance.assigned == begun.instance.assigned else None
                case e.Ended(_, "restarting"):
                    pass
                case _ if failed(moment) or (ended is None and _may_end_it(moment.event)):
                    begun = ended = None


@law("STATE-UPGRADING", "mid")
def a_lost_status_is_told_again(story: Story) -> Iterator[Finding]:
    """A status that did not reach the instance is told again with the next check that does."""
    for life in story.lives:
        lost: Moment | None = None
        checked: Moment | None = None
        for moment in life.of(e.Reported, e.VersionAsked, e.Ended, e.ConnectionLost, e.ScenarioEnded):
            if lost and checked and moment.time - checked.time > bounds.UPGRADING:
                yield found(lost, holds=False, wrong=f"the instance still takes it for {moment.mid.status}")
                lost = checked = None
            match moment.event:
                case e.Reported(_, status, has_arrived=has_arrived) if status:
                    if lost and has_arrived:
                        yield found(lost, holds=True, wrong="")
                    is_known = has_arrived or status in (UPGRADING, moment.mid.status)
                    lost, checked = None if is_known else moment, None
                case e.VersionAsked(is_answered=True) if lost and moment.time > lost.time:
                    checked = checked or moment
                case e.Ended() | e.ConnectionLost():
                    lost = checked = None


@law("FAIL-PATCH", "mid")
def upgrading_ends(story: Story) -> Iterator[Finding]:
    """No process is Upgrading for more than 24 hours after it got its permit."""
    for life in story.lives:
        since: datetime | None = None
        for moment in life.of(e.Reported, e.PermitAsked, e.Started, e.Ended, e.ScenarioEnded):
            match moment.event:
                case e.Reported(_, "Upgrading") if moment.mid.started:
                    since = since or moment.time
                case e.PermitAsked() if since:
                    since = moment.time
                case e.Reported(_, status) if status and since:
                    in_time = moment.time - since <= LONGEST_UPGRADE + story.slack
                    yield found(moment, holds=in_time, wrong=f"it was Upgrading for {moment.time - since}")
                    since = None
                case e.Started() | e.Ended():
                    since = None
                case e.ScenarioEnded() if since and moment.time - since > LONGEST_UPGRADE + story.slack:
                    yield found(moment, holds=False, wrong=f"it has been Upgrading for {moment.time - since}")


def _tells_a_status(event: e.Event) -> bool:
    return isinstance(event, e.Reported) and bool(event.status)


def _may_end_it(event: e.Event) -> bool:
    """Whether this may end an upgrade in which nothing fails."""
    match event:
        case e.Ended() | e.Validated() | e.ConnectionLost() | e.Configured():
            return True
        case e.PermitAsked(is_given=False) | e.VersionAsked(is_list=False):
            return True
    return False


def _wrong(*, is_validated: bool) -> str:
    return "it was Paused or Down when it got its permit" if is_validated else "it was not validated"
