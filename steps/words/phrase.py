"""The texts of steps: fields with the types of the vocabulary, and words that change with their number."""

import re
from collections.abc import Mapping
from typing import Any

from pytest_bdd import parsers

from fakes.host.services import STATES
from fakes.party import TURNED_AWAY
from fakes.people import ACTIONS
from fakes.ways import WAYS
from steps.words import accounts
from steps.words import vocabulary as words
from steps.words.expect import STATUSES

TYPES: Mapping[str, Any] = {
    "Account": accounts.account,
    "Action": words.one_of(ACTIONS),
    "Ages": words.ages,
    "Answer": words.answer,
    "Deed": words.deed,
    "Duration": words.duration,
    "Flaw": words.flaw,
    "HistorySteps": words.history_steps,
    "Installed": words.installed,
    "IssueState": words.meaning(words.ISSUE_STATES),
    "Issues": words.issues,
    "Law": words.law,
    "Listing": accounts.listing,
    "Messages": words.messages,
    "Name": words.name,
    "Names": words.names,
    "NetworkFault": words.meaning(words.FAULTS),
    "Package": words.meaning(words.PACKAGES),
    "Person": words.person,
    "Platform": words.meaning(words.PLATFORMS),
    "PowerShell": accounts.powershell,
    "Requests": words.meaning(words.REQUESTS),
    "ScriptOutcome": accounts.script_outcome,
    "Server": words.meaning(words.SERVERS),
    "ServiceState": words.one_of(STATES),
    "Size": words.size,
    "Source": words.meaning(words.SOURCES),
    "State": words.one_of([*STATUSES, TURNED_AWAY]),
    "Status": words.status,
    "Statuses": words.statuses,
    "Times": words.times,
    "UserOrRecord": words.meaning(words.MOVES),
    "Validated": words.meaning(words.VALIDATED),
    "Value": words.value,
    "EitherVersion": words.either_version,
    "Version": words.version,
    "Versions": words.versions,
    "Way": words.meaning(WAYS),
    "Work": words.work,
}
"""The words that may stand in a field, by the names that phrases call them."""


class Phrase(parsers.StepParser):
    """A step's text; upper and lower case matter.

    Words joined by a slash, such as has/have, make two forms of the text: one of all the first words, one of all the
    second ones.
    """

    types = TYPES
    """What may stand in a field, by the name after its colon; the phrasebook shows their docstrings."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        forms = dict.fromkeys(re.sub(r"(\w+)/(\w+)", word, text) for word in (r"\1", r"\2"))
        self._forms = [parsers.parse(form, extra_types=TYPES, case_sensitive=True) for form in forms]

    def is_matching(self, name: str) -> bool:
        """Whether a step says this."""
        return any(form.is_matching(name) for form in self._forms)

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        """What stands in the fields."""
        return next((form.parse_arguments(name) for form in self._forms if form.is_matching(name)), None)


phrase = Phrase
