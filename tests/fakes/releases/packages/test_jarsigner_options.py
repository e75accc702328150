"""What the real jarsigner has signed in its many ways, the reference judges as it does, but for stated reasons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID

from fakes.releases.packages import jar
from fakes.releases.packages.pki import SIGNER, Claim, Identity, default_pki, issue
from reference_impl.mid.verification import Refused, verify
from tests.fakes.releases.packages.jdk import JDK25, PASSWORD, PROTECTION, Jdk, needs_jdk, needs_jdk25, on_the_path
from tests.fakes.releases.packages.sign_stored import authority

PKI = default_pki()
ENTRIES = [("bin/mid.sh", b"#!/bin/sh\necho hi\n"), ("lib/mid.jar", bytes(range(256)) * 20)]
MORE = [("bin/more.sh", b"#!/bin/sh\n")]
NOW = datetime(2020, 7, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Signing:
    """A call of jarsigner: its options, whose key it is given, and what the package has got before it."""

    options: Sequence[str] = ()
    identity: Callable[[], Identity] = lambda: PKI.signer
    more: Sequence[tuple[str, bytes]] = ()


def of(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> Callable[[], Identity]:
    """The signer with a key of another kind."""
    return lambda: issue(Claim(SIGNER, (ExtendedKeyUsageOID.CODE_SIGNING,)), key, PKI.intermediate)


def self_signed() -> Identity:
    """As `keytool -genkeypair` leaves it, until the authority has replied."""
    return issue(Claim(SIGNER, (ExtendedKeyUsageOID.CODE_SIGNING,)), PKI.signer.key)


STAMPED = ["-tsa", "TSA"]
AGAIN = Signing(["-sigfile", "AGAIN"], lambda: PKI.package_signer("CN=ServiceNow Inc.,O=ServiceNow Inc.,C=US"))
WAYS: Mapping[str, Sequence[Signing]] = {
    "without options": [Signing()],
    "-digestalg SHA-384": [Signing(["-digestalg", "SHA-384"])],
    "-digestalg SHA-512": [Signing(["-digestalg", "SHA-512"])],
    "-digestalg SHA-224": [Signing(["-digestalg", "SHA-224"])],
    "-digestalg SHA3-256": [Signing(["-digestalg", "SHA3-256"])],
    "-digestalg SHA-1": [Signing(["-digestalg", "SHA-1"])],
    "-sigalg SHA256withRSA": [Signing(["-sigalg", "SHA256withRSA"])],
    "-sigalg SHA512withRSA": [Signing(["-sigalg", "SHA512withRSA"])],
    "-sigalg SHA224withRSA": [Signing(["-sigalg", "SHA224withRSA"])],
    "-sigalg SHA1withRSA": [Signing(["-sigalg", "SHA1withRSA"])],
    "-sigalg RSASSA-PSS": [Signing(["-sigalg", "RSASSA-PSS"])],
    "a key of the curve P-256": [Signing(identity=of(ec.generate_private_key(ec.SECP256R1())))],
    "a key of the curve P-384": [Signing(identity=of(ec.generate_private_key(ec.SECP384R1())))],
    "a key of the curve P-521": [Signing(identity=of(ec.generate_private_key(ec.SECP521R1())))],
    "a key of Ed25519": [Signing(identity=of(ed25519.Ed25519PrivateKey.generate()))],
    "-tsa": [Signing(STAMPED)],
    "-tsadigestalg SHA-512": [Signing([*STAMPED, "-tsadigestalg", "SHA-512"])],
    "-tsadigestalg SHA-1": [Signing([*STAMPED, "-tsadigestalg", "SHA-1"])],
    "-sigfile": [Signing(["-sigfile", "service_now"])],
    "-sectionsonly": [Signing(["-sectionsonly"])],
    "-internalsf": [Signing(["-internalsf"])],
    "-certchain": [Signing(["-certchain", "CHAIN"], self_signed)],
    "without the chain": [Signing(identity=self_signed)],
    "twice": [Signing(STAMPED), AGAIN],
    "twice, each time with -sectionsonly": [Signing(["-sectionsonly"]), Signing(["-sectionsonly", *AGAIN.options])],
    "and extended by somebody who signs it again": [Signing(), Signing(AGAIN.options, AGAIN.identity, MORE)],
    "and extended by somebody whom nobody trusts": [Signing(), Signing(["-sigfile", "AGAIN"], self_signed, MORE)],
    "and, once extended, again in the same file": [Signing(STAMPED), Signing(STAMPED, more=MORE)],
}
"""Ways to sign a package by jarsigner."""
REASONS = {
    "-digestalg SHA-1": "weak-digest",
    "-sigalg SHA1withRSA": "weak-digest",
    "-tsadigestalg SHA-1": "timestamp-invalid",
    "without the chain": "self-signed",
    "and extended by somebody whom nobody trusts": "self-signed",
    "-digestalg SHA-224": "unsupported-algorithm",
    "-digestalg SHA3-256": "unsupported-algorithm",
    "-sigalg SHA224withRSA": "unsupported-algorithm",
}
"""Why the reference refuses what was signed in one of them."""


def signed(jdk: Jdk) -> Mapping[str, bytes]:
    """A package signed in each of the ways."""
    packages = dict.fromkeys(WAYS, jar.write(ENTRIES))
    with authority(sorted) as tsa_url:
        for step in range(max(map(len, WAYS.values()))):
            signings = {name: way[step] for name, way in WAYS.items() if step < len(way)}
            packages |= sign(jdk, signings, packages, tsa_url)
    return packages


def sign(jdk: Jdk, signings: Mapping[str, Signing], packages: Mapping[str, bytes], tsa_url: str) -> Mapping[str, bytes]:
    """Those of the packages that are signed once more, by all these calls of jarsigner."""
    with TemporaryDirectory() as folder:
        files = {name: Path(folder, f"{number}.zip") for number, name in enumerate(signings)}
        calls = [call(signing, packages[name], files[name], tsa_url) for name, signing in signings.items()]
        failed = [output for code, output in jdk.jarsigner(calls) if code]
        assert failed == []
        return {name: file.read_bytes() for name, file in files.items()}


def call(signing: Signing, package: bytes, file: Path, tsa_url: str) -> Sequence[str]:
    """The arguments, once the files are there that they name."""
    identity = signing.identity()
    store, chain = file.with_suffix(".p12"), file.with_suffix(".pem")
    store.write_bytes(
        pkcs12.serialize_key_and_certificates(b"signer", identity.key, identity.certificate, identity.chain, PROTECTION)
    )
    certificates = (PKI.signer.certificate, *PKI.signer.chain)
    chain.write_bytes(b"".join(each.public_bytes(Encoding.PEM) for each in certificates))
    file.write_bytes(jar.write([*jar.read(package), *signing.more]) if signing.more else package)
    places = {"TSA": tsa_url, "CHAIN": str(chain)}
    options = [places.get(option, option) for option in signing.options]
    return ["-keystore", str(store), "-storepass", PASSWORD, *options, str(file), "signer"]


def code_for(package: bytes) -> str:
    try:
        verify(package, PKI.trust_anchors, NOW)
    except Refused as refused:
        return refused.code
    return ""


def judged(jdk: Jdk) -> tuple[Mapping[str, str], Mapping[str, bool]]:
    """Why the reference refuses what the JDK signs, and whether the JDK takes it."""
    packages = signed(jdk)
    codes = {way: code_for(package) for way, package in packages.items()}
    return codes, dict(zip(WAYS, jdk.verdicts(list(packages.values())), strict=True))


def check(jdk: Jdk) -> None:
    codes, accepted = judged(jdk)
    assert {way: code for way, code in codes.items() if code} == REASONS
    assert {code for way, code in codes.items() if accepted[way] is bool(code)} == {"unsupported-algorithm"}


@pytest.mark.long
@needs_jdk
def test_the_jdk_that_is_here() -> None:
    check(on_the_path())


@pytest.mark.long
@needs_jdk25
def test_jdk_25() -> None:
    check(JDK25)
