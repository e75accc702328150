"""Which scenario notices a broken implementation soonest: it is tried first, so that a proof takes no longer.

    python -m tests.proof.soonest    measure it anew, and write it down

No verdict hangs on what is written there: where it says nothing, or what is no longer so, the other scenarios follow.
"""

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from broken import BROKEN
from tests.forked import Interpreter
from tests.proof.matrix import Wrong, certified, fallen_of

FILE = Path(__file__).with_suffix(".json")
SOONEST: dict[str, str] = json.loads(FILE.read_text("utf-8"))
"""The ids of scenarios by the names of broken implementations."""


def soonest_first(wrong: Wrong, scenarios: Sequence[str]) -> list[str]:
    """These scenarios, and before all others the one that has noticed this broken implementation soonest."""
    return sorted(scenarios, key=lambda scenario: scenario != SOONEST.get(wrong.__name__))


def measured(interpreter: Interpreter, broken: Sequence[Wrong]) -> dict[str, str]:
    """The scenario of its rule that notices each of them soonest; none for what nobody notices."""
    found: dict[str, str] = {}
    for wrong in broken:
        fallen = fallen_of(wrong.rule, certified(interpreter, wrong, interpreter.scenarios[wrong.rule]))
        if fallen:
            found[wrong.__name__] = min(fallen, key=lambda row: float(row["seconds"]))["id"]
        sys.stderr.write(f"{wrong.__name__}: {found.get(wrong.__name__, 'nobody notices')}\n")
    return found


def main() -> None:
    """Measure and write."""
    with Interpreter() as one, Interpreter() as other, ThreadPoolExecutor(2) as pool:
        halves = pool.map(measured, (one, other), (BROKEN[::2], BROKEN[1::2]))
        found = {name: scenario for half in halves for name, scenario in half.items()}
    FILE.write_text(json.dumps(dict(sorted(found.items())), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
