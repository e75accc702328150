"""What each scenario tells of the laws, as it travels with its report."""

from datetime import timedelta

import msgspec

from fakes.world import World
from midcert.rules.laws.all import stakes_of
from midcert.run.certification import Subject

STAKES = "laws"
"""The name under which it travels."""
SLACK = {"real": timedelta(seconds=2)}
"""How much later than it is due something may be seen, by time mode: harness and target look once a second."""


def at_stake(world: World, subject: Subject) -> str:
    """What a scenario tells, once it is over."""
    stakes = stakes_of(world.happenings(), SLACK.get(subject.description.time, timedelta()))
    return msgspec.json.encode(stakes).decode()


def told(text: str) -> dict[str, str]:
    """The laws that were at stake, by name, and what broke each; empty where it held."""
    return msgspec.json.decode(text, type=dict[str, str])
