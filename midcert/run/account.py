"""What stands under a scenario that is red: the rule, what happened, and how to see it again."""

import shlex
import textwrap
from collections.abc import Iterator

from fakes.observe.timeline import timeline
from fakes.world import World
from midcert.rules.ledger import Rule
from midcert.targets.located import REFERENCE

WIDTH = 110
LINES = 12
"""How much of the timeline is shown."""


def account(rule: Rule, world: World, errors: str, command: str) -> str:
    """The account of a failure, to be put below its message.

    Args:
        rule: What the scenario is about.
        world: Where it happened.
        errors: What the target has said on its standard error.
        command: What runs just this scenario again.
    """
    return textwrap.indent("\n".join(_lines(rule, world, errors, command)), "  ")


def reproduction(scenario: str, target: str, seed: int, **others: object) -> str:
    """The command that runs one scenario again; other options are those that are not None."""
    words = ["midcert", "certify", "--scenario", scenario]
    words += ["--target", target] if target != REFERENCE else []
    words += ["--seed", str(seed)] if seed != 1 else []
    for name, value in others.items():
        words += [f"--{name}", str(value)] if value is not None else []
    return shlex.join(words)


def _lines(rule: Rule, world: World, errors: str, command: str) -> Iterator[str]:
    yield from textwrap.wrap(f"rule {rule.id} ({rule.level}): {rule.says}", WIDTH, subsequent_indent="  ")
    yield f"{world.now - world.begin_time} of virtual time have passed; the last of what happened:"
    yield from (f"  {line}" for line in timeline(world.journal, world.begin_time, LINES))
    if errors:
        yield "the target has said on its standard error:"
        yield from (f"  {line}" for line in errors.splitlines())
    yield f"once more: {command}"
