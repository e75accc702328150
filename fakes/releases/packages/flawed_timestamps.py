"""Packages with a time stamp that proves nothing, and with some that prove something."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from fakes.releases.packages import cms, der, jar, timestamp
from fakes.releases.packages.cms import Digest, Stamper
from fakes.releases.packages.flawed_certificates import SERVERS, TIME_STAMPING, stamping_authority
from fakes.releases.packages.flawed_content import usual_stamper
from fakes.releases.packages.flawed_signers import expired, of_the_future, somebody
from fakes.releases.packages.kinds import HARDENED, LEGAL, TIMESTAMP, VERIFY, Entries, Flaw, Kind
from fakes.releases.packages.pki import Claim, Identity, default_pki, issue, stored_keys
from fakes.releases.packages.signing_time import EXPIRED, ISSUED, NOT_YET, SIGNING_TIME
from fakes.releases.packages.timestamp import Style

DAY = timedelta(days=1)
CONTENT_HINTS = "1.2.840.113549.1.9.16.2.4"
"""Another attribute of a message (RFC 5035); its identifier is as long as that of a time stamp."""
ACCURACY = der.sequence(der.integer(1)) + b"\x01\x01\xff" + der.integer(42)
"""One second, with the order of tokens kept, and a nonce (RFC 3161, 2.4.2)."""


def stamped(at: datetime, authority: Callable[[], Identity] = lambda: default_pki().tsa) -> Flaw:
    """Signed by one whose certificate has expired since, with a time stamp."""
    return _stamped_by(lambda: timestamp.stamper(authority(), at))


def _stamped_by(stamper: Callable[[], Stamper]) -> Flaw:
    return lambda entries: jar.sign(entries, expired(), stamper=stamper())


def _put_back_a_year() -> Stamper:
    """Stamps after the signer has expired; in the token the time is then another one."""
    late, early = der.time(EXPIRED + DAY), der.time(SIGNING_TIME)
    make = timestamp.stamper(default_pki().tsa, EXPIRED + DAY)
    return lambda signature: make(signature).replace(late, early)


def on_a_good_one(stamper: Callable[[], Stamper]) -> Flaw:
    """Signed by the right signer, whose certificate is valid, with a time stamp."""
    return lambda entries: jar.sign(entries, default_pki().signer, stamper=stamper())


def by_authority(authority: Callable[[], Identity], at: datetime = SIGNING_TIME) -> Flaw:
    """The same, with a time stamp of another authority."""
    return on_a_good_one(lambda: timestamp.stamper(authority(), at))


def in_style(style: Style) -> Flaw:
    """The same, with a token that is made otherwise."""
    return on_a_good_one(lambda: timestamp.stamper(default_pki().tsa, SIGNING_TIME, style))


def _of_a_short_key() -> Identity:
    return issue(Claim("CN=Short Authority", (TIME_STAMPING,)), stored_keys()["short"], default_pki().root)


def _below_another() -> Identity:
    """An authority that one has certified which the root has certified."""
    issuer = issue(Claim("CN=Timestamping CA"), somebody().intermediate.key, default_pki().root)
    return issue(Claim("CN=Another Authority", (TIME_STAMPING,)), default_pki().tsa.key, issuer)


def _twice() -> Stamper:
    return lambda signature: usual_stamper()(signature) + usual_stamper()(b"another signature")


def _in_another_attribute(entries: Entries) -> bytes:
    """A good time stamp, where none is looked for."""
    parts = jar.read(jar.sign(entries, expired(), stamper=usual_stamper()))
    stamp, other = der.oid(cms.TIMESTAMP_TOKEN), der.oid(CONTENT_HINTS)
    return jar.write((name, content.replace(stamp, other)) for name, content in parts)


TIMESTAMPS: Mapping[str, Kind] = {
    "signed by an expired certificate, and stamped while it was valid": Kind(stamped(SIGNING_TIME), TIMESTAMP),
    "signed by an expired certificate, and stamped in its first second": Kind(stamped(ISSUED), TIMESTAMP),
    "signed by an expired certificate, and stamped in its last second": Kind(stamped(EXPIRED), TIMESTAMP),
    "signed by an expired certificate, and stamped before it was valid": Kind(
        stamped(ISSUED - DAY), VERIFY, "not-yet-valid"
    ),
    "signed by an expired certificate, and stamped after it was valid": Kind(stamped(EXPIRED + DAY), VERIFY, "expired"),
    "signed by an expired certificate, and stamped by an authority that nobody trusts": Kind(
        stamped(SIGNING_TIME, lambda: somebody().tsa), VERIFY, "timestamp-untrusted"
    ),
    "signed by an expired certificate, and stamped by a signer of packages": Kind(
        stamped(SIGNING_TIME, lambda: default_pki().signer), VERIFY, "timestamp-untrusted"
    ),
    "signed by an expired certificate, with another time in its timestamp": Kind(
        _stamped_by(_put_back_a_year), VERIFY, "timestamp-invalid"
    ),
    "signed by an expired certificate, with the timestamp of another package": Kind(
        _stamped_by(lambda: lambda _: usual_stamper()(b"another signature")), VERIFY, "timestamp-invalid"
    ),
    "signed by an expired certificate, with its timestamp in another attribute": Kind(
        _in_another_attribute, VERIFY, "expired"
    ),
    "signed by a certificate that is not valid yet, and stamped in the future": Kind(
        lambda entries: jar.sign(entries, of_the_future(), stamper=timestamp.stamper(default_pki().tsa, NOT_YET + DAY)),
        TIMESTAMP,
        "timestamp-invalid",
    ),
    "with a timestamp by an authority that has expired since": Kind(
        by_authority(lambda: stamping_authority(valid_until=EXPIRED)), LEGAL
    ),
    "with a timestamp by an authority below another": Kind(by_authority(_below_another), LEGAL),
    "with a timestamp whose certificates are in another order": Kind(
        in_style(Style(order=lambda certificates: sorted(certificates, reverse=True))), LEGAL
    ),
    "with a timestamp over a SHA-512 digest": Kind(in_style(Style(Digest.SHA512)), LEGAL),
    "with a timestamp that says how accurate it is": Kind(in_style(Style(more=ACCURACY)), LEGAL),
    "with a timestamp that is none": Kind(on_a_good_one(lambda: lambda _: der.NULL), VERIFY, "timestamp-invalid"),
    "with the timestamp of another package": Kind(
        on_a_good_one(lambda: lambda _: usual_stamper()(b"another signature")), VERIFY, "timestamp-invalid"
    ),
    "with another time in its timestamp": Kind(on_a_good_one(_put_back_a_year), VERIFY, "timestamp-invalid"),
    "with a timestamp by an authority that nobody trusts": Kind(
        by_authority(lambda: somebody().tsa), VERIFY, "timestamp-untrusted"
    ),
    "with a timestamp by a signer of packages": Kind(
        by_authority(lambda: default_pki().signer), VERIFY, "timestamp-untrusted"
    ),
    "with a timestamp by an authority that is for servers, too": Kind(
        by_authority(lambda: stamping_authority(TIME_STAMPING, SERVERS)), HARDENED, "timestamp-untrusted"
    ),
    "with a timestamp by an authority whose purpose is not critical": Kind(
        by_authority(lambda: stamping_authority(critical=False)), HARDENED, "timestamp-untrusted"
    ),
    "with a timestamp by an authority that had expired": Kind(
        by_authority(lambda: stamping_authority(valid_until=ISSUED)), HARDENED, "timestamp-untrusted"
    ),
    "with a timestamp by an authority that was not valid yet": Kind(
        by_authority(lambda: stamping_authority(valid_from=EXPIRED)), HARDENED, "timestamp-untrusted"
    ),
    "with a timestamp by an authority with a key of 1024 bits": Kind(
        by_authority(_of_a_short_key), HARDENED, "timestamp-untrusted"
    ),
    "with a timestamp over a SHA-1 digest": Kind(
        in_style(Style(Digest.SHA1, Digest.SHA256)), VERIFY, "timestamp-invalid"
    ),
    "with a timestamp over an MD5 digest": Kind(
        in_style(Style(Digest.MD5, Digest.SHA256)), VERIFY, "timestamp-invalid"
    ),
    "with a timestamp that is signed with SHA-1": Kind(
        in_style(Style(signed_with=Digest.SHA1)), VERIFY, "timestamp-invalid"
    ),
    "with a timestamp that does not say what it is": Kind(
        in_style(Style(without=(cms.CONTENT_TYPE,))), VERIFY, "timestamp-invalid"
    ),
    "with a timestamp without certificates": Kind(in_style(Style(order=lambda _: [])), VERIFY, "timestamp-invalid"),
    "with two timestamps, the second that of another package": Kind(on_a_good_one(_twice), VERIFY, "timestamp-invalid"),
    "with a timestamp of the future": Kind(
        by_authority(lambda: default_pki().tsa, NOT_YET), HARDENED, "timestamp-invalid"
    ),
}
"""What is special about time stamps, by the words of the features; the first three are good."""
