"""Which rule a sequence is most likely about: that of the scenario which is most like it."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from midcert.explore.corpus import Line
from midcert.explore.phrases import definition_of
from midcert.gherkin.pickles import Kind


class Likely:
    """Compares phrases: the more scenarios have one, the less it tells.

    Args:
        scenarios: The ids of rules, and the steps of a scenario of each.
    """

    def __init__(self, scenarios: Sequence[tuple[str, Sequence[Line]]]) -> None:
        phrases = [(rule, _phrases(lines)) for rule, lines in scenarios]
        in_scenarios = Counter(phrase for _, several in phrases for phrase in several)
        self._weights = {phrase: math.log(1 + len(phrases) / number) for phrase, number in in_scenarios.items()}
        self._scenarios = [(rule, self._vector(several)) for rule, several in phrases]

    def rule(self, lines: Iterable[Line]) -> str:
        """The id of the rule that these steps are most likely about."""
        vector = self._vector(_phrases(lines))
        return max(self._scenarios, key=lambda scenario: _likeness(vector, scenario[1]))[0]

    def _vector(self, phrases: Iterable[str]) -> Mapping[str, float]:
        found = {phrase: self._weights.get(phrase, 0.0) for phrase in phrases}
        length = math.hypot(*found.values()) or 1.0
        return {phrase: weight / length for phrase, weight in found.items()}


def _likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other.get(phrase, 0.0) for phrase, weight in one.items())


def _phrases(lines: Iterable[Line]) -> set[str]:
    """The phrases, each for what it is used: given and done are one."""
    named = ((line, definition_of(line)) for line in lines if line.text)
    return {f"{line.kind == Kind.THEN}: {definition.parser.name}" for line, definition in named if definition}
