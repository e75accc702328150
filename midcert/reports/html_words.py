"""What a journal tells, in sentences: who, to whom, what. What only laws and steps need has none."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from fakes.observe import events as e
from fakes.observe.details import StepTold
from fakes.observe.reader import Happening
from fakes.releases.builds import called
from fakes.text import hidden, shown

INSTANCE, SITE, PEOPLE = "instance", "download site", "people"
"""Who there is besides MID Servers."""
MAX_TEXT_CHARACTERS = 160
_TROUBLE = re.compile(r"\b(SEVERE|ERROR|WARN|WARNING)\b.*", re.DOTALL)
_ENDS = {
    "stopped": "is stopped",
    "killed": "is killed with its service",
    "restarting": "ends, and its service is to start it again",
    "cannot start": "cannot start",
}


class Tone(StrEnum):
    """How loud a line is; the value is its class in the style sheet."""

    PLAIN = ""
    QUIET = "quiet"
    STATUS = "status"
    BAD = "bad"


@dataclass(frozen=True)
class Told:
    """What somebody did."""

    words: str
    """Behind the name of who did it."""
    to: str = ""
    """Who was asked; empty where nobody was."""
    tone: Tone = Tone.PLAIN


def told(happening: Happening) -> Told | None:
    """What happened, in words; None for what a reader need not be told."""
    say = SENTENCES.get(type(happening.event))
    return say(happening.event) if say else None


def brief(text: str, most: int = MAX_TEXT_CHARACTERS) -> str:
    """A text of a target: on one line, with everything in it to be seen, and not endless."""
    line = _on_one_line(text[: 4 * most].strip())
    return line if len(line) <= most else f"{line[:most]} … ({len(text)} characters in all)"


def build(stamp: str) -> str:
    """A build by its name."""
    return brief(called(stamp))


@lru_cache(maxsize=4096)
def _on_one_line(text: str) -> str:
    """The same texts come again and again."""
    return shown(hidden(text)).replace("\n", "\\n")


def _started(event: e.Started) -> Told:
    return Told(f"starts with {build(event.version)}", tone=Tone.STATUS)


def _ended(event: e.Ended) -> Told:
    return Told(_ENDS.get(event.how, event.how), tone=Tone.STATUS)


def _reported(event: e.Reported) -> Told:
    what = ", ".join(filter(None, (brief(event.status), build(event.version))))
    if event.has_arrived:
        return Told(f"reports {what}", INSTANCE, Tone.STATUS)
    return Told(f"reports {what}, and is not heard", INSTANCE, Tone.BAD)


def _version_asked(event: e.VersionAsked) -> Told | None:
    if event.is_list and not event.has_failed:
        return None  # the list of packages is told by itself
    if event.has_failed:
        return Told(f"asks for its version: {_outcome(event.status)}", INSTANCE, Tone.BAD)
    return Told(f"asks for its version: {build(event.stamp) or 'none is named'}", INSTANCE)


def _packages_listed(event: e.PackagesListed) -> Told:
    wanted = f" of {build(event.wanted)}" if event.wanted else ""
    if not event.stamp:
        return Told(f"asks for the list of packages{wanted}, and gets none", INSTANCE, Tone.BAD)
    return Told(f"asks for the list of packages{wanted}: {event.packages} of {build(event.stamp)}", INSTANCE)


def _permit_asked(event: e.PermitAsked) -> Told:
    if event.is_granted:
        return Told("asks for a permit, and gets it", INSTANCE)
    refused = "all are taken (409)" if event.is_refused else _outcome(event.status)
    return Told(f"asks for a permit: {refused}", INSTANCE, Tone.BAD)


def _permit_returned(event: e.PermitReturned) -> Told:
    if event.has_arrived:
        return Told("gives its permit back", INSTANCE)
    return Told("gives its permit back, and is not heard", INSTANCE, Tone.BAD)


def _tested(event: e.Tested) -> Told:
    found = "; ".join(map(brief, event.messages)) or "no message"
    return Told(f"reports its pre-upgrade tests: {found}", INSTANCE, Tone.BAD if event.errors else Tone.PLAIN)


def _package_asked(event: e.PackageAsked) -> Told:
    what = f"asks for a package of {build(event.stamp)} for {brief(event.os)}"
    return Told(what, SITE) if event.is_answered else Told(f"{what}, and gets none", SITE, Tone.BAD)


def _extracted(event: e.Extracted) -> Told | None:
    return None if event.is_done else Told("cannot extract an archive", tone=Tone.BAD)


def _program_changed(event: e.ProgramChanged) -> Told:
    what = "the Java runtime" if event.is_runtime else "the program"
    if event.is_done:
        return Told(f"replaces files of {what}", tone=Tone.QUIET)
    return Told(f"cannot replace a file of {what}", tone=Tone.BAD)


def _said(event: e.Said) -> Told | None:
    found = _TROUBLE.search(event.text) if event.is_logged else None
    return Told(f"logs: {brief(found[0].strip())}", tone=Tone.BAD) if found else None


def _step_told(event: StepTold) -> Told | None:
    if not event.message:
        return None
    return Told(f"tells the step {brief(event.stage)}: {brief(event.message)}", INSTANCE, Tone.QUIET)


def _action_tried(event: e.ActionTried) -> Told:
    who = f"with {' and '.join(map(brief, sorted(event.roles)))}" if event.roles else "without a role"
    how = "" if event.is_accepted else f": {_outcome(event.status)}"
    words = f"{who} asks for {brief(event.action)} of {brief(event.mid)}{how}"
    return Told(words, INSTANCE, Tone.PLAIN if event.is_accepted else Tone.BAD)


def _asked_at_once(event: e.PermitsAskedAtOnce) -> Told:
    answers = ", ".join(f"{count} answered {brief(status)}" for status, count in event.answers)
    return Told(f"asks for several permits at once: {answers}", INSTANCE)


def _seen(event: e.CommandSeen) -> Told | None:
    return Told(f"sees the command {brief(event.source)}", INSTANCE) if event.is_system else None


def _taken(event: e.CommandTaken) -> Told:
    return Told("has done a command" if event.is_done else "takes a command", INSTANCE, Tone.QUIET)


def _result(event: e.ResultSent) -> Told:
    return Told("sends the result of a command", INSTANCE, Tone.PLAIN if event.has_arrived else Tone.BAD)


def _property(event: e.PropertySet) -> Told:
    value = build(event.value)
    return Told(f"sets {brief(event.name)} to {value}" if value else f"empties {brief(event.name)}", INSTANCE)


def _configured(event: e.Configured) -> Told:
    what = f"{brief(event.parameter)} of {brief(event.mid)}"
    return Told(f"sets {what} to {build(event.value)}" if event.value else f"takes {what} away")


def _outcome(status: int) -> str:
    return f"HTTP {status}" if status else "no answer"


SENTENCES: Mapping[type, Callable[[Any], Told | None]] = {
    e.Started: _started,
    e.Ended: _ended,
    e.Reported: _reported,
    e.VersionAsked: _version_asked,
    e.PackagesListed: _packages_listed,
    e.PermitAsked: _permit_asked,
    e.PermitReturned: _permit_returned,
    e.PermitsAskedAtOnce: _asked_at_once,
    e.Tested: _tested,
    e.PackageAsked: _package_asked,
    e.PackageStored: lambda _: Told("stores a package", tone=Tone.QUIET),
    e.Extracted: _extracted,
    e.ProgramChanged: _program_changed,
    e.Said: _said,
    StepTold: _step_told,
    e.CommandSeen: _seen,
    e.CommandTaken: _taken,
    e.ResultSent: _result,
    e.CommandQueued: lambda event: Told(f"sends {brief(event.source)} to {brief(event.mid)}", INSTANCE),
    e.QueueCleared: lambda event: Told(f"clears the queue of {brief(event.mid)}", INSTANCE),
    e.ActionTried: _action_tried,
    e.PropertySet: _property,
    e.Configured: _configured,
    e.Validated: lambda event: Told(f"sets validated of {brief(event.mid)} to {brief(event.value)}", INSTANCE),
    e.ServiceSet: lambda event: Told(f"{brief(event.service)} is {brief(event.state)} from now on", tone=Tone.STATUS),
    e.ConnectionLost: lambda _: Told("loses its connection, and counts as Down", tone=Tone.STATUS),
    e.InstanceUpgraded: lambda event: Told(f"is upgraded to {build(event.version)}", tone=Tone.STATUS),
    e.InstanceRestarted: lambda _: Told("is restarted", tone=Tone.STATUS),
}
