"""What exploration draws from: the Givens and the Whens of the suite's scenarios, as they are written there."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fakes.releases.builds import builds, called
from midcert.gherkin.laws import law_of
from midcert.gherkin.pickles import Case, Kind, cases_of
from midcert.gherkin.tree import read
from midcert.rules.ledger import EXPLORED, Ledger

INSTALLS = re.compile(r"the MID Servers? (?P<names>.+) runs? .+")
"""The Given that brings MID Servers along."""
PASSES = re.compile(r"\bpass(?:es)?\b")
"""What lets time pass says so."""
LONG = re.compile(r"\d+ days|(?:2[4-9]|[3-9]\d|\d{3,}) hours")
"""A MID Server that waits for a permit asks 4,320 times a day, which tells no more than what it does in some hours."""
QUOTED = re.compile(r'"([a-z]+)"')
_BUILDS = sorted({called(build.stamp) for build in builds()}, key=len, reverse=True)
BUILD = re.compile("|".join(rf"{re.escape(name)}(?! (?:Hotfix|\())" for name in _BUILDS))
"""The name of a build on offer."""


@dataclass(frozen=True)
class Line:
    """A step: what it is for, and its text."""

    kind: str
    """given, when or then."""
    text: str


LOOK = Line("then", "")
"""Here is looked at all that a Then could say."""


@dataclass(frozen=True)
class Corpus:
    """The steps of the scenarios that judge one role."""

    begins: Sequence[tuple[Line, ...]]
    """What is given in the beginning of each scenario."""
    plots: Sequence[tuple[Line, ...]]
    """What is done in each scenario, with a look wherever it says what is to be seen."""
    deeds: Sequence[Line]
    """All that is done later, each once; nothing that lets time pass."""
    waits: Sequence[Line]
    """All that lets time pass, each once."""
    scenarios: Sequence[tuple[str, tuple[Line, ...]]]
    """All scenarios: the id of the rule that each stands under, and its steps."""
    names: frozenset[str]
    """The names that MID Servers have anywhere."""


def read_corpora(features: Path, ledger: Ledger) -> Mapping[str, Corpus]:
    """The corpora by role, "mid" and "instance"; scenarios for both belong to either.

    Args:
        features: The folder of the suite's features.
        ledger: Which tags are ids of rules.
    """
    files = sorted(features.rglob("*.feature"))
    cases = [case for file in files for case in cases_of(read(file.read_text("utf-8")), ledger.rules)]
    cases = [case for case in cases if not law_of(case) and case.rule_id != EXPLORED]
    return {
        "mid": _corpus((case for case in cases if "mid" in case.tags), LONG),
        "instance": _corpus((case for case in cases if "instance" in case.tags), None),
    }


def _corpus(cases: Iterable[Case], needless: re.Pattern[str] | None) -> Corpus:
    begins, plots, lines, scenarios, names = [], [], [], [], set[str]()
    for case in cases:
        steps = tuple(Line(step.kind, step.text) for step in case.steps if step.table is None)
        scenarios.append((case.rule_id or "", steps))
        done = [step for step in steps if step.kind != Kind.THEN]
        first = next((number for number, line in enumerate(done) if line.kind == Kind.WHEN), len(done))
        if any(INSTALLS.fullmatch(line.text) for line in done[:first]):
            begins.append(tuple(done[:first]))
            plots.append(_plot(steps, needless))
        lines += done
        names |= {name for line in done if (found := INSTALLS.fullmatch(line.text)) for name in names_in(found)}
    once = [line for line in dict.fromkeys(lines) if not INSTALLS.fullmatch(line.text)]
    once = [line for line in once if needless is None or not needless.search(line.text)]
    return Corpus(
        begins=list(dict.fromkeys(begins)),
        plots=list(dict.fromkeys(plots)),
        deeds=[line for line in once if not PASSES.search(line.text)],
        waits=[line for line in once if PASSES.search(line.text)],
        scenarios=scenarios,
        names=frozenset(names),
    )


def _plot(steps: Iterable[Line], needless: re.Pattern[str] | None) -> tuple[Line, ...]:
    shown = [LOOK if step.kind == Kind.THEN else step for step in steps]
    each_once = [line for line, _ in itertools.groupby(shown)]
    return tuple(line for line in each_once if needless is None or not needless.search(line.text))


def names_in(found: re.Match[str]) -> list[str]:
    """The names between quotes that a pattern has found under "names"."""
    return QUOTED.findall(found["names"])
