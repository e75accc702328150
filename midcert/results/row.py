"""A row says what became of one scenario and of each of its steps: what a process that ran it tells about it."""

from enum import StrEnum

from msgspec import Struct

from midcert.results.mismatch import Mismatch
from midcert.results.outcomes import Outcome
from midcert.rules.ledger import Keeper, Level


class Status(StrEnum):
    """What became of one step."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNDEFINED = "undefined"
    NOT_RUN = "not run"


class Span(Struct, frozen=True):
    """From when to when something was going on, in the journal and in virtual time."""

    first_entry: int
    """Sequence number of the first entry of the journal that belongs to it, from 0."""
    end_entry: int
    """Sequence number of the first entry that comes after it; equal to the first one where nothing was journalled."""
    begin: str
    """Virtual time, such as "2020-07-01T12:00:00.000Z"."""
    end: str


class StepRow(Struct, frozen=True, kw_only=True):
    """A step, with what stands below it."""

    line: int
    keyword: str
    """As it is written, so perhaps And."""
    kind: str
    """given, when or then, whatever the keyword."""
    text: str
    written: str
    """The text with the placeholders of an outline."""
    table: list[list[str]] | None
    docstring: str | None
    background: bool
    """Whether it belongs to a Background."""
    status: Status
    span: Span | None = None
    """None where it did not run, or no world was there yet."""


class OutlineRow(Struct, frozen=True):
    """Which row of Examples made the scenario of an outline."""

    name: str
    """The outline's, with its placeholders."""
    number: int
    """From 1, through all Examples of the outline."""
    line: int


class Party(Struct, frozen=True):
    """A MID Server of the scenario, or its instance."""

    name: str
    is_target: bool
    """Whether it was under test; the others are the suite's own."""
    platform: str
    """linux or windows; empty for an instance."""


class JournalFile(Struct, frozen=True):
    """Where the journal of the scenario was written."""

    file: str
    sha256: str
    entries: int


class KnownDeviation(Struct, frozen=True):
    """The implementer's own entry that explains the outcome."""

    subject: str
    reason: str
    expires: str
    """A date such as 2027-01-01; empty for none."""


class Row(Struct, frozen=True, kw_only=True):
    """A scenario; of an outline, one row of its Examples.

    What the feature file says is empty, or None, where the process died before it could tell.
    """

    id: str
    file: str
    line: int
    """Of the scenario, or of the outline."""
    feature: str
    rule_name: str | None
    rule_id: str | None
    level: Level | None
    role: Keeper | None
    """The rule's, so mid, instance or system."""
    tags: list[str]
    """All but the ids of rules, such as the role of the scenario: mid, instance or both."""
    scenario: str
    outline: OutlineRow | None
    example: dict[str, str]
    steps: list[StepRow]
    outcome: Outcome
    reason: str
    """One line; empty for what passed."""
    seconds: float
    """Real time, set-up and teardown included: the only thing here that differs from run to run."""
    mismatch: Mismatch | None = None
    deviation: KnownDeviation | None = None
    parties: list[Party] = []
    timeline: list[str] = []
    """Of what is red: what has happened, one line each, such as "0:00:00  berlin: GET instance/... -> 200".

    Of a law that was broken: in the first scenario, up to that moment."""
    last_words: str = ""
    """The end of what the target has said on its standard error in a scenario that did not pass."""
    repeat: str = ""
    """The command that runs just this scenario again; of a law that was broken, with the one in which it was first."""
    at_stake: int | None = None
    """Of a law: in how many scenarios that passed it was at stake; None for any other scenario."""
    broken_in: str = ""
    """Of a law that was broken: the id of the first scenario in which it was."""
    journal: JournalFile | None = None
    """None where no journal was written."""


def place_of(row: Row) -> tuple[str, int, int, str]:
    """Where a scenario stands, to sort by: file, line, row of Examples."""
    return row.file, row.line, row.outline.number if row.outline else 0, row.id


def unknown(node_id: str, file: str, line: int, name: str, reason: str) -> Row:
    """The row of a scenario of which its process has not said anything yet: an error, until more is known."""
    return Row(
        id=node_id,
        file=file,
        line=line,
        feature="",
        rule_name=None,
        rule_id=None,
        level=None,
        role=None,
        tags=[],
        scenario=name,
        outline=None,
        example={},
        steps=[],
        outcome=Outcome.ERROR,
        reason=reason,
        seconds=0.0,
    )
