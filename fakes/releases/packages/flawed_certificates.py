"""Certificates that differ from the usual ones: a signer's, that of who issues it, that of who stamps packages."""

from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from fakes.releases.packages.flawed_signers import CODE_SIGNING, somebody
from fakes.releases.packages.pki import SIGNER, VALID_FROM, VALID_UNTIL, Claim, Identity, default_pki, extension, issue

SERVERS, TIME_STAMPING = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.TIME_STAMPING

Extension = x509.Extension[x509.ExtensionType]


def purposes(*named: x509.ObjectIdentifier, critical: bool = False) -> Extension:
    """The certificate is for these purposes."""
    return extension(x509.ExtendedKeyUsage(named), critical=critical)


def leaf(
    *instead: Extension, issuer: Identity | None = None, without: tuple[x509.ObjectIdentifier, ...] = ()
) -> Identity:
    """A signer by its usual name, whose certificate differs from the usual one in these extensions."""
    claim = Claim(SIGNER, (CODE_SIGNING,))
    key = default_pki().signer.key
    return issue(claim, key, issuer or default_pki().intermediate, instead=instead, without=without)


def authority(*instead: Extension, valid_from: datetime = VALID_FROM, valid_until: datetime = VALID_UNTIL) -> Identity:
    """An authority that issues signers' certificates; it differs from the usual one in these extensions."""
    subject = default_pki().intermediate.certificate.subject.rfc4514_string()
    claim = Claim(f"CN=Another,{subject}", (), valid_from, valid_until)
    return issue(claim, somebody().intermediate.key, default_pki().root, instead=instead)


def stamping_authority(
    *named: x509.ObjectIdentifier,
    critical: bool = True,
    valid_from: datetime = VALID_FROM,
    valid_until: datetime = VALID_UNTIL,
) -> Identity:
    """An authority that stamps packages; it differs from the usual one in its purposes, or in when it is valid."""
    meant = named or (TIME_STAMPING,)
    claim = Claim("CN=Another Authority", meant, valid_from, valid_until)
    usage = purposes(*meant, critical=critical)
    return issue(claim, default_pki().tsa.key, default_pki().root, instead=[usage])
