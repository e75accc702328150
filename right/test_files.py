"""Free: how the pre-upgrade tests use files, what they say besides, and where they look for whether they are to run."""

from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlencode

from reference_impl.mid.agent import Agent
from reference_impl.mid.host import Host, HostError
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.precheck import TEXT_FILE, PreUpgradeTests
from reference_impl.mid.server import RUN_PRECHECK
from reference_impl.mid.servers import NO_SUCH_FORM, DownloadSite, InstanceClient
from right.base import RightMidServer

PROTOCOL = "docs/protocol.md: "


class ArchiveInAgentFolder(PreUpgradeTests):
    """Has its ZIP among its packages."""

    def __init__(self, host: Host, agent: Agent, site: DownloadSite) -> None:
        super().__init__(host, agent, site)
        self.archive = agent.path("package", "pre-upgrade-check.zip")


class KeepsItsZipInTheAgentFolder(RightMidServer, freedom=PROTOCOL + "where the ZIP comes from is its own affair"):
    """Writes the ZIP of its tests into the agent folder."""

    tests_type = ArchiveInAgentFolder


class ReadsFirst(PreUpgradeTests):
    """Reads before it copies, and deletes file by file."""

    def permissions(self) -> str:
        try:
            self.host.read(self.agent.separator.join((self.extracted, TEXT_FILE)))
        except HostError as error:
            return f"Unable to verify file permissions: {error}"
        return super().permissions()

    def delete(self) -> None:
        for folder in (self.extracted, self.folder):
            for name in self.host.list_files(folder):
                self.host.delete(self.agent.separator.join((folder, name)))
        super().delete()


class ReadsInTheTemporaryFolder(RightMidServer, freedom=PROTOCOL + "`read` of a text file in either of the two"):
    """Reads its text file where it was extracted, too, and deletes each file by itself."""

    tests_type = ReadsFirst


class FolderFirst(PreUpgradeTests):
    """Makes its folder before it extracts."""

    def file_operations(self) -> str:
        message = self.check_folder() or self.extraction() or self.permissions()
        if message:
            self.clean_up()
        return message


class MakesItsFolderFirst(RightMidServer, freedom=PROTOCOL + "in which order is free"):
    """Makes the folder for its files before it extracts any."""

    tests_type = FolderFirst


class KeepsFolder(PreUpgradeTests):
    """Deletes files and no folder."""

    def delete(self) -> None:
        super().delete()
        self.host.make_folder(self.folder)


class LeavesItsFolderEmpty(RightMidServer, freedom=PROTOCOL + "a folder that is empty has no files"):
    """Leaves the empty folder upgradeCheck behind."""

    tests_type = KeepsFolder


class BinaryGigabyte(PreUpgradeTests):
    """Counts in powers of two."""

    def disk_space(self) -> str:
        free = self.host.free_bytes()
        return f"Not enough free disk space. The system reports {free} bytes free" if free < 2**30 else ""


class TakesAGigabyteFor1024Megabytes(
    RightMidServer, freedom="PRE-DISK: what lies between 10^9 and 2^30 bytes is left alone"
):
    """Wants 1,073,741,824 bytes."""

    tests_type = BinaryGigabyte


class Prefixing(InstanceClient):
    """Has a sentence before each message."""

    def publish(self, messages: Sequence[str]) -> None:
        prefix = "Aborting MID Server upgrade due to pre-upgrade check failure"
        super().publish([f"{prefix}: {message}" for message in messages])


class SaysWhatItAborts(
    RightMidServer, freedom="Patterns: a message may follow a prefix that ends in a colon (KB0565184 has this one)"
):
    """Begins its issues with the sentence that the product has been seen to write."""

    instance_type = Prefixing


class Detailed(PreUpgradeTests):
    """Adds what the host has said."""

    def errors(self) -> list[str]:
        return [f"{message} (by {self.agent.parameter('name')})" for message in super().errors()]


class AddsARemark(RightMidServer, freedom="Patterns: a message may be followed by a bracketed remark"):
    """Adds a remark in brackets to each message."""

    tests_type = Detailed


class TestsAtEveryCheck(
    RightMidServer,
    freedom="PRE-MONITOR-EQUAL: the page does not tell that they do not follow otherwise",
    reads_otherwise=["PRE-MONITOR-EQUAL"],
):
    """Runs its tests every hour, and tells what they have met, whatever version is assigned."""

    def is_different(self, wanted: str) -> bool:
        if not super().is_different(wanted) and not self.tests_are_disabled():
            self.instance.publish(self.run_tests())
        return super().is_different(wanted)


class Untidy(PreUpgradeTests):
    """Leaves the ZIP where it is, as it is needed again."""

    def delete(self) -> None:
        for place in (self.folder, self.extracted):
            self.host.delete(place)


class KeepsItsZip(
    RightMidServer, freedom="PRE-CLEAN: the page does not tell what may remain", reads_otherwise=["PRE-CLEAN"]
):
    """Leaves the ZIP of its tests in the temporary folder."""

    tests_type = Untidy


class Laconic(PreUpgradeTests):
    """Gives no cause."""

    def permissions(self) -> str:
        return "Unable to verify file permissions: null" if super().permissions() else ""


class GivesNoCause(
    RightMidServer,
    freedom="PRE-PERMISSIONS-CAUSE: installations have been seen to print null there",
    reads_otherwise=["PRE-PERMISSIONS-CAUSE"],
):
    """Says null where the cause should be."""

    tests_type = Laconic


# ---- Whether they are to run


class PrefersRecords(RightMidServer, freedom="PRE-DISABLE-EDGE: which of config.xml and a record prevails is free"):
    """Goes by the MID Server property, where there is one, and else by config.xml."""

    def tests_are_disabled(self) -> bool:
        value = self.instance.mid_property(RUN_PRECHECK) or self.agent.parameter(RUN_PRECHECK)
        return value == "false"


class ReadsPropertiesAtItsStart(RightMidServer, freedom="A7: settings are made before the start, or a restart follows"):
    """Asks once whether the tests are off, and goes by that until its process ends."""

    are_off: bool | None = None

    def come_up(self) -> None:
        super().come_up()
        if self.are_off is None:
            self.are_off = super().tests_are_disabled()

    def tests_are_disabled(self) -> bool:
        return bool(self.are_off)


class WithSystemProperties(InstanceClient):
    """Reads a system property where there is no other."""

    def mid_property(self, name: str) -> str:
        return super().mid_property(name) or self._system_property(name)

    def _system_property(self, name: str) -> str:
        query = urlencode({"sysparm_query": f"name={name}"})
        with suppress(NoAnswerError, *NO_SUCH_FORM):
            return next(
                (str(each["value"]) for each in self._result("GET", f"/api/now/table/sys_properties?{query}")), ""
            )
        return ""


class HeedsTheSystemProperty(
    RightMidServer, freedom="PRE-DISABLE-SYSPROP: as a system property it may do something or nothing"
):
    """Takes a system property, too, where neither config.xml nor a record says anything."""

    instance_type = WithSystemProperties
