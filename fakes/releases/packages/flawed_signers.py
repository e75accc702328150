"""Packages that somebody has signed who may not, and time stamps that prove nothing."""

from collections.abc import Callable, Mapping
from functools import cache

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from fakes.releases.packages import jar
from fakes.releases.packages.cms import Digest
from fakes.releases.packages.flawed_content import signed, usual_stamper
from fakes.releases.packages.kinds import BY_ANOTHER, HARDENED, VERIFY, Entries, Flaw, Kind
from fakes.releases.packages.pki import SIGNER, SOMEBODY_ELSE, Claim, Identity, Pki, default_pki, issue, stored_keys
from fakes.releases.packages.signing_time import EXPIRED, ISSUED, NOT_YET
from fakes.releases.packages.weak import certified_with

CODE_SIGNING = ExtendedKeyUsageOID.CODE_SIGNING
ANOTHER_ORGANISATION = "CN=Example Software,O=Example Software,L=Springfield,ST=Oregon,C=US"
ANOTHER_OF_ITS_NAME = "CN=ServiceNow Inc.,O=Example Software,L=Springfield,ST=Oregon,C=US"
ANOTHER_THAT_BEGINS_ALIKE = "CN=ServiceNow Inc. Partners,O=ServiceNow Inc. Partners,L=Springfield,ST=Oregon,C=US"


@cache
def somebody() -> Pki:
    """An infrastructure that nobody trusts."""
    return Pki(SOMEBODY_ELSE)


def by(identity: Callable[[], Identity]) -> Flaw:
    """Signed by somebody, with a time stamp."""
    return lambda entries: signed(entries, identity())


def by_unstamped(identity: Callable[[], Identity]) -> Flaw:
    """Signed by somebody, without a time stamp."""
    return lambda entries: jar.sign(entries, identity())


def of_the_root_s_name() -> Identity:
    """Under a root that bears the name of the trusted one."""
    name = default_pki().root.certificate.subject.rfc4514_string()
    return _leaf(CODE_SIGNING, issue(Claim(name), somebody().root.key))


def self_signed() -> Identity:
    """A certificate that bears the signer's name, and vouches for itself."""
    return issue(Claim(SIGNER, (CODE_SIGNING,)), default_pki().signer.key)


def for_servers() -> Identity:
    """A certificate under the right authority, for another purpose."""
    return _leaf(ExtendedKeyUsageOID.SERVER_AUTH, default_pki().intermediate)


def under_a_signer() -> Identity:
    """A certificate that a signer of packages has issued, which is no authority."""
    return _leaf(CODE_SIGNING, default_pki().signer, f"CN=Another,{SIGNER}")


def without_its_key() -> Identity:
    """The signer's certificate, and the key of somebody else."""
    signer = default_pki().signer
    return Identity(signer.certificate, somebody().signer.key, signer.chain)


def of_1024_bits() -> Identity:
    """A certificate for a key that is too short."""
    return issue(Claim(SIGNER, (CODE_SIGNING,)), stored_keys()["short"], default_pki().intermediate)


def of_sha1() -> Identity:
    """The signer's certificate, signed with SHA-1."""
    return certified_with(Digest.SHA1, default_pki().signer, default_pki().intermediate)


def expired() -> Identity:
    """The signer with a certificate that has expired since."""
    return default_pki().package_signer(valid_from=ISSUED, valid_until=EXPIRED)


def of_the_future() -> Identity:
    """The signer with a certificate that is not valid yet."""
    return default_pki().package_signer(valid_from=NOT_YET)


def second_is_untrusted(entries: Entries) -> bytes:
    """The signer has signed it, and somebody whom nobody trusts has signed it besides."""
    return jar.sign(entries, default_pki().signer, stamper=usual_stamper(), more_signers=[somebody().signer])


def of_organisation(subject: str) -> Flaw:
    """A good package of somebody else, whose certificate hangs from the trusted root."""
    return by(lambda: default_pki().package_signer(subject))


def _leaf(purpose: x509.ObjectIdentifier, issuer: Identity, subject: str = SIGNER) -> Identity:
    return issue(Claim(subject, (purpose,)), somebody().signer.key, issuer)


SIGNERS: Mapping[str, Kind] = {
    "signed under a root that nobody trusts": Kind(by(lambda: somebody().signer), VERIFY, "untrusted"),
    "signed under another root of the trusted one's name": Kind(by(of_the_root_s_name), VERIFY, "untrusted"),
    "signed by a certificate that vouches for itself": Kind(by(self_signed), VERIFY, "self-signed"),
    "signed by a certificate that a signer has issued": Kind(by(under_a_signer), VERIFY, "untrusted"),
    "signed by a certificate for servers": Kind(by(for_servers), VERIFY, "bad-eku"),
    "signed by a key that is not the certificate's": Kind(by(without_its_key), VERIFY, "signature-mismatch"),
    "signed by a certificate that is itself signed with SHA-1": Kind(by(of_sha1), VERIFY, "weak-digest"),
    "signed by a certificate that has expired, without a timestamp": Kind(by_unstamped(expired), VERIFY, "expired"),
    "signed by a certificate that is not valid yet": Kind(by_unstamped(of_the_future), VERIFY, "not-yet-valid"),
    "signed by somebody else, too, whom nobody trusts": Kind(second_is_untrusted, VERIFY, "untrusted"),
    "signed by a key of 1024 bits": Kind(by(of_1024_bits), HARDENED, "weak-key"),
    "signed by another organisation": Kind(of_organisation(ANOTHER_ORGANISATION), BY_ANOTHER, "another-organisation"),
    "signed by another organisation, by the common name of the right one": Kind(
        of_organisation(ANOTHER_OF_ITS_NAME), BY_ANOTHER, "another-organisation"
    ),
    "signed by another organisation, whose name begins like the right one's": Kind(
        of_organisation(ANOTHER_THAT_BEGINS_ALIKE), BY_ANOTHER, "another-organisation"
    ),
}
"""What is wrong with who has signed, by the words of the features."""
