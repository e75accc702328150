"""What laws ask of build stamps, and of tags, which name a build without the time at which it was built."""

from functools import lru_cache

from fakes.releases.builds import FAMILIES, Build, builds, parse_stamp

_FAMILIES = list(FAMILIES)
_ISTANBUL, _ZURICH, _NEW_YORK = map(_FAMILIES.index, ("istanbul", "zurich", "newyork"))


@lru_cache(maxsize=1024)
def build(text: str) -> Build | None:
    """The build of a stamp or of a tag; None for what is neither."""
    for stamp in (text, f"{text}_01-01-2000_0000"):
        try:
            return parse_stamp(stamp)
        except ValueError:
            pass
    return None


def is_stamp(text: str) -> bool:
    """Whether a text is a build stamp as it stands."""
    found = build(text)
    return found is not None and found.stamp == text


def family(text: str) -> str:
    """The release family of a stamp or a tag; empty for any other text, and for a bare stamp."""
    found = build(text)
    return found.family if found else ""


@lru_cache(maxsize=1024)
def is_offered(name: str) -> bool:
    """Whether a stamp or a tag names exactly one build on offer."""
    return sum(is_named_by(each.stamp, name) for each in builds()) == 1


def is_named_by(stamp: str, name: str) -> bool:
    """Whether a stamp or a tag names the build with this stamp."""
    return stamp == name or stamp.startswith(f"{name}_")


def knows_upgrading(stamp: str) -> bool:
    """Whether this build has the statuses Upgrading and Upgrade Failed: those from Istanbul to Zurich surely have.

    That what begins at A again came later is a reading (STATE-RELEASE-ORDER).
    """
    return _ISTANBUL <= _release(stamp) <= _ZURICH


def is_before_istanbul(stamp: str) -> bool:
    """Whether this build is of an older family than Istanbul."""
    return 0 <= _release(stamp) < _ISTANBUL


def may_kill_its_upgrade(os: str, running: str, wanted: str) -> bool:
    """Whether a Linux service may take along the upgrade from this version to that one (FAIL-LINUX-MADRID)."""
    return os == "linux" and _release(running) < _NEW_YORK and not 0 <= _release(wanted) < _NEW_YORK


def _release(stamp: str) -> int:
    found = build(stamp)
    return found.release if found else -1
