"""The texts of steps: fields with the types of the vocabulary, and words that change with their number."""

import re
from typing import Any

from pytest_bdd import parsers

from steps.vocabulary import TYPES


class Phrase(parsers.StepParser):
    """A step's text; upper and lower case matter.

    Words joined by a slash, such as has/have, make two forms of the text: one of all the first words, one of all the
    second ones.
    """

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
