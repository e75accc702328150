"""A journal for people: one line for each thing that happened, builds by their names, repetitions folded."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from fakes.host.host import AGENT_LOG
from fakes.journal import Entry
from fakes.observe.deciding import chosen, judged_since
from fakes.observe.folding import Moment, folded
from fakes.observe.reader import EventReader
from fakes.releases.builds import called
from fakes.text import printable

TOLD_FIELDS = (
    "name", "value", "status", "validated", "version", "stage", "state", "queue",
    "topic", "source", "messages", "message", "roles",
)  # fmt: skip
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


STAMP = re.compile(r"(?<![\w./-])[a-z]+-\d\d-\d\d-\d{4}__[\w-]+(?![\w./-])")
"""A build stamp that stands alone, and not in a path."""
SYS_ID = re.compile(r"\b[0-9a-f]{28}(?=[0-9a-f]{4}\b)")
"""All of a record's sys_id but its last digits, which tell the records of a scenario apart."""
TIME_OF_LOG = re.compile(r"\[?\d[\d/-]+[ T][\d:.,]+Z?\]?(?: \(\d+\))? ")
"""What a line of a log begins with, such as "07/01/20 06:06:26 (000) "; the timeline has a time of its own."""
MAX_LINE_CHARACTERS = 240
OF_THE_PRODUCT = ".service-now.com"


def timeline(entries: Iterable[Entry], begin: datetime, most: int) -> list[str]:
    """The lines that tell how the last step came about: virtual time since the beginning, who, what.

    What the scenario lets happen and what the administrator has changed is among them; what was only looked at, or set
    up before, is left out.

    Args:
        entries: What was seen, up to the end of that step.
        begin: When the scenario began.
        most: How many lines are told; of the others it is said how many they are.
    """
    seen = list(entries)
    since, telling = judged_since(seen), _telling(seen)
    parts = ([each for each in seen if (each.sequence >= since) is is_judged] for is_judged in (False, True))
    before, judged = (folded(list(_moments(part, begin, telling))) for part in parts)
    return list(chosen(before, judged, most))


def _telling(entries: Iterable[Entry]) -> AbstractSet[int]:
    """The entries that tell an event, or a change that somebody makes."""
    told = {happening.sequence for happening in EventReader().read(entries) if happening.event is not None}
    return told | {entry.sequence for entry in entries if entry.actor in ("administrator", "scenario")}


def _moments(entries: Iterable[Entry], begin: datetime, telling: AbstractSet[int]) -> Iterator[Moment]:
    seen = (entry for entry in entries if not _only_looks(entry))
    for is_work, group in itertools.groupby(seen, _who_works_on_files):
        told = list(group)
        first = told[0]
        if is_work:
            text = f"{first.actor}: {_described(first)}{_and_more(told, begin)}"
            yield Moment(first.time - begin, text, is_quiet=telling.isdisjoint(entry.sequence for entry in told))
        else:
            for entry in told:
                text, is_step = f"{entry.actor}: {_described(entry)}", entry.actor == "scenario"
                yield Moment(entry.time - begin, text, is_step, entry.sequence not in telling)


def _and_more(work: list[Entry], begin: datetime) -> str:
    """How often somebody went on to work on files, and until when."""
    more = len(work) - 1
    until = f", until {work[-1].time - begin}" if work[-1].time > work[0].time else ""
    return f" (and {more} more operation{'s' if more > 1 else ''} on files{until})" if more else ""


def _who_works_on_files(entry: Entry) -> str:
    """The MID Server that does something with files and is let do; empty for everything else."""
    return entry.actor if entry.kind in FILE_OPERATIONS and "error" not in entry.detail else ""


def _only_looks(entry: Entry) -> bool:
    if entry.actor == "scenario":
        return entry.kind in ("then", "rest", "end")
    if (entry.actor, entry.kind) in TOLD_BY_STEPS:
        return True
    if entry.actor != "administrator":
        return entry.actor == "observer" or _finds_no_folder(entry)
    request = f"{entry.detail['method']} {entry.detail['path']}"
    return request.startswith("GET ") or SETTING_UP.fullmatch(request) is not None


def _finds_no_folder(entry: Entry) -> bool:
    """Whether somebody looks into a folder that is not there: a host refuses to list files for no other reason."""
    return entry.kind == "list_files" and "error" in entry.detail


def _told(detail: Mapping[str, Any]) -> str:
    """What a request tells of a record, which its address does not show; a property's name stands in the answer."""
    sent, answer = detail.get("sent"), detail.get("received")
    if not isinstance(sent, Mapping):
        return ""
    record = answer.get("result") if isinstance(answer, Mapping) else None
    name = {"name": record["name"]} if "value" in sent and isinstance(record, Mapping) and "name" in record else {}
    told = {**name, **sent}
    return "".join(f" {field}={told[field]}" for field in TOLD_FIELDS if field in told)


def _described(entry: Entry) -> str:
    detail = entry.detail
    if entry.actor == "scenario":
        text = str(detail["text"])
    elif entry.kind == "exchange":
        server = detail["server"].removesuffix(OF_THE_PRODUCT)
        outcome = detail.get("status", detail.get("fault"))
        text = f"{detail.get('method', '')} {server}{detail.get('path', '')}{_told(detail)} -> {outcome}"
    elif entry.kind == "append" and str(detail.get("path")).endswith(AGENT_LOG) and "error" not in detail:
        text = f"logs {TIME_OF_LOG.sub('', str(detail.get('text')).strip())}"
    else:
        shown = {name: value for name, value in detail.items() if name not in EVIDENCE}
        text = " ".join([entry.kind, *(f"{name}={value}" for name, value in shown.items())])
    short = SYS_ID.sub("...", STAMP.sub(lambda found: called(found[0]), text))
    line = " ".join(printable(short).split())
    return line if len(line) <= MAX_LINE_CHARACTERS else f"{line[:MAX_LINE_CHARACTERS]}... (it goes on)"
