"""Laws about commands in the ECC queue. Chapters "The Upgrade state" and "The Down state"."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from fakes import bounds
from fakes.observe import events as e
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.story import UP, UPGRADING, Mid, Moment, Story

LONGEST_COMMAND = timedelta(hours=4)
"""Longer than any that the suite sends takes."""


@law("STATE-QUEUED", "mid")
def takes_its_own_commands(story: Story) -> Iterator[Finding]:
    """No MID Server takes a command that is for another one."""
    owners = {seen.command: seen.mid for seen in (moment.event for moment in story.of(e.CommandSeen))
              if isinstance(seen, e.CommandSeen)}  # fmt: skip
    for moment in story.of(e.CommandTaken):
        match moment.event:
            case e.CommandTaken(mid, command) if command in owners:
                yield found(moment, holds=mid == owners[command], wrong=f"the command is for {owners[command]}")


@law("STATE-QUEUED-OUTPUT", "mid")
def one_result(story: Story) -> Iterator[Finding]:
    """No command for a host has two results."""
    seen: set[str] = set()
    system = story.commands()
    for moment in story.of(e.ResultSent):
        match moment.event:
            case e.ResultSent(_, command, has_arrived=True) if command not in system:
                yield found(moment, holds=command not in seen, wrong="a second result of one command")
                seen.add(command)


@law("STATE-QUEUED", "mid")
def commands_do_not_wait(story: Story) -> Iterator[Finding]:  # noqa: C901 - what ends a wait is a table
    """No command waits for more than ten minutes while its MID Server is Up and idle."""
    resumes = story.commands("resumeMid")
    for life in story.lives if story.of(e.CommandSeen) else ():
        waiting: dict[str, datetime] = {}
        running: set[str] = set()
        is_blind = False
        for moment in life.moments:
            time = moment.time
            if running or is_blind or not _is_idle(moment.mid):
                waiting = dict.fromkeys(waiting, time)
            if late := next(
                (each for each, since in waiting.items() if time - since > bounds.LOOKING + story.slack), None
            ):
                yield found(moment, holds=False, wrong=f"a command has waited for {time - waiting[late]}")
                waiting = dict.fromkeys(waiting, time)
            match moment.event:
                case e.CommandSeen(_, command, state="ready") if command not in resumes:
                    waiting.setdefault(command, time)
                case e.CommandTaken(_, command, is_done):
                    if waiting.pop(command, None):
                        yield found(moment, holds=True, wrong="")
                    running = running - {command} if is_done else running | {command}
                case e.CommandSeen(_, command):
                    waiting.pop(command, None)
                case e.QueueCleared():
                    waiting.clear()
                case e.Unanswered():
                    is_blind = True
                case e.Reported() | e.Validated():
                    waiting = dict.fromkeys(waiting, time)
                case e.Started() | e.Ended():
                    running, is_blind = set(), False


@law("STATE-QUEUED-OUTPUT", "mid")
def commands_are_answered(story: Story) -> Iterator[Finding]:
    """A command for the host that was taken has its result four hours later."""
    system = story.commands()
    for life in story.lives:
        taken: dict[str, Moment] = {}
        answered: set[str] = set()
        kinds = (e.CommandTaken, e.ResultSent, e.Ended, e.Unanswered, e.Validated, e.QueueCleared, e.ScenarioEnded)
        for moment in life.of(*kinds):
            match moment.event:
                case e.CommandTaken(_, command) if moment.mid.started and command not in system | answered:
                    taken.setdefault(command, moment)
                case e.ResultSent(_, command, has_arrived=True):
                    answered.add(command)
                    if taken.pop(command, None):
                        yield found(moment, holds=True, wrong="")
                case e.Ended() | e.Unanswered() | e.Validated() | e.QueueCleared() if not _goes_on(moment):
                    taken.clear()
                case e.ScenarioEnded() if moment.mid.status == UP:
                    for each in taken.values():
                        if moment.time - each.time > LONGEST_COMMAND:
                            yield found(each, holds=False, wrong="its result has never come")


@law("STATE-QUEUED", "instance")
def an_upgrade_command_stays(story: Story) -> Iterator[Finding]:
    """An autoUpgrade goes on waiting until one is taken or the queue is cleared."""
    upgrades = story.commands("autoUpgrade")
    waiting: set[str] = set()
    kinds = (e.CommandSeen, e.ActionTried, e.CommandTaken, e.QueueCleared, e.Reported, e.QueuesSeen)
    for moment in story.of(*kinds) if story.moments and story.moments[-1].instance.is_tested else ():
        match moment.event:
            case e.CommandSeen(mid, command, state="ready") if command in upgrades:
                waiting.add(mid)
            case e.ActionTried(mid, "upgrade", is_accepted=True):
                waiting.add(mid)
            case e.CommandTaken(mid) | e.QueueCleared(mid) | e.Reported(mid, version=str(_)) if _ends_it(moment):
                waiting.discard(mid)
            case e.QueuesSeen(ready):
                for mid in sorted(waiting):
                    yield found(moment, holds=mid in ready, wrong=f"nobody has taken that of {mid}, and it is gone")
                waiting &= ready


def _ends_it(moment: Moment) -> bool:
    """Whether an autoUpgrade need not wait any longer: a status alone changes nothing."""
    return not isinstance(moment.event, e.Reported) or bool(moment.event.version)


def _goes_on(moment: Moment) -> bool:
    """Whether an upgrade has ended the process, which is to send later what it has held back."""
    return moment.event == e.Ended(moment.mid.name, "restarting") and moment.mid.claimed == UPGRADING


def _is_idle(mid: Mid) -> bool:
    is_up = mid.status == mid.claimed == UP and mid.is_validated
    return bool(is_up and mid.started and not mid.is_busy)
