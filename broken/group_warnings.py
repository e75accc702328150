"""Faults in the chapter "Non-blocking warnings": groups that cannot be looked up."""

import re

from broken.base import BrokenMidServer
from reference_impl.mid.log_on import (
    ADMINISTRATORS,
    ERROR,
    LOCAL_GROUPS,
    LOCAL_SYSTEM,
    UNKNOWN_GROUPS,
    LogOnTest,
    groups_in,
    is_error,
    name_of,
)


class BlocksWithoutGroups(BrokenMidServer, rule="WARN-GROUPS"):
    """Takes somebody whose groups it does not find for somebody without the right one."""

    def run_tests(self) -> list[str]:
        return [ERROR if message == UNKNOWN_GROUPS else message for message in super().run_tests()]


class SaysNothingOfGroups(BrokenMidServer, rule="WARN-GROUPS"):
    """Upgrades without a word where it finds no groups."""

    def run_tests(self) -> list[str]:
        return [message for message in super().run_tests() if message != UNKNOWN_GROUPS]


class LogsGroupsAlone(BrokenMidServer, rule="WARN-GROUPS"):
    """Has the warning about groups in the agent log, and in no issue."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        if UNKNOWN_GROUPS in messages:
            self.agent.log(UNKNOWN_GROUPS)
        return [message for message in messages if message != UNKNOWN_GROUPS]


class NothingIsNoGroup(LogOnTest):
    """Finds no group in no output."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        output, _ = self.host.run(f"net user {name}")
        return super().groups(name) if output else ([], [])


class TakesNothingForNoGroup(BrokenMidServer, rule="WARN-GROUPS"):
    """Blocks a user about whom nothing is printed."""

    log_on_type = NothingIsNoGroup


class ListingIsEnough(LogOnTest):
    """Looks at the first label alone."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        output, _ = self.host.run(f"net user {name}")
        return super().groups(name) or (([], []) if "User name" in output else None)


class TakesAListingWithoutGroups(BrokenMidServer, rule="WARN-GROUPS"):
    """Blocks a user whose listing ends before his groups, or has none."""

    log_on_type = ListingIsEnough


class NobodyIsNoGroup(LogOnTest):
    """Knows who is not there."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        output, _ = self.host.run(f"net user {name}")
        return ([], []) if "could not be found" in output else super().groups(name)


class BlocksAnUnknownUser(BrokenMidServer, rule="WARN-GROUPS"):
    """Takes a user whom the host does not know for an ordinary one."""

    log_on_type = NobodyIsNoGroup


class WithDomain(LogOnTest):
    """Leaves the account as it is."""

    def judged(self, account: str) -> str:
        if account != LOCAL_SYSTEM and re.search(r".[\\@].", account):
            output, _ = self.host.run(f"net user {account}")
            return "" if f"*{ADMINISTRATORS}" in output else UNKNOWN_GROUPS
        return super().judged(account)


class LooksUpTheWholeAccount(BrokenMidServer, rule="WARN-GROUPS"):
    """Asks for the user together with his domain."""

    log_on_type = WithDomain


class WarningsPrevail(BrokenMidServer, rule="WARN-GROUPS"):
    """Upgrades whatever else is wrong, once there is a warning."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        return [UNKNOWN_GROUPS] if UNKNOWN_GROUPS in messages else messages


class WarnsOfGroupsOnce(BrokenMidServer, rule="WARN-GROUPS"):
    """Has told it once, and that will do."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        if self.kept("groups"):
            return [message for message in messages if message != UNKNOWN_GROUPS]
        if UNKNOWN_GROUPS in messages and not any(map(is_error, messages)):
            self.keep("groups")
        return messages


# ---- Listings in other languages


class Multilingual(LogOnTest):
    """Knows the labels of a language, and the groups of English alone."""

    label = "Lokale Gruppenmitgliedschaften"

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        output, _ = self.host.run(f"net user {name}")
        if self.label in output:
            return groups_in(output.splitlines(), self.label), []
        return super().groups(name)


class BlocksAGermanAdministrator(BrokenMidServer, rule="WARN-GROUPS-LOCALE"):
    """Finds the groups of a German listing, and does not know how Administrators are called there."""

    log_on_type = Multilingual


class InFrench(Multilingual):
    """Knows French."""

    label = "Appartient aux groupes locaux"


class BlocksAFrenchAdministrator(BrokenMidServer, rule="WARN-GROUPS-LOCALE"):
    """Finds the groups of a French listing, and does not know how Administrators are called there."""

    log_on_type = InFrench


class FromTheFirstLineOn(LogOnTest):
    """Wants no other line."""

    def judged(self, account: str) -> str:
        output, _ = self.host.run(f"net user {name_of(account)}")
        is_other = LOCAL_GROUPS in output and not output.startswith(("User name", "The request"))
        return ERROR if is_other else super().judged(account)


class BlocksNoise(BrokenMidServer, rule="WARN-GROUPS-LOCALE"):
    """Takes a listing with another line before it for that of an ordinary user."""

    log_on_type = FromTheFirstLineOn
