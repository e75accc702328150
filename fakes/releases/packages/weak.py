"""What `cryptography` does not make any more: a certificate that is signed with SHA-1."""

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding

from fakes.releases.packages import der
from fakes.releases.packages.cms import Digest
from fakes.releases.packages.pki import Identity

SHA1_WITH_RSA = der.sequence(der.oid("1.2.840.113549.1.1.5"), der.NULL)


def certified_with_sha1(identity: Identity, issuer: Identity) -> Identity:
    """The same identity, whose issuer has signed its certificate again, with SHA-1."""
    (tbs,) = der.children(identity.certificate.tbs_certificate_bytes)
    version, serial_number, _, *others = (child.encoded for child in der.children(tbs.content))
    body = der.sequence(version, serial_number, SHA1_WITH_RSA, *others)
    signature = issuer.key.sign(body, padding.PKCS1v15(), Digest.SHA1.hash)
    encoded = der.sequence(body, SHA1_WITH_RSA, der.element(der.Tag.BIT_STRING, b"\0", signature))
    return Identity(x509.load_der_x509_certificate(encoded), identity.key, identity.chain)
