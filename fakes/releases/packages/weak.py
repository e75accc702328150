"""What `cryptography` does not make any more: certificates that are signed with SHA-1 or MD5."""

from cryptography import x509

from fakes.releases.packages import der
from fakes.releases.packages.cms import Digest, rsa_signature
from fakes.releases.packages.pki import Identity

WITH_RSA = {
    Digest.MD5: der.sequence(der.oid("1.2.840.113549.1.1.4"), der.NULL),
    Digest.SHA1: der.sequence(der.oid("1.2.840.113549.1.1.5"), der.NULL),
}
"""The algorithms of their signatures."""


def certified_with(digest: Digest, identity: Identity, issuer: Identity) -> Identity:
    """The same identity, whose issuer has signed its certificate again, with a weak digest."""
    algorithm = WITH_RSA[digest]
    (tbs,) = der.children(identity.certificate.tbs_certificate_bytes)
    version, serial_number, _, *others = (child.encoded for child in der.children(tbs.content))
    body = der.sequence(version, serial_number, algorithm, *others)
    signature = rsa_signature(issuer.key, body, digest)
    encoded = der.sequence(body, algorithm, der.element(der.Tag.BIT_STRING, b"\0", signature))
    return Identity(x509.load_der_x509_certificate(encoded), identity.key, identity.chain)
