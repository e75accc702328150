"""What is kept of a red scenario while its world is there: what has happened, and what the target has said last."""

import pytest

from fakes.observe.timeline import timeline
from midcert.run.certification import SCENARIO, certification_of

TIMELINE_LINES = 24
"""How many lines of the timeline are told."""


def pytest_bdd_step_error(request: pytest.FixtureRequest) -> None:
    """A step has failed: keep what tells why."""
    scenario, subject = request.node.stash[SCENARIO], certification_of(request.config).subject
    scenario.is_red = True
    if scenario.world is not None:
        scenario.timeline = timeline(scenario.world.journal, scenario.world.begin_time, TIMELINE_LINES)
    if subject is not None:
        scenario.last_words = subject.target.errors()
