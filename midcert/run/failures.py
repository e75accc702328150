"""What stands under a scenario that is red: the rule, what happened, and how to see it again."""

import textwrap
from collections.abc import Iterator

import pytest

from fakes.observe.timeline import timeline
from fakes.world import World
from midcert.results.lines import wrapped
from midcert.rules.ledger import Rule
from midcert.run.certification import SCENARIO, certification_of

TIMELINE_LINES = 12
"""How much of the timeline is shown."""


def pytest_bdd_step_error(request: pytest.FixtureRequest, exception: BaseException) -> None:
    """Say which rule it was, what happened, and how to see it again."""
    scenario, subject = request.node.stash[SCENARIO], certification_of(request.config).subject
    scenario.is_red = True
    if scenario.world is not None and scenario.rule is not None and subject is not None:
        scenario.last_words = subject.target.errors()
        command = subject.repeat(request.node.nodeid)
        exception.add_note(account(scenario.rule, scenario.world, scenario.last_words, command))


def account(rule: Rule, world: World, errors: str, command: str) -> str:
    """The account of a failure, to be put below its message.

    Args:
        rule: What the scenario is about.
        world: Where it happened.
        errors: What the target has said on its standard error.
        command: What runs just this scenario again.
    """
    return textwrap.indent("\n".join(_lines(rule, world, errors, command)), "  ")


def _lines(rule: Rule, world: World, errors: str, command: str) -> Iterator[str]:
    yield from wrapped(f"rule {rule.id} ({rule.level}): {rule.says}")
    yield f"{world.now - world.begin_time} of virtual time have passed; the last of what happened:"
    yield from (f"  {line}" for line in timeline(world.journal, world.begin_time, TIMELINE_LINES))
    if errors:
        yield "the target has said on its standard error:"
        yield from (f"  {line}" for line in errors.splitlines())
    yield f"once more: {command}"
