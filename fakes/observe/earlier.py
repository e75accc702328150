"""When it was last that a MID Server did what a Then has asked for in vain."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from fakes.observe.events import MidEvent, PackageAsked, PermitAsked, VersionAsked
from fakes.observe.reader import Happening

EVENTS: Mapping[str, type[MidEvent]] = MappingProxyType(
    {
        "checks.hours": VersionAsked,
        "checks.times": VersionAsked,
        "packages.asked_for": PackageAsked,
        "permits.requests": PermitAsked,
    }
)
"""What a question that may be asked in vain is about, by its name."""


def last_seen(asks: str, mid: str, happenings: Iterable[Happening]) -> datetime | None:
    """When the MID Server last did what this question is about; None where it never did."""
    kind = EVENTS.get(asks)
    if kind is None:
        return None
    return max((each.time for each in happenings if each.actor == mid and isinstance(each.event, kind)), default=None)
