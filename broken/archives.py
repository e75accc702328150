"""Faults in the chapter "Upgrade methods": verifiers that each overlook what is odd about an archive or a name."""

from broken.base import BrokenMidServer
from broken.verifiers import taking
from reference_impl.mid.verification import Code


class ReadsFoldersInAnyAlphabet(BrokenMidServer, rule="SIG-VERIFY"):
    """Looks for the signature where capitals are those of META-INF, as they are of a Turkish i without its dot."""

    installation_type = taking(Code.UNSIGNED, holding="META-\u0131NF")


class ReadsSignatureFilesInAnyAlphabet(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes for a signature file what ends with .SF in capitals, as a long s does."""

    installation_type = taking(Code.SIGNATURE_INCOMPLETE, holding=".\u017fF")


class ComparesCapitalsAsTheyAre(BrokenMidServer, rule="SIG-HARDENED"):
    """Compares names without regard to case, and letters with their accents before that alone."""

    installation_type = taking(Code.CASE_COLLISION, about="\u03aa\u0301")


class TakesNamesOfAnyLength(BrokenMidServer, rule="SIG-HARDENED"):
    """Extracts what no file system has room for the name of."""

    installation_type = taking(Code.BAD_NAME, about="bytes")


class TakesFoldersOfAnyDepth(BrokenMidServer, rule="SIG-HARDENED"):
    """Goes through folders in folders, however many there are."""

    installation_type = taking(Code.BAD_NAME, about="folders")


class TakesSizesThatAreThereAlready(BrokenMidServer, rule="SIG-HARDENED"):
    """Minds no sizes of large files that nobody has asked for, as long as there is one of them."""

    installation_type = taking(Code.HEADER_MISMATCH, about="ZIP64 field for 1")


class ReadsOneOfSeveralFields(BrokenMidServer, rule="SIG-HARDENED"):
    """Reads an extra field of a file once, though it is there again."""

    installation_type = taking(Code.HIDDEN_DATA, about="once more")


class ReadsStoredFilesByTheList(BrokenMidServer, rule="SIG-HARDENED"):
    """Takes the size of a stored file from the list, as nothing before it says where it ends."""

    installation_type = taking(Code.UNSUPPORTED_ARCHIVE, about="stands behind it")


class LooksForSignaturesBelow(BrokenMidServer, rule="SIG-VERIFY"):
    """Takes a signature from wherever it lies below META-INF."""

    installation_type = taking(Code.UNSIGNED, holding="META-INF/signatures/SIGNER.SF")


class ComparesNamesAlone(BrokenMidServer, rule="SIG-HARDENED"):
    """Compares what the two headers of a file say of its name, and not how it is packed."""

    installation_type = taking(Code.HEADER_MISMATCH, about="is packed")


class TakesPipes(BrokenMidServer, rule="SIG-HARDENED"):
    """Refuses symbolic links, and knows of nothing else that is no file."""

    installation_type = taking(Code.SYMLINK, about="type 1:")


class TakesEmptyParts(BrokenMidServer, rule="SIG-HARDENED"):
    """Refuses names that lead upwards, and leaves the others to the file system."""

    installation_type = taking(Code.PATH_TRAVERSAL, about="//")


class TakesControlCharacters(BrokenMidServer, rule="SIG-HARDENED"):
    """Takes names that a terminal obeys."""

    installation_type = taking(Code.BAD_NAME, about="x1b")


class LooksForDevicesAtTheEnd(BrokenMidServer, rule="SIG-HARDENED"):
    """Looks for the name of a device in that of a file, and not in that of its folder."""

    installation_type = taking(Code.BAD_NAME, about="nul/")
