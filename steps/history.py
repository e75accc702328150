"""Steps about the MID Server Upgrade History: how far the upgrade of each MID Server has come, and what has failed."""

from collections.abc import Sequence

from pytest_bdd import given, then, when

from fakes.releases.builds import Build
from fakes.upgrade_steps import SUCCESS, Step
from fakes.world import World
from steps.words.expect import expect, expect_some
from steps.words.phrase import phrase


@given(phrase('"{mid:Name}" reports the step/steps {steps:HistorySteps}'))
@when(phrase('"{mid:Name}" reports the step/steps {steps:HistorySteps}'))
def reports(world: World, mid: str, steps: Sequence[Step]) -> None:
    """A MID Server that the suite plays tells the instance how far its upgrade is; a minute passes before each step."""
    world.mid(mid).report_steps(steps)


@then(phrase('the step/steps of "{mid:Name}" in the upgrade to {build:Version} is/are {steps:HistorySteps}'))
def are(world: World, mid: str, build: Build, steps: Sequence[Step]) -> None:
    """Asserts that these steps of the MID Server stand under the latest upgrade of the instance to this version.

    They stand there in the order of their time, each with its state and its message. Steps that no MID Server has
    reported do not count: an instance may add some.
    """
    expect(world.observe.history.steps(mid, build), list(map(str, steps)))


@then(phrase("the last step of {names:Names} in the upgrade to {build:Version} is a success"))
def is_a_success(world: World, names: list[str], build: Build) -> None:
    """Asserts that each of these MID Servers has steps under the latest upgrade of the instance to this version.

    The last of them has succeeded. How many there are and what they are called is free.
    """
    expect(world.observe.history.outcomes(names, build), dict.fromkeys(names, SUCCESS))


@then(phrase('a step of "{mid:Name}" has failed with a message of its own'))
def has_failed(world: World, mid: str) -> None:
    """Asserts that the MID Server has told since the last When of a step that has failed, and why.

    No step that failed before has the same message; numbers make no difference.
    """
    expect_some(world.observe.history.new_errors(mid), "a failed step with a message that none before it has")
