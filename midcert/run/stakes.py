"""What each scenario tells of the laws, as it travels with its report."""

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from fakes.observe.timeline import timeline
from fakes.world import World
from midcert.rules.laws.all import first_break, stakes_of
from midcert.run.certification import Subject
from midcert.run.failures import TIMELINE_LINES

STAKES = "laws"
"""The name under which it travels."""
BREAKS = "broken laws"
"""The name under which travels what led to it."""
SLACK = {"real": timedelta(seconds=2)}
"""How much later than it is due something may be seen, by time mode: harness and target look once a second."""


def at_stake(world: World, subject: Subject) -> dict[str, str]:
    """The laws that were at stake in a scenario that is over, by name, and what broke each; empty where it held."""
    return stakes_of(world.happenings(), _slack(subject))


def led_to(world: World, subject: Subject, broken: Iterable[str]) -> dict[str, list[str]]:
    """The last of what had happened when each of these laws was broken first."""
    return {name: _until(world, first_break(name, world.happenings(), _slack(subject))) for name in broken}


def sent(laws: dict[str, str] | dict[str, list[str]]) -> str:
    """What is told, as it travels."""
    return msgspec.json.encode(laws).decode()


def told(text: str) -> dict[str, str]:
    """The laws that were at stake, as `at_stake` has them."""
    return msgspec.json.decode(text, type=dict[str, str])


def told_of_breaks(text: str) -> dict[str, list[str]]:
    """What had led to it, as `led_to` has it."""
    return msgspec.json.decode(text, type=dict[str, list[str]])


def _slack(subject: Subject) -> timedelta:
    return SLACK.get(subject.description.time, timedelta())


def _until(world: World, sequence: int | None) -> list[str]:
    entries = list(world.journal) if sequence is None else list(world.journal)[: sequence + 1]
    return timeline(entries, world.begin_time, TIMELINE_LINES)
