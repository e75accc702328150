"""Faults in the chapter "Upgrade methods": verifiers that each overlook one kind of bad package."""

from broken.base import BrokenMidServer
from reference_impl.mid.failures import VerificationError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.verification import Code, Refused


def taking(code: Code, about: str = "", holding: str = "") -> type[Installation]:
    """Takes what is refused for this reason, where the details have the first words and the package the second."""

    class Taking(Installation):
        def verify(self, package: Package) -> None:
            try:
                super().verify(package)
            except VerificationError as failure:
                refused = failure.__cause__
                if not (isinstance(refused, Refused) and refused.code == code and about in refused.detail):
                    raise
                if holding.encode() not in self._host.read(self._incoming(package)):
                    raise

    return Taking


class TakesMd5(BrokenMidServer, rule="SIG-VERIFY"):
    """Is content with MD5, which is no better than SHA-1."""

    installation_type = taking(Code.WEAK_DIGEST, about="md5")


class TakesWhatTheManifestLists(BrokenMidServer, rule="SIG-VERIFY"):
    """Installs what the manifest lists, whoever has listed it."""

    installation_type = taking(Code.UNSIGNED_SECTION, about="more")


class TakesWhatNobodyVouchesFor(BrokenMidServer, rule="SIG-VERIFY"):
    """Is content with a signature file, whichever files it vouches for."""

    installation_type = taking(Code.UNSIGNED_SECTION)


class VouchesForAll(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes a signature file that vouches for the whole manifest for one that vouches for each file in it."""

    installation_type = taking(Code.UNSIGNED_SECTION, about="all of them")


class NeedsNoDigest(BrokenMidServer, rule="SIG-VERIFY"):
    """Compares the digests that there are, and misses none."""

    installation_type = taking(Code.UNSIGNED_SECTION, about="no digest of")


class IsContentWithOneDigest(BrokenMidServer, rule="SIG-VERIFY"):
    """Compares one of two digests of a file."""

    installation_type = taking(Code.ENTRY_TAMPERED, about=" and ")


class PassesOverMainAttributes(BrokenMidServer, rule="SIG-VERIFY"):
    """Verifies what a manifest says of each file, and not what stands above that."""

    installation_type = taking(Code.MANIFEST_TAMPERED, about="its main section")


class ReadsOneOfTwoManifests(BrokenMidServer, rule="SIG-VERIFY"):
    """Verifies by one of two manifests."""

    installation_type = taking(Code.DUPLICATE_ENTRY, about="MANIFEST.MF")


class ReadsOneOfTwoSections(BrokenMidServer, rule="SIG-VERIFY"):
    """Goes by one of two sections about a file."""

    installation_type = taking(Code.MALFORMED_MANIFEST, about="repeated")


class TakesAnyVersion(BrokenMidServer, rule="SIG-VERIFY"):
    """Reads signature files of any version as if they were of the one that it knows."""

    installation_type = taking(Code.MALFORMED_SIGNATURE, about="version")


class SkipsAMark(BrokenMidServer, rule="SIG-VERIFY"):
    """Skips what stands before the first word of a manifest."""

    installation_type = taking(Code.MALFORMED_MANIFEST, about=r"the line b'\xef")


class ReadsLongLines(BrokenMidServer, rule="SIG-VERIFY"):
    """Reads a line of a manifest to its end, however long it is."""

    installation_type = taking(Code.MALFORMED_MANIFEST, about="too long")


class ReadsLongNames(BrokenMidServer, rule="SIG-VERIFY"):
    """Reads a name of an attribute to its end, however long it is."""

    installation_type = taking(Code.MALFORMED_MANIFEST, about="the line b'XX")


class UnfoldsNames(BrokenMidServer, rule="SIG-VERIFY"):
    """Puts all lines together that belong together, before it looks for the name of an attribute."""

    installation_type = taking(Code.MALFORMED_MANIFEST, about="the line b'SHA-256'")


class SpellsDigestsAnyhow(BrokenMidServer, rule="SIG-VERIFY"):
    """Leaves out all dashes in the name of a digest, wherever they stand."""

    installation_type = taking(Code.UNSUPPORTED_ALGORITHM, about="sha-2-56")


class MissesNoCertificate(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes a signature of which nobody can say whose it is."""

    installation_type = taking(Code.MALFORMED_SIGNATURE, about="no certificate")


class TakesAnyMessage(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes a message of any kind for a signature."""

    installation_type = taking(Code.MALFORMED_SIGNATURE, about="not SignedData")


class VerifiesWhatLiesWithin(BrokenMidServer, rule="SIG-VERIFY"):
    """Verifies what lies in the signature block, and not the file beside it."""

    installation_type = taking(Code.SIGNATURE_MISMATCH, about="something else")


class BelievesSignedAttributes(BrokenMidServer, rule="SIG-VERIFY"):
    """Verifies the signature of attributes, and does not compare what they say."""

    installation_type = taking(Code.SIGNATURE_MISMATCH, about="message_digest")


class MissesNoDigestOfAFile(BrokenMidServer, rule="SIG-VERIFY"):
    """Compares the digest in the signed attributes where there is one."""

    installation_type = taking(Code.SIGNATURE_MISMATCH, about="no message_digest")


class MissesNoKindOfContent(BrokenMidServer, rule="SIG-VERIFY"):
    """Compares the kind of content in the signed attributes where there is one."""

    installation_type = taking(Code.SIGNATURE_MISMATCH, about="no content_type")


class BelievesWhatIsSaidOfAlgorithms(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not compare the algorithms in the signed attributes with those that have signed."""

    installation_type = taking(Code.SIGNATURE_MISMATCH, about="cms_algorithm_protection")


class TakesTheLastOfTwo(BrokenMidServer, rule="SIG-VERIFY"):
    """Verifies the first of two files of one name, and installs the last."""

    installation_type = taking(Code.DUPLICATE_ENTRY)


class OverlooksFoldersWithData(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes for a folder whatever is called like one."""

    installation_type = taking(Code.HIDDEN_DATA, about="in the folder")


class TakesAnIndex(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes the index of a JAR for a part of its signature."""

    installation_type = taking(Code.UNSIGNED_ENTRY, about="INDEX")


class TakesStampsOfStrangers(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes timestamps of anybody, as long as the signer is good."""

    installation_type = taking(Code.TIMESTAMP_UNTRUSTED, about="trusted by CA")


class TakesStampsOfSigners(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not ask whether who has stamped may stamp."""

    installation_type = taking(Code.TIMESTAMP_UNTRUSTED, about="code signing")


class TakesStampsOfOthers(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not ask what a timestamp is about, as long as the signer is good."""

    installation_type = taking(Code.TIMESTAMP_INVALID)


class TakesWeakStamps(BrokenMidServer, rule="SIG-VERIFY"):
    """Is content with timestamps over weak digests."""

    installation_type = taking(Code.TIMESTAMP_INVALID, about="weak digest")


class TakesNamelessStamps(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes a timestamp of which nobody can say whose it is."""

    installation_type = taking(Code.TIMESTAMP_INVALID, about="no certificate")


class TakesAnyKey(BrokenMidServer, rule="SIG-VERIFY"):
    """Does not ask what a key may be used for."""

    installation_type = taking(Code.BAD_KEY_USAGE)


class ReadsToTheEndOfABlock(BrokenMidServer, rule="SIG-HARDENED"):
    """Reads a signature block as far as it goes, and leaves what lies behind it."""

    installation_type = taking(Code.MALFORMED_SIGNATURE, about="trailing data")


class NeedsNoPurpose(BrokenMidServer, rule="SIG-HARDENED"):
    """Takes certificates that do not say what they are for."""

    installation_type = taking(Code.BAD_EKU)


class TakesAnySpelling(BrokenMidServer, rule="SIG-HARDENED"):
    """Reads names in the one way that it knows."""

    installation_type = taking(Code.AMBIGUOUS_NAME)


class KnowsOneDisk(BrokenMidServer, rule="SIG-HARDENED"):
    """Does not ask on which disk the rest of an archive is."""

    installation_type = taking(Code.UNSUPPORTED_ARCHIVE, about="disk")


class BelievesTheCount(BrokenMidServer, rule="SIG-HARDENED"):
    """Reads as many files as the archive says it has."""

    installation_type = taking(Code.HIDDEN_DATA, about="behind the central")


class ReadsTheListAlone(BrokenMidServer, rule="SIG-HARDENED"):
    """Reads the files in the list, and leaves others to whoever finds them."""

    installation_type = taking(Code.HIDDEN_DATA, about="behind")


class OverlooksOtherNames(BrokenMidServer, rule="SIG-HARDENED"):
    """Does not look for a second name of a file."""

    installation_type = taking(Code.HIDDEN_DATA, about="extra field")


class OverlooksOtherSizes(BrokenMidServer, rule="SIG-HARDENED"):
    """Does not look for the sizes of large files."""

    installation_type = taking(Code.HEADER_MISMATCH, about="ZIP64")


class TakesStampsOfAllSorts(BrokenMidServer, rule="SIG-HARDENED"):
    """Takes timestamps of authorities that do other things, too."""

    installation_type = taking(Code.TIMESTAMP_UNTRUSTED, about="alone")


class OverlooksStrangeSignatures(BrokenMidServer, rule="SIG-HARDENED"):
    """Leaves out whatever is called like a signature."""

    installation_type = taking(Code.UNSIGNED_ENTRY, about="SIG-")


class ComparesLetters(BrokenMidServer, rule="SIG-HARDENED"):
    """Takes two spellings of one name for two."""

    installation_type = taking(Code.CASE_COLLISION)
