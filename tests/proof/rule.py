"""One rule at a glance: its scenarios against the reference, and its broken implementations against its scenarios.

    python -m tests.proof.rule ERR-409

It ends with 1 if the reference does not pass a scenario, if the rule has none, or if nobody breaks it as a proof needs.
"""

import argparse
import sys
from collections.abc import Iterator

from broken import BROKEN
from midcert.protocol.handler import REFERENCE
from midcert.rules.ledger import load_ledger
from midcert.rules.tables import nearest
from midcert.run.layout import FEATURES, ROOT
from tests.forked import Interpreter, InterpreterEndedError
from tests.proof.certified import certify
from tests.proof.matrix import controls_of, kill, table

LEDGER = load_ledger(FEATURES / "rules.toml")
DRAFT = "Say here"
"""What `midcert new-rule` writes where something is still to be said."""


def main() -> int:
    """Print it; the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("rules", nargs="+", metavar="RULE", help="such as ERR-409")
    rules: list[str] = options.parse_args().rules
    try:
        with Interpreter() as interpreter:
            found = [*misnamed(), *(problem for rule in rules for problem in shown(interpreter, rule))]
    except InterpreterEndedError:
        found = ["the features cannot be read, as said above"]
    sys.stdout.write("".join(f"not proven: {each}\n" for each in found) or "proven\n")
    return 1 if found else 0


def shown(interpreter: Interpreter, rule: str) -> Iterator[str]:
    """Print what there is of a rule; what is wrong with it, one line each."""
    scenarios = interpreter.scenarios.get(rule, [])
    if rule not in LEDGER.rules:
        yield f"there is no rule {rule}{nearest(rule, list(LEDGER.rules))}"
        return
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
        kill(interpreter, wrong, [*scenarios, *(each for each in controls_of(wrong) if each not in scenarios)])
        for wrong in broken
    ]
    _print("", *table(kills, is_whole=False), "")
    if not broken:
        yield f"nobody breaks {rule}: add a class to broken/"
    yield from (f"{row.broken}: {problem}" for row in kills for problem in row.problems)
    yield from (
        f"{wrong.__name__}: its docstring is still the draft's" for wrong in broken if DRAFT in (wrong.__doc__ or "")
    )
    yield from (f"{path}: its description is still the draft's" for path in drafts(scenarios))


def drafts(scenarios: list[str]) -> list[str]:
    """The features of these scenarios that nobody has described yet."""
    paths = sorted({each.partition("::")[0] for each in scenarios})
    return [path for path in paths if DRAFT in (ROOT / path).read_text("utf-8")]


def misnamed() -> Iterator[str]:
    """The broken implementations whose rule is not there."""
    for wrong in BROKEN:
        if wrong.rule not in LEDGER.rules:
            yield f"{wrong.__name__}: there is no rule {wrong.rule}{nearest(wrong.rule, list(LEDGER.rules))}"


def _print(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
