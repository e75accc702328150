"""What real tools have said of each specimen of the corpus, and what they have left of it on the disk.

`python -m tests.fakes.releases.packages.record JDK17 JDK25` records it anew; its test asks those tools again that are
there. A verdict is that of the documented command, which never asks whether a certificate was revoked.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).with_name("recorded.json")


class Verdict(StrEnum):
    """What `jarsigner -verify -verbose -certs -strict` says: accepted is exit code 0 and the line 'jar verified.'."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class Recorded(msgspec.Struct, frozen=True):
    """One specimen, tried with JDK 17 and 25, UnZip 6.00 and Python 3.11.

    What an extractor leaves is a SHA-256 over the names and contents of the files outside META-INF, or "nothing".
    """

    jdk17: Verdict
    jdk25: Verdict
    jar: str
    """What `jar xf` of JDK 17 leaves."""
    unzip: str
    python: str
    """What `zipfile.ZipFile.extractall` leaves."""

    @property
    def refused_by_both(self) -> bool:
        """Whether both JDKs refuse it: then every target has to (rule SIG-VERIFY)."""
        return self.jdk17 == self.jdk25 == Verdict.REFUSED

    @property
    def accepted_by_both(self) -> bool:
        """Whether both JDKs take it."""
        return self.jdk17 == self.jdk25 == Verdict.ACCEPTED


@cache
def recorded() -> Mapping[str, Recorded]:
    """All of them, by the specimens' names."""
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, Recorded])
