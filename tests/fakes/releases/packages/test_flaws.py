"""Packages with a flaw, as the download site asks for them; what becomes of each is tested with the corpus."""

import pytest

from fakes.releases.builds import named
from fakes.releases.download_site import signed_package
from fakes.releases.packages import jar
from fakes.releases.packages.flawed_content import signed
from fakes.releases.packages.flaws import flawed, held
from fakes.releases.packages.kinds import NOW
from fakes.releases.packages.pki import default_pki
from fakes.releases.packages.stored import STORED
from reference_impl.mid.verification import verify

ENTRIES = [("bin/mid.sh", b"#!/bin/sh\necho hi\n"), ("package/meta/mid-core.meta.properties", b"buildstamp=x\n")]


@pytest.mark.parametrize("words", STORED)
def test_a_stored_package_is_good_and_stamped(words: str) -> None:
    package = flawed(held(signed_package("mid-jre", named("Orlando Patch 2"))), words)
    (signer,) = verify(package, default_pki().trust_anchors, NOW, require_timestamp=True)
    assert signer.timestamp is not None


@pytest.mark.parametrize("words", STORED)
def test_a_stored_package_that_should_hold_something_else_is_not_served(words: str) -> None:
    with pytest.raises(ValueError, match="sign_stored"):
        flawed(ENTRIES, words)


@pytest.mark.parametrize("flaw", ["with a changed file", "as it should be"])
def test_the_same_flaw_of_the_same_package_is_made_once(flaw: str) -> None:
    assert flawed(ENTRIES, flaw) is flawed(list(ENTRIES), flaw)


def test_what_a_package_holds_is_all_but_its_signature() -> None:
    assert held(signed(ENTRIES)) == ENTRIES
    assert held(jar.write(ENTRIES)) == ENTRIES
