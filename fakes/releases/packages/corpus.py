"""Packages of every kind, for whoever wants to try a verifier: each with what has to be said of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from fakes.releases.packages.flaws import KINDS
from fakes.releases.packages.kinds import NOW, SHAPE
from fakes.releases.packages.replies import TOLD, Answer, about, good, signer_of
from fakes.releases.packages.stored import FILES, FOLDER

ENTRIES = (
    ("bin/mid.sh", b"#!/bin/sh\necho hello\n"),
    ("lib/mid.jar", bytes(range(256)) * 20),
    ("package/meta/mid-core.meta.properties", b"#Thu, 02 Jan 2020 17:48:12 -0800\n"),
)
"""What the packages hold, those apart that were signed once and for all."""


@dataclass(frozen=True)
class Specimen:
    """A package, and what a verifier has to say of it.

    Attributes:
        name: What is special about it, in the words of the features.
        make: Makes its bytes, the same ones each time.
        rule: The rule by which it is refused or taken, such as "SIG-VERIFY".
        reason: Why it is refused, in the reference's codes; empty where it is good.
        at: When it is verified.
        told: What its signer's responder replies to a question about a certificate; None where it cannot be asked.
    """

    name: str
    make: Callable[[], bytes]
    rule: str
    reason: str = ""
    at: datetime = NOW
    told: Answer | None = good

    def reply(self) -> bytes | None:
        """The OCSPResponse about who has signed it, in DER; None where the responder cannot be asked."""
        return self.told(about(signer_of(self.make())), self.at) if self.told else None

    @property
    def is_good(self) -> bool:
        """Whether it is to be taken."""
        return not self.reason


def _specimens() -> Iterator[Specimen]:
    for name, kind in KINDS.items():
        yield Specimen(name, partial(kind.make, ENTRIES), kind.rule, kind.reason, kind.at)
    for name, file in FILES.items():
        yield Specimen(name, (FOLDER / file).read_bytes, SHAPE)
    usual = partial(KINDS["as it should be"].make, ENTRIES)
    for name, told in TOLD.items():
        yield Specimen(name, usual, told.rule, told.reason, told=told.answer)


CORPUS = tuple(_specimens())
