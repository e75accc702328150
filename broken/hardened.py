"""Faults in the chapter "Upgrade methods": packages whose signature is good, and that should not be installed."""

from broken.base import BrokenMidServer, KnowsWhatItIsAbout, unchecked
from broken.signatures import Forgiving
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.verification import Code
from reference_impl.mid.waiting import Waiting

TAKEN_BY_THE_COMMAND = frozenset(
    {
        Code.MISSING_ENTRY,
        Code.DUPLICATE_ENTRY,
        Code.SIGNATURE_INCOMPLETE,
        Code.WEAK_KEY,
        Code.PATH_TRAVERSAL,
        Code.ABSOLUTE_PATH,
        Code.BAD_NAME,
        Code.CASE_COLLISION,
        Code.SYMLINK,
        Code.PREPENDED_DATA,
        Code.APPENDED_DATA,
        Code.HIDDEN_DATA,
        Code.HEADER_MISMATCH,
        Code.ZIP_BOMB,
    }
)


class IsContentWithTheCommand(BrokenMidServer, rule="SIG-HARDENED"):
    """Takes whatever the documented command takes."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = TAKEN_BY_THE_COMMAND


class IsContentWithTheCommandWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="SIG-HARDENED"):
    """Takes by command whatever the documented command takes."""

    def upgrade(self) -> Waiting:
        if self.is_told:
            self.installation.__class__ = IsContentWithTheCommand.installation_type
        yield from super().upgrade()


class OverlooksWhatIsMissing(BrokenMidServer, rule="SIG-HARDENED"):
    """Verifies the files that are there, and misses none."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.MISSING_ENTRY})


class ReadsTheLastOfTwo(BrokenMidServer, rule="SIG-HARDENED"):
    """Does not see that a file is there twice."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.DUPLICATE_ENTRY})


class OverlooksStraySignatures(BrokenMidServer, rule="SIG-HARDENED"):
    """Looks for whole signatures, and past all else that is called like one."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.SIGNATURE_INCOMPLETE})


class TakesShortKeys(BrokenMidServer, rule="SIG-HARDENED"):
    """Does not ask how long a key is."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.WEAK_KEY})


class TakesAnyName(BrokenMidServer, rule="SIG-HARDENED"):
    """Extracts files wherever their names lead."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.PATH_TRAVERSAL, Code.ABSOLUTE_PATH, Code.BAD_NAME})


class DoesNotHeedCase(BrokenMidServer, rule="SIG-HARDENED"):
    """Takes two names for two files, whatever the file system does."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.CASE_COLLISION})


class FollowsLinks(BrokenMidServer, rule="SIG-HARDENED"):
    """Takes a symbolic link for a file."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.SYMLINK})


class OverlooksMoreData(BrokenMidServer, rule="SIG-HARDENED"):
    """Does not ask what all the bytes of an archive are for."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.PREPENDED_DATA, Code.APPENDED_DATA, Code.HIDDEN_DATA})


class BelievesTheDirectory(BrokenMidServer, rule="SIG-HARDENED"):
    """Reads the list of files, and compares it with nothing."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.HEADER_MISMATCH})


class UnpacksBombs(BrokenMidServer, rule="SIG-HARDENED"):
    """Does not ask how large a package will be."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.ZIP_BOMB, Code.HEADER_MISMATCH})


class VerifiedOnce(Installation):
    """Verifies a package when it has come, and never again."""

    def fetch(self, package: Package) -> None:
        vars(self).pop("verify", None)
        super().fetch(package)
        self.verify = unchecked  # type: ignore[method-assign] # the fault


class TrustsWhatLiesThere(BrokenMidServer, rule="SIG-HARDENED"):
    """Installs what lies on the host by the time at which all packages are there."""

    installation_type = VerifiedOnce
