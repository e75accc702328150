"""A journal for people: one line for each thing that happened, repetitions folded."""

import itertools
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from fakes.journal import Entry
from fakes.text import printable

TOLD_FIELDS = ("status", "version", "state", "queue", "topic", "source")
"""The fields of a record that are shown where somebody sets them."""
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


def _told(detail: Mapping[str, Any]) -> str:
    """What a request tells of a status or a state, which its address does not show."""
    sent = detail.get("sent")
    told = {name: sent[name] for name in TOLD_FIELDS if name in sent} if isinstance(sent, Mapping) else {}
    return "".join(f" {name}={value}" for name, value in told.items())


def _described(entry: Entry) -> str:
    detail = entry.detail
    if entry.kind == "exchange":
        outcome = detail.get("status", detail.get("fault"))
        text = f"{detail.get('method', '')} {detail['server']}{detail.get('path', '')}{_told(detail)} -> {outcome}"
    else:
        text = " ".join([entry.kind, *(f"{name}={value}" for name, value in detail.items())])
    return " ".join(printable(text).split())
