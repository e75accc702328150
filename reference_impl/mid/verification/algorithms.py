"""Which keys and digests are taken: the policy that docs/readings.md states.

Rule SIG-PACKAGE-SHAPE asks for SHA-256 and RSA with 2048 bits; their kin are taken besides. What is weak is refused as
weak (SIG-VERIFY, SIG-HARDENED), and all else as unsupported, for it may be as strong as these.
"""

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from reference_impl.mid.verification.refusal import Code, Refused

HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
WEAK_HASHES: dict[str, hashes.HashAlgorithm] = {
    "md5": hashes.MD5(),  # noqa: S303 - only to see whether what is refused for it is forged besides
    "sha1": hashes.SHA1(),  # noqa: S303 - the same
}

MIN_RSA_BITS = 2048
CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey


def hash_named(name: str) -> hashes.HashAlgorithm:
    """The hash function of this name, such as "sha256", be it strong or weak."""
    known = HASHES | WEAK_HASHES
    if name not in known:
        raise Refused(Code.UNSUPPORTED_ALGORITHM, name)
    return known[name]


def check_hash(name: str, of: str = "") -> None:
    """Refuse a hash function that is not taken, and say what it is of."""
    hash_named(name)
    if name in WEAK_HASHES:
        raise Refused(Code.WEAK_DIGEST, f"{name} of {of}" if of else name)


def key_of(certificate: x509.Certificate) -> PublicKey:
    """The certificate's key, if it is of a kind that is taken."""
    try:
        key = certificate.public_key()
    except UnsupportedAlgorithm as error:
        raise Refused(Code.UNSUPPORTED_ALGORITHM, str(error)) from error
    if isinstance(key, rsa.RSAPublicKey | ed25519.Ed25519PublicKey):
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, CURVES):
        return key
    raise Refused(Code.UNSUPPORTED_ALGORITHM, f"a key of the kind {certificate.public_key_algorithm_oid.dotted_string}")


def check_key(certificate: x509.Certificate) -> None:
    """Refuse a certificate's key that is not taken."""
    key = key_of(certificate)
    if isinstance(key, rsa.RSAPublicKey) and key.key_size < MIN_RSA_BITS:
        raise Refused(Code.WEAK_KEY, f"RSA with {key.key_size} bits")


def is_signed_by(
    certificate: x509.Certificate,
    signature: bytes,
    data: bytes,
    algorithm: hashes.HashAlgorithm,
    rsa_padding: padding.AsymmetricPadding,
) -> bool:
    """Whether the signature over the data is by the certificate's key; the padding is for keys of RSA alone."""
    key = key_of(certificate)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, rsa_padding, algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, data, ec.ECDSA(algorithm))
        else:
            key.verify(signature, data)
    except InvalidSignature:
        return False
    return True
