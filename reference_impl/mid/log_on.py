"""The pre-upgrade test of the user as whom the Windows service logs on.

Documentation: MID Server upgrades, "Pre-upgrade tests" and "Non-blocking warnings". docs/protocol.md has the commands.
"""

import re
from collections.abc import Sequence

from reference_impl.mid.agent import Agent
from reference_impl.mid.host import Host, HostError

ERROR = "MID Server Windows Service is not running as LocalSystem or a local Administrator"
WARN = "WARN: "
"""How every warning for the table of issues begins."""
UNPARSABLE = f"{WARN}Unable to parse $logOnAsUser "
UNKNOWN_GROUPS = f"{WARN}Unable to look up Log On As user's groups"
NO_POWERSHELL = "Skipping PowerShell upgrade checks since PowerShell is not usable"
BROKEN = "Continuing with upgrade, but the following issue was encountered during upgradeCheck: "

SCRIPT = "powershell -Command (Get-CimInstance Win32_Service | Where-Object Name -like snc_mid*).StartName"
MINIMUM_POWERSHELL = 3
WINDOWS, LOCAL_SYSTEM, ADMINISTRATORS = "windows", "LocalSystem", "Administrators"
USER = re.compile(r"[^\\@\s]+@[^\\@\s]+|[^\\@\s]+\\[^\\@\s]+")
"""user@domain.company.com or domain\\user."""
LOCAL_GROUPS, GLOBAL_GROUPS = "Local Group Memberships", "Global Group memberships"
END_OF_MEMBERS = "The command completed"


def is_error(message: str) -> bool:
    """Whether a message of the pre-upgrade tests blocks the upgrade; a warning does not."""
    return not message.startswith(WARN)


class LogOnTest:
    """One run of it, with what PowerShell and `net` say."""

    def __init__(self, host: Host, agent: Agent) -> None:
        self.host, self.agent = host, agent

    def messages(self) -> list[str]:
        """The error or the warning for the table of issues, if there is one; what is for the log alone is logged."""
        if self.host.facts().os != WINDOWS:
            return []
        if not self.is_powershell_usable():
            self.agent.log(NO_POWERSHELL)
            return []
        try:
            account = self.account()
        except HostError as error:
            self.agent.log(f"{BROKEN}{error}")
            return []
        message = self.judged(account)
        return [message] if message else []

    def is_powershell_usable(self) -> bool:
        """Whether the service user can run a PowerShell of version 3.0 or newer."""
        try:
            version = self.host.powershell_version()
        except HostError:
            return False
        return version != "" and int(version.split(".")[0]) >= MINIMUM_POWERSHELL

    def account(self) -> str:
        """The Log On As user, as the script tells it."""
        output, _ = self.host.run(SCRIPT)
        return output.strip()

    def judged(self, account: str) -> str:
        """The message about this account; empty for LocalSystem and for an administrator."""
        if account == LOCAL_SYSTEM:
            return ""
        if not USER.fullmatch(account):
            return UNPARSABLE
        groups = self.groups(name_of(account))
        if groups is None:
            return UNKNOWN_GROUPS
        return "" if self.is_administrator(*groups) else ERROR

    def groups(self, name: str) -> tuple[list[str], list[str]] | None:
        """The local and the global groups of a user; None where `net user` prints something unexpected."""
        output, _ = self.host.run(f"net user {name}")
        lines = output.splitlines()
        if not any(line.startswith(LOCAL_GROUPS) for line in lines):
            return None
        return groups_in(lines, LOCAL_GROUPS), groups_in(lines, GLOBAL_GROUPS)

    def is_administrator(self, local: Sequence[str], others: Sequence[str]) -> bool:
        """Whether somebody belongs to the local Administrator group, by himself or by way of another group."""
        return ADMINISTRATORS in local or bool(others and {*others} & {*self.groups_of_administrators()})

    def groups_of_administrators(self) -> list[str]:
        """The names of the members of the local Administrator group, without their domain."""
        output, _ = self.host.run(f"net localgroup {ADMINISTRATORS}")
        _, _, members = output.partition("---")
        names = members.strip("-\r\n").partition(END_OF_MEMBERS)[0].splitlines()
        return [name.rpartition("\\")[2] for name in names if "\\" in name]


def name_of(account: str) -> str:
    """The name of a user without his domain."""
    return account.rpartition("\\")[2].partition("@")[0]


def groups_in(lines: Sequence[str], label: str) -> list[str]:
    """The groups in the section of a listing that begins with a label, and goes on in lines that begin with a blank."""
    begin = next((number for number, line in enumerate(lines) if line.startswith(label)), len(lines))
    section = [line.removeprefix(label) for line in lines[begin : begin + 1]]
    for line in lines[begin + 1 :]:
        if not line.startswith(" "):
            break
        section.append(line)
    return [name.strip() for part in section for name in part.split("*")[1:]]
