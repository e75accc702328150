"""Steps about the host of a MID Server and what is configured there."""

from collections.abc import Sequence
from datetime import timedelta

from pytest_bdd import given, then, when

from fakes.host.services import APPLICATION_EXPERIENCE
from fakes.releases.builds import Build
from fakes.world import World
from midcert.gherkin.negative import negative
from steps.words.expect import expect
from steps.words.phrase import phrase
from steps.words.vocabulary import Deed


@given(phrase("the host/hosts of {names:Names} has/have {free:Size} of free disk space"))
@when(phrase("the host/hosts of {names:Names} has/have {free:Size} of free disk space"))
def have_free_space(world: World, names: list[str], free: int) -> None:
    """From now on each of these hosts has so much free space, on all volumes."""
    for name in names:
        world.mid(name).host.free_space = free


@given(phrase('the host of "{mid:Name}" takes {duration:Duration} to {work:Work}'))
def takes_time(world: World, mid: str, duration: timedelta, work: str) -> None:
    """From now on this work takes the host so long.

    By itself it takes two minutes to restart a service, and no time for anything else.
    """
    world.mid(mid).host.durations[work] = duration


@given(phrase('the host of "{mid:Name}" refuses to {deed:Deed}'))
@when(phrase('the host of "{mid:Name}" refuses to {deed:Deed}'))
def refuses(world: World, mid: str, deed: Deed) -> None:
    """From now on the host refuses this, with an error text of its own, until it works again."""
    world.mid(mid).refuse(deed)


@given(phrase('the Application Experience service of "{mid:Name}" is {state:ServiceState}'))
@when(phrase('the Application Experience service of "{mid:Name}" is {state:ServiceState}'))
def application_experience_is(world: World, mid: str, state: str) -> None:
    """From now on this service of the host is so.

    While it is disabled Windows lets no file below agent/bin be replaced ("Access is denied"); Linux does not mind.
    """
    world.mid(mid).set_service(APPLICATION_EXPERIENCE, state)


@given(phrase('the host of "{mid:Name}" works again'))
@when(phrase('the host of "{mid:Name}" works again'))
def works_again(world: World, mid: str) -> None:
    """The host refuses nothing any more."""
    world.mid(mid).host.work_again()


@given(phrase('the temporary folder of "{mid:Name}" is {folder}'))
def has_temp_folder(world: World, mid: str, folder: str) -> None:
    """From now on the host calls this folder its temporary one: java.io.tmpdir.

    A MID Server that runs is restarted by hand and has 10 minutes to come Up.
    """
    world.mid(mid).use_temp_folder(folder)


@given(phrase('the folder of the tests of "{mid:Name}" is there already'))
def has_check_folder(world: World, mid: str) -> None:
    """The folder package/upgradeCheck below the agent folder exists, and has a file in it."""
    world.mid(mid).leave_check_folder()


@when(phrase('the service of "{mid:Name}" is reinstalled by hand'))
def is_reinstalled(world: World, mid: str) -> None:
    """The Linux service is removed and defined anew: stopping it no longer ends an upgrade that it has started.

    A MID Server that runs is stopped by that, and is not started.
    """
    world.mid(mid).reinstall_service()


@given(phrase('the parameter {name} of "{mid:Name}" is {value:Value}'))
@when(phrase('the parameter {name} of "{mid:Name}" is {value:Value}'))
def parameter_is(world: World, name: str, mid: str, value: Build | str | None) -> None:
    """Sets the parameter in config.xml, or removes it.

    A MID Server that runs is restarted by hand and has 10 minutes to come Up, unless it is Upgrading: its upgrade
    restarts it.
    """
    world.mid(mid).configure(name, value.tag if isinstance(value, Build) else value)


@given(phrase("the record {name} of MID Server Property is {value:Value} for all MID Servers"))
@when(phrase("the record {name} of MID Server Property is {value:Value} for all MID Servers"))
def mid_property_is(world: World, name: str, value: str) -> None:
    """An administrator adds a record to the MID Server Property table, with an empty MID Server field.

    All MID Servers that run are restarted by hand, and each has 10 minutes to come Up.
    """
    world.add_mid_property(name, value)


@given(phrase('the record {name} of MID Server Property is {value:Value} for "{mid:Name}"'))
def mid_property_is_for(world: World, name: str, value: str, mid: str) -> None:
    """An administrator adds a record to the MID Server Property table that names this MID Server.

    If it runs it is restarted by hand, and has 10 minutes to come Up.
    """
    world.add_mid_property(name, value, mid)


@then(phrase('the parameter {name} of "{mid:Name}" is {build:Version}'))
def parameter_is_now(world: World, name: str, mid: str, build: Build) -> None:
    """Asserts that config.xml has the parameter with the stamp of this build, without date and time of the build."""
    expect(world.observe.versions.parameter(mid, name), build.tag)


@then(phrase('the files of "{mid:Name}" are those of {builds:EitherVersion}'))
def are_files_of(world: World, mid: str, builds: Sequence[Build]) -> None:
    """Asserts that the files below bin, lib, jre and package/meta in the agent folder are just those of this build.

    Where there are two builds, each file is that of one of them.
    """
    expect(world.observe.versions.foreign_files(mid, builds), [])


@then(phrase('the pre-upgrade tests have left nothing on the host of "{mid:Name}"'))
@negative
def have_left_nothing(world: World, mid: str) -> None:
    """Asserts that since the last When began no file has come or gone below the temporary folder and agent/package.

    Packages and the files of the program do not count.
    """
    expect(world.observe.files.come_and_gone(mid), [])
