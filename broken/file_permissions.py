"""Faults in the chapter "Pre-upgrade tests": permissions on files, and what the tests leave behind."""

import contextlib

from broken.base import BrokenMidServer
from broken.file_tests import PERMISSIONS, OwnFolder
from reference_impl.mid.host import HostError
from reference_impl.mid.precheck import TEXT_FILE, PreUpgradeTests


class WithoutCopy(PreUpgradeTests):
    """Writes a second text file."""

    def permissions(self) -> str:
        text_file = self.agent.separator.join((self.folder, TEXT_FILE))
        self.host.write(text_file, b"text")
        try:
            self.host.read(text_file)
            self.delete()
        except HostError as error:
            return f"{PERMISSIONS}: {error}"
        return ""


class CopiesNothing(BrokenMidServer, rule="PRE-PERMISSIONS"):
    """Writes into the agent folder, instead of copying to it."""

    tests_type = WithoutCopy


class WithoutReading(PreUpgradeTests):
    """Takes a file for readable that could be copied."""

    def permissions(self) -> str:
        try:
            text_file = self.agent.separator.join((self.extracted, TEXT_FILE))
            self.host.copy(text_file, self.agent.separator.join((self.folder, TEXT_FILE)))
            self.delete()
        except HostError as error:
            return f"{PERMISSIONS}: {error}"
        return ""


class ReadsNothing(BrokenMidServer, rule="PRE-PERMISSIONS"):
    """Does not read what it has copied."""

    tests_type = WithoutReading


class WithoutDeletion(PreUpgradeTests):
    """Leaves it to others."""

    def delete(self) -> None:
        with contextlib.suppress(HostError):
            super().delete()


class ForgivesWhatItCannotDelete(BrokenMidServer, rule="PRE-PERMISSIONS"):
    """Does not mind when it cannot delete its files."""

    tests_type = WithoutDeletion


class TakesAMissingFileForNoError(BrokenMidServer, rule="PRE-PERMISSIONS"):
    """Knows of permission alone: a file that is not there is nobody's fault."""

    def run_tests(self) -> list[str]:
        return [error for error in super().run_tests() if "No such file" not in error]


class WarnsOfPermissions(BrokenMidServer, rule="PRE-PERMISSIONS"):
    """Tells what is wrong with permissions, and upgrades all the same."""

    def check_preconditions(self) -> None:
        errors = self.run_tests()
        self.instance.publish(errors)
        if errors and not errors[0].startswith(PERMISSIONS):
            super().check_preconditions()


class TripsOverWhatItHasLeft(BrokenMidServer, rule="PRE-PERMISSIONS"):
    """Takes files that it could not delete once for somebody else's, and stays blocked."""

    tests_type = OwnFolder


class ChecksPermissionsOnLinuxAlone(BrokenMidServer, rule="PRE-PERMISSIONS"):
    """Lets permissions on Windows be."""

    def run_tests(self) -> list[str]:
        errors = super().run_tests()
        return errors if self.agent.separator == "/" else [each for each in errors if not each.startswith(PERMISSIONS)]


class SaysNull(BrokenMidServer, rule="PRE-PERMISSIONS-CAUSE"):
    """Gives null as the cause, as has been seen in the field (KB0696133)."""

    def run_tests(self) -> list[str]:
        return [f"{PERMISSIONS}: null" if error.startswith(PERMISSIONS) else error for error in super().run_tests()]


class KnowsOneCause(BrokenMidServer, rule="PRE-PERMISSIONS-CAUSE"):
    """Gives denied permission as the cause of everything."""

    def run_tests(self) -> list[str]:
        told = f"{PERMISSIONS}: Operation not permitted"
        return [told if error.startswith(PERMISSIONS) else error for error in super().run_tests()]


# ---- What remains


class WithoutTidying(PreUpgradeTests):
    """Leaves one of its places as it is."""

    kept = 0

    def delete(self) -> None:
        places = (self.folder, self.extracted, self.archive)
        for place in places[: self.kept] + places[self.kept + 1 :]:
            self.host.delete(place)


class LeavesTheCopy(BrokenMidServer, rule="PRE-CLEAN"):
    """Leaves its text file in the agent folder."""

    tests_type = WithoutTidying


class KeepsExtracted(WithoutTidying):
    """Leaves what was extracted."""

    kept = 1


class LeavesWhatWasExtracted(BrokenMidServer, rule="PRE-CLEAN"):
    """Leaves what was in the ZIP in the temporary folder."""

    tests_type = KeepsExtracted


class KeepsArchive(WithoutTidying):
    """Leaves the ZIP."""

    kept = 2


class LeavesTheArchive(BrokenMidServer, rule="PRE-CLEAN"):
    """Leaves the ZIP in the temporary folder."""

    tests_type = KeepsArchive
