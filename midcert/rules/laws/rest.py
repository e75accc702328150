"""Laws about the end: what has come of everything once all is put right and everybody was left alone for five hours."""

from collections.abc import Iterator

from fakes.observe import events as e
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.stamps import is_named_by, is_offered, is_stamp, may_kill_its_upgrade
from midcert.rules.laws.story import UP, Mid, Moment, Story


@law("AUTO-DIFFERENT", "mid")
def the_assigned_version_runs_in_the_end(story: Story) -> Iterator[Finding]:
    """Whoever is Up and validated five hours after all was put right runs what is assigned."""
    for end in _ends(story):
        mid, assigned = end.mid, end.mid.pin or end.instance.assigned
        is_named = is_offered(assigned) and (bool(mid.pin) or is_stamp(assigned))
        may_go = is_named and not may_kill_its_upgrade(mid.os, mid.running, assigned)
        if _is_well(mid) and len(mid.pins) == 1 and may_go:
            runs = is_named_by(mid.running, assigned)
            yield found(end, holds=runs, wrong=f"it runs {mid.running}, and {assigned} is assigned")


def _ends(story: Story) -> Iterator[Moment]:
    """The end of each life, where everybody was left alone before it."""
    if story.of(e.Rested):
        yield from (life.moments[-1] for life in story.lives)


def _is_well(mid: Mid) -> bool:
    return bool(mid.status == mid.claimed == UP and mid.started and mid.is_validated and not mid.waits)
