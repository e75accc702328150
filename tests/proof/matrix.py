"""The kill matrix: which scenarios notice which broken implementation.

    python -m tests.proof.matrix                     all broken implementations, against the whole suite
    python -m tests.proof.matrix AUTO-HOURLY         those of one rule, or of several
    python -m tests.proof.matrix --json matrix.json  the ids of the scenarios, too

It prints a table in Markdown, and ends with 1 if there is a broken implementation that its own rule does not notice.
"""

import argparse
import json
import os
import queue
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from broken import BROKEN
from broken.base import BrokenInstance, BrokenMidServer
from tests.forked import Interpreter
from tests.proof.certified import Certified, certify

Wrong = type[BrokenMidServer | BrokenInstance]

CONTROLS = {
    BrokenMidServer: (
        "features/03_upgrade_methods/automatic_upgrade.feature::test_an_upgrade_needs_no_configuration",
        (
            "features/04_the_upgrade_state/up_and_validated.feature"
            "::test_a_mid_server_that_is_up_and_validated_upgrades_whatever_asks_for_it"
            "[command-Orlando Patch 0 Hotfix 1-by command]"
        ),
        "features/10_pinning/pin.feature::test_a_pin_survives_a_second_upgrade_of_the_instance_and_a_new_start_after_it",
    ),
    BrokenInstance: (
        "features/07_upgrade_error_messages/permits.feature::test_the_third_of_three_is_turned_away",
        (
            "features/11_manual_upgrade/administrators.feature"
            "::test_a_mid_server_that_is_up_and_validated_finds_the_command_of_a_click_in_its_queue"
        ),
    ),
}
"""For each half, of rules that have little to do with each other: no fault shows in all of them."""
WITHOUT_CONTROL = "no scenario of another rule passes: without a control the failures prove nothing"
CAUSE = re.compile(r"expected .+; seen .+")
"""What a scenario says that has noticed a fault."""


@dataclass(frozen=True)
class Kill:
    """A row of the matrix."""

    rule: str
    broken: str
    """The name of the broken implementation's class."""
    fault: str
    noticed_by: list[str]
    """The ids of the scenarios of its rule that fail."""
    of: int
    """How many scenarios its rule has."""
    elsewhere: list[str]
    """The ids of the other scenarios that fail."""
    problems: list[str]
    """Why this is no proof; empty if it is one."""


def certified(interpreter: Interpreter, wrong: Wrong, scenarios: Iterable[str] = (), *, enough: str = "") -> Certified:
    """Run a broken implementation against these scenarios; none for the whole suite.

    Args:
        interpreter: What runs it.
        wrong: The broken implementation.
        scenarios: Their ids, in the order in which they run.
        enough: The run stops at the first scenario of this rule that does not pass; empty to go on.
    """
    return certify(interpreter, f"py:{wrong.__module__}:{wrong.__name__}.target", scenarios, enough=enough)


def controls_of(wrong: Wrong) -> list[str]:
    """The scenarios of other rules that show a broken implementation to be at work otherwise."""
    [controls] = (controls for half, controls in CONTROLS.items() if issubclass(wrong, half))
    return list(controls)


def problems(wrong: Wrong, run: Certified) -> Iterator[str]:
    """Why a run does not prove that the suite notices this fault, and nothing but this fault."""
    fallen = fallen_of(wrong.rule, run)
    if not fallen:
        yield f"no scenario of {wrong.rule} notices"
    yield from (f"{row['id']}: {row['reason']}" for row in fallen if not CAUSE.fullmatch(row["reason"]))
    for row in run.with_outcome("error", "crashed", "hung"):
        yield f"{row['id']}: {row['outcome']}: {row['reason']}"
    if all(row["rule_id"] == wrong.rule for row in run.with_outcome("passed")):
        yield WITHOUT_CONTROL


def fallen_of(rule: str, run: Certified) -> list[dict[str, Any]]:
    """The scenarios of a rule that failed."""
    return [row for row in run.with_outcome("failed") if row["rule_id"] == rule]


def kill(interpreter: Interpreter, wrong: Wrong, scenarios: Iterable[str] = ()) -> Kill:
    """Run a broken implementation against these scenarios; none for the whole suite."""
    run = certified(interpreter, wrong, scenarios)
    return Kill(
        rule=wrong.rule,
        broken=wrong.__name__,
        fault=wrong.__doc__ or "",
        noticed_by=[str(row["id"]) for row in fallen_of(wrong.rule, run)],
        of=len(interpreter.scenarios[wrong.rule]),
        elsewhere=[row["id"] for row in run.with_outcome("failed") if row["rule_id"] != wrong.rule],
        problems=list(problems(wrong, run)),
    )


def kills(broken: Sequence[Wrong], side_by_side: int) -> Iterator[Kill]:
    """The rows of these broken implementations, in their order; so many are run side by side."""
    free: queue.SimpleQueue[Interpreter] = queue.SimpleQueue()

    def of(wrong: Wrong) -> Kill:
        interpreter = free.get()
        try:
            return kill(interpreter, wrong)
        finally:
            free.put(interpreter)

    with ExitStack() as opened, ThreadPoolExecutor(side_by_side) as pool:
        for _ in range(side_by_side):
            free.put(opened.enter_context(Interpreter()))
        yield from pool.map(of, broken)


def table(matrix: Iterable[Kill], *, is_whole: bool = True) -> Iterator[str]:
    """The matrix in Markdown; what other rules notice is known where the whole suite was run."""
    yield "| rule | broken implementation | noticed by scenarios of its rule | by others |"
    yield "| --- | --- | --- | --- |"
    for row in matrix:
        elsewhere = len(row.elsewhere) if is_whole else "not run"
        yield f"| {row.rule} | {row.broken} | {len(row.noticed_by)} of {row.of} | {elsewhere} |"


def main() -> int:
    """Print the matrix; the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("rules", nargs="*", metavar="RULE", help="only the broken implementations of this rule")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the matrix to FILE, with ids of scenarios")
    chosen = options.parse_args()
    broken = [wrong for wrong in BROKEN if not chosen.rules or wrong.rule in chosen.rules]
    if missing := set(chosen.rules) - {wrong.rule for wrong in broken}:
        options.error(f"nobody breaks {', '.join(sorted(missing))}")
    matrix = list(kills(broken, min(len(broken), os.cpu_count() or 1)))
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(row) for row in matrix], indent=1) + "\n", "utf-8")
    found = [f"{row.broken}: {problem}" for row in matrix for problem in row.problems]
    sys.stdout.write("".join(f"{line}\n" for line in [*table(matrix), *found]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
