"""Steps about issues: what was found on the host of a MID Server, as the instance has written it down."""

from collections.abc import Sequence
from datetime import timedelta

from pytest_bdd import given, then, when

from fakes.world import World
from midcert.gherkin.negative import negative
from midcert.rules.ledger import Ledger
from steps.words.documented import Documented
from steps.words.expect import expect, expect_at_least, expect_some, expect_to_the_minute
from steps.words.phrase import phrase
from steps.words.vocabulary import UPGRADE_CHECK, Move


@given(phrase('the {move:UserOrRecord} of "{mid:Name}" is in the domain {domain}'))
def is_in_domain(world: World, move: Move, mid: str, domain: str) -> None:
    """An administrator puts into this domain the user by whom the MID Server logs in, or its record and not its user.

    Everybody begins in global.
    """
    move(world.mid(mid), domain)


@given(phrase('"{mid:Name}" reports {messages:Messages} from {source:Source}'))
@when(phrase('"{mid:Name}" reports {messages:Messages} from {source:Source}'))
def reports(world: World, mid: str, messages: Sequence[str], source: str) -> None:
    """A MID Server that the suite plays tells the instance what one run of its tests has met. Waits for nothing."""
    world.mid(mid).report_runs(source, messages)


@given(phrase('"{mid:Name}" reports {messages:Messages} from {source:Source} {times:Times}, an hour apart'))
@when(phrase('"{mid:Name}" reports {messages:Messages} from {source:Source} {times:Times}, an hour apart'))
def reports_again(world: World, mid: str, messages: Sequence[str], source: str, times: int) -> None:
    """As above, after so many runs that have met the same. An hour passes between two of them."""
    world.mid(mid).report_runs(source, messages, times)


@given(phrase('an administrator sets the issue "{message}" of "{mid:Name}" to {state:IssueState}'))
@when(phrase('an administrator sets the issue "{message}" of "{mid:Name}" to {state:IssueState}'))
def sets(world: World, message: str, mid: str, state: str) -> None:
    """An administrator gives the issue with this message this state, unless it is gone, Resolved, or has it."""
    world.mid(mid).set_issues(state, message)


@then(phrase('the issue/issues "{message}" of "{mid:Name}" is/are {found:Issues}'))
def are(world: World, message: str, mid: str, found: Sequence[str]) -> None:
    """Asserts that the MID Server has just these issues from its pre-upgrade tests with this very message."""
    expect(world.observe.issues.found(mid, UPGRADE_CHECK, message), found)


@then(phrase('the issue "{message}" of "{mid:Name}" from {source:Source} is {found:Issues}'))
def from_source_are(world: World, message: str, mid: str, source: str, found: Sequence[str]) -> None:
    """Asserts the same of the issues that another process has found."""
    expect(world.observe.issues.found(mid, source, message), found)


@then(phrase('there is no issue "{message}" of "{mid:Name}"'))
@negative
def are_gone(world: World, message: str, mid: str) -> None:
    """Asserts that no issue of the MID Server from its pre-upgrade tests has this message, in whatever state."""
    expect(world.observe.issues.found(mid, UPGRADE_CHECK, message), [])


@then(phrase('there is no issue "{message}" of "{mid:Name}" from {source:Source}'))
@negative
def from_source_are_gone(world: World, message: str, mid: str, source: str) -> None:
    """Asserts the same of the issues that another process has found."""
    expect(world.observe.issues.found(mid, source, message), [])


@then(phrase('the issue/issues "{message}" of "{mid:Name}" was/were last detected {ages:Ages}'))
def were_detected(world: World, message: str, mid: str, ages: Sequence[timedelta]) -> None:
    """Asserts that these issues say so, to the minute; where there are several, the longest ago first."""
    expect_to_the_minute(world.observe.issues.seconds_since_detection(mid, UPGRADE_CHECK, message), ages)


@then(phrase('the issue "{message}" of "{mid:Name}" is in the domain {domain}'))
def is_in(world: World, message: str, mid: str, domain: str) -> None:
    """Asserts that there is one issue with this message from its pre-upgrade tests, and that it is in this domain."""
    expect(world.observe.issues.domains(mid, UPGRADE_CHECK, message), [domain])


@then(phrase('Server Issues and the record of "{mid:Name}" show {messages:Messages}'))
def show(world: World, mid: str, messages: Sequence[str]) -> None:
    """Asserts that the MID Server has issues with just these messages in either view, and that both show them alike.

    Server Issues are all records of the table, the related list those of one MID Server.
    """
    shown = sorted(messages)
    wanted = {"Server Issues": shown, "the record": shown, "shown unlike": []}
    expect(world.observe.issues.in_views(mid), wanted)


@then(phrase('an issue of "{mid:Name}" from {source:Source} is open'))
def is_open(world: World, mid: str, source: str) -> None:
    """Asserts that the instance has an issue of the MID Server from this source that is not resolved."""
    expect_some(world.observe.issues.open(mid, source), "an issue from this source that is not resolved")


@then(phrase('no open issue of "{mid:Name}" says "{message}"'))
@negative
def none_says(world: World, ledger: Ledger, mid: str, message: str) -> None:
    """Asserts that no issue of the MID Server that is not resolved has this message.

    It may have another number, and words around it, as rules.toml says of each message.
    """
    in_issue = Documented(ledger, message).in_issue
    expect(world.observe.issues.open_like(mid, in_issue), [])


@then(phrase('an issue of "{mid:Name}" from {source:Source} was detected again, at least {times:Times} by now'))
def was_detected_again(world: World, mid: str, source: str, times: int) -> None:
    """Asserts that an issue that is not resolved was last detected since the last When, and has this count or more."""
    expect_at_least(world.observe.issues.counts(mid, source), times)
