"""Build stamps: how a version of the MID Server is named.

Documentation: MID Server upgrades, "Version control properties". The page gives the format as mm-dd-yyyy-hhmm with
release and patch added; real stamps put those first, and both forms are read here (rule VER-FORMAT).
"""

import functools
import re
from dataclasses import dataclass
from datetime import datetime

FAMILIES = (
    "aspen", "berlin", "calgary", "dublin", "eureka", "fuji", "geneva", "helsinki", "istanbul", "jakarta", "kingston",
    "london", "madrid", "newyork", "orlando", "paris", "quebec", "rome", "sandiego", "tokyo", "utah", "vancouver",
    "washingtondc", "xanadu", "yokohama", "zurich", "australia", "brazil",
)  # fmt: skip
"""The release families, oldest first: after Zurich their names begin at A again (rule STATE-RELEASE-ORDER)."""

TAG = r"(?P<tag>(?P<family>[a-z]+)-\d\d-\d\d-\d{4}__patch\d+[a-z]?(?:-hotfix\d+[a-z]?)?-\d\d-\d\d-\d{4})"
REAL_STAMP = re.compile(rf"{TAG}_(?P<date>\d\d-\d\d-\d{{4}})_(?P<time>\d{{4}})", re.ASCII)
BARE_STAMP = re.compile(r"(?P<tag>(?P<date>\d\d-\d\d-\d{4}))-(?P<time>\d{4})", re.ASCII)


class InvalidBuildstampError(ValueError):
    """The text is not a build stamp."""


@dataclass(frozen=True)
class Buildstamp:
    """A build of the MID Server.

    Two builds differ when their texts differ: neither dates nor patch numbers put them in order (rule AUTO-DIFFERENT).
    """

    text: str
    tag: str
    """The stamp without date and time of the build; the form in which a version is pinned."""
    family: str
    """Release family, such as "orlando"; empty in a bare stamp."""
    built: datetime
    """When it was built, to the minute; it is also the folder on the download site."""

    def is_older_than(self, family: str) -> bool:
        """Whether it is of a release family before this one."""
        return self.family in FAMILIES[: FAMILIES.index(family)]

    def is_named_by(self, name: str) -> bool:
        """Whether a pin of this name means this build (rule VER-PINNED)."""
        return name in (self.text, self.tag)


def is_pin(text: str) -> bool:
    """Whether a text may name a build in mid.pinned.version: by its tag, or by its whole stamp (VER-PINNED-STAMP)."""
    return any(re.fullmatch(pattern, text, re.ASCII) for pattern in (TAG, REAL_STAMP.pattern, BARE_STAMP.pattern))


@functools.lru_cache(maxsize=1024)
def parse_buildstamp(text: str) -> Buildstamp:
    """Read a stamp.

    Raises:
        InvalidBuildstampError: It has another format, or a date that no calendar knows.
    """
    found = REAL_STAMP.fullmatch(text) or BARE_STAMP.fullmatch(text)
    if found is None:
        raise InvalidBuildstampError(text)
    try:
        built = datetime.strptime(f"{found['date']} {found['time']}", "%m-%d-%Y %H%M")  # noqa: DTZ007 - a stamp has no zone
    except ValueError as error:
        raise InvalidBuildstampError(text) from error
    return Buildstamp(text, found["tag"], found.groupdict().get("family", ""), built)
