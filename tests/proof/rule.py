"""One rule at a glance: its scenarios against the reference, and its broken implementations against its scenarios.

    python -m tests.proof.rule ERR-409

It ends with 1 if the reference does not pass a scenario, if the rule has none, or if nobody breaks it as a proof needs.
"""

import argparse
import sys
from collections.abc import Iterator

from broken import BROKEN
from midcert.protocol.handler import REFERENCE
from tests.forked import Interpreter, InterpreterEndedError
from tests.proof.certified import certify
from tests.proof.matrix import CONTROLS, kill, table


def main() -> int:
    """Print it; the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("rules", nargs="+", metavar="RULE", help="such as ERR-409")
    rules: list[str] = options.parse_args().rules
    try:
        with Interpreter() as interpreter:
            found = [problem for rule in rules for problem in shown(interpreter, rule)]
    except InterpreterEndedError:
        found = ["the features cannot be read, as said above"]
    sys.stdout.write("".join(f"not proven: {each}\n" for each in found) or "proven\n")
    return 1 if found else 0


def shown(interpreter: Interpreter, rule: str) -> Iterator[str]:
    """Print what there is of a rule; what is wrong with it, one line each."""
    scenarios = interpreter.scenarios.get(rule, [])
    if not scenarios:
        yield f"{rule} has no scenario"
        return
    _print(f"{rule} against the reference:")
    for row in certify(interpreter, REFERENCE, scenarios).rows or []:
        _print(f"  {row['outcome']:8} {row['id']}")
        if row["outcome"] not in ("passed", "not applicable"):
            yield f"{row['id']}: {row['reason']}"
    broken = [wrong for wrong in BROKEN if wrong.rule == rule]
    kills = [
        kill(interpreter, wrong, [*scenarios, *(each for each in CONTROLS if each not in scenarios)])
        for wrong in broken
    ]
    _print("", *table(kills, is_whole=False), "")
    if not broken:
        yield f"nobody breaks {rule}: add a class to broken/"
    yield from (f"{row.broken}: {problem}" for row in kills for problem in row.problems)


def _print(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
