"""Rule sets: the scenarios that count, as of a release of the suite.

A set is frozen with its release: whatever is added to the suite later is provisional until the next one, so that a new
version of the suite never turns a conformant implementation into one that is not. A file in features/rule_sets is named
for the release and holds the ids of its scenarios, one a line.
"""

import re
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


def load_rule_set(folder: Path, name: str | None = None) -> RuleSet:
    """The rule set of this name; without one the newest, or the draft where none has been frozen.

    Args:
        folder: Where the files are, of which no other is read.
        name: Such as "1.0".

    Raises:
        RuleSetError: There is none, or its file cannot be read, or holds nothing.
    """
    names = [DRAFT, *sorted((path.stem for path in folder.glob("*.txt")), key=_numbers)]
    if name is not None and name not in names:
        raise RuleSetError(f"there is no rule set {name}, but {', '.join(names)}")
    found = names[-1] if name is None else name
    return RuleSet(DRAFT, None) if found == DRAFT else _load(path_of(folder, found))


def path_of(folder: Path, name: str) -> Path:
    """The file of a frozen rule set."""
    return folder / f"{name}.txt"


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
