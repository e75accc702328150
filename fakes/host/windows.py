"""What the Windows of a host tells of the account by which its services log on, and of the users that it knows."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from fakes.host.files import HostError
from fakes.host.net_user import ENGLISH, LINE_END, NO_SUCH_USER, Language, Printed, User, listing, members

LOCAL_SYSTEM = "LocalSystem"
POWERSHELL_VERSION = "5.1"
DENIED = "Access is denied"
NOT_INSTALLED = Printed(
    f"'powershell' is not recognized as an internal or external command,{LINE_END}"
    f"operable program or batch file.{LINE_END}",
    1,
)
SCRIPT = re.compile(r"\s*powershell(?:\.exe)?(?:\s|$)", re.IGNORECASE)
NET_USER = re.compile(r"\s*net\s+user\s+(?P<name>\S+)(?P<domain>\s+/domain)?\s*", re.IGNORECASE)
NET_LOCALGROUP = re.compile(r"\s*net\s+localgroup\s+(?P<group>\S+)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Failure:
    """That a command cannot be run."""

    text: str
    """The host's own."""


@dataclass(frozen=True)
class PowerShell:
    """The PowerShell of a host."""

    version: str = POWERSHELL_VERSION
    """Empty where there is none."""
    is_allowed: bool = True
    """Whether the user of the service may run it."""


@dataclass(frozen=True)
class Windows:
    """What can be found out about the account of the MID Server's service, unless something is wrong with it."""

    account: str = LOCAL_SYSTEM
    """As `sc qc` shows it: LocalSystem, domain\\user, user@domain, .\\user."""
    users: tuple[User, ...] = ()
    powershell: PowerShell = PowerShell()
    told: Printed | Failure | None = None
    """What comes of the script instead; None for the account."""
    show: Callable[[User], Printed] = listing
    """How `net user` shows somebody."""
    language: Language = ENGLISH

    def powershell_version(self) -> str:
        """The version of PowerShell; empty where there is none.

        Raises:
            HostError: The service user may not run it.
        """
        if not self.powershell.is_allowed:
            raise HostError(DENIED)
        return self.powershell.version

    def answer(self, command: str) -> Printed | None:
        """What a command line prints with which tests ask for the account; None for any other one.

        Raises:
            HostError: It cannot be run.
        """
        if SCRIPT.match(command):
            return self._script()
        if found := NET_USER.fullmatch(command):
            return self._net_user(found["name"], of_domain=bool(found["domain"]))
        if found := NET_LOCALGROUP.fullmatch(command):
            return members(found["group"], self.users, self.language)
        return None

    def _script(self) -> Printed:
        if not self.powershell_version():
            return NOT_INSTALLED
        if isinstance(self.told, Failure):
            raise HostError(self.told.text)
        return self.told or Printed(f"{self.account}{LINE_END}")

    def _net_user(self, name: str, *, of_domain: bool) -> Printed:
        """Those of the host come before those of its domain."""
        named = [user for user in self.users if user.name.lower() == name.lower()]
        known = [user for user in named if user.is_of_domain or not of_domain]
        known.sort(key=lambda user: user.is_of_domain)
        return self.show(known[0]) if known else NO_SUCH_USER
