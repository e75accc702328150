"""A row says what became of one scenario, and of each of its steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from midcert.results.outcomes import Outcome
from midcert.rules.ledger import Level, Role


class Status(StrEnum):
    """What became of one step."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNDEFINED = "undefined"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class StepRow:
    """A step, with what stands below it."""

    line: int
    keyword: str
    text: str
    table: list[list[str]] | None
    docstring: str | None
    status: Status

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """Read what `midcert.run.record` has recorded."""
        return cls(**{**record, "status": Status(record["status"])})


@dataclass(frozen=True)
class Row:
    """A scenario; of an outline, one row of its Examples.

    What the feature file says is empty, or None, where the process died before it could tell.
    """

    id: str
    file: str
    line: int
    feature: str
    rule_name: str | None
    rule_id: str | None
    level: Level | None
    role: Role | None
    """The rule's, so mid, instance or system."""
    scenario: str
    example: Mapping[str, str]
    steps: tuple[StepRow, ...]
    outcome: Outcome
    reason: str
    """One line; empty for what passed."""
    seconds: float
    """Real time, set-up and teardown included: the only thing here that differs from run to run."""

    @classmethod
    def of(cls, node_id: str, record: Mapping[str, Any]) -> Self:
        """Read what `midcert.run.record` has recorded."""
        read = {
            "level": Level(record["level"]) if record["level"] else None,
            "role": Role(record["role"]) if record["role"] else None,
            "steps": tuple(map(StepRow.of, record["steps"])),
            "outcome": Outcome(record["outcome"]),
        }
        return cls(**{"id": node_id, **record, **read})
