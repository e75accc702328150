"""Packages that the right signer has signed with what is no good: algorithms that do not belong together."""

from collections.abc import Mapping

from fakes.releases.packages.cms import Digest
from fakes.releases.packages.good_signatures import EDDSA, EDWARDS, pss, signed_in
from fakes.releases.packages.kinds import VERIFY, Kind

ALGORITHMS: Mapping[str, Kind] = {
    "with a signature by RSASSA-PSS, whose mask is weak": Kind(signed_in(pss(Digest.SHA1)), VERIFY, "weak-digest"),
    "with a signature by Ed25519 of a digest that it does not know": Kind(
        signed_in(EDDSA, EDWARDS, name="META-INF/SIGNER.EC"), VERIFY, "unsupported-algorithm"
    ),
}
"""What is wrong with how it was signed, by the words of the features."""
