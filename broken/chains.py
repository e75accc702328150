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


class TakesAnyIssuer(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not ask whether who has issued a certificate is an authority."""

    installation_type = taking(Code.UNTRUSTED, about="basicConstraints.cA")


class AsksNoIssuerForItsUsage(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not ask whether the key of an authority may sign certificates."""

    installation_type = taking(Code.UNTRUSTED, about="keyCertSign")


class CountsNoAuthorities(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not ask how many authorities may stand below another."""

    installation_type = taking(Code.UNTRUSTED, about="path length")


class KnowsNoOrganisations(BrokenMidServer, rule="SIG-VERIFY"):
    """Heeds limits of an authority to hosts and addresses, and not to organisations."""

    installation_type = taking(Code.UNTRUSTED, about="directoryName")


class ChainsByNames(BrokenMidServer, rule="SIG-VERIFY"):
    """Is content where the names of issuers and subjects fit, whoever has signed a certificate."""

    installation_type = taking(Code.UNTRUSTED, about="signature does not match")


class OverlooksWhatIsCriticalOfASigner(BrokenMidServer, rule="SIG-VERIFY"):
    """Passes over critical extensions of a signer's certificate that it does not know."""

    installation_type = taking(Code.UNTRUSTED, about="failed: invalid extension")


class OverlooksWhatIsCriticalOfAnAuthority(BrokenMidServer, rule="SIG-VERIFY"):
    """Passes over critical extensions of an authority's certificate that it does not know."""

    installation_type = taking(Code.UNTRUSTED, about="exhausted: invalid extension")


class TakesExpiredAuthorities(BrokenMidServer, rule="SIG-VERIFY"):
    """Asks of the signer's certificate alone whether it has expired."""

    installation_type = taking(Code.EXPIRED, about="exhausted: cert is not valid")


class TakesAuthoritiesBeforeTheirTime(BrokenMidServer, rule="SIG-VERIFY"):
    """Asks of the signer's certificate alone whether it is valid already."""

    installation_type = taking(Code.NOT_YET_VALID, about="exhausted: cert is not valid")


class TakesCertificatesWithMd5(BrokenMidServer, rule="SIG-VERIFY"):
    """Refuses certificates that are signed with SHA-1, and knows of no weaker ones."""

    installation_type = taking(Code.WEAK_DIGEST, about="md5 of the certificate")


class TakesWeakAuthorities(BrokenMidServer, rule="SIG-VERIFY"):
    """Asks of the signer's certificate alone with which digest it is signed."""

    installation_type = taking(Code.WEAK_DIGEST, about="the certificate of CN=Test Code Signing CA")


class ReadsTheTimeAlone(BrokenMidServer, rule="SIG-VERIFY"):
    """Looks what a timestamp is about, and does not verify who says so."""

    installation_type = taking(Code.TIMESTAMP_INVALID, about="digest failure")


class ReadsOneOfTwoStamps(BrokenMidServer, rule="SIG-VERIFY"):
    """Verifies the first of two timestamps."""

    installation_type = taking(Code.TIMESTAMP_INVALID, about="trailing data")


class TakesWhatIsNoStampForNone(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes a package for one without a timestamp, where it cannot read that."""

    installation_type = taking(Code.TIMESTAMP_INVALID, about="not enough values")


class TakesMd5InStamps(BrokenMidServer, rule="SIG-VERIFY"):
    """Minds a timestamp over a SHA-1 digest, and knows of no weaker ones."""

    installation_type = taking(Code.TIMESTAMP_INVALID, about="stamped: md5")


class TakesWeaklySignedStamps(BrokenMidServer, rule="SIG-VERIFY"):
    """Asks over which digest a timestamp was made, and not with which one it is signed."""

    installation_type = taking(Code.TIMESTAMP_INVALID, about="weak digest of its own")


class TakesStampsOfTheFuture(BrokenMidServer, rule="SIG-HARDENED"):
    """Believes that a package was signed at a time that has not come."""

    installation_type = taking(Code.TIMESTAMP_INVALID, about="future")
