"""Steps about MID Servers: their processes, their status, the version they run and ask for."""

from pytest_bdd import given, then, when

from fakes.host.host import Platform
from fakes.releases.builds import Build
from fakes.world import World
from midcert.gherkin.negative import negative
from steps.words.expect import expect, expect_up, expect_without
from steps.words.phrase import phrase


@given(phrase("the MID Server/Servers {names:Names} runs/run {installed:Installed}"))
def run(world: World, names: list[str], installed: tuple[Build, Platform | None]) -> None:
    """Installs and starts MID Servers of this version, with validated records, one after another.

    Each has 10 minutes to report Up and its version and to ask for its version; asserts that it does. The first one
    in a scenario brings an instance of the same version along. The first two have a login each, and all others share
    that of the first. Without a platform the host is a Linux or a Windows one, by the seed.
    """
    build, platform = installed
    for name in names:
        mid = world.install(name, build, platform)
        mid.start()
        mid.come_up()
        expect_up(world.observe.versions.come_up_with(name), build, name)


@given(phrase('"{mid:Name}" is {validated:Validated}'))
@when(phrase('"{mid:Name}" is {validated:Validated}'))
def is_validated(world: World, mid: str, validated: str) -> None:
    """An administrator sets the field validated of the record.

    A MID Server that runs and becomes validated is restarted, and has 10 minutes to come Up.
    """
    world.mid(mid).validate(validated)


@when(phrase('"{mid:Name}" is started'))
def is_started(world: World, mid: str) -> None:
    """The host starts the service; what the agent folder holds is what runs. Waits for nothing."""
    world.mid(mid).start()


@given(phrase('"{mid:Name}" is stopped'))
@when(phrase('"{mid:Name}" is stopped'))
def is_stopped(world: World, mid: str) -> None:
    """The process ends without a word, and the instance notices that the MID Server is Down."""
    world.mid(mid).stop()


@given(phrase('the connection of "{mid:Name}" is lost'))
@when(phrase('the connection of "{mid:Name}" is lost'))
def connection_is_lost(world: World, mid: str) -> None:
    """The instance notices that the MID Server cannot be reached, and calls it Down; its process goes on."""
    world.mid(mid).lose_connection()


@when(phrase('the connection of "{mid:Name}" is back'))
def connection_is_back(world: World, mid: str) -> None:
    """The instance can reach the MID Server again, and calls it, as after a start."""
    world.mid(mid).regain_connection()


@given(phrase('"{mid:Name}" is Paused'))
def is_paused(world: World, mid: str) -> None:
    """An administrator clicks Pause MID; the MID Server has 20 minutes to report Paused, else the scenario fails."""
    world.mid(mid).pause()


@given(phrase("{names:Names} reports/report the status {status:Status}"))
@when(phrase("{names:Names} reports/report the status {status:Status}"))
def report_status(world: World, names: list[str], status: str) -> None:
    """MID Servers that the suite plays tell the instance this status, one after another."""
    for name in names:
        world.mid(name).actor.report(status)


@then(phrase('the record of "{mid:Name}" says {build:Version}'))
def is_known_with(world: World, mid: str, build: Build) -> None:
    """Asserts that the field version of the MID Server's record is this version."""
    expect(world.observe.status.record(mid)["version"], build.stamp)


@then(phrase('"{mid:Name}" is {status:Status}'))
def has_status(world: World, mid: str, status: str) -> None:
    """Asserts that the field status of the MID Server's record is this status."""
    expect(world.observe.status.record(mid)["status"], status)


@then(phrase('"{mid:Name}" is not {status:Status}'))
@negative
def has_not_status(world: World, mid: str, status: str) -> None:
    """Asserts that the field status of the MID Server's record is not this status."""
    expect_without([world.observe.status.record(mid)["status"]], status)


@then(phrase('"{mid:Name}" is Up within a day'))
def is_up_within_a_day(world: World, mid: str) -> None:
    """Lets up to 24 hours pass until the MID Server has told the status Up; asserts that it is Up then."""
    world.mid(mid).settle()
    expect(world.observe.status.record(mid)["status"], "Up")


@then(phrase('the instance has seen "{mid:Name}" as {statuses:Statuses}'))
def has_been_seen(world: World, mid: str, statuses: list[str]) -> None:
    """Asserts that the instance has known it in exactly these statuses, in this order, since the scenario began.

    The same status told again counts once.
    """
    expect(world.observe.status.told(mid), statuses)


@then(phrase('"{mid:Name}" has never been {status:Status}'))
@negative
def has_never_been(world: World, mid: str, status: str) -> None:
    """Asserts that since the scenario began the instance has not known the MID Server in this status."""
    expect_without(world.observe.status.told(mid), status)


@then(phrase('the installed files of "{mid:Name}" were replaced in the status {status:Status}'))
def were_replaced_in(world: World, mid: str, status: str) -> None:
    """Asserts that files below bin, lib and package/meta were changed, and only while the instance knew this status."""
    expect(world.observe.status.at_replacements(mid), [status])
