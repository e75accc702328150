"""A journal for people: one line for each thing that happened, repetitions folded."""

import itertools
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from fakes.journal import Entry
from fakes.text import printable

TOLD_FIELDS = ("name", "value", "status", "validated", "version", "state", "queue", "topic", "source", "roles")
"""The fields of a record that are shown where somebody sets them."""

EVIDENCE = ("whole", "pin")
"""Of a process that has started: for laws, not for people."""
FILE_OPERATIONS = ("copy", "delete", "list_files", "make_folder", "read", "write")
"""What an upgrade does dozens of times in a row; log lines and archives stand by themselves."""
TOLD_BY_STEPS = {
    ("instance", "begun"),
    ("host", "installed"),
    ("host", "refuses"),
    ("host", "service"),
    ("host", "refuses nothing"),
    ("network", "fails"),
    ("network", "works again"),
    ("user", "acts"),
}
"""What a step has said in words, or the next line says."""
SETTING_UP = re.compile(r"POST /api/now/(table/(sys_user|ecc_agent)|mid/channel/\w+)")
"""What the administrator does for every MID Server that is installed or started."""


def timeline(entries: Iterable[Entry], begin: datetime, last: int) -> list[str]:
    """The last lines: virtual time since the beginning, who, what.

    What the scenario lets happen and what the administrator has changed is among them; what was only looked at, or set
    up before, is left out.
    """
    seen = [entry for entry in entries if not _only_looks(entry)]
    lines = []
    for (actor, what), group in itertools.groupby(seen, lambda entry: (entry.actor, _folded(entry))):
        first, *others = group
        lines.append(f"{first.time - begin}  {actor}: {_described(first)}{_and_more(others, first, begin, what)}")
    return lines[-last:]


def _and_more(others: list[Entry], first: Entry, begin: datetime, what: str) -> str:
    """How often it was repeated, and until when."""
    if not others:
        return ""
    kind = "" if what else " operation on files" if len(others) == 1 else " operations on files"
    until = f" until {others[-1].time - begin}" if others[-1].time > first.time else ""
    return f" (and {len(others)} more{kind}{until})"


def _only_looks(entry: Entry) -> bool:
    if entry.actor == "scenario":
        return entry.kind in ("then", "rest", "end")
    if (entry.actor, entry.kind) in TOLD_BY_STEPS:
        return True
    if entry.actor != "administrator":
        return entry.actor == "observer"
    request = f"{entry.detail['method']} {entry.detail['path']}"
    return request.startswith("GET ") or SETTING_UP.fullmatch(request) is not None


def _told(detail: Mapping[str, Any]) -> str:
    """What a request tells of a record, which its address does not show; a property's name stands in the answer."""
    sent, answer = detail.get("sent"), detail.get("received")
    if not isinstance(sent, Mapping):
        return ""
    record = answer.get("result") if isinstance(answer, Mapping) else None
    name = {"name": record["name"]} if "value" in sent and isinstance(record, Mapping) and "name" in record else {}
    told = {**name, **sent}
    return "".join(f" {field}={told[field]}" for field in TOLD_FIELDS if field in told)


def _folded(entry: Entry) -> str:
    """What neighbours must have in common to be one line; empty for what a MID Server does with files and is let do."""
    return "" if entry.kind in FILE_OPERATIONS and "error" not in entry.detail else _described(entry)


def _described(entry: Entry) -> str:
    detail = entry.detail
    if entry.actor == "scenario":
        text = str(detail["text"])
    elif entry.kind == "exchange":
        outcome = detail.get("status", detail.get("fault"))
        text = f"{detail.get('method', '')} {detail['server']}{detail.get('path', '')}{_told(detail)} -> {outcome}"
    else:
        shown = {name: value for name, value in detail.items() if name not in EVIDENCE}
        text = " ".join([entry.kind, *(f"{name}={value}" for name, value in shown.items())])
    return " ".join(printable(text).split())
