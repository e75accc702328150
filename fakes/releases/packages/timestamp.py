"""A time-stamping authority: tokens and answers as RFC 3161 describes them."""

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives import hashes

from fakes.releases.packages import cms, der
from fakes.releases.packages.cms import Digest, Stamper
from fakes.releases.packages.pki import Identity

POLICY = "1.3.6.1.4.1.99999.1.1"
GRANTED_STATUS = der.sequence(der.integer(0))


@dataclass(frozen=True)
class Style:
    """How an authority makes its tokens.

    Attributes:
        digest: What it hashes with, where nobody has hashed before.
        signed_with: What it signs with; by default with the same.
        order: That of the certificates.
        more: Further fields of the TSTInfo, such as the accuracy.
        scheme: How its key signs.
        without: The signed attributes that it leaves out.
    """

    digest: Digest = Digest.SHA256
    signed_with: Digest | None = None
    order: cms.Order = sorted
    more: bytes = b""
    scheme: cms.Scheme = cms.PKCS1
    without: tuple[str, ...] = ()


USUAL = Style()


def stamper(authority: Identity, at: datetime, style: Style = USUAL) -> Stamper:
    """What makes tokens of the authority that show the given time."""
    return lambda data: token(data, authority, at, style)


def token(data: bytes, authority: Identity, at: datetime, style: Style = USUAL) -> bytes:
    """A TimeStampToken over the data; in a package, over the signature value of a SignerInfo (RFC 3161, appendix A)."""
    imprint = der.sequence(style.digest.algorithm, der.octets(style.digest.of(data)))
    return _token(imprint, authority, at, style)


def respond(query: bytes, authority: Identity, at: datetime, order: cms.Order = sorted) -> bytes:
    """The TimeStampResp that grants a TimeStampReq, as it comes from `jarsigner -tsa` (RFC 3161, 2.4)."""
    (request,) = der.children(query)
    _version, imprint, *options = der.children(request.content)
    nonce = b"".join(option.encoded for option in options if option.tag == der.Tag.INTEGER)
    return der.sequence(GRANTED_STATUS, _token(imprint.encoded, authority, at, Style(order=order, more=nonce)))


def _token(imprint: bytes, authority: Identity, at: datetime, style: Style) -> bytes:
    tst_info = der.sequence(
        der.integer(1), der.oid(POLICY), imprint, _serial_number(imprint, at, style.more), der.time(at), style.more
    )
    digest = style.signed_with or style.digest
    attributes = {
        cms.CONTENT_TYPE: cms.TST_INFO,
        cms.MESSAGE_DIGEST: der.octets(digest.of(tst_info)),
        cms.SIGNING_CERTIFICATE_V2: _signing_certificate(authority),
    }
    signed = tuple(cms.attribute(kind, value) for kind, value in attributes.items() if kind not in style.without)
    content = cms.Content(tst_info, cms.TST_INFO, detached=False, order=style.order)
    return cms.sign(content, authority, cms.Signing(digest, signed, scheme=style.scheme))


def _serial_number(imprint: bytes, at: datetime, more: bytes) -> bytes:
    """Unique for each token (RFC 3161, 2.4.2), and the same whenever the token is."""
    return der.integer(int.from_bytes(Digest.SHA256.of(imprint + der.time(at) + more)[:8], "big"))


def _signing_certificate(authority: Identity) -> bytes:
    """The ESSCertIDv2 of the authority's certificate (RFC 5816); OpenSSL insists on it."""
    fingerprint = authority.certificate.fingerprint(hashes.SHA256())
    return der.sequence(der.sequence(der.sequence(der.octets(fingerprint))))
