"""Steps about what a MID Server records: in its agent log, in issues, in the upgrade history."""

from pytest_bdd import parsers, then

from fakes.world import World
from midcert.gherkin.negative import negative
from midcert.rules.ledger import Ledger
from steps.words.documented import Documented
from steps.words.expect import expect, expect_among, expect_growth, expect_some
from steps.words.phrase import phrase

MESSAGE = r'the message "(?P<message>.+)" of "(?P<mid>[a-z]+)" is '


@then(parsers.re(f"{MESSAGE}recorded"))
def is_recorded(world: World, ledger: Ledger, mid: str, message: str) -> None:
    """Asserts that the message has come into the agent log or to the instance since the last When.

    It may stand between other words, as rules.toml says of each message.
    """
    said = Documented(ledger, message)
    places = world.observe.messages.places(mid, said.in_log, said.in_issue)
    expect_some(places, "the message in the agent log, in an issue or on a step of the history")


@then(parsers.re(f"{MESSAGE}not recorded"))
@negative
def is_not_recorded(world: World, ledger: Ledger, mid: str, message: str) -> None:
    """Asserts that since the last When neither the agent log nor the instance has got the message."""
    said = Documented(ledger, message)
    expect(world.observe.messages.places(mid, said.in_log, said.in_issue), [])


@then(parsers.re(r'an issue of "(?P<mid>[a-z]+)" says "(?P<message>.+)"'))
def issue_says(world: World, ledger: Ledger, mid: str, message: str) -> None:
    """Asserts that an issue of the MID Server with the source UpgradeCheck is open and says this.

    A number or a path in the message has to be there; of the cause of an error the step names a part; ... stands for
    whatever is said.
    """
    said = Documented(ledger, message, world.observe.messages.account(mid))
    expect_among(said.instead_of(world.observe.messages.issues_of_tests(mid), said.in_issue), message)


@then(parsers.re(r'the agent log of "(?P<mid>[a-z]+)" says "(?P<message>.+)"'))
def log_says(world: World, ledger: Ledger, mid: str, message: str) -> None:
    """Asserts that since the last When began the agent log has got this message, read as in an issue."""
    said = Documented(ledger, message)
    expect_among(said.instead_of(world.observe.messages.in_log(mid, said.in_log), said.in_log), message)


@then(parsers.re(r'an issue and the agent log of "(?P<mid>[a-z]+)" say "(?P<message>.+)"'))
def both_say(world: World, ledger: Ledger, mid: str, message: str) -> None:
    """Asserts both: that an issue says this, and that since the last When began the agent log has got it, too."""
    said = Documented(ledger, message)
    expect_among(said.instead_of(world.observe.messages.issues_of_tests(mid), said.in_issue), message)
    expect_among(said.instead_of(world.observe.messages.in_log(mid, said.in_log), said.in_log), message)


@then(phrase('"{mid:Name}" shows a new error'))
def shows_error(world: World, mid: str) -> None:
    """Asserts that since the last When its agent log, its issues or the upgrade history say what none has said before.

    Whatever was said until then, when all was well, is no error; versions, numbers and times make no difference.
    """
    expect_some(world.observe.shown.new(mid), "a text in the agent log, an issue or the upgrade history")


@then(phrase('the agent log of "{mid:Name}" has lines of a new kind'))
def log_has_new_kinds(world: World, mid: str) -> None:
    """Asserts that since the last When began it has gained lines that differ from all before in more than figures.

    Versions, hexadecimal numbers, times and digits are not looked at.
    """
    expect_some(world.observe.logs.new_kinds(mid), "a line of a kind that was not there before")


@then(
    phrase(
        'trace has added lines to the agent log of "{mid:Name}" beside that of "{other:Name}", and more than last time'
    )
)
def trace_has_added(world: World, mid: str, other: str) -> None:
    """Asserts that the log has gained lines whose kind the other's has not, or not so often, and more than last time.

    Last time is the time between the last When but one and the last one, where there were such lines, too. Lines are
    compared as above; those of a kind that the log had before last time do not count.
    """
    before, now = world.observe.logs.more_than(mid, other)
    expect_growth(before, now)


@then(phrase('an issue of "{mid:Name}" is open'))
def is_open(world: World, mid: str) -> None:
    """Asserts that the instance has an issue of the MID Server that is not resolved, whatever it says."""
    expect_some(world.observe.messages.open_issues(mid), "an issue that is not resolved")


@then(phrase("no issue of {names:Names} is open"))
@negative
def none_is_open(world: World, names: list[str]) -> None:
    """Asserts that the instance has no issue of any of these MID Servers that is not resolved."""
    expect({name: world.observe.messages.open_issues(name) for name in names}, {name: [] for name in names})
