"""Faults in the chapter "Pre-upgrade tests": the user as whom the Windows service logs on."""

from collections.abc import Sequence

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid.agent import Agent
from reference_impl.mid.log_on import (
    ADMINISTRATORS,
    ERROR,
    LOCAL_GROUPS,
    LOCAL_SYSTEM,
    LogOnTest,
    name_of,
)


class TestsNoLogOn(BrokenMidServer, rule="PRE-LOGON"):
    """Does not care as whom its service runs."""

    def run_tests(self) -> list[str]:
        return [message for message in super().run_tests() if message != ERROR]


class OnlyWarnsOfItsUser(BrokenMidServer, rule="PRE-LOGON"):
    """Takes an error whose text warns for a warning."""

    def check_preconditions(self) -> None:
        messages = self.run_tests()
        if messages == [ERROR]:
            self.instance.publish(messages)
        else:
            super().check_preconditions()


class BlocksWithoutAnIssueOfItsUser(BrokenMidServer, rule="PRE-LOGON"):
    """Blocks, and says what is wrong in words of its own."""

    def run_tests(self) -> list[str]:
        return [message.replace(ERROR, "The service user is no administrator") for message in super().run_tests()]


class LocalSystemAlone(LogOnTest):
    """Looks nobody up."""

    def judged(self, account: str) -> str:
        return "" if account == LOCAL_SYSTEM else ERROR


class WantsLocalSystem(BrokenMidServer, rule="PRE-LOGON"):
    """Takes LocalSystem, and no administrator."""

    log_on_type = LocalSystemAlone


class DomainFirstAlone(LogOnTest):
    """Knows one of the two forms."""

    def judged(self, account: str) -> str:
        return ERROR if "@" in account else super().judged(account)


class BlocksUserAtDomain(BrokenMidServer, rule="PRE-LOGON"):
    """Takes nobody who is written as user@domain."""

    log_on_type = DomainFirstAlone


class ByItsName(LogOnTest):
    """Leaves the domain away too early."""

    def judged(self, account: str) -> str:
        return "" if name_of(account) == LOCAL_SYSTEM else super().judged(account)


class TakesLocalSystemOfADomain(BrokenMidServer, rule="PRE-LOGON"):
    """Takes a user of the domain whose name is LocalSystem for LocalSystem."""

    log_on_type = ByItsName


class Anywhere(LogOnTest):
    """Reads a listing as one text."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        output, _ = self.host.run(f"net user {name}")
        return ([ADMINISTRATORS] if ADMINISTRATORS in output else [], []) if LOCAL_GROUPS in output else None


class FindsAdministratorsAnywhere(BrokenMidServer, rule="PRE-LOGON"):
    """Takes everybody in whose listing the word Administrators stands: as comment, as name, in another group."""

    log_on_type = Anywhere


class StarAnywhere(LogOnTest):
    """Looks for the group in all lines."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        output, _ = self.host.run(f"net user {name}")
        return ([ADMINISTRATORS] if f"*{ADMINISTRATORS} " in output else [], []) if LOCAL_GROUPS in output else None


class FindsTheGroupInOtherLines(BrokenMidServer, rule="PRE-LOGON"):
    """Takes a group for one wherever a star stands before it, in a comment, too."""

    log_on_type = StarAnywhere


class AnyKindOfAdministrators(LogOnTest):
    """Compares the ends of names."""

    def is_administrator(self, local: Sequence[str], others: Sequence[str]) -> bool:
        return any("Admin" in name for name in local) or super().is_administrator(local, others)


class TakesOtherAdministrators(BrokenMidServer, rule="PRE-LOGON"):
    """Takes the administrators of Hyper-V for administrators."""

    log_on_type = AnyKindOfAdministrators


class FirstLine(LogOnTest):
    """Leaves out the lines that continue."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        found = super().groups(name)
        return (found[0][:2], found[1]) if found else None


class ReadsTheFirstLineOfGroups(BrokenMidServer, rule="PRE-LOGON"):
    """Finds two groups, and not those on the continued lines."""

    log_on_type = FirstLine


class FirstColumn(LogOnTest):
    """Leaves out the second column."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        found = super().groups(name)
        return (found[0][::2], found[1]) if found else None


class ReadsTheFirstColumnOfGroups(BrokenMidServer, rule="PRE-LOGON"):
    """Finds one group on each line."""

    log_on_type = FirstColumn


class BetweenBlanks(LogOnTest):
    """Takes two blanks for what separates groups."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        found = super().groups(name)
        if found is None:
            return None
        output, _ = self.host.run(f"net user {name}")
        return [each for each in found[0] if f" *{each} " in output], found[1]


class WantsBlanksBetweenGroups(BrokenMidServer, rule="PRE-LOGON"):
    """Does not find a group behind a name that is cut, where no blank is between the two."""

    log_on_type = BetweenBlanks


class WithoutPreamble(LogOnTest):
    """Wants a listing from the first line on."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        output, _ = self.host.run(f"net user {name}")
        return super().groups(name) if output.startswith("User name") else None


class WarnsOfADomainController(BrokenMidServer, rule="PRE-LOGON"):
    """Takes the listing of a user of the domain for an unexpected one."""

    log_on_type = WithoutPreamble


class OnLinuxToo(LogOnTest):
    """Wants LocalSystem everywhere."""

    def messages(self) -> list[str]:
        return super().messages() if self.host.facts().os == "windows" else [ERROR]


class BlocksOnLinux(BrokenMidServer, rule="PRE-LOGON"):
    """Wants LocalSystem or an administrator on Linux, too."""

    log_on_type = OnLinuxToo


class TestsTheUserOnce(BrokenMidServer, rule="PRE-LOGON"):
    """Asks no further where an earlier process has found an administrator."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        if self.kept("administrator"):
            return [message for message in messages if message != ERROR]
        if not messages:
            self.keep("administrator")
        return messages


class RemembersAnOrdinaryUser(BrokenMidServer, rule="PRE-LOGON"):
    """Blocks for ever once its user was no administrator."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        if ERROR in messages:
            self.keep("ordinary")
        return [ERROR] if self.kept("ordinary") else messages


class TestsTheUserAtTheHour(KnowsWhatItIsAbout, BrokenMidServer, rule="PRE-LOGON"):
    """Leaves the test out where a command asks for the upgrade."""

    def run_tests(self) -> list[str]:
        return [message for message in super().run_tests() if not (self.is_told and message == ERROR)]


class TestsTheUserForAFamilyAlone(KnowsWhatItIsAbout, BrokenMidServer, rule="PRE-LOGON"):
    """Lets an ordinary user upgrade within the family."""

    def run_tests(self) -> list[str]:
        keeps = self.is_other_family(self.goal)
        return [message for message in super().run_tests() if keeps or message != ERROR]


# ---- By way of another group


class OwnGroups(LogOnTest):
    """Does not ask who belongs to Administrators."""

    def groups_of_administrators(self) -> list[str]:
        return []


class KnowsNoGroupsInGroups(BrokenMidServer, rule="PRE-LOGON-NESTED"):
    """Blocks a domain administrator who does not stand in the group himself."""

    log_on_type = OwnGroups


class AnyGlobalGroup(LogOnTest):
    """Does not compare."""

    def is_administrator(self, local: Sequence[str], others: Sequence[str]) -> bool:
        return ADMINISTRATORS in local or bool(others and self.groups_of_administrators())


class TakesEveryGlobalGroup(BrokenMidServer, rule="PRE-LOGON-NESTED"):
    """Takes everybody with a group of the domain for an administrator."""

    log_on_type = AnyGlobalGroup


# ---- Where it is told


class WithoutTheService(Agent):
    """Leaves the error about the Windows service out."""

    def log(self, text: str, *, error: bool = False) -> None:
        if ERROR not in text:
            super().log(text, error=error)


class LogsNoErrorOfItsUser(BrokenMidServer, rule="PRE-LOG-PLACE"):
    """Logs all errors but that about its Windows service."""

    agent_type = WithoutTheService
