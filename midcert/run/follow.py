"""`--follow`: what happens in a scenario is told in the terminal while it runs, a line as soon as it has happened.

The lines are those of a red scenario's account, and nothing hangs on them.
"""

import pytest

from fakes.journal import Entry
from fakes.observe.timeline import timeline
from fakes.world import World
from midcert.reports.account import moment
from midcert.reports.lines import Line, Look, lines
from midcert.run.certification import SCENARIO
from midcert.run.terminal import write

STEPS = ("given", "when", "then")
AFTERWARDS = ("rest", "end")
"""Where the steps of a scenario are over."""


class Follower:
    """The plugin that tells.

    Args:
        config: Of the run.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._plugins = config.pluginmanager
        self._followed: World | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_step_call(self, request: pytest.FixtureRequest) -> None:
        """As soon as a scenario has a world, its journal is followed."""
        scenario = request.node.stash[SCENARIO]
        world = scenario.world
        if world is None or world is self._followed:
            return
        self._followed = world
        self._write([Line(), *lines(f"Scenario: {scenario.case.name}", look=Look.HEAD)])
        world.journal.on_entry = lambda entry: self._tell(world, entry)

    def _tell(self, world: World, entry: Entry) -> None:
        if entry.actor != "scenario":
            self._write([line for text in timeline([entry], world.begin_time, 1) for line in moment(text)])
        elif entry.kind in STEPS:
            time = entry.time - world.begin_time
            self._write(list(lines(entry.detail["text"], f"  {time}  ", look=Look.HEAD)))
        elif entry.kind in AFTERWARDS:
            world.journal.on_entry = lambda _: None

    def _write(self, told: list[Line]) -> None:
        """Write past pytest's capture, as its own live logs are written."""
        capture, reporter = map(self._plugins.getplugin, ("capturemanager", "terminalreporter"))
        if told and reporter is not None and capture is not None:
            with capture.global_and_fixture_disabled():
                reporter.ensure_newline()
                write(reporter, told)
                reporter.flush()
