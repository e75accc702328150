"""Which stretch of a scenario decides how its last step ends, and what of it a reader is shown."""

from collections.abc import Iterable, Iterator, Sequence

from fakes.journal import Entry
from fakes.observe.folding import Moment

STEPS = ("given", "when", "then")
"""What a journal notes where a step begins."""


def judged_since(entries: Iterable[Entry]) -> int:
    """The entry with which the stretch of time begins that the last step judges.

    That is the first of the last Whens before it; where there is none, the first step, and without steps the first
    entry.
    """
    begin: Entry | None = None
    for entry in reversed([each for each in entries if each.actor == "scenario" and each.kind in STEPS]):
        if begin is not None and begin.kind == "when" and entry.kind != "when":
            break
        begin = entry
    return begin.sequence if begin else 0


def chosen(before: Sequence[Moment], judged: Sequence[Moment], most: int) -> Iterator[str]:
    """The lines of that stretch, and the last of those that led to it; at their head, how many others there are.

    Of a stretch that has too many, the lines are told that a Then can judge by; of these, if they are still too many,
    the first third and the last two.

    Args:
        before: What led to it.
        judged: What happened in it.
        most: How many lines are told, besides those that count the others.
    """
    told = judged if len(judged) <= most else [moment for moment in judged if not moment.is_quiet]
    cut = max(0, len(told) - most)
    first = len(before) - min(len(before), most - len(told) + cut)
    counts = ((first, "before"), (len(judged) - len(told), "between that no Then asks about"))
    if said := ", ".join(f"{_lines(count)} {where}" for count, where in counts if count):
        yield f"({said})"
    head = most // 3 if cut else 0
    yield from (moment.line for moment in (*before[first:], *told[:head]))
    if cut:
        yield f"({_lines(cut)} left out)"
    yield from (moment.line for moment in told[head + cut :])


def _lines(count: int) -> str:
    return f"{count} line{'s' if count > 1 else ''}"
