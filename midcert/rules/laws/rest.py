"""Laws about the end: what has come of everything once all is put right and everybody was left alone for five hours."""

from collections.abc import Iterator

from fakes.observe import events as e
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.stamps import is_named_by, is_offered, may_kill_its_upgrade
from midcert.rules.laws.story import UP, Mid, Moment, Story


@law("AUTO-DIFFERENT", "mid")
def the_assigned_version_runs_in_the_end(story: Story) -> Iterator[Finding]:
    """Who is Up and validated five hours after all was put right runs what is assigned."""
    for end in _ends(story):
        mid, assigned = end.mid, end.mid.pin or end.instance.assigned
        if _is_well(mid) and is_offered(assigned) and not may_kill_its_upgrade(mid.os, mid.running, assigned):
            runs = is_named_by(mid.running, assigned)
            yield found(end, holds=runs, wrong=f"it runs {mid.running}, and {assigned} is assigned")


@law("ERR-409", "mid")
def no_permit_is_held_in_the_end(story: Story) -> Iterator[Finding]:
    """Who is Up five hours after all was put right holds no permit."""
    for end in _ends(story):
        if end.mid.given_at is not None and end.mid.status == UP:
            yield found(end, holds=not end.mid.is_keeping, wrong=f"it holds the one it got at {end.mid.given_at:%H:%M}")


@law("STATE-QUEUED", "mid")
def no_command_waits_in_the_end(story: Story) -> Iterator[Finding]:
    """No command waits for who is Up and validated five hours after all was put right."""
    blind = {moment.mid.name for moment in story.of(e.Unanswered)}  # what called it then is not said again
    ends = {end.mid.name: end for end in _ends(story) if _is_well(end.mid) and end.mid.name not in blind}
    last: dict[str, dict[str, str]] = {}
    for moment in story.of(e.CommandSeen, e.CommandTaken, e.QueueCleared):
        match moment.event:
            case e.CommandSeen(mid, command, _, _, state) if mid in ends:
                last.setdefault(mid, {})[command] = state
            case e.CommandTaken(mid, command) if mid in ends:
                last.setdefault(mid, {})[command] = "processing"
            case e.QueueCleared(mid) if mid in ends:
                last[mid] = dict.fromkeys(last.get(mid, ()), "processed")
    for mid, states in last.items():
        yield found(ends[mid], holds="ready" not in states.values(), wrong="a command still waits for it")


def _ends(story: Story) -> Iterator[Moment]:
    """The end of each life, where everybody was left alone before it."""
    if story.of(e.Rested):
        yield from (life.moments[-1] for life in story.lives)


def _is_well(mid: Mid) -> bool:
    return bool(mid.status == mid.claimed == UP and mid.started and mid.is_validated and not mid.waits)
