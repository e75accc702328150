"""Every right implementation against the whole suite: what turns red, turns wrongly red.

    python -m tests.proof.all_right                  all of them; some ten minutes
    python -m tests.proof.all_right LooksEverySecond one of them, or several, by name

It prints each red scenario with its reason, and ends with 1 if there is one.
"""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from right import RIGHT
from right.base import RightInstance, RightMidServer
from tests.forked import Interpreter
from tests.proof.certified import certify

Right = type[RightMidServer | RightInstance]
GREEN = ("passed", "not applicable")


def main() -> int:
    """Print it; the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("names", nargs="*", metavar="NAME", help="such as LooksEvery40Seconds")
    names: list[str] = options.parse_args().names
    chosen = [right for right in RIGHT if not names or right.__name__ in names]
    if missing := set(names) - {right.__name__ for right in chosen}:
        sys.stderr.write(f"nothing in right/ is called {', '.join(sorted(missing))}\n")
        return 2
    with Interpreter() as one, Interpreter() as other, ThreadPoolExecutor(2) as pool:
        halves = ((one, chosen[::2]), (other, chosen[1::2]))
        found = [line for lines in pool.map(lambda half: list(reds(*half)), halves) for line in lines]
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{len(chosen)} right implementations, {len(found)} scenarios red\n")
    return 1 if found else 0


def reds(interpreter: Interpreter, chosen: list[Right]) -> Iterator[str]:
    """The red scenarios of these, each in a line; progress goes to standard error."""
    for right in chosen:
        profile = "mid" if issubclass(right, RightMidServer) else "instance"
        run = certify(interpreter, f"py:{right.__module__}:{right.__name__}.target", profile=profile)
        rows = run.rows or []
        red = [row for row in rows if row["outcome"] not in GREEN and row["rule_id"] not in right.reads_otherwise]
        sys.stderr.write(f"{right.__name__}: {len(red)} of {len(rows)} red\n")
        yield from (f"{right.__name__}: {row['id']}: {row['outcome']}: {row['reason']}" for row in red)


if __name__ == "__main__":
    sys.exit(main())
