"""The real jarsigner says of our packages what the documentation shows (rule SIG-JARSIGNER)."""

from pathlib import Path

from fakes.releases.packages.flawed_content import signed
from fakes.releases.packages.pki import default_pki
from tests.fakes.releases.packages.jdk import VERIFY, is_verified, needs_jdk, on_the_path, truststore

ENTRIES = [("agent/bin/mid.sh", b"#!/bin/sh\necho hi\n"), ("agent/lib/mid.jar", bytes(range(256)) * 20)]


@needs_jdk
def test_what_it_says_of_a_package_is_what_the_documentation_shows(tmp_path: Path) -> None:
    trust, package = tmp_path / "trust.p12", tmp_path / "package.zip"
    trust.write_bytes(truststore())
    package.write_bytes(signed(ENTRIES))
    ((code, output),) = on_the_path().jarsigner([[*VERIFY, str(trust), str(package)]])
    lines = [line.strip() for line in output.splitlines()]
    start = lines.index('- Signed by "CN=ServiceNow Inc., O=ServiceNow Inc., L=Santa Clara, ST=California, C=US"')
    authority = f"CN=Test SHA256 TimeStamping Signer, O={default_pki().name}"
    assert lines[start + 1 :] == [
        "Digest algorithm: SHA-256",
        "Signature algorithm: SHA256withRSA, 2048-bit key",
        f'Timestamped by "{authority}" on Tue Nov 05 19:55:37 UTC 2019',
        "Timestamp digest algorithm: SHA-256",
        "Timestamp signature algorithm: SHA256withRSA, 2048-bit key",
        "",
        "jar verified.",
        "",
        "The signer certificate will expire on 2099-01-01.",
        "The timestamp will expire on 2099-01-01.",
    ]
    assert is_verified(code, output)


def test_an_exit_code_of_0_is_not_enough() -> None:
    assert not is_verified(0, "\njar is unsigned.\n")
    assert not is_verified(0, "\njar verified, with signer errors.\n")
    assert not is_verified(4, "\njar verified.\n")
