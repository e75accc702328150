"""The words that steps share, each with one meaning.

A word outside its vocabulary, such as a version that nobody built, makes the step undefined.
"""

import re
from datetime import timedelta

from parse import with_pattern
from pytest_bdd import parsers

from fakes.builds import Build, named

UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
ONE = {"a", "an", "another"}
AMOUNT = r"(?:another )?(?:\d+|an?|another) (?:second|minute|hour|day)s?"
BUILD = r"[A-Z][a-z]+(?: [A-Z]\w+)? Patch \w+(?: Hotfix \w+)?(?: \((?:first|second) build\))?"
STATUS = "Up|Down|Paused|Upgrading|Upgrade Failed"


@with_pattern(rf"{AMOUNT}(?: and {AMOUNT})?")
def duration(text: str) -> timedelta:
    """Such as "59 minutes and 59 seconds", "1 hour", "another second"."""
    amounts = (part.split()[-2:] for part in text.split(" and "))
    return sum((_times(number) * _unit(unit) for number, unit in amounts), timedelta())


@with_pattern(BUILD)
def version(text: str) -> Build:
    """A build by its name, such as "Orlando Patch 1 Hotfix 2"."""
    return named(text)


@with_pattern(f"nothing|{BUILD}")
def optional_version(text: str) -> Build | None:
    """A build by its name, or "nothing"."""
    return None if text == "nothing" else named(text)


@with_pattern(f"{BUILD}(?:, then {BUILD})*")
def versions(text: str) -> list[Build]:
    """Builds one after the other: Orlando Patch 1, then Orlando Patch 2."""
    return [named(each) for each in text.split(", then ")]


@with_pattern(r"\d+(?:\.\d+)? GB")
def size(text: str) -> int:
    """An amount of disk space, in bytes; a gigabyte has 10^9."""
    return round(float(text.removesuffix(" GB")) * 10**9)


@with_pattern("[a-z]+")
def name(text: str) -> str:
    """A MID Server by its name; the quotes around it stand in the phrase."""
    return text


@with_pattern(r'"[a-z]+"(?:(?:, "[a-z]+")* and "[a-z]+")?')
def names(text: str) -> list[str]:
    """One or more MID Servers, each in quotes: "berlin", "munich" and "vienna"."""
    return re.findall(r'"([a-z]+)"', text)


@with_pattern(STATUS)
def status(text: str) -> str:
    """A status of a MID Server's record."""
    return text


@with_pattern(rf"(?:{STATUS})(?:, (?:{STATUS}))*")
def statuses(text: str) -> list[str]:
    """Statuses in the order in which they were seen: Up, Upgrading, Up."""
    return text.split(", ")


TYPES = {
    "Duration": duration,
    "Name": name,
    "Names": names,
    "OptionalVersion": optional_version,
    "Status": status,
    "Statuses": statuses,
    "Size": size,
    "Version": version,
    "Versions": versions,
}


def phrase(text: str) -> parsers.parse:
    """A step's text, with the words above as types; upper and lower case matter."""
    return parsers.parse(text, extra_types=TYPES, case_sensitive=True)


def _times(number: str) -> int:
    return 1 if number in ONE else int(number)


def _unit(word: str) -> timedelta:
    return timedelta(seconds=UNITS[word.removesuffix("s")])
