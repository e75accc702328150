"""The words that steps share, each with one meaning.

A word outside its vocabulary, such as a version that nobody built, makes the step undefined.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from parse import with_pattern

from fakes.agent_folder import AgentFolder
from fakes.host.host import EXTRACT, LINUX, RESTART, WINDOWS, Platform, Refusal
from fakes.mid_server import MidServer
from fakes.network.front import INSTANCE, SpoiledAnswer, every_request
from fakes.network.http_types import NetworkFault
from fakes.observe.version_requests import (
    is_list_request,
    is_permit_request,
    is_record_request,
    is_status_report,
    is_version_request,
)
from fakes.people import ADMINISTRATOR, Person
from fakes.releases.builds import Build, named
from fakes.releases.download_site import DOWNLOAD_SITE, is_java_runtime, is_package
from fakes.releases.packages.flaws import FLAWS
from fakes.releases.packages.ocsp import Failure
from fakes.releases.packages.pki import RESPONDER
from fakes.troubles import bad_packages, check_refusals, faults, ocsp_replies, refusals
from fakes.upgrade_steps import STATES, Step
from midcert.rules.laws.all import BY_STEP, LAWS
from midcert.rules.laws.law import ALWAYS, Law
from steps.words.expect import STATUSES

T = TypeVar("T")

Deed = Callable[[AgentFolder], Refusal]
Move = Callable[[MidServer, str], None]

UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
ONE = {"a", "an", "another"}
AMOUNT = r"(?:another )?(?:\d+|an?|another) (?:second|minute|hour|day)s?"
BUILD = r"[A-Z][a-z]+(?: [A-Z]\w+)? Patch \w+(?: Hotfix \w+)?(?: \((?:first|second) build\))?|the build \S+"
STATUS = "|".join(STATUSES)
VALIDATED = {"validated": "true", "not validated": "false", "being validated": "validating", "being rekeyed": "rekey"}
MOVES: Mapping[str, Move] = {"user": MidServer.move_user, "record": MidServer.move_record}
PLATFORMS = {"Linux": LINUX, "Windows": WINDOWS}
SERVERS = {"the instance": INSTANCE, "the download site": DOWNLOAD_SITE, "the OCSP responder": RESPONDER}
FAULTS = {
    "refuses connections": NetworkFault.REFUSED,
    "does not answer in time": NetworkFault.TIMED_OUT,
    "cannot be found": NetworkFault.UNRESOLVED,
}
REQUESTS = {
    "everything": every_request,
    "questions for the version": is_version_request,
    "requests for the list of packages": is_list_request,
    "requests for packages": is_package,
    "requests for the Java runtime": is_java_runtime,
    "requests for a permit": is_permit_request,
    "questions whether a MID Server is validated": is_record_request,
    "reports of a status": is_status_report,
}
ANSWERS = {
    "another page": faults.another_page,
    "an empty list": faults.empty_list,
    "one package": faults.one_package,
    "three packages": faults.three_packages,
    "tampered packages": bad_packages.serving_flawed("with a changed file"),
    "packages signed by a stranger": bad_packages.serving_flawed("signed under a root that nobody trusts"),
    "half of each package": faults.half_of_it,
    "revoked": ocsp_replies.REVOKED,
    "unknown": ocsp_replies.UNKNOWN,
    "good, about another certificate": ocsp_replies.ABOUT_ANOTHER,
    "good, a week ago": ocsp_replies.OUTDATED,
    "good, a week ago and without an end": ocsp_replies.OUTDATED_WITHOUT_AN_END,
    "good, from next week on": ocsp_replies.OF_THE_FUTURE,
    "good, signed by the root": ocsp_replies.SIGNED_BY_THE_ROOT,
    "good, signed by a stranger": ocsp_replies.SIGNED_BY_A_STRANGER,
    "good, signed by a stranger in the authority's name": ocsp_replies.IN_THE_NAME_OF_THE_AUTHORITY,
    "good, signed by the signer itself": ocsp_replies.SIGNED_BY_THE_SIGNER,
    "half of the good reply": ocsp_replies.cut_short,
    "what is no reply": ocsp_replies.malformed,
    "nothing": ocsp_replies.empty,
    "malformedRequest": ocsp_replies.failing(Failure.MALFORMED_REQUEST),
    "tryLater": ocsp_replies.failing(Failure.TRY_LATER),
    "unauthorized": ocsp_replies.failing(Failure.UNAUTHORIZED),
}
PACKAGES: Mapping[str, bad_packages.Choosing] = {
    "every package": bad_packages.all_of_them,
    "the first package": bad_packages.asked_for(1),
    "the second package": bad_packages.asked_for(2),
    "the third package": bad_packages.asked_for(3),
    "the Java runtime": bad_packages.java_runtime,
}
PEOPLE = {
    "an administrator": ADMINISTRATOR,
    "an administrator with a wrong password": replace(ADMINISTRATOR, knows_password=False),
    "a user without any role": Person(),
    "somebody who is not logged in": Person(logged_in=False),
}
UPGRADE_CHECK = "UpgradeCheck"
SOURCES = {"its pre-upgrade tests": UPGRADE_CHECK, "its resource monitor": "CpuMIDResourceThresholdBreach"}
STEP = rf'"[^"]+" (?:{"|".join(STATES)})(?: with "[^"]+")?'
ISSUE_STATES = {"New": "new", "Acknowledged": "acknowledged", "Resolved": "resolved"}
ISSUE = rf"(?:{'|'.join(ISSUE_STATES)}) with count \d+"
AGE = rf"just now|{AMOUNT}(?: and {AMOUNT})? ago"
DEEDS: Mapping[str, Deed] = {
    "extract packages": refusals.extracting_packages,
    "replace files in bin": refusals.replacing_files_in_bin,
    "replace a third file": refusals.replacing_a_third_file,
    "make the folder of the tests": check_refusals.making_the_folder,
    "copy the files of the tests": check_refusals.copying_files,
    "read the files of the tests": check_refusals.reading_files,
    "read the files of the tests, as there are none": check_refusals.finding_files,
    "delete the files of the tests": check_refusals.deleting_files,
}
EXTRACT_INTO = "extract anything into "


@with_pattern(rf"{AMOUNT}(?: and {AMOUNT})?")
def duration(text: str) -> timedelta:
    """Such as "59 minutes and 59 seconds", "1 hour", "another second"."""
    amounts = (part.split()[-2:] for part in text.split(" and "))
    return sum((_times(number) * _unit(unit) for number, unit in amounts), timedelta())


@with_pattern(BUILD)
def version(text: str) -> Build:
    """A build by its name, such as "Orlando Patch 1 Hotfix 2", or "the build " and its whole stamp."""
    return named(text.removeprefix("the build "))


@with_pattern(f"(?:{BUILD})(?: on (?:{'|'.join(PLATFORMS)}))?")
def installed(text: str) -> tuple[Build, Platform | None]:
    """A build and what it runs on: "Madrid Patch 10 on Windows"; no platform where it does not matter."""
    name, _, platform = text.partition(" on ")
    return version(name), PLATFORMS.get(platform)


@with_pattern(f'not set|empty|".*"|{BUILD}')
def value(text: str) -> Build | str | None:
    """What a property or a parameter may be: a build by its name, a text in quotes, empty, or not set."""
    if text in ("not set", "empty"):
        return None if text == "not set" else ""
    return text[1:-1] if text.startswith('"') else version(text)


@with_pattern(f"(?:{BUILD})(?: or (?:{BUILD}))?")
def either_version(text: str) -> list[Build]:
    """A build, or one of two: Orlando Patch 1 or Orlando Patch 2."""
    return [version(each) for each in text.split(" or ")]


@with_pattern(f"(?:{BUILD})(?:, then (?:{BUILD}))*")
def versions(text: str) -> list[Build]:
    """Builds one after the other: Orlando Patch 1, then Orlando Patch 2."""
    return [version(each) for each in text.split(", then ")]


@with_pattern(r'no error|"[^"]+"(?:(?:, "[^"]+")* and "[^"]+")?')
def messages(text: str) -> list[str]:
    """What tests have met: messages in quotes, one or more, or no error."""
    return re.findall(r'"([^"]+)"', text)


@with_pattern(f"{STEP}(?:, then {STEP})*")
def history_steps(text: str) -> list[Step]:
    """Steps of an upgrade, one after the other: "Download" in progress, then "Download" failed with "HTTP 500"."""
    told = re.findall(rf'"([^"]+)" ({"|".join(STATES)})(?: with "([^"]+)")?', text)
    return [Step(stage, STATES[state], message) for stage, state, message in told]


@with_pattern(f"{ISSUE}(?: and {ISSUE})*")
def issues(text: str) -> list[str]:
    """One or more issues by their state and count, in any order: Resolved with count 2 and New with count 1."""
    return sorted(re.findall(ISSUE, text))


@with_pattern(f"(?:{AGE})(?: and (?:{AGE}))*")
def ages(text: str) -> list[timedelta]:
    """How long ago something was: 20 minutes ago; several times: 2 hours ago and just now."""
    found = re.findall(AGE, text)
    return [timedelta() if each == "just now" else duration(each.removesuffix(" ago")) for each in found]


@with_pattern("|".join(map(re.escape, sorted([*FLAWS, bad_packages.EXCHANGED], reverse=True))))
def flaw(text: str) -> str:
    """What is wrong with a package, such as "with a changed file"; `fakes/releases/packages/flaws.py` has them all."""
    return text


@with_pattern("|".join(re.escape(law.sentence) for law in LAWS))
def law(text: str) -> Law:
    """A law by its sentence, as features/00_at_every_moment has them all."""
    return BY_STEP[f"{ALWAYS}{text}"]


@with_pattern(r"once|\d+ times")
def times(text: str) -> int:
    """How often something happened."""
    return 1 if text == "once" else int(text.removesuffix(" times"))


@with_pattern(r"\d+(?:\.\d+)? GB|\d{1,3}(?:,\d{3})* bytes?")
def size(text: str) -> int:
    """An amount of disk space, in bytes, such as "0.5 GB" or "999,999,999 bytes"; a gigabyte has 10^9."""
    number, unit = text.split()
    return round(float(number) * 10**9) if unit == "GB" else int(number.replace(",", ""))


@with_pattern("|".join([*map(re.escape, sorted(DEEDS, reverse=True)), rf"{EXTRACT_INTO}\S+"]))
def deed(text: str) -> Deed:
    """What a host can refuse: a deed by its words, or "extract anything into" a folder."""
    if text.startswith(EXTRACT_INTO):
        return check_refusals.extracting_into(text.removeprefix(EXTRACT_INTO))
    return DEEDS[text]


@with_pattern("[a-z]+")
def name(text: str) -> str:
    """A MID Server by its name; the quotes around it stand in the phrase."""
    return text


@with_pattern(r'"[a-z]+"(?:(?:, "[a-z]+")* and "[a-z]+")?')
def names(text: str) -> list[str]:
    """One or more MID Servers, each in quotes: "berlin", "munich" and "vienna"."""
    return re.findall(r'"([a-z]+)"', text)


@with_pattern(STATUS)
def status(text: str) -> str:
    """A status of a MID Server's record."""
    return text


@with_pattern(rf"(?:{STATUS})(?:, (?:{STATUS}))*")
def statuses(text: str) -> list[str]:
    """Statuses in the order in which they were seen: Up, Upgrading, Up."""
    return text.split(", ")


@with_pattern(rf"error \d{{3}}|{'|'.join(sorted(ANSWERS, reverse=True))}|{BUILD}")
def answer(text: str) -> SpoiledAnswer:
    """What a server answers instead: an HTTP error, another version, or something that was not asked for."""
    if text in ANSWERS:
        return ANSWERS[text]
    return faults.error(int(text[-3:])) if text.startswith("error ") else faults.another_node(version(text).stamp)


@with_pattern(r'restart the service|extract a package|run "[a-z]+"')
def work(text: str) -> str:
    """What takes a host some time: one of its operations, or a command that it runs."""
    operations = {"restart the service": RESTART, "extract a package": EXTRACT}
    return operations.get(text) or text.removeprefix("run ").strip('"')


@with_pattern(
    r"an administrator(?: with a wrong password)?|somebody who is not logged in"
    r"|a user (?:without any role|with the roles? \w+(?: and \w+)*)"
)
def person(text: str) -> Person:
    """Somebody and their roles: "a user with the roles itil and mid_server"."""
    if text in PEOPLE:
        return PEOPLE[text]
    _, _, roles = text.partition(" with the role")
    return Person(roles.removeprefix("s").strip().replace(" and ", ","))


def one_of(words: Iterable[str]) -> Callable[[str], str]:
    """A type of words that stand for themselves."""
    return meaning({word: word for word in words})


def meaning(words: Mapping[str, T]) -> Callable[[str], T]:
    """A type of words that each mean something."""

    @with_pattern("|".join(map(re.escape, words)))
    def read(text: str) -> T:
        return words[text]

    typed: Callable[[str], T] = read
    typed.__doc__ = f"One of: {', '.join(words)}."
    return typed


def _times(number: str) -> int:
    return 1 if number in ONE else int(number)


def _unit(word: str) -> timedelta:
    return timedelta(seconds=UNITS[word.removesuffix("s")])
