"""Free: how a MID Server finds out as whom its service logs on, and with which words it warns."""

from reference_impl.mid.agent import Agent
from reference_impl.mid.log_on import (
    ADMINISTRATORS,
    LOCAL_GROUPS,
    NO_POWERSHELL,
    SCRIPT,
    UNKNOWN_GROUPS,
    UNPARSABLE,
    USER,
    WARN,
    LogOnTest,
    groups_in,
    is_error,
)
from right.base import RightMidServer

PROTOCOL = "docs/protocol.md: "


class NamesAccount(LogOnTest):
    """Puts the account into its warning."""

    before_account, behind_account = f"{WARN}Unable to parse ", " "

    def judged(self, account: str) -> str:
        found = super().judged(account)
        if found != UNPARSABLE or "\n" in account:
            return found
        return f"{self.before_account}{account}{self.behind_account}"


class WarnsOfTheAccountByName(RightMidServer, freedom="WARN-PARSE: the pattern takes the variable or the account"):
    """Warns that it is unable to parse bob, and not $logOnAsUser."""

    log_on_type = NamesAccount


class NamesAccountBesides(NamesAccount):
    """Has the account behind its warning."""

    before_account, behind_account = UNPARSABLE, ""


class WarnsOfTheAccountBesides(RightMidServer, freedom="WARN-PARSE: the message ends with a blank"):
    """Warns that it is unable to parse $logOnAsUser bob."""

    log_on_type = NamesAccountBesides


class Curly(LogOnTest):
    """Has another apostrophe."""

    def judged(self, account: str) -> str:
        return super().judged(account).replace("'", "\u2019")


class WarnsWithACurlyApostrophe(RightMidServer, freedom="WARN-GROUPS: the pattern takes either apostrophe"):
    """Prints user’s as a typesetter would."""  # noqa: RUF002 - what it is about

    log_on_type = Curly


class OtherScript(LogOnTest):
    """Has its script in a file."""

    def account(self) -> str:
        path = self.agent.path("work", "account.ps1")
        self.host.write(path, SCRIPT.encode())
        output, _ = self.host.run(f"PowerShell.EXE -File {path}")
        return output.strip()


class RunsAScriptFile(RightMidServer, freedom=PROTOCOL + "whatever the rest of the line says"):
    """Writes its script into the agent folder, and lets powershell.exe run it."""

    log_on_type = OtherScript


class OfTheDomain(LogOnTest):
    """Asks the domain for its own users."""

    is_of_domain = False

    def judged(self, account: str) -> str:
        self.is_of_domain = not account.startswith(".\\")
        return super().judged(account)

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        if not self.is_of_domain:
            return super().groups(name)
        output, _ = self.host.run(f"NET  user {name}   /DOMAIN")
        lines = output.splitlines()
        local, others = (groups_in(lines, f"{kind} Group") for kind in ("Local", "Global"))
        return (local, others) if LOCAL_GROUPS in output else super().groups(name)


class AsksTheDomain(
    RightMidServer, freedom=PROTOCOL + "`net user <name> /domain` prints the same of a user of the domain"
):
    """Looks users of the domain up there, blanks and letters being free."""

    log_on_type = OfTheDomain


class MembersToo(LogOnTest):
    """Looks for the user among the members, whatever his own listing says."""

    def judged(self, account: str) -> str:
        self.host.run(f"net localgroup {ADMINISTRATORS}")
        return super().judged(account)


class AsksForMembersFirst(RightMidServer, freedom="A9: an additional harmless command breaks no rule"):
    """Asks for the members of Administrators, whether it needs them or not."""

    log_on_type = MembersToo


class TestsItsUserFirst(RightMidServer, freedom=PROTOCOL + "in which order the tests run is free"):
    """Tells what its service is before anything else, and stops there if that is an error."""

    def run_tests(self) -> list[str]:
        found = self.log_on_type(self.host, self.agent).messages()
        if any(map(is_error, found)):
            return found
        return [*found, *self.tests_type(self.host, self.agent, self.site).errors()]


class TestsItsUserAtLast(RightMidServer, freedom="AUTO-PRECHECK-GATES: stopping at the first error is fine"):
    """Does not test its service where another test has met an error."""

    def run_tests(self) -> list[str]:
        errors = self.tests_type(self.host, self.agent, self.site).errors()
        return errors or self.log_on_type(self.host, self.agent).messages()


class ByOtherWords(LogOnTest):
    """Has a warning of its own."""

    def judged(self, account: str) -> str:
        is_account = account and " " not in account and "\n" not in account
        return super().judged(account) if is_account else f"{WARN}Unexpected output of the pre-upgrade script"


class WarnsOfOutputInItsOwnWords(RightMidServer, freedom="PRE-SCRIPT-OUTPUT: which of the warnings it is, is free"):
    """Says what is wrong with output that is empty or has a blank in it."""

    log_on_type = ByOtherWords


class CallsOutputGroups(LogOnTest):
    """Has looked up what was printed."""

    def judged(self, account: str) -> str:
        return super().judged(account) if account and "\n" not in account else UNKNOWN_GROUPS


class WarnsOfGroupsWhereThereIsNoAccount(
    RightMidServer, freedom="PRE-SCRIPT-OUTPUT: which of the warnings it is, is free"
):
    """Cannot look up the groups of nobody, and says so."""

    log_on_type = CallsOutputGroups


class ReadsGerman(LogOnTest):
    """Knows another language."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        output, _ = self.host.run(f"net user {name}")
        found = groups_in(output.splitlines(), "Lokale Gruppenmitgliedschaften")
        english = [ADMINISTRATORS if each == "Administratoren" else each for each in found]
        return (english, []) if found else super().groups(name)


class JudgesAGermanListing(RightMidServer, freedom="WARN-GROUPS-LOCALE: to warn and to judge rightly are equally good"):
    """Reads listings in German, too."""

    log_on_type = ReadsGerman


class Exact(LogOnTest):
    """Wants nothing before the listing but the word of a domain controller."""

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        output, _ = self.host.run(f"net user {name}")
        return super().groups(name) if output.startswith(("User name", "The request")) else None


class WarnsOfNoise(RightMidServer, freedom="WARN-GROUPS-LOCALE: to warn and to judge rightly are equally good"):
    """Warns where other lines stand before a listing."""

    log_on_type = Exact


class NoGroupsInGroups(LogOnTest):
    """Knows a user's own groups."""

    def groups_of_administrators(self) -> list[str]:
        return []


class JudgesByOwnGroups(
    RightMidServer,
    freedom="PRE-LOGON-NESTED: the page leaves open how a MID Server learns of them",
    reads_otherwise=["PRE-LOGON-NESTED"],
):
    """Goes by the local groups of the listing alone."""

    log_on_type = NoGroupsInGroups


class NoLocalUser(LogOnTest):
    """Wants a domain with a letter."""

    def judged(self, account: str) -> str:
        return UNPARSABLE if account.startswith(".") and USER.fullmatch(account) else super().judged(account)


class WarnsOfADot(
    RightMidServer,
    freedom="WARN-PARSE-EDGE: some accounts have the characters of a documented form without its parts",
    reads_otherwise=["WARN-PARSE-EDGE"],
):
    """Takes a dot for no domain."""

    log_on_type = NoLocalUser


class Everywhere(LogOnTest):
    """Skips on Linux, too."""

    def messages(self) -> list[str]:
        if self.host.facts().os == "linux":
            self.agent.log(NO_POWERSHELL)
        return super().messages()


class LogsThatLinuxHasNoPowerShell(
    RightMidServer, freedom="A9: results are judged; Linux is a host without PowerShell"
):
    """Skips the tests with PowerShell wherever there is none, and says so."""

    log_on_type = Everywhere


class NoWarnings(Agent):
    """Leaves warnings out."""

    def log(self, text: str, *, error: bool = False) -> None:
        if not text.startswith(WARN):
            super().log(text, error=error)


class LogsNoWarnings(RightMidServer, freedom="WARN-GROUPS: the warning becomes an issue; no log is named"):
    """Has its warnings in the table of issues, and not in its log."""

    agent_type = NoWarnings
