"""Steps about upgrade permits, which the documentation calls semaphores."""

from http import HTTPStatus

from pytest_bdd import given, then, when

from fakes.world import World
from midcert.gherkin.negative import affirmative, negative
from steps.words.expect import expect, expect_among
from steps.words.phrase import phrase

HAS_PERMIT, CONFLICT = "given", str(HTTPStatus.CONFLICT.value)


@given(phrase("{names:Names} hold both permits"))
def hold_permits(world: World, names: list[str]) -> None:
    """Two more MID Servers, which the suite plays, ask for a permit; asserts that each gets one.

    They are installed and started for it, with the version of the first MID Server of the scenario.
    """
    world.install_others(names)
    for name in names:
        world.mid(name).actor.ask_for_permit()
    expect(world.observe.permits.answers(names), dict.fromkeys(names, HAS_PERMIT))


@given(phrase("{names:Names} asks/ask for a permit"))
@when(phrase("{names:Names} asks/ask for a permit"))
def ask_for_permit(world: World, names: list[str]) -> None:
    """MID Servers that the suite plays ask for a permit, one after another."""
    for name in names:
        world.mid(name).actor.ask_for_permit()


@when(phrase("{names:Names} ask for a permit at the same moment"))
def ask_at_once(world: World, names: list[str]) -> None:
    """MID Servers that the suite plays ask for a permit, each in a thread of its own and none before the others."""
    world.instance.ask_for_permits_at_once(map(world.mid, names))


@then(phrase("{given:d} of them have a permit, and {refused:d} are turned away with 409"))
def some_have_permit(world: World, given: int, refused: int) -> None:
    """Asserts how many of the requests at the same moment were answered with a permit, and how many with HTTP 409."""
    answers = world.observe.permits.answers_at_once()
    successes = sum(number for status, number in answers.items() if status.startswith("2"))
    expect((successes, answers.get(CONFLICT, 0)), (given, refused))


@given(phrase('"{mid:Name}" gives its permit back'))
@when(phrase('"{mid:Name}" gives its permit back'))
def gives_back(world: World, mid: str) -> None:
    """A MID Server that the suite plays gives its permit back."""
    world.mid(mid).actor.release_permit()


@then(phrase("{names:Names} has/have a permit"))
def have_permit(world: World, names: list[str]) -> None:
    """Asserts that the last request of each since the last When began was answered with a permit."""
    expect(world.observe.permits.answers(names), dict.fromkeys(names, HAS_PERMIT))


@then(phrase('"{mid:Name}" has a permit once "{holder:Name}" is Up'))
def has_permit_once(world: World, mid: str, holder: str) -> None:
    """Lets the holder of a permit report the status Up and the other MID Server ask; asserts that it gets a permit."""
    world.mid(holder).actor.report("Up")
    world.mid(mid).actor.ask_for_permit()
    expect(world.observe.permits.answers([mid]), {mid: HAS_PERMIT})


@then(phrase("{names:Names} is/are turned away with 409"))
def are_turned_away(world: World, names: list[str]) -> None:
    """Asserts that the last request of each since the last When began was answered with HTTP 409."""
    expect(world.observe.permits.answers(names), dict.fromkeys(names, CONFLICT))


@then(phrase("{number:d} MID Servers, and never more, have had a permit at once"))
@affirmative
def have_had_permits_at_once(world: World, number: int) -> None:
    """Asserts that at some moment since the scenario began exactly so many MID Servers had a permit, and never more."""
    expect(world.observe.permits.most_at_once(), number)


@then("no MID Server holds a permit")
@negative
def none_holds_a_permit(world: World) -> None:
    """Asserts that each permit was given back, or its holder has told Up, Upgrade Failed or Down since."""
    expect(world.observe.permits.held(), [])


@then(phrase('"{mid:Name}" has asked for a permit every 20 seconds all the while, and was turned away with 409'))
def has_asked_every_20_seconds(world: World, mid: str) -> None:
    """Asserts that since its first request after the last When it has asked every 20 seconds, to the second, until now.

    Each request was answered with HTTP 409.
    """
    expect(world.observe.permits.odd_requests(mid), [])


@then(phrase('"{mid:Name}" has been {status:Status} before it asked for a permit'))
def has_been(world: World, mid: str, status: str) -> None:
    """Asserts that the present process had told this status before it first asked for a permit."""
    expect_among(world.observe.permits.statuses_before_request(mid), status)
