from cryptography.hazmat.primitives.asymmetric import padding, rsa

from fakes.releases.packages.cms import Digest
from fakes.releases.packages.pki import default_pki
from fakes.releases.packages.weak import certified_with


def test_the_certificate_is_the_same_but_for_its_signature() -> None:
    signer, issuer = default_pki().signer, default_pki().intermediate
    weak = certified_with(Digest.SHA1, signer, issuer).certificate
    assert weak.signature_hash_algorithm is not None
    assert weak.signature_hash_algorithm.name == "sha1"
    assert (weak.subject, weak.issuer, weak.serial_number) == (
        signer.certificate.subject,
        signer.certificate.issuer,
        signer.certificate.serial_number,
    )
    key = issuer.certificate.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    key.verify(weak.signature, weak.tbs_certificate_bytes, padding.PKCS1v15(), Digest.SHA1.hash)
