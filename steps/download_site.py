"""Steps about the download site."""

from pytest_bdd import given, then, when

from fakes.world import World
from steps.vocabulary import phrase


@given("the download site refuses to hand out packages")
def refuses_packages(world: World) -> None:
    world.withhold_packages()


@when("the download site works again")
def works_again(world: World) -> None:
    world.site.fault = None


@then(phrase('"{mid:Name}" has tried to download a package'))
def has_tried(world: World, mid: str) -> None:
    assert world.observe.packages_asked_for(mid) != []
