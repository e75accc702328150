"""Runs of implementations judged again from their journals: what live runs and replay say differently.

python -m tests.proof.replayed              # every broken and every right implementation, with its share of the suite
python -m tests.proof.replayed Sleeps Tags  # those whose names hold one of these words
python -m tests.proof.replayed --of 1       # with the whole suite; --of 30, with one scenario of thirty
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from broken import BROKEN
from midcert.replay import differences
from midcert.results.run import Run, read
from right import RIGHT
from tests.forked import Interpreter
from tests.proof.certified import LONGEST_ANSWER_SECONDS
from tests.proof.matrix import controls_of
from tests.proof.rows import one_of_each
from tests.proof.soonest import SOONEST, soonest_first
from tests.proof.test_right_implementations import DEAR

IMPLEMENTATIONS: Sequence[Any] = (*BROKEN, *RIGHT)
SHARE = 60
"""Each meets one scenario of so many, and a broken one some of its rule, too."""
OF_ITS_RULE = 3
"""How many: the first is the one that notices it soonest; where nobody has measured which that is, all."""


def live(interpreter: Interpreter, target: str, scenarios: Sequence[str], folder: Path, *options: str) -> Run:
    """A run of these scenarios, with its journals in a folder."""
    results, patient = folder.with_suffix(".json"), f"--watchdog={LONGEST_ANSWER_SECONDS}"
    given = (patient, f"--target={target}", f"--journals={folder}", f"--results={results}", *options)
    ended = interpreter.certify(scenarios, *given)
    assert results.exists(), ended.out + ended.err
    return read(results)


def met(interpreter: Interpreter, implementation: type[Any], share: int) -> list[str]:
    """The scenarios that an implementation meets: another share than the next one."""
    if implementation in DEAR:
        return DEAR[implementation]
    turn = IMPLEMENTATIONS.index(implementation)
    every = one_of_each(interpreter.scenarios, turn)[turn % share :: share]
    if implementation in BROKEN:
        own = soonest_first(implementation, interpreter.scenarios[implementation.rule])
        some = own[:OF_ITS_RULE] if implementation.__name__ in SOONEST else own
        every += [*controls_of(implementation), *some]
    return list(dict.fromkeys(every))


def target_of(implementation: type[Any]) -> str:
    """Where it is."""
    return f"py:{implementation.__module__}:{implementation.__name__}.target"


def main() -> int:
    """Judge all of them again, and print what differs; the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("words", nargs="*", metavar="WORD", help="only implementations with this in their name")
    options.add_argument(
        "--of", type=int, default=SHARE, metavar="N", help="one scenario of so many (default: %(default)s)"
    )
    chosen = options.parse_args()
    found = [
        each for each in IMPLEMENTATIONS if not chosen.words or any(word in each.__name__ for word in chosen.words)
    ]
    rows, red, unlike, seconds = 0, 0, 0, [0.0, 0.0]
    with Interpreter() as interpreter, tempfile.TemporaryDirectory() as folder:
        for number, each in enumerate(found):
            begun = time.monotonic()
            place = Path(folder, str(number))
            run = live(interpreter, target_of(each), met(interpreter, each, chosen.of), place)
            ended = time.monotonic()
            lines = list(differences(run, place))
            seconds = [seconds[0] + ended - begun, seconds[1] + time.monotonic() - ended]
            rows, unlike = rows + len(run.rows), unlike + bool(lines)
            red += sum(row.outcome not in ("passed", "not applicable") for row in run.rows)
            sys.stdout.write("".join(f"{each.__name__}: {line}\n" for line in lines))
            sys.stdout.flush()
    said = f"{len(found)} implementations, {rows} rows, {red} of them red; {unlike} judged otherwise"
    sys.stdout.write(f"{said}; {seconds[0]:.0f} s live, {seconds[1]:.0f} s again\n")
    return 1 if unlike else 0


if __name__ == "__main__":
    sys.exit(main())
