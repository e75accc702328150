"""Faults in the chapter "Pre-upgrade tests": what the script that asks for the account prints instead of one."""

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid.log_on import ERROR, UNKNOWN_GROUPS, LogOnTest, is_error


class Unprepared(LogOnTest):
    """Expects an account."""

    unexpected = ERROR

    def judged(self, account: str) -> str:
        return super().judged(account) if account and " " not in account else self.unexpected


class BlocksOnUnexpectedOutput(BrokenMidServer, rule="PRE-SCRIPT-OUTPUT"):
    """Takes output that is no account for somebody who is no administrator."""

    log_on_type = Unprepared


class Silent(Unprepared):
    """Says nothing of it."""

    unexpected = ""


class IgnoresUnexpectedOutput(BrokenMidServer, rule="PRE-SCRIPT-OUTPUT"):
    """Lets the test pass, and warns of nothing."""

    log_on_type = Silent


class EmptyIsFine(LogOnTest):
    """Takes nothing for nothing to say."""

    def judged(self, account: str) -> str:
        return super().judged(account) if account else ""


class TakesNoOutputForWell(BrokenMidServer, rule="PRE-SCRIPT-OUTPUT"):
    """Warns of noise, and not of nothing."""

    log_on_type = EmptyIsFine


class FirstOutputLine(LogOnTest):
    """Knows the names of programs."""

    def judged(self, account: str) -> str:
        return ERROR if "\n" in account else super().judged(account)


class BlocksOnTwoLines(BrokenMidServer, rule="PRE-SCRIPT-OUTPUT"):
    """Takes two lines for an error."""

    log_on_type = FirstOutputLine


class LogsUnexpectedOutput(BrokenMidServer, rule="PRE-SCRIPT-OUTPUT"):
    """Has its warning in the agent log alone."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        for message in messages:
            self.agent.log(message)
        return list(filter(is_error, messages))


class FailsAFamilyOfUnexpectedOutput(KnowsWhatItIsAbout, BrokenMidServer, rule="PRE-SCRIPT-OUTPUT"):
    """Takes the warning of unexpected output for an error on the way to another family."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        is_strict = self.is_other_family(self.goal) and messages and messages != [UNKNOWN_GROUPS]
        return [ERROR] if is_strict else messages


class WarnsOfOutputOnce(BrokenMidServer, rule="PRE-SCRIPT-OUTPUT"):
    """Warns of each thing once."""

    def run_tests(self) -> list[str]:
        messages = super().run_tests()
        if self.kept("warned"):
            return list(filter(is_error, messages))
        if messages and not any(map(is_error, messages)):
            self.keep("warned")
        return messages
