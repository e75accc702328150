"""All laws, in the order of the chapters that their rules stand in, and how a scenario is judged by them."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType

from fakes.journal import Entry
from fakes.observe.reader import EventReader, Happening
from fakes.text import on_one_line
from midcert.rules.laws import (
    checks,
    commands,
    failures,
    instance,
    issues,
    permits,
    pre_upgrade,
    rest,
    status,
    versions,
)
from midcert.rules.laws.fold import fold
from midcert.rules.laws.law import Law
from midcert.rules.laws.story import Story

_NOUNS = (versions, checks, pre_upgrade, status, commands, failures, permits, instance, issues, rest)

LAWS: tuple[Law, ...] = tuple(each for noun in _NOUNS for each in vars(noun).values() if isinstance(each, Law))
BY_STEP: Mapping[str, Law] = MappingProxyType({law.step: law for law in LAWS})
"""The laws by the Then of their scenarios."""


def judged(journal: Iterable[Entry], slack: timedelta = timedelta()) -> dict[str, str]:
    """What `stakes_of` says of the scenario with this journal."""
    return stakes_of(EventReader().read(journal), slack)


def stakes_of(happenings: Iterable[Happening], slack: timedelta = timedelta()) -> dict[str, str]:
    """The laws that were at stake in a scenario, by their names, and what first broke each; empty where it held.

    Args:
        happenings: All that its journal tells.
        slack: How much later than it is due something may be seen.
    """
    story = Story(fold(happenings), slack)
    if not story.moments:
        return {}
    begin, stakes = story.moments[0].time, {}
    for law in LAWS:
        findings = list(law.findings(story))
        wrong = next((each for each in findings if each.wrong), None)
        if wrong:
            moment = wrong.moment
            said = f"after {moment.time - begin}, {moment.mid.name or 'the instance'}: {wrong.wrong}"
            stakes[law.name] = on_one_line(said)
        elif findings:
            stakes[law.name] = ""
    return stakes


def first_break(name: str, happenings: Iterable[Happening], slack: timedelta = timedelta()) -> int | None:
    """The sequence number of the journal's entry at which a law was first broken; None where it held.

    Args:
        name: The law's.
        happenings: All that the journal tells.
        slack: How much later than it is due something may be seen.
    """
    [law] = (each for each in LAWS if each.name == name)
    findings = law.findings(Story(fold(happenings), slack))
    return next((each.moment.sequence for each in findings if each.wrong), None)
