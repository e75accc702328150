"""All flaws that a package can have, by the words of the features: one builder makes any of them.

A flaw is a function of what the package is to hold. Each is one that a verifier has to notice, but for a few that are
none: time stamps that are good in their last second, and packages that somebody else's tool has signed.
"""

from collections.abc import Mapping
from functools import lru_cache

from fakes.releases.packages import jar
from fakes.releases.packages.flawed_archives import ARCHIVES
from fakes.releases.packages.flawed_content import CONTENT, Entries, Flaw
from fakes.releases.packages.flawed_signers import SIGNERS, TIMESTAMPS
from fakes.releases.packages.stored import STORED

FLAWS: Mapping[str, Flaw] = {**CONTENT, **SIGNERS, **TIMESTAMPS, **ARCHIVES, **STORED}


def flawed(entries: Entries, flaw: str) -> bytes:
    """A package of these entries with this flaw; the same is made once."""
    return _flawed(tuple(entries), flaw)


def held(package: bytes) -> Entries:
    """What a good package holds, its signature apart."""
    return [(name, content) for name, content in jar.read(package) if not name.startswith("META-INF/")]


@lru_cache(maxsize=256)
def _flawed(entries: tuple[tuple[str, bytes], ...], flaw: str) -> bytes:
    return FLAWS[flaw](entries)
