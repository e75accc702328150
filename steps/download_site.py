"""Steps about the download site."""

from pytest_bdd import given, when

from fakes.world import World


@given("the download site refuses to hand out packages")
def refuses_packages(world: World) -> None:
    world.withhold_packages()


@when("the download site works again")
def works_again(world: World) -> None:
    world.site.fault = None
