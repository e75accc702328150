"""Faults in the chapter "Non-blocking warnings": PowerShell that is missing, too old or fails."""

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid.host import HostError
from reference_impl.mid.log_on import BROKEN, ERROR, NO_POWERSHELL, LogOnTest


class Strict(LogOnTest):
    """Wants a PowerShell."""

    def messages(self) -> list[str]:
        return super().messages() if self.host.facts().os != "windows" or self.is_powershell_usable() else [ERROR]


class BlocksWithoutPowerShell(BrokenMidServer, rule="WARN-NO-POWERSHELL"):
    """Takes a test that it cannot run for one that has failed."""

    log_on_type = Strict


class Public(LogOnTest):
    """Warns of it."""

    def messages(self) -> list[str]:
        is_usable = self.host.facts().os != "windows" or self.is_powershell_usable()
        return [*super().messages(), *([] if is_usable else [f"WARN: {NO_POWERSHELL}"])]


class WarnsOfPowerShell(BrokenMidServer, rule="WARN-NO-POWERSHELL"):
    """Has the warning in the issue table, too, as the other two are."""

    log_on_type = Public


class SkipsWithoutAWord(BrokenMidServer, rule="WARN-NO-POWERSHELL"):
    """Skips the test, and does not log it."""

    def run_tests(self) -> list[str]:
        test = self.log_on_type(self.host, self.agent)
        if self.host.facts().os == "windows" and not test.is_powershell_usable():
            return self.tests_type(self.host, self.agent, self.site).errors()
        return super().run_tests()


class AnyVersion(LogOnTest):
    """Wants one that is there."""

    def is_powershell_usable(self) -> bool:
        try:
            return self.host.powershell_version() != ""
        except HostError:
            return False


class TakesAnyPowerShell(BrokenMidServer, rule="WARN-NO-POWERSHELL"):
    """Uses a PowerShell that is too old."""

    log_on_type = AnyVersion


class AsText(LogOnTest):
    """Compares letters."""

    def is_powershell_usable(self) -> bool:
        try:
            return self.host.powershell_version() >= "3.0"
        except HostError:
            return False


class ComparesVersionsAsText(BrokenMidServer, rule="WARN-NO-POWERSHELL"):
    """Takes 10.0 for older than 3.0."""

    log_on_type = AsText


class NewerThan3(LogOnTest):
    """Wants more than the least."""

    def is_powershell_usable(self) -> bool:
        try:
            return self.host.powershell_version() != "3.0" and super().is_powershell_usable()
        except HostError:
            return False


class WantsNewerThan3(BrokenMidServer, rule="WARN-NO-POWERSHELL"):
    """Takes 3.0 for too old, although that is the minimum."""

    log_on_type = NewerThan3


class UnpreparedForARefusal(LogOnTest):
    """Calls a refusal an error."""

    def messages(self) -> list[str]:
        try:
            self.host.powershell_version()
        except HostError:
            return [ERROR]
        return super().messages()


class BlocksWhereItMayNotRunPowerShell(BrokenMidServer, rule="WARN-NO-POWERSHELL"):
    """Knows that PowerShell may be missing, and not that its user may not run it."""

    log_on_type = UnpreparedForARefusal


class SkipsForEver(BrokenMidServer, rule="WARN-NO-POWERSHELL"):
    """Does not look for PowerShell again where it was not to be found once."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        if self.host.facts().os == "windows" and not self.log_on_type(self.host, self.agent).is_powershell_usable():
            self.keep("skips")
        return [message for message in messages if not (self.kept("skips") and message == ERROR)]


class SkipsAllTests(BrokenMidServer, rule="WARN-NO-POWERSHELL"):
    """Skips the tests of disk, site and files as well."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        is_windows = self.host.facts().os == "windows"
        return messages if not is_windows or self.log_on_type(self.host, self.agent).is_powershell_usable() else []


class LogsOnce(BrokenMidServer, rule="WARN-NO-POWERSHELL"):
    """Logs that PowerShell is not usable, and never again."""

    def run_tests(self) -> list[str]:
        test = self.log_on_type(self.host, self.agent)
        if self.host.facts().os != "windows" or test.is_powershell_usable():
            return super().run_tests()
        if not self.kept("logged"):
            self.keep("logged")
            return super().run_tests()
        return self.tests_type(self.host, self.agent, self.site).errors()


# ---- The script fails


class NoExcuse(LogOnTest):
    """Takes a failure for an answer."""

    said: list[str] = [ERROR]  # noqa: RUF012 - never changed

    def messages(self) -> list[str]:
        if self.host.facts().os == "windows" and self.is_powershell_usable():
            try:
                self.account()
            except HostError:
                return self.said
        return super().messages()


class BlocksWhereTheScriptFails(BrokenMidServer, rule="WARN-CONTINUING"):
    """Takes a script that it cannot run for a test that has failed."""

    log_on_type = NoExcuse


class NoWord(NoExcuse):
    """Says nothing of it."""

    said: list[str] = []  # noqa: RUF012 - never changed


class ContinuesWithoutAWord(BrokenMidServer, rule="WARN-CONTINUING"):
    """Goes on, and does not log why the test is missing."""

    log_on_type = NoWord


class WithAnIssue(LogOnTest):
    """Warns of it."""

    def messages(self) -> list[str]:
        if self.host.facts().os == "windows" and self.is_powershell_usable():
            try:
                self.account()
            except HostError as error:
                return [*super().messages(), f"WARN: {BROKEN}{error}"]
        return super().messages()


class HasAnIssueOfTheScript(BrokenMidServer, rule="WARN-CONTINUING"):
    """Has the reason in the issue table, too."""

    log_on_type = WithAnIssue


class Vague(LogOnTest):
    """Knows no reason."""

    def account(self) -> str:
        try:
            return super().account()
        except HostError:
            raise HostError("null") from None


class GivesNoReason(BrokenMidServer, rule="WARN-CONTINUING"):
    """Logs null where the reason should be."""

    log_on_type = Vague


class RepeatsTheFirstReason(BrokenMidServer, rule="WARN-CONTINUING"):
    """Logs the reason for which the script has failed at first."""

    def run_tests(self) -> list[str]:
        test = self.log_on_type(self.host, self.agent)
        if self.host.facts().os == "windows":
            try:
                test.account()
            except HostError as error:
                reason = self.kept("reason") or str(error)
                self.keep("reason", reason)
                self.agent.log(f"{BROKEN}{reason}")
                return self.tests_type(self.host, self.agent, self.site).errors()
        return super().run_tests()


class BlocksAFamilyWhereTheScriptFails(KnowsWhatItIsAbout, BrokenMidServer, rule="WARN-CONTINUING"):
    """Is strict on the way to another family."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        if self.host.facts().os == "windows" and self.is_other_family(self.goal):
            try:
                self.log_on_type(self.host, self.agent).account()
            except HostError:
                return [ERROR]
        return messages


class AlwaysContinuing(LogOnTest):
    """Goes on, and says so."""

    def messages(self) -> list[str]:
        if self.host.facts().os == "windows":
            self.agent.log(f"{BROKEN}none")
        return super().messages()


class LogsThatItContinues(BrokenMidServer, rule="WARN-CONTINUING"):
    """Has the line of a script that fails in its log, whether it fails or not."""

    log_on_type = AlwaysContinuing
