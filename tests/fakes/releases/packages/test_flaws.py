"""Each flaw is what it says: the reference refuses the package for the right reason, and so does the real jarsigner."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fakes.releases.builds import named
from fakes.releases.download_site import signed_package
from fakes.releases.packages import jar
from fakes.releases.packages.flawed_content import CONTENT, signed
from fakes.releases.packages.flawed_signers import SIGNERS, TIMESTAMPS
from fakes.releases.packages.flaws import flawed, held
from fakes.releases.packages.pki import default_pki
from fakes.releases.packages.stored import STORED
from reference_impl.mid.verification import Code, Refused, verify
from tests.fakes.releases.packages.test_jarsigner import JARSIGNER, is_accepted

ENTRIES = [("bin/mid.sh", b"#!/bin/sh\necho hi\n"), ("package/meta/mid-core.meta.properties", b"buildstamp=x\n")]
NOW = datetime(2020, 7, 1, tzinfo=UTC)
REASONS = {
    "with a changed file": Code.ENTRY_TAMPERED,
    "with a changed file and its new digest": Code.MANIFEST_TAMPERED,
    "with a changed signature file": Code.SIGNATURE_MISMATCH,
    "remade around a changed file": Code.SIGNATURE_MISMATCH,
    "with one more file": Code.UNSIGNED_ENTRY,
    "with one more file beside its signature": Code.UNSIGNED_ENTRY,
    "without a signature": Code.UNSIGNED,
    "without a signature block": Code.SIGNATURE_INCOMPLETE,
    "without a manifest": Code.UNSIGNED,
    "never signed": Code.UNSIGNED,
    "with the signature of another package": Code.MANIFEST_TAMPERED,
    "with garbage for a signature": Code.MALFORMED_SIGNATURE,
    "with SHA-1 digests": Code.WEAK_DIGEST,
    "with a SHA-1 signature": Code.WEAK_DIGEST,
    "packed with LZMA": Code.UNKNOWN_COMPRESSION,
    "packed with BZIP2": Code.UNKNOWN_COMPRESSION,
    "signed under a root that nobody trusts": Code.UNTRUSTED,
    "signed under another root of the trusted one's name": Code.UNTRUSTED,
    "signed by a certificate that vouches for itself": Code.SELF_SIGNED,
    "signed by a certificate that a signer has issued": Code.UNTRUSTED,
    "signed by a certificate for servers": Code.BAD_EKU,
    "signed by a key that is not the certificate's": Code.SIGNATURE_MISMATCH,
    "signed by a certificate that is itself signed with SHA-1": Code.WEAK_DIGEST,
    "signed by a certificate that has expired, without a timestamp": Code.EXPIRED,
    "signed by a certificate that is not valid yet": Code.NOT_YET_VALID,
    "signed by somebody else, too, whom nobody trusts": Code.UNTRUSTED,
    "signed by a key of 1024 bits": Code.WEAK_KEY,
    "with a file removed": Code.MISSING_ENTRY,
    "with a file twice, the bad one first": Code.DUPLICATE_ENTRY,
    "with a stray signature file": Code.SIGNATURE_INCOMPLETE,
    "with a stray signature block": Code.SIGNATURE_INCOMPLETE,
    "with a name that leads out of the folder": Code.PATH_TRAVERSAL,
    "with a name that leads out of the folder in the end": Code.PATH_TRAVERSAL,
    "with an absolute name": Code.ABSOLUTE_PATH,
    "with a drive letter in a name": Code.ABSOLUTE_PATH,
    "with backslashes in a name": Code.BAD_NAME,
    "with names that differ in case alone": Code.CASE_COLLISION,
    "with two names of one file on Windows": Code.BAD_NAME,
    "with the name of a stream on Windows": Code.BAD_NAME,
    "with the name of a device on Windows": Code.BAD_NAME,
    "with a symbolic link": Code.SYMLINK,
    "with data before its files": Code.PREPENDED_DATA,
    "with data between its files and their list": Code.HIDDEN_DATA,
    "with data after its files": Code.APPENDED_DATA,
    "with another name in the header of a file": Code.CORRUPT_ENTRY,
    "with another checksum in the list of files": Code.HEADER_MISMATCH,
    "with a zip bomb": Code.ZIP_BOMB,
    "with data behind the stream of a file": Code.HIDDEN_DATA,
    "with a stream that goes on behind its file": Code.HEADER_MISMATCH,
    "with data behind a stored file": Code.HEADER_MISMATCH,
    "with data behind a folder": Code.HEADER_MISMATCH,
    "with data in the header of a file alone": Code.HIDDEN_DATA,
    "signed by another organisation": Code.ANOTHER_ORGANISATION,
    "signed by another organisation, by the common name of the right one": Code.ANOTHER_ORGANISATION,
    "signed by another organisation, whose name begins like the right one's": Code.ANOTHER_ORGANISATION,
    "signed by an expired certificate, and stamped while it was valid": None,
    "signed by an expired certificate, and stamped in its first second": None,
    "signed by an expired certificate, and stamped in its last second": None,
    "signed by an expired certificate, and stamped before it was valid": Code.NOT_YET_VALID,
    "signed by an expired certificate, and stamped after it was valid": Code.EXPIRED,
    "signed by an expired certificate, and stamped by an authority that nobody trusts": Code.TIMESTAMP_UNTRUSTED,
    "signed by an expired certificate, and stamped by a signer of packages": Code.TIMESTAMP_UNTRUSTED,
    "signed by an expired certificate, with another time in its timestamp": Code.TIMESTAMP_INVALID,
    "signed by an expired certificate, with the timestamp of another package": Code.TIMESTAMP_INVALID,
}
"""Why the reference refuses each; None: it does not."""
JARSIGNER_ACCEPTS = {flaw for flaw in SIGNERS if "organisation" in flaw or "1024" in flaw} | {
    flaw for flaw, reason in REASONS.items() if reason is None
}
"""What is a matter of readings alone: SIG-SIGNER, SIG-HARDENED, and what is good."""


def code_for(package: bytes) -> Code | None:
    try:
        verify(package, default_pki().trust_anchors, NOW)
    except Refused as refused:
        return refused.code
    return None


def test_every_flaw_has_its_reason() -> None:
    assert REASONS.keys() >= {**CONTENT, **SIGNERS, **TIMESTAMPS}.keys()


@pytest.mark.parametrize("flaw", REASONS)
def test_the_reference_refuses_it_for_this_reason(flaw: str) -> None:
    assert code_for(flawed(ENTRIES, flaw)) is REASONS[flaw]


@pytest.mark.skipif(not JARSIGNER, reason="no jarsigner on the PATH")
@pytest.mark.parametrize("flaw", [*CONTENT, *SIGNERS, *TIMESTAMPS])
def test_the_real_jarsigner_agrees(flaw: str, tmp_path: Path) -> None:
    assert is_accepted(flawed(ENTRIES, flaw), tmp_path) is (flaw in JARSIGNER_ACCEPTS)


@pytest.mark.parametrize("words", STORED)
def test_a_stored_package_is_good_and_the_real_jarsigner_takes_it(words: str, tmp_path: Path) -> None:
    package = flawed(held(signed_package("mid-jre", named("Orlando Patch 2"))), words)
    (signer,) = verify(package, default_pki().trust_anchors, NOW, require_timestamp=True)
    assert signer.timestamp is not None
    assert not JARSIGNER or is_accepted(package, tmp_path)


@pytest.mark.parametrize("words", STORED)
def test_a_stored_package_that_should_hold_something_else_is_not_served(words: str) -> None:
    with pytest.raises(ValueError, match="sign_stored"):
        flawed(ENTRIES, words)


@pytest.mark.parametrize("flaw", REASONS)
def test_the_same_flaw_of_the_same_package_is_made_once(flaw: str) -> None:
    assert flawed(ENTRIES, flaw) is flawed(list(ENTRIES), flaw)


def test_what_a_package_holds_is_all_but_its_signature() -> None:
    assert held(signed(ENTRIES)) == ENTRIES
    assert held(jar.write(ENTRIES)) == ENTRIES
