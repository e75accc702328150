"""What a responder can say of a package's signer: one reply lets a good package in, and no other (ACC-OCSP-ANSWER)."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.ocsp import OCSPRequestBuilder
from cryptography.x509.oid import ExtendedKeyUsageOID

from fakes.releases.packages import der, jar, ocsp
from fakes.releases.packages.flawed_content import BLOCK
from fakes.releases.packages.ocsp import Failure, Question, Reply
from fakes.releases.packages.pki import SOMEBODY_ELSE, Claim, Pki, default_pki, issue

REACHED, BELIEVED = "ACC-OCSP", "ACC-OCSP-ANSWER"
"""The rules about a responder that cannot be asked, and about what one replies."""

STOLEN = datetime(2019, 1, 1, tzinfo=UTC)
"""When the signer's key was: before anything was signed with it, so that no time stamp makes good what it signed."""
WEEK = timedelta(days=7)
NOT_DER = b"<html><body>Access is limited by your organisation.</body></html>"

Change = Callable[[Reply], Reply]
"""Makes another reply of the good one."""
Answer = Callable[[Question, datetime], bytes]
"""What is replied to a question at a time."""


@dataclass(frozen=True)
class Told:
    """What a responder says, and what is to become of the package.

    Attributes:
        answer: What it says; None where it cannot be asked.
        reason: Why the package is refused, in the reference's codes; empty where it is taken.
    """

    answer: Answer | None
    reason: str = ""

    @property
    def rule(self) -> str:
        """The rule that says so."""
        return BELIEVED if self.answer else REACHED


def good(question: Question, now: datetime) -> bytes:
    """The one reply that lets a package in."""
    return ocsp.answer(question, ocsp.good(default_pki().intermediate, now))


def changed(change: Change, about: Callable[[Question], Question] = lambda question: question) -> Answer:
    """The good reply with something else in it."""
    return lambda question, now: ocsp.answer(about(question), change(ocsp.good(default_pki().intermediate, now)))


def revoked(reply: Reply) -> Reply:
    """The key was stolen."""
    return replace(reply, status=ocsp.revoked(STOLEN))


def unknown(reply: Reply) -> Reply:
    """It does not know the certificate."""
    return replace(reply, status=ocsp.UNKNOWN)


def outdated(reply: Reply) -> Reply:
    """A week old."""
    return _moved(reply, -WEEK)


def outdated_without_an_end(reply: Reply) -> Reply:
    """As old, and it does not say until when it was current."""
    return replace(outdated(reply), until=None)


def of_the_future(reply: Reply) -> Reply:
    """A week too early."""
    return _moved(reply, WEEK)


def _moved(reply: Reply, by: timedelta) -> Reply:
    return replace(reply, since=reply.since + by, until=reply.until and reply.until + by)


def signed_by_a_stranger(reply: Reply) -> Reply:
    """An authority has signed it that nobody trusts."""
    return replace(reply, signer=Pki(SOMEBODY_ELSE).intermediate)


def in_the_name_of_the_authority(reply: Reply) -> Reply:
    """The same, and it says that the right one has."""
    return replace(signed_by_a_stranger(reply), responder=reply.signer)


def signed_by_the_signer(reply: Reply) -> Reply:
    """Who has signed the package vouches for itself."""
    return replace(reply, signer=default_pki().signer)


def signed_by_the_root(reply: Reply) -> Reply:
    """The authority above the one that has issued the certificate vouches for it."""
    return replace(reply, signer=default_pki().root)


def _signed_by_no_responder(reply: Reply) -> Reply:
    """The authority has certified who has signed it, and for something else."""
    claim = Claim("CN=Another", (ExtendedKeyUsageOID.CODE_SIGNING,))
    return replace(reply, signer=issue(claim, Pki(SOMEBODY_ELSE).signer.key, default_pki().intermediate))


def _made_good(question: Question, now: datetime) -> bytes:
    """What was signed said unknown, which is as long."""
    return changed(unknown)(question, now).replace(ocsp.UNKNOWN, ocsp.GOOD, 1)


def _failing(why: Failure) -> Answer:
    return lambda _, __: ocsp.failure(why)


TOLD: Mapping[str, Told] = {
    "whose responder says good": Told(good),
    "whose responder cannot be asked": Told(None, "ocsp-unreachable"),
    "whose responder says revoked": Told(changed(revoked), "revoked"),
    "whose responder says unknown": Told(changed(unknown), "ocsp-unknown"),
    "whose responder replies with a page": Told(lambda _, __: NOT_DER, "ocsp-malformed"),
    "whose responder replies nothing": Told(lambda _, __: b"", "ocsp-malformed"),
    "whose responder breaks off": Told(lambda question, now: good(question, now)[:500], "ocsp-malformed"),
    "whose responder says good, a week ago": Told(changed(outdated), "ocsp-stale"),
    "whose responder says good, a week ago and without an end": Told(changed(outdated_without_an_end), "ocsp-stale"),
    "whose responder says good, from next week on": Told(changed(of_the_future), "ocsp-stale"),
    "whose responder says good, signed by a stranger": Told(changed(signed_by_a_stranger), "ocsp-bad-signature"),
    "whose responder says good, signed by a stranger in the authority's name": Told(
        changed(in_the_name_of_the_authority), "ocsp-bad-signature"
    ),
    "whose responder says good, signed by the signer": Told(changed(signed_by_the_signer), "ocsp-bad-signature"),
    "whose responder says good, signed by the root": Told(changed(signed_by_the_root), "ocsp-bad-signature"),
    "whose responder says good, signed by who is no responder": Told(
        changed(_signed_by_no_responder), "ocsp-bad-signature"
    ),
    "whose responder said unknown, and somebody has made good of it": Told(_made_good, "ocsp-bad-signature"),
    "whose responder says good of another certificate": Told(
        changed(lambda reply: reply, ocsp.about_another), "ocsp-malformed"
    ),
    "whose responder understands no question": Told(_failing(Failure.MALFORMED_REQUEST), "ocsp-error"),
    "whose responder has no time": Told(_failing(Failure.TRY_LATER), "ocsp-error"),
    "whose responder may not tell": Told(_failing(Failure.UNAUTHORIZED), "ocsp-error"),
}
"""Good packages, by what their signer's responder says."""


def about(certificate: x509.Certificate) -> Question:
    """The usual question about a certificate (RFC 6960, 4.1.1): it names the issuer by SHA-1, and has no nonce."""
    algorithm, issuer = hashes.SHA1(), default_pki().intermediate.certificate  # noqa: S303 - it proves nothing
    builder = OCSPRequestBuilder().add_certificate(certificate, issuer, algorithm)
    return ocsp.read_question(builder.build().public_bytes(Encoding.DER))


def signer_of(package: bytes) -> x509.Certificate:
    """Of the certificates in a package the one about which a responder is asked; the usual one, if nobody can say."""
    with contextlib.suppress(Exception):  # a package may be flawed in any way
        (block,) = (content for name, content in jar.read(package) if name == BLOCK)
        for certificate in _certificates(block):
            if certificate.issuer == default_pki().intermediate.certificate.subject:
                return certificate
    return default_pki().signer.certificate


def _certificates(block: bytes) -> Iterator[x509.Certificate]:
    """Those that stand in a SignedData (RFC 5652, 5.1)."""
    (whole,) = der.children(block)
    _, held = der.children(whole.content)
    (signed_data,) = der.children(held.content)
    listed = next(part for part in der.children(signed_data.content) if part.tag == der.Tag.CONTEXT_0)
    return (x509.load_der_x509_certificate(each.encoded) for each in der.children(listed.content))
