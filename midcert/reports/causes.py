"""Why another thing may have become of one scenario in another run, beyond what all scenarios of the runs share."""

from collections.abc import Iterator

from midcert.results.row import Row
from midcert.results.run import Run


def causes(before: Row, after: Row, first: Run, second: Run) -> Iterator[str]:
    """What the runs know of it, each in a few words; nothing where there is nothing of its own.

    Args:
        before: What became of it in the first run.
        after: What became of it in the second one.
        first: That run.
        second: That run.
    """
    if _written(before) != _written(after):
        yield "its steps are not the same"
    if before.level is not after.level:
        yield f"its rule was {before.level or 'none'}, and is {after.level or 'none'}"
    earlier, later = _capabilities(first), _capabilities(second)
    for capability in sorted(set(after.tags) & (earlier ^ later)):
        yield f"the {'second' if capability in later else 'first'} alone declares {capability}"


def _written(row: Row) -> list[object]:
    return [(step.kind, step.text, step.table, step.docstring) for step in row.steps]


def _capabilities(run: Run) -> set[str]:
    return set(run.tested.capabilities) if run.tested else set()
