"""Faults in the chapter "Pre-upgrade tests": free disk space, and access to the download site."""

from collections.abc import Sequence
from http import HTTPStatus

from broken.base import BrokenMidServer
from reference_impl.mid.agent import Agent
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.precheck import PreUpgradeTests
from reference_impl.mid.servers import InstanceClient

DISK, SITE = "Not enough free disk space", "Unable to download updates"


class WithoutDisk(PreUpgradeTests):
    """Leaves the first test out."""

    def disk_space(self) -> str:
        return ""


class TestsNoDisk(BrokenMidServer, rule="PRE-DISK"):
    """Does not look at the disk."""

    tests_type = WithoutDisk


class AnyDisk(PreUpgradeTests):
    """Is content with a byte."""

    def disk_space(self) -> str:
        return super().disk_space() if self.host.free_bytes() == 0 else ""


class WantsSomeDisk(BrokenMidServer, rule="PRE-DISK"):
    """Takes everything but a full disk for enough."""

    tests_type = AnyDisk


class LargeDisk(PreUpgradeTests):
    """Wants more than 2^30 bytes."""

    def disk_space(self) -> str:
        free = self.host.free_bytes()
        return f"{DISK}. The system reports {free} bytes free" if free <= 2**30 else ""


class WantsMoreThanAGigabyte(BrokenMidServer, rule="PRE-DISK"):
    """Blocks at exactly 1,073,741,824 bytes."""

    tests_type = LargeDisk


class SmallDisk(PreUpgradeTests):
    """Is content with ten million bytes less than it should be."""

    def disk_space(self) -> str:
        return super().disk_space() if self.host.free_bytes() < 990_000_000 else ""  # noqa: PLR2004 - the fault


class RoundsToTheNextGigabyte(BrokenMidServer, rule="PRE-DISK"):
    """Takes 0.99 GB for a gigabyte."""

    tests_type = SmallDisk


class RoundedDisk(PreUpgradeTests):
    """Counts in millions."""

    def disk_space(self) -> str:
        free = self.host.free_bytes()
        return super().disk_space().replace(str(free), str(free // 10**6 * 10**6))


class RoundsTheNumber(BrokenMidServer, rule="PRE-DISK"):
    """Tells the free bytes in whole megabytes."""

    tests_type = RoundedDisk


class TellsTheFirstNumber(BrokenMidServer, rule="PRE-DISK"):
    """Goes on telling the number of bytes that it has found first."""

    first = ""

    def run_tests(self) -> list[str]:
        errors = super().run_tests()
        found = next((error for error in errors if error.startswith(DISK)), "")
        self.first = self.first or found
        return [self.first if error == found else error for error in errors]


class WarnsOfTheDisk(BrokenMidServer, rule="PRE-DISK"):
    """Tells that there is too little disk space, and upgrades all the same."""

    def check_preconditions(self) -> None:
        errors = self.run_tests()
        self.instance.publish(errors)
        for error in errors:
            self.agent.log(error, error=True)
        if errors and not errors[0].startswith(DISK):
            super().check_preconditions()


class WithoutDiskInLog(Agent):
    """Leaves disk space out."""

    def log(self, text: str, *, error: bool = False) -> None:
        if DISK not in text:
            super().log(text, error=error)


class LogsNoDiskError(BrokenMidServer, rule="PRE-DISK"):
    """Has an issue when the disk is full, and no line in its log."""

    agent_type = WithoutDiskInLog


class OncePerText(Agent):
    """Writes an error once for each day at most, as programs do that keep their logs short."""

    said = ""

    def log(self, text: str, *, error: bool = False) -> None:
        if not (error and text in self.said):
            super().log(text, error=error)
        if error:
            self.said += text


class LogsTheSameErrorOnce(BrokenMidServer, rule="PRE-DISK"):
    """Writes an error into its log when it comes up, and not as long as it stays."""

    agent_type = OncePerText


class WithoutDiskIssue(InstanceClient):
    """Leaves disk space out."""

    def publish(self, messages: Sequence[str]) -> None:
        super().publish([message for message in messages if not message.startswith(DISK)])


class TellsNoIssueOfItsDisk(BrokenMidServer, rule="PRE-DISK"):
    """Has a line in its log when the disk is full, and no issue."""

    instance_type = WithoutDiskIssue


class ErrorsOnly(InstanceClient):
    """Tells errors, and not that there are none."""

    def publish(self, messages: Sequence[str]) -> None:
        if messages:
            super().publish(messages)


class ResolvesNoDiskIssue(BrokenMidServer, rule="PRE-DISK"):
    """Does not tell the instance when all tests have passed."""

    instance_type = ErrorsOnly


# ---- Access to the download site


class WithoutSite(PreUpgradeTests):
    """Leaves the second test out."""

    def download_site(self) -> str:
        return ""


class TestsNoSite(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Does not ask the download site for anything before it upgrades."""

    tests_type = WithoutSite


class LenientTests(PreUpgradeTests):
    """Finds nothing wrong where the site answers with certain statuses, or not for a certain reason."""

    lenient: Sequence[object] = ()

    def download_site(self) -> str:
        return "" if self.outcome() in self.lenient else super().download_site()

    def outcome(self) -> object:
        """The status of the answer, or why there is none."""
        try:
            return self.site._http.ask("HEAD", f"{self.site._url}/", {}).status  # noqa: SLF001 - the reference's own
        except NoAnswerError as error:
            return str(error)


class AnyAnswer(LenientTests):
    """Is content with whatever the site answers."""

    lenient = tuple(HTTPStatus)


class TakesEveryAnswerForAccess(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Takes a site that lets it have nothing for one within reach."""

    tests_type = AnyAnswer


class UnauthorizedAnswer(LenientTests):
    """Is content with 401."""

    lenient = (HTTPStatus.UNAUTHORIZED,)


class ExpectsALogin(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Takes 401 for the sign of a site that is there."""

    tests_type = UnauthorizedAnswer


class SlowAnswer(LenientTests):
    """Is content with no answer in time."""

    lenient = ("timed out",)


class TakesATimeOutForSlowness(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Does not take a site for out of reach that has not answered in time."""

    tests_type = SlowAnswer


class UnknownName(LenientTests):
    """Is content with a name that nobody knows."""

    lenient = ("name does not resolve",)


class LeavesNamesToTheProxy(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Does not mind that the site's name is unknown."""

    tests_type = UnknownName


class RemembersTheSite(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Does not test the download site again where an earlier process has reached it."""

    def run_tests(self) -> list[str]:
        errors = [error for error in super().run_tests() if not (self.kept("site") and error.startswith(SITE))]
        if not any(error.startswith(SITE) for error in errors):
            self.keep("site")
        return errors


class WithoutSiteInLog(Agent):
    """Leaves the download site out."""

    def log(self, text: str, *, error: bool = False) -> None:
        if SITE not in text:
            super().log(text, error=error)


class LogsNoSiteError(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Has an issue when the site is out of reach, and no line in its log."""

    agent_type = WithoutSiteInLog


class WithoutSiteIssue(InstanceClient):
    """Leaves the download site out."""

    def publish(self, messages: Sequence[str]) -> None:
        super().publish([message for message in messages if not message.startswith(SITE)])


class TellsNoIssueOfTheSite(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Has a line in its log when the site is out of reach, and no issue."""

    instance_type = WithoutSiteIssue


class ResolvesNoSiteIssue(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Keeps the issue open when the site is within reach again."""

    instance_type = ErrorsOnly


class SaysWhyInItsOwnWords(BrokenMidServer, rule="PRE-DOWNLOAD"):
    """Tells the reason that the network gives instead of the documented message."""

    def run_tests(self) -> list[str]:
        return ["Download site unreachable" if error.startswith(SITE) else error for error in super().run_tests()]
