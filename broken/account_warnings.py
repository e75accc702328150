"""Faults in the chapter "Non-blocking warnings": accounts that cannot be parsed."""

import re

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid.log_on import (
    ERROR,
    LOCAL_SYSTEM,
    UNKNOWN_GROUPS,
    UNPARSABLE,
    LogOnTest,
)


class BlocksAnAccountOfNoForm(BrokenMidServer, rule="WARN-PARSE"):
    """Takes an account that it cannot parse for an ordinary user."""

    def run_tests(self) -> list[str]:
        return [ERROR if message == UNPARSABLE else message for message in super().run_tests()]


class SaysNothingOfTheForm(BrokenMidServer, rule="WARN-PARSE"):
    """Upgrades without a word."""

    def run_tests(self) -> list[str]:
        return [message for message in super().run_tests() if message != UNPARSABLE]


class LogsTheFormAlone(BrokenMidServer, rule="WARN-PARSE"):
    """Has the warning in the agent log, as those of PowerShell are."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        if UNPARSABLE in messages:
            self.agent.log(UNPARSABLE)
        return [message for message in messages if message != UNPARSABLE]


class CallsItGroups(BrokenMidServer, rule="WARN-PARSE"):
    """Has one warning for whatever it cannot find out."""

    def run_tests(self) -> list[str]:
        return [UNKNOWN_GROUPS if message == UNPARSABLE else message for message in super().run_tests()]


class Generous(LogOnTest):
    """Looks a bare name up."""

    def judged(self, account: str) -> str:
        return super().judged(account if re.search(r"[\\@\s]", account) else f"CORP\\{account}")


class LooksUpABareName(BrokenMidServer, rule="WARN-PARSE"):
    """Takes an account without a domain for a user of the host."""

    log_on_type = Generous


class AnySeparator(LogOnTest):
    """Wants a backslash or an at sign."""

    def judged(self, account: str) -> str:
        known = account.strip("\\@")
        return super().judged(account if known == account else f"CORP\\{known}")


class WantsNoPartBesideTheSeparator(BrokenMidServer, rule="WARN-PARSE"):
    """Does not notice that user or domain is missing."""

    log_on_type = AnySeparator


class Prefix(LogOnTest):
    """Compares the beginning."""

    def judged(self, account: str) -> str:
        return "" if account.startswith(LOCAL_SYSTEM) else super().judged(account)


class TakesTheBeginningForLocalSystem(BrokenMidServer, rule="WARN-PARSE"):
    """Takes whatever begins with LocalSystem for LocalSystem."""

    log_on_type = Prefix


class FailsAFamilyOfAForm(KnowsWhatItIsAbout, BrokenMidServer, rule="WARN-PARSE"):
    """Takes the warning for an error on the way to another family."""

    def run_tests(self) -> list[str]:
        strict = self.is_other_family(self.goal)
        return [ERROR if strict and message == UNPARSABLE else message for message in super().run_tests()]


class WarnsOfAFormOnce(BrokenMidServer, rule="WARN-PARSE"):
    """Does not repeat itself."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        if self.kept("unparsable"):
            return [message for message in messages if message != UNPARSABLE]
        if UNPARSABLE in messages:
            self.keep("unparsable")
        return messages


class KeepsItsWarning(BrokenMidServer, rule="WARN-PARSE"):
    """Warns again of what is long over."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        if UNPARSABLE in messages:
            self.keep("unparsable")
        return messages or [UNPARSABLE] * bool(self.kept("unparsable"))


# ---- The edges of the forms


class NoDot(LogOnTest):
    """Wants a domain that is one."""

    def judged(self, account: str) -> str:
        return super().judged("." if account.startswith(".\\") else account)


class WarnsOfALocalUser(BrokenMidServer, rule="WARN-PARSE-EDGE"):
    """Takes a user of the host itself for an account of no form."""

    log_on_type = NoDot


class LastPart(LogOnTest):
    """Splits at the last backslash."""

    def judged(self, account: str) -> str:
        first, *others = account.split("\\")
        return super().judged(f"{first}\\{others[-1]}" if len(others) > 1 else account)


class TakesTwoBackslashes(BrokenMidServer, rule="WARN-PARSE-EDGE"):
    """Takes what is behind the last of two backslashes for the user."""

    log_on_type = LastPart


class EmptyIsLocalSystem(LogOnTest):
    """Has a default."""

    def judged(self, account: str) -> str:
        return super().judged(account or LOCAL_SYSTEM)


class TakesAnEmptyAccountForLocalSystem(BrokenMidServer, rule="WARN-PARSE-EDGE"):
    """Takes an empty account for LocalSystem."""

    log_on_type = EmptyIsLocalSystem
