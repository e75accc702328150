"""Steps about upgrades as a whole: who asks for one, and whether it comes."""

from pytest_bdd import given, then, when

from fakes.releases.builds import Build
from fakes.ways import Way
from fakes.world import World
from midcert.gherkin.negative import affirmative
from steps.words.expect import expect
from steps.words.phrase import phrase


@given(phrase("{names:Names} is/are asked to upgrade to {build:Version} {way:Way}"))
@when(phrase("{names:Names} is/are asked to upgrade to {build:Version} {way:Way}"))
def are_asked(world: World, names: list[str], build: Build, way: Way) -> None:
    """Lets the version be assigned and the MID Servers be asked to upgrade in this way, and gives them time for it.

    At the hour and by the override, until the next check is over: up to 75 minutes, and 30 more. In all other ways, 30
    minutes. By its pin means the parameter mid.pinned.version, for which a MID Server is restarted.
    """
    way(world, names, build)


@then(phrase("{names:Names} has/have run {builds:Versions}"))
def have_run(world: World, names: list[str], builds: list[Build]) -> None:
    """Asserts that the processes of each have run exactly these versions, in this order, since the scenario began.

    What a process runs is what the agent folder held when it started. Several starts of the same version in a row count
    once.
    """
    for name in names:
        expect(world.observe.versions.run(name), [build.stamp for build in builds])


@then(phrase("{names:Names} has/have run {builds:Versions}, and has/have no open issue"))
@affirmative
def have_run_without_issue(world: World, names: list[str], builds: list[Build]) -> None:
    """Asserts as above, and that the instance has no issue of any of them that is not resolved."""
    for name in names:
        expect(world.observe.versions.run(name), [build.stamp for build in builds])
    expect({name: world.observe.messages.open_issues(name) for name in names}, {name: [] for name in names})


@then(phrase("{names:Names} upgrades/upgrade to {build:Version} once all is well"))
def upgrades_once_all_is_well(world: World, names: list[str], build: Build) -> None:
    """Puts everything right, lets the next check pass, and asserts that each of them runs this version then.

    A MID Server that is in the middle of something first has 24 hours to be Up. Then the instance, the download site
    and all hosts work, permits that the suite holds are given back, and every MID Server is validated, running and
    not Paused; one that is Upgrade Failed is started again. What is assigned stays.
    """
    world.put_right()
    world.pass_next_check()
    expect({name: world.observe.versions.running(name) for name in names}, dict.fromkeys(names, build.stamp))


@then(phrase("{names:Names} upgrades/upgrade to {build:Version} once all is well, and not before"))
@affirmative
def upgrades_not_before(world: World, names: list[str], build: Build) -> None:
    """Asserts that until now each of them has run nothing but the version that it was installed with; then as above."""
    run = {name: world.observe.versions.run(name) for name in names}
    expect(run, {name: builds[:1] for name, builds in run.items()})
    world.put_right()
    world.pass_next_check()
    expect({name: world.observe.versions.running(name) for name in names}, dict.fromkeys(names, build.stamp))


@then(phrase("{names:Names} still follows/follow the instance"))
@affirmative
def still_follow(world: World, names: list[str]) -> None:
    """Assigns another version of its family to them, lets the next check pass, and asserts that they run it then.

    It proves of a silence that the MID Server was at work all the time.
    """
    build = world.assign_another(names[0])
    world.pass_next_check()
    expect({name: world.observe.versions.running(name) for name in names}, dict.fromkeys(names, build.stamp))
