"""Faults in the chapter "Upgrade methods": verifiers that each overlook what is wrong with a certificate or a key."""

from broken.base import BrokenMidServer
from broken.verifiers import taking
from reference_impl.mid.verification import Code


class ForgetsTheMask(BrokenMidServer, rule="SIG-VERIFY"):
    """Looks at the digest of a signature by RSASSA-PSS, and not at that of its mask."""

    installation_type = taking(Code.WEAK_DIGEST, about="the mask")


class GivesEd25519AnyDigest(BrokenMidServer, rule="SIG-VERIFY"):
    """Believes a signature by Ed25519, whatever digest it says that it is of."""

    installation_type = taking(Code.UNSUPPORTED_ALGORITHM, about="ed25519")


class HeedsNoLimitsOfNames(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not ask for whom an authority may issue certificates."""

    installation_type = taking(Code.UNTRUSTED, about="names are limited")


class AsksForNoPolicy(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not ask by which policy a certificate was issued, where its authority wants one."""

    installation_type = taking(Code.UNTRUSTED, about="policies are limited")


class KnowsNoOlderTypes(BrokenMidServer, rule="SIG-VERIFY"):
    """Looks at the purposes of a certificate, and not at its type, as Netscape called them."""

    installation_type = taking(Code.BAD_EKU, about="another type")


class TakesAnyMessageForAStamp(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes what an authority has signed for a timestamp, though it does not say that it is one."""

    installation_type = taking(Code.TIMESTAMP_INVALID, about="what it is")
