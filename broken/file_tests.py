"""Faults in the chapter "Pre-upgrade tests": the ZIP and the folder for the checking files."""

import contextlib

from broken.base import BrokenMidServer
from reference_impl.mid.agent import Agent
from reference_impl.mid.host import Host, HostError
from reference_impl.mid.precheck import TEXT_FILE, PreUpgradeTests
from reference_impl.mid.servers import DownloadSite

PERMISSIONS = "Unable to verify file permissions"


class WithoutExtraction(PreUpgradeTests):
    """Puts the text file in place by itself."""

    def extraction(self) -> str:
        self.host.write(self.archive, b"")
        self.host.write(self.agent.separator.join((self.extracted, TEXT_FILE)), b"text")
        return ""


class ExtractsNothing(BrokenMidServer, rule="PRE-EXTRACT"):
    """Writes its files instead of extracting them."""

    tests_type = WithoutExtraction


class InUsualFolder(PreUpgradeTests):
    """Knows where temporary folders are."""

    def __init__(self, host: Host, agent: Agent, site: DownloadSite) -> None:
        super().__init__(host, agent, site)
        usual = "/tmp" if agent.separator == "/" else "c:\\WINNT\\TEMP"  # noqa: S108 - the fault
        self.extracted = agent.separator.join((usual, "pre-upgrade-check"))


class TriesTheUsualFolder(BrokenMidServer, rule="PRE-EXTRACT"):
    """Extracts into /tmp, or TEMP of Windows, whatever the host calls its temporary folder."""

    tests_type = InUsualFolder


class InAgentFolder(PreUpgradeTests):
    """Has a temporary folder of its own."""

    def __init__(self, host: Host, agent: Agent, site: DownloadSite) -> None:
        super().__init__(host, agent, site)
        self.extracted = agent.path("work", "pre-upgrade-check")


class ExtractsIntoItsOwnFolder(BrokenMidServer, rule="PRE-EXTRACT"):
    """Extracts into the agent folder."""

    tests_type = InAgentFolder


class OnLinuxAlone(PreUpgradeTests):
    """Lets Windows be."""

    def file_operations(self) -> str:
        return super().file_operations() if self.agent.separator == "/" else ""


class ExtractsOnLinuxAlone(BrokenMidServer, rule="PRE-EXTRACT"):
    """Tests no files on Windows."""

    tests_type = OnLinuxAlone


class ExtractsOnceForEver(BrokenMidServer, rule="PRE-EXTRACT"):
    """Tries no ZIP where an earlier process has extracted one."""

    def run_tests(self) -> list[str]:
        errors = super().run_tests()
        if self.kept("extracted"):
            return [error for error in errors if not error.startswith("Unable to extract")]
        self.keep("extracted")
        return errors


# ---- The folder


class WithoutFolder(PreUpgradeTests):
    """Leaves its text file where it was extracted."""

    def check_folder(self) -> str:
        self.folder = self.extracted
        return ""

    def delete(self) -> None:
        self.host.delete(self.extracted)
        self.host.delete(self.archive)

    def permissions(self) -> str:
        try:
            self.host.read(self.agent.separator.join((self.extracted, TEXT_FILE)))
            self.delete()
        except HostError as error:
            return f"{PERMISSIONS}: {error}"
        return ""


class MakesNoFolder(BrokenMidServer, rule="PRE-FOLDER"):
    """Does without the folder upgradeCheck."""

    tests_type = WithoutFolder


class NamesTheFolderOfLinux(BrokenMidServer, rule="PRE-FOLDER"):
    """Names the path of an installation on Linux, wherever it is installed."""

    def run_tests(self) -> list[str]:
        path = "/opt/servicenow/mid/agent/package/upgradeCheck"
        tell = "Unable to create folder"
        return [f"{tell} {path}" if error.startswith(tell) else error for error in super().run_tests()]


class NamesNoPath(BrokenMidServer, rule="PRE-FOLDER"):
    """Names the folder, and not where it is."""

    def run_tests(self) -> list[str]:
        tell = "Unable to create folder"
        return [f"{tell} upgradeCheck" if error.startswith(tell) else error for error in super().run_tests()]


class CallsItPermissions(BrokenMidServer, rule="PRE-FOLDER"):
    """Has one message for whatever is wrong with files."""

    def run_tests(self) -> list[str]:
        tell, told = "Unable to create folder", f"{PERMISSIONS}: Read-only file system"
        return [told if error.startswith(tell) else error for error in super().run_tests()]


class OwnFolder(PreUpgradeTests):
    """Wants the folder for itself."""

    def check_folder(self) -> str:
        with contextlib.suppress(HostError):
            self.host.list_files(self.folder)
            return f"Unable to create folder {self.folder}"
        return super().check_folder()


class WantsNoFolderThere(BrokenMidServer, rule="PRE-FOLDER"):
    """Takes a folder that is there already for one that cannot be made."""

    tests_type = OwnFolder


class MakesTheFolderOnce(BrokenMidServer, rule="PRE-FOLDER"):
    """Makes no folder where an earlier process has made one."""

    def run_tests(self) -> list[str]:
        errors = super().run_tests()
        if self.kept("folder"):
            return [error for error in errors if not error.startswith("Unable to create")]
        self.keep("folder")
        return errors
