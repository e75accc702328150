"""Which scenario notices a broken implementation soonest: it is tried first, so that a proof takes no longer.

    python -m tests.proof.soonest           measure those of which nothing is written down, and write that down
    python -m tests.proof.soonest --anew    measure all of them

No verdict hangs on what is written there: where it says nothing, or what is no longer so, the other scenarios follow.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from broken import BROKEN
from tests.forked import Interpreter
from tests.proof.matrix import Wrong, certified, fallen_of

FILE = Path(__file__).with_suffix(".json")
SOONEST: dict[str, str] = json.loads(FILE.read_text("utf-8"))
"""The ids of scenarios by the names of broken implementations."""


def soonest_first(wrong: Wrong, scenarios: Sequence[str]) -> list[str]:
    """These scenarios, and before all others the one that has noticed this broken implementation soonest."""
    return sorted(scenarios, key=lambda scenario: scenario != SOONEST.get(wrong.__name__))


def measured(interpreter: Interpreter, broken: Sequence[Wrong]) -> Iterator[tuple[str, str]]:
    """The scenario of its rule that notices each of them soonest; none for what nobody notices."""
    for wrong in broken:
        fallen = fallen_of(wrong.rule, certified(interpreter, wrong, interpreter.scenarios[wrong.rule]))
        if fallen:
            yield wrong.__name__, min(fallen, key=lambda row: float(row["seconds"]))["id"]
        else:
            sys.stderr.write(f"{wrong.__name__}: nobody notices\n")


def still_true(known: Mapping[str, str], scenarios: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What is known of the broken implementations that there are, and of the scenarios of their rules."""
    rules = {wrong.__name__: wrong.rule for wrong in BROKEN}
    return {name: each for name, each in known.items() if each in scenarios.get(rules.get(name, ""), ())}


def main() -> None:
    """Measure, and write each down at once, so that nothing is lost."""
    parser = argparse.ArgumentParser(description="Note which scenario notices each broken implementation soonest.")
    parser.add_argument("--anew", action="store_true", help="measure all, not only those that are not noted")
    values = parser.parse_args()
    with Interpreter() as one, Interpreter() as other, ThreadPoolExecutor(2) as pool:
        found = {} if values.anew else still_true(SOONEST, one.scenarios)
        writing = Lock()
        lacking = [wrong for wrong in BROKEN if wrong.__name__ not in found]

        def measure(interpreter: Interpreter, broken: Sequence[Wrong]) -> None:
            for name, scenario in measured(interpreter, broken):
                with writing:
                    found[name] = scenario
                    FILE.write_text(json.dumps(dict(sorted(found.items())), indent=1) + "\n", "utf-8")
                sys.stderr.write(f"{len(found)} of {len(BROKEN)}: {name}\n")

        list(pool.map(measure, (one, other), (lacking[::2], lacking[1::2])))


if __name__ == "__main__":
    main()
