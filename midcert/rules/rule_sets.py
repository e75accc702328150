"""Rule sets: the scenarios that count, as of a release of the suite.

A set is frozen with its release: whatever is added to the suite later is provisional until the next one, so that a new
version of the suite never turns a conformant implementation into one that is not. A file in features/rule_sets is named
for the release and holds the ids of its scenarios, one a line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DRAFT = "draft"
"""The set of everything there is, which decides before the first release."""


class RuleSetError(ValueError):
    """There is no such rule set, or it cannot be read; one line."""


@dataclass(frozen=True)
class RuleSet:
    """The scenarios that decide."""

    name: str
    scenarios: frozenset[str] | None
    """By their ids; None for all."""

    def has(self, scenario: str) -> bool:
        """Whether a scenario counts; one that does not is provisional."""
        return self.scenarios is None or scenario in self.scenarios


def load_rule_sets(folder: Path) -> Mapping[str, RuleSet]:
    """All rule sets by name, the newest last; the draft alone where none has been frozen.

    Raises:
        RuleSetError: A file cannot be read, or holds nothing.
    """
    frozen = [_load(path) for path in sorted(folder.glob("*.txt"), key=lambda path: _numbers(path.stem))]
    return {each.name: each for each in [RuleSet(DRAFT, None), *frozen]}


def chosen(sets: Mapping[str, RuleSet], name: str | None) -> RuleSet:
    """The rule set of this name; without one, the newest.

    Raises:
        RuleSetError: There is none.
    """
    if name is None:
        return list(sets.values())[-1]
    if name not in sets:
        raise RuleSetError(f"there is no rule set {name}, but {', '.join(sets)}")
    return sets[name]


def _load(path: Path) -> RuleSet:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise RuleSetError(f"{path}: cannot be read: {error}") from None
    scenarios = frozenset(line for line in lines if line and not line.startswith("#"))
    if not scenarios:
        raise RuleSetError(f"{path}: holds no scenario")
    return RuleSet(path.stem, scenarios)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]
