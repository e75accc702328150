"""Packages whose signer's certificate, or one of its issuers, is not what it should be."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

from fakes.releases.packages.cms import Digest
from fakes.releases.packages.flawed_certificates import SERVERS, authority, leaf, purposes
from fakes.releases.packages.flawed_signers import CODE_SIGNING, by, by_unstamped, somebody
from fakes.releases.packages.kinds import HARDENED, VERIFY, Kind
from fakes.releases.packages.pki import SIGNER, Claim, Identity, default_pki, extension, issue, key_usage, stored_keys
from fakes.releases.packages.signing_time import EXPIRED, ISSUED, NOT_YET
from fakes.releases.packages.weak import certified_with

UNKNOWN = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.2.1"), b"\x05\x00")
"""An extension that nobody knows."""
FOR_SERVERS = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.16.840.1.113730.1.1"), b"\x03\x02\x06\x40")
"""Netscape's type of a certificate: that of a server."""


def _under(issuer: Callable[[], Identity]) -> Callable[[], Identity]:
    return lambda: leaf(issuer=issuer())


def _without_its_issuer() -> Identity:
    signer = default_pki().signer
    return replace(signer, chain=signer.chain[1:])


def _not_by_its_issuer() -> Identity:
    """It names the right authority, and somebody else has signed it."""
    intermediate = default_pki().intermediate
    return leaf(issuer=replace(intermediate, key=somebody().intermediate.key))


def _by_the_root_itself() -> Identity:
    return default_pki().root


def _below_the_last() -> Identity:
    """The authority may issue no authorities, and has issued one."""
    last = authority(extension(x509.BasicConstraints(ca=True, path_length=0), critical=True))
    return leaf(issuer=issue(Claim("CN=Below"), somebody().root.key, last))


def _elsewhere() -> Identity:
    """The authority may issue certificates for another organisation alone."""
    other = x509.DirectoryName(x509.Name.from_rfc4514_string("O=Example Software"))
    return leaf(issuer=authority(extension(x509.NameConstraints([other], None), critical=True)))


def _of_a_mail_address() -> Identity:
    """The authority may not certify who has a mail address at the signer's, and the signer's name has one."""
    limits = x509.NameConstraints(None, [x509.RFC822Name("example.com")])
    named = f"1.2.840.113549.1.9.1=mid@example.com,{SIGNER}"
    issuer = authority(extension(limits, critical=True))
    return issue(Claim(named, (CODE_SIGNING,)), default_pki().signer.key, issuer)


def _weak(digest: Digest) -> Callable[[], Identity]:
    return lambda: certified_with(digest, default_pki().signer, default_pki().intermediate)


def _under_a_weak_one() -> Identity:
    weak = certified_with(Digest.SHA1, default_pki().intermediate, default_pki().root)
    return replace(default_pki().signer, chain=(weak.certificate, *weak.chain))


def _under_a_short_key() -> Identity:
    return leaf(issuer=issue(Claim("CN=Short"), stored_keys()["short"], default_pki().root))


CHAINS: Mapping[str, Kind] = {
    "signed without the certificate of the signer's issuer": Kind(by(_without_its_issuer), VERIFY, "untrusted"),
    "signed by a certificate that its issuer has not signed": Kind(by(_not_by_its_issuer), VERIFY, "untrusted"),
    "signed by the root itself": Kind(by(_by_the_root_itself), VERIFY, "bad-eku"),
    "signed by an authority for signers": Kind(by(lambda: default_pki().intermediate), VERIFY, "bad-eku"),
    "signed by an authority for timestamps": Kind(by(lambda: default_pki().tsa), VERIFY, "bad-eku"),
    "signed by a certificate that does not say what it is for": Kind(
        by(lambda: leaf(without=(ExtensionOID.EXTENDED_KEY_USAGE,))), HARDENED, "bad-eku"
    ),
    "signed by a certificate for any purpose": Kind(
        by(lambda: leaf(purposes(ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE))), HARDENED, "bad-eku"
    ),
    "signed by a key that may encipher alone": Kind(
        by(lambda: leaf(extension(key_usage(enciphers=True), critical=True))), VERIFY, "bad-key-usage"
    ),
    "signed by a certificate that is an authority's, too": Kind(
        by(lambda: leaf(extension(x509.BasicConstraints(ca=True, path_length=None), critical=True))),
        HARDENED,
        "bad-key-usage",
    ),
    "signed by a certificate with a critical extension that nobody knows": Kind(
        by(lambda: leaf(extension(UNKNOWN, critical=True))), VERIFY, "untrusted"
    ),
    "signed under an authority with a critical extension that nobody knows": Kind(
        by(_under(lambda: authority(extension(UNKNOWN, critical=True)))), VERIFY, "untrusted"
    ),
    "signed under an authority that may not issue certificates": Kind(
        by(_under(lambda: authority(extension(key_usage(signs=True), critical=True)))), VERIFY, "untrusted"
    ),
    "signed under an authority that does not say that it is one": Kind(
        by(_under(lambda: authority(extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)))),
        VERIFY,
        "untrusted",
    ),
    "signed under an authority for servers": Kind(
        by(_under(lambda: authority(purposes(SERVERS)))), HARDENED, "untrusted"
    ),
    "signed under an authority below one that may have none": Kind(by(_below_the_last), VERIFY, "untrusted"),
    "signed under an authority for another organisation": Kind(by(_elsewhere), VERIFY, "untrusted"),
    "signed under an authority for others' mail": Kind(by(_of_a_mail_address), VERIFY, "untrusted"),
    "signed under an authority that asks for a policy": Kind(
        by(_under(lambda: authority(extension(x509.PolicyConstraints(0, None), critical=False)))), VERIFY, "untrusted"
    ),
    "signed by a certificate that is of another type": Kind(
        by(lambda: leaf(extension(FOR_SERVERS, critical=False))), VERIFY, "bad-eku"
    ),
    "signed under an authority that has expired, without a timestamp": Kind(
        by_unstamped(_under(lambda: authority(valid_from=ISSUED, valid_until=EXPIRED))), VERIFY, "expired"
    ),
    "signed under an authority that is not valid yet": Kind(
        by_unstamped(_under(lambda: authority(valid_from=NOT_YET))), VERIFY, "not-yet-valid"
    ),
    "signed by a certificate that is itself signed with MD5": Kind(by(_weak(Digest.MD5)), VERIFY, "weak-digest"),
    "signed under an authority whose certificate is signed with SHA-1": Kind(
        by(_under_a_weak_one), VERIFY, "weak-digest"
    ),
    "signed under an authority with a key of 1024 bits": Kind(by(_under_a_short_key), HARDENED, "weak-key"),
}
"""What is wrong with a signer's certificate, or with what is above it, by the words of the features."""
