"""What a journal tells besides events: steps ask about it, and laws do not go by it."""

from collections.abc import Iterator, Mapping
from typing import Any

from fakes.observe.events import MidEvent


class Detail(MidEvent, frozen=True):
    """Something that only questions are about."""


class TextsSent(Detail, frozen=True):
    """This MID Server has sent texts to somebody, in whichever field of a body."""

    texts: tuple[str, ...]


class BlankUsed(Detail, frozen=True):
    """This MID Server has used a path or an address with a blank in it."""

    place: str
    """As it was spelled, without a query."""


class PackageNamed(Detail, frozen=True):
    """A request of this MID Server to the download site names a package, in whichever way it asks."""

    file: str
    stamp: str
    """That in the file's name; empty where it has none."""
    os: str
    """"windows", "linux", "universal", or empty."""


class PackageDelivered(Detail, frozen=True):
    """This MID Server was given a package by the download site."""

    file: str


class PackageKept(Detail, frozen=True):
    """All of a package that this MID Server was given lies in a file of its host."""

    file: str


class PackageExtracted(Detail, frozen=True):
    """This MID Server has let its host extract a package, and no other archive."""


class CommandAdded(Detail, frozen=True):
    """Somebody has put a command into the queue of this MID Server."""

    command: str
    """The sys_id of its record."""
    source: str


class SystemCommandShown(Detail, frozen=True):
    """Somebody was shown a command that is for a MID Server itself, be it in part."""

    command: str
    """Its sys_id."""


class VersionEmptied(Detail, frozen=True):
    """Somebody has written an empty version into the record of this MID Server."""


def kept(mid: str, deed: Mapping[str, Any]) -> Iterator[PackageKept]:
    """What a deed on the host tells of packages that were downloaded: that all of one lies there, if it was done."""
    if "package" in deed and "error" not in deed:
        yield PackageKept(mid, deed["package"])


def blanks(mid: str, place: str) -> Iterator[BlankUsed]:
    """What this MID Server's use of a path or an address tells: nothing, but for blanks, which URLs spell as %20."""
    if " " in place or "%20" in place:
        plain, *_ = place.split("?", 1)
        if " " in plain or "%20" in plain:
            yield BlankUsed(mid, plain)
