"""What a package can be like, good or bad: how one is made, and what a verifier has to say of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

NOW = datetime(2020, 7, 1, tzinfo=UTC)
"""When packages are verified, unless their kind is about a time."""

VERIFY, HARDENED, SHAPE = "SIG-VERIFY", "SIG-HARDENED", "SIG-PACKAGE-SHAPE"
BY_ANOTHER, TIMESTAMP = "SIG-SIGNER", "SIG-TIMESTAMP"
"""The rules that say what is to become of a package."""
LEGAL = ""
"""No rule: the formats allow it, and whoever is stricter is right as well."""

Entries = Sequence[tuple[str, bytes]]
"""Names and contents of what a package is to hold."""
Flaw = Callable[[Entries], bytes]
"""Makes a package of these entries that has one flaw."""


@dataclass(frozen=True)
class Kind:
    """One way in which a package can be.

    Attributes:
        make: Makes a package of this kind.
        rule: The rule by which it is refused or taken.
        reason: Why it is refused, in the reference's codes, such as "entry-tampered"; empty where it is good.
        at: When it is verified.
    """

    make: Flaw
    rule: str
    reason: str = ""
    at: datetime = NOW
