"""A scenario as plain text: its name, its steps with what became of each, and why it did not pass."""

from collections.abc import Iterator

from midcert.results.row import Row, Status, StepRow

MARKS = {Status.PASSED: "+", Status.FAILED: "x", Status.UNDEFINED: "?"}
"""What stands before a step; a blank where it did not run."""


def name_of(row: Row) -> str:
    """The scenario's name; of an outline, with the case of its row of Examples, or all of its values."""
    _, _, values = row.id.partition("[")
    return f"{row.scenario} ({row.example.get('case') or values.removesuffix(']')})" if row.outline else row.scenario


def story_of(row: Row) -> Iterator[str]:
    """The steps, one a line, then the reason, the target's last words and the command that repeats it."""
    for step in row.steps:
        yield f"{MARKS.get(step.status, ' ')} {step.keyword} {step.text}"
        yield from _below(step)
    yield row.reason or row.outcome
    if row.last_words:
        yield f"The target's last words: {row.last_words}"
    if row.repeat:
        yield f"Once more: {row.repeat}"


def _below(step: StepRow) -> Iterator[str]:
    for cells in step.table or []:
        yield f"    | {' | '.join(cells)} |"
    for line in (step.docstring or "").splitlines():
        yield f"    {line}"
