"""All that a package can be like, by the words of the features: one builder makes any of them.

Each is one that a verifier has to notice, but for those that are good, such as one that was stamped in the last second.
"""

from collections.abc import Mapping
from functools import lru_cache

from fakes.releases.packages import jar
from fakes.releases.packages.flawed_algorithms import ALGORITHMS
from fakes.releases.packages.flawed_archives import ARCHIVES
from fakes.releases.packages.flawed_blocks import BLOCKS
from fakes.releases.packages.flawed_chains import CHAINS
from fakes.releases.packages.flawed_content import CONTENT
from fakes.releases.packages.flawed_manifests import MANIFESTS
from fakes.releases.packages.flawed_names import NAMES
from fakes.releases.packages.flawed_signers import SIGNERS
from fakes.releases.packages.flawed_structures import STRUCTURES
from fakes.releases.packages.flawed_timestamps import TIMESTAMPS
from fakes.releases.packages.good_archives import GOOD_ARCHIVES
from fakes.releases.packages.good_manifests import GOOD_MANIFESTS
from fakes.releases.packages.good_signatures import GOOD_SIGNATURES
from fakes.releases.packages.kinds import Entries, Kind
from fakes.releases.packages.stored import STORED

KINDS: Mapping[str, Kind] = {
    **CONTENT,
    **MANIFESTS,
    **BLOCKS,
    **ALGORITHMS,
    **SIGNERS,
    **CHAINS,
    **TIMESTAMPS,
    **ARCHIVES,
    **NAMES,
    **STRUCTURES,
    **GOOD_SIGNATURES,
    **GOOD_MANIFESTS,
    **GOOD_ARCHIVES,
}
FLAWS = [*KINDS, *STORED]
"""What the features can say of a package."""


def flawed(entries: Entries, flaw: str) -> bytes:
    """A package of these entries with this flaw; the same is made once."""
    return _flawed(tuple(entries), flaw)


def held(package: bytes) -> Entries:
    """What a good package holds, its signature apart."""
    return [(name, content) for name, content in jar.read(package) if not name.startswith("META-INF/")]


@lru_cache(maxsize=256)
def _flawed(entries: tuple[tuple[str, bytes], ...], flaw: str) -> bytes:
    make = STORED[flaw] if flaw in STORED else KINDS[flaw].make
    return make(entries)
