"""Each flaw is what it says: the reference refuses the package for the right reason, and so does the real jarsigner."""

from pathlib import Path

import pytest

from fakes.releases.builds import named
from fakes.releases.download_site import signed_package
from fakes.releases.packages import jar
from fakes.releases.packages.flawed_content import CONTENT, signed
from fakes.releases.packages.flawed_signers import SIGNERS, TIMESTAMPS
from fakes.releases.packages.flaws import KINDS, flawed, held
from fakes.releases.packages.kinds import BY_ANOTHER, HARDENED, NOW
from fakes.releases.packages.pki import default_pki
from fakes.releases.packages.stored import STORED
from reference_impl.mid.verification import Refused, verify
from tests.fakes.releases.packages.test_jarsigner import JARSIGNER, is_accepted

ENTRIES = [("bin/mid.sh", b"#!/bin/sh\necho hi\n"), ("package/meta/mid-core.meta.properties", b"buildstamp=x\n")]
JARSIGNER_ACCEPTS = {name for name, kind in KINDS.items() if kind.rule in (HARDENED, BY_ANOTHER) or not kind.reason}
"""What is a matter of readings alone: SIG-SIGNER, SIG-HARDENED, and what is good."""


def code_for(package: bytes) -> str:
    try:
        verify(package, default_pki().trust_anchors, NOW)
    except Refused as refused:
        return refused.code
    return ""


@pytest.mark.parametrize("flaw", KINDS)
def test_the_reference_refuses_it_for_this_reason(flaw: str) -> None:
    assert code_for(flawed(ENTRIES, flaw)) == KINDS[flaw].reason


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


@pytest.mark.parametrize("flaw", KINDS)
def test_the_same_flaw_of_the_same_package_is_made_once(flaw: str) -> None:
    assert flawed(ENTRIES, flaw) is flawed(list(ENTRIES), flaw)


def test_what_a_package_holds_is_all_but_its_signature() -> None:
    assert held(signed(ENTRIES)) == ENTRIES
    assert held(jar.write(ENTRIES)) == ENTRIES
