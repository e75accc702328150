"""A journal for people: one line for each thing that happened, repetitions folded."""

import itertools
from collections.abc import Iterable
from datetime import datetime

from fakes.journal import Entry
from fakes.text import printable

OBSERVERS = {"administrator", "observer"}


def timeline(entries: Iterable[Entry], begin: datetime, last: int) -> list[str]:
    """The last lines: virtual time since the beginning, who, what. What observers did is left out."""
    seen = [entry for entry in entries if entry.actor not in OBSERVERS]
    lines = []
    for (actor, what), group in itertools.groupby(seen, lambda entry: (entry.actor, _described(entry))):
        times = [entry.time - begin for entry in group]
        until = f" (and {len(times) - 1} more until {times[-1]})" if len(times) > 1 else ""
        lines.append(f"{times[0]}  {actor}: {what}{until}")
    return lines[-last:]


def _described(entry: Entry) -> str:
    detail = entry.detail
    if entry.kind == "exchange":
        outcome = detail.get("status", detail.get("fault"))
        text = f"{detail.get('method', '')} {detail['server']}{detail.get('path', '')} -> {outcome}"
    else:
        text = " ".join([entry.kind, *(f"{name}={value}" for name, value in detail.items())])
    return " ".join(printable(text).split())
