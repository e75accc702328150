"""Builds of the MID Server: their stamps and their names.

A stamp such as orlando-12-11-2019__patch1-hotfix2-04-07-2020_04-14-2020_1509 is made of the family and its date, patch
and hotfix, the date of the tag, and date and time of the build. Stamps sort in no useful way: patch10 stands before
patch2, a later patch may be the earlier build, and family names begin again at A after Zurich. Whoever compares builds
compares what `parse_stamp` reads from them.

Source: documentation page "MID Server upgrades" (Orlando), chapter "Version control properties", and public packages.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "aspen": "Aspen",
        "berlin": "Berlin",
        "calgary": "Calgary",
        "dublin": "Dublin",
        "eureka": "Eureka",
        "fuji": "Fuji",
        "geneva": "Geneva",
        "helsinki": "Helsinki",
        "istanbul": "Istanbul",
        "jakarta": "Jakarta",
        "kingston": "Kingston",
        "london": "London",
        "madrid": "Madrid",
        "newyork": "New York",
        "orlando": "Orlando",
        "paris": "Paris",
        "quebec": "Quebec",
        "rome": "Rome",
        "sandiego": "San Diego",
        "tokyo": "Tokyo",
        "utah": "Utah",
        "vancouver": "Vancouver",
        "washingtondc": "Washington DC",
        "xanadu": "Xanadu",
        "yokohama": "Yokohama",
        "zurich": "Zurich",
        "australia": "Australia",
        "brazil": "Brazil",
    }
)
"""All release families in the order of their release: as in a stamp, and as people write them."""

_STAMPS = Path(__file__).parent / "data" / "buildstamps.txt"
_DATE = "[0-9]{2}-[0-9]{2}-[0-9]{4}"
_STAMP = re.compile(
    rf"(?P<tag>(?P<family>[a-z]+)-(?P<family_date>{_DATE})"
    rf"__patch(?P<patch>[0-9]+[a-z]?)(?:-hotfix(?P<hotfix>[0-9]+[a-z]?))?-(?P<tag_date>{_DATE}))"
    rf"_(?P<built>{_DATE}_[0-9]{{4}})"
)
_BARE = re.compile(rf"(?P<tag>{_DATE})-(?P<time>[0-9]{{4}})")
_ORDINALS = ("first", "second", "third")


@dataclass(frozen=True)
class Build:
    """One build of the MID Server, as its stamp tells it. Two builds are equal if their stamps are."""

    stamp: str
    family: str
    """As in the stamp: "orlando", "newyork"; empty in a bare stamp."""
    family_date: date
    patch: str
    """Number and perhaps a letter: "1", "4b"; "0" is the first release of a family; empty in a bare stamp."""
    hotfix: str | None
    tag: str
    """The stamp without date and time of the build; two builds may share it."""
    built: datetime
    """A stamp names no time zone; it is taken for UTC."""

    @property
    def release(self) -> int:
        """The place of the family in the order of releases, the one thing to compare families by; -1 without one."""
        return list(FAMILIES).index(self.family) if self.family else -1

    @property
    def name(self) -> str:
        """What people call it, such as "London Patch 8 Hotfix 4b"; rarely, two builds have one name."""
        if not self.family:
            return self.stamp
        hotfix = f" Hotfix {self.hotfix}" if self.hotfix else ""
        return f"{FAMILIES[self.family]} Patch {self.patch}{hotfix}"


@lru_cache(maxsize=1024)
def parse_stamp(text: str) -> Build:
    """Read a build stamp, exactly as it stands: nothing before it, nothing after it, no blanks.

    The bare form mm-dd-yyyy-hhmm, which the documentation gives and nobody ships, is one, too.

    Raises:
        ValueError: it is none; the message begins with "not a build stamp" and gives the reason.
    """
    if bare := _BARE.fullmatch(text):
        return _bare(text, bare)
    found = _STAMP.fullmatch(text)
    if found is None:
        raise ValueError(f"not a build stamp: {text!r}")
    if found["family"] not in FAMILIES:
        raise ValueError(f"not a build stamp: {text!r}: no family is called {found['family']!r}")
    try:
        family_date, _ = _day(found["family_date"]), _day(found["tag_date"])
        built = _minute(found["built"])
    except ValueError as error:
        raise ValueError(f"not a build stamp: {text!r}: no such date or time") from error
    return Build(text, found["family"], family_date, found["patch"], found["hotfix"], found["tag"], built)


@cache
def builds() -> tuple[Build, ...]:
    """All builds whose stamps are public, families in the order of their release."""
    lines = _STAMPS.read_text(encoding="ascii").splitlines()
    return tuple(parse_stamp(line) for line in lines if line and not line.startswith("#"))


def named(name: str) -> Build:
    """Find a build by what people call it, or by its whole stamp.

    "Orlando Patch 1", "London Patch 8 Hotfix 4b", "San Diego Patch 10 (second build)" where one name has two builds. A
    whole stamp need not be a public one.

    Raises:
        ValueError: no build has this name, or more than one has; the message tells what to write instead.
    """
    if "__" in name or _BARE.fullmatch(name):
        return parse_stamp(name)
    found = _names().get(name)
    if found is None:
        nearest = difflib.get_close_matches(name, _names(), n=3)
        raise ValueError(f"no build is called {name!r}" + (f"; is it {' or '.join(nearest)}?" if nearest else ""))
    if len(found) > 1:
        choice = ", ".join(
            f"({ordinal} build) is {build.stamp}" for ordinal, build in zip(_ORDINALS, found, strict=False)
        )
        raise ValueError(f"{name!r} is ambiguous: {choice}")
    return found[0]


def another_than(stamps: Sequence[str]) -> Build:
    """The first build on offer of the family of the last of these that is none of them."""
    family = parse_stamp(stamps[-1]).family
    return next(build for build in builds() if build.family == family and build.stamp not in stamps)


def called(stamp: str) -> str:
    """What people call the build with this stamp, as `named` reads it; any other text is left as it is."""
    return _by_stamp().get(stamp, stamp)


def _bare(text: str, found: re.Match[str]) -> Build:
    try:
        built = _minute(f"{found['tag']}_{found['time']}")
    except ValueError as error:
        raise ValueError(f"not a build stamp: {text!r}: no such date or time") from error
    return Build(text, "", built.date(), "", None, found["tag"], built)


def _minute(text: str) -> datetime:
    return datetime.strptime(text, "%m-%d-%Y_%H%M").replace(tzinfo=UTC)


def _day(text: str) -> date:
    return datetime.strptime(text, "%m-%d-%Y").replace(tzinfo=UTC).date()


@cache
def _names() -> Mapping[str, tuple[Build, ...]]:
    """The builds of every name; where there are several, oldest first, each also under a name of its own."""
    found: dict[str, tuple[Build, ...]] = {}
    for build in sorted(builds(), key=lambda build: build.built):
        found[build.name] = (*found.get(build.name, ()), build)
    shared = {name: several for name, several in found.items() if len(several) > 1}
    for name, several in shared.items():
        found |= {f"{name} ({ordinal} build)": (build,) for ordinal, build in zip(_ORDINALS, several, strict=False)}
    return found


@cache
def _by_stamp() -> Mapping[str, str]:
    """The name of each build; of two that it has, the first."""
    return {found[0].stamp: name for name, found in reversed([*_names().items()]) if len(found) == 1}
