"""Which broken implementation each law catches, and in which scenario: of the suite's scenarios as they are.

    python -m tests.proof.caught                 look for one more for each law that has none, and write it down
    python -m tests.proof.caught --page FILE     docs/laws.md, from the results of a run of the reference

The test beside it runs each of these, so that nothing hangs on what is written down but the time it takes.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from broken import BROKEN
from midcert.rules.laws.all import LAWS
from midcert.rules.laws.law import Law
from tests.forked import Interpreter
from tests.proof.certified import certify
from tests.proof.matrix import Wrong

FILE = Path(__file__).with_suffix(".json")
CAUGHT: dict[str, list[str]] = json.loads(FILE.read_text("utf-8"))
"""By the name of a law the name of a broken implementation, and the id of a scenario."""
HEAD = """\
# Laws

A law is a sentence of the documentation without an "if": it holds at every moment of every scenario, whatever that one
tries. Each is a scenario of its own in features/00_at_every_moment, judged once all others are over, from their
journals ([how they are judged](reading-the-features.md#laws)). *At stake* says in how many scenarios of a run of the
reference something happened that could have broken it; *caught* names one of the broken implementations that break it.

Made by `python -m tests.proof.caught --page RESULTS`.

| rule | law | who keeps it | at stake | caught |
| --- | --- | --- | --- | --- |"""


def scenario_of(law: Law, interpreter: Interpreter) -> str:
    """The id of the scenario that states a law."""
    return interpreter.laws[law.step]


def is_caught(interpreter: Interpreter, law: Law, wrong: Wrong, scenario: str) -> bool:
    """Whether a broken implementation breaks a law in a scenario."""
    own = scenario_of(law, interpreter)
    target = f"py:{wrong.__module__}:{wrong.__name__}.target"
    rows = certify(interpreter, target, [scenario, own], profile=law.role).rows or []
    return any(row["outcome"] == "failed" for row in rows if row["id"] == own)


def found(interpreter: Interpreter, laws: Sequence[Law]) -> Iterator[tuple[Law, str, str]]:
    """For each of these laws the first broken implementation and the first scenario of its rule that break it."""
    missing = {law.step: law for law in laws}
    for wrong in BROKEN:
        met = [*interpreter.scenarios[wrong.rule], *(scenario_of(law, interpreter) for law in missing.values())]
        sys.stderr.write(f"{wrong.__name__}\n")
        rows = certify(interpreter, f"py:{wrong.__module__}:{wrong.__name__}.target", met).rows or []
        for row in rows:
            [*_, step] = row["steps"]
            if step["text"] in missing and row["outcome"] == "failed":
                yield missing.pop(step["text"]), wrong.__name__, row["reason"].rpartition("; in ")[2]


def page(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """docs/laws.md, line by line, from the rows of a run of the reference."""
    at_stake = {row["steps"][-1]["text"]: row["at_stake"] for row in rows if row["steps"]}
    yield from HEAD.splitlines()
    for law in LAWS:
        wrong, _ = CAUGHT[law.name]
        yield f"| `{law.rule}` | {law.sentence} | {law.role} | {at_stake[law.step]} | `{wrong}` |"


def main() -> None:
    """Look, or print the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--page", type=Path, metavar="FILE", help="what --results has written of a run")
    if results := options.parse_args().page:
        sys.stdout.writelines(f"{line}\n" for line in page(json.loads(results.read_text("utf-8"))["rows"]))
        return
    with Interpreter() as interpreter:
        for law, wrong, scenario in found(interpreter, [law for law in LAWS if law.name not in CAUGHT]):
            CAUGHT[law.name] = [wrong, scenario]
    FILE.write_text(json.dumps(dict(sorted(CAUGHT.items())), indent=1) + "\n", "utf-8")
    sys.stdout.write("".join(f"nobody breaks it: {law.sentence}\n" for law in LAWS if law.name not in CAUGHT))


if __name__ == "__main__":
    main()
