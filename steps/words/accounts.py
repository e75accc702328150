"""The words of steps about a Windows host: accounts, PowerShell, what its commands print."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from parse import with_pattern

from fakes.host import net_user
from fakes.host.net_user import ADMINISTRATORS, DOMAIN_ADMINS, ENGLISH, LINE_END, Language, Printed, User
from fakes.host.windows import Failure, PowerShell
from steps.words.vocabulary import meaning

KINDS: dict[str, tuple[str, ...]] = {
    "an administrator": (ADMINISTRATORS,),
    "an ordinary user": ("Users",),
    "a domain administrator": (),
    "a user": (),
}
"""Kinds of people, and the local groups to which they belong anyway."""
GROUP = r"[A-Z][\w-]*(?: [A-Z][\w-]*)*"
ACCOUNT = re.compile(
    rf'"(?P<text>[^"]*)"(?:, (?P<kind>{"|".join(KINDS)})(?: in (?P<groups>{GROUP}(?:(?:, {GROUP})* and {GROUP})?))?'
    r"(?: with the (?P<field>full name|comment) (?P<value>\S+))?)?"
)


@dataclass(frozen=True)
class Account:
    """As whom a service logs on."""

    text: str
    """As `sc qc` shows it."""
    users: tuple[User, ...]
    """Who that is; nobody where it is not said."""


@dataclass(frozen=True)
class Listing:
    """What `net user` prints."""

    show: Callable[[User], Printed]
    language: Language = ENGLISH


def _in(language: Language) -> Listing:
    return Listing(lambda user: net_user.listing(user, language), language)


LISTINGS = {
    "nothing": Listing(lambda _: Printed("")),
    "the text of an error": Listing(lambda _: net_user.ACCESS_DENIED),
    "that there is no such user": Listing(lambda _: net_user.NO_SUCH_USER),
    "a listing without groups": Listing(net_user.without_groups),
    "a listing that ends before the groups": Listing(net_user.cut_short),
    "a listing in German": _in(net_user.GERMAN),
    "a listing in French": _in(net_user.FRENCH),
    "a listing with noise before and behind it": Listing(net_user.with_noise),
}
listing = meaning(LISTINGS)

OUTCOMES = {
    "prints nothing": Printed(""),
    "prints two lines of text": Printed(f"Windows PowerShell{LINE_END}Copyright (C) Microsoft Corporation.{LINE_END}"),
    "prints noise": Printed(f"Get-CimInstance : Invalid class{LINE_END}"),
}
FAILS = "fails with "


@with_pattern(re.sub(r"\?P<\w+>", "?:", ACCOUNT.pattern))
def account(text: str) -> Account:
    r"""An account in quotes, as `sc qc` shows it, and who that is: "CORP\bob", a user in Users and Guests."""
    found = ACCOUNT.fullmatch(text)
    if found is None:
        raise ValueError(f"no account: {text}")
    return Account(found["text"], (_user(found),) if found["kind"] else ())


@with_pattern(r"missing|not for the user of its service|\d+\.\d+")
def powershell(text: str) -> PowerShell:
    """A version, such as 5.1; missing; not for the user of its service."""
    if text == "missing":
        return PowerShell("")
    return PowerShell(text) if text[0].isdigit() else PowerShell(is_allowed=False)


@with_pattern(rf"{'|'.join(OUTCOMES)}|{FAILS}\"[^\"]+\"")
def script_outcome(text: str) -> Printed | Failure:
    """What the script does instead: prints nothing, prints two lines of text, prints noise, or fails with a text."""
    return OUTCOMES.get(text) or Failure(text.removeprefix(FAILS).strip('"'))


def _user(found: re.Match[str]) -> User:
    """Whom an account describes; one with a domain is a user of the host's domain."""
    text, kind = found["text"], found["kind"]
    prefix, _, behind = text.rpartition("\\")
    name, _, suffix = behind.partition("@")
    is_of_domain = bool(suffix or prefix.strip("."))
    groups = (*KINDS[kind], *re.findall(GROUP, found["groups"] or ""))
    described = {found["field"].replace(" ", "_"): found["value"]} if found["field"] else {}
    return User(name, groups, _global_groups(kind, is_of_domain=is_of_domain), is_of_domain, **described)


def _global_groups(kind: str, *, is_of_domain: bool) -> tuple[str, ...]:
    if not is_of_domain:
        return ("None",)
    return (DOMAIN_ADMINS, "Domain Users") if "domain" in kind else ("Domain Users",)
