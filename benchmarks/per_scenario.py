"""What one scenario costs in-process beyond start-up, and the ratio to pytest-bdd with empty steps.

A cost is the difference between a run of the whole suite and a run of one feature, divided by the number of scenarios
between them; the median of several runs of each, one after the other. Seconds are those of the processor, so that other
work on the machine counts less; a run has one thread, which waits for nothing.
"""

import argparse
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST = "features/05_failed_upgrades/failed_download.feature"
EMPTY_STEPS = """
from pytest_bdd import given, parsers, scenarios, then, when

@given(parsers.re(".*"))
@when(parsers.re(".*"))
@then(parsers.re(".*"))
def nothing(): pass

scenarios({features!r})
"""
LEAN = ("-q", "-p", "no:cacheprovider", "-p", "no:warnings")


@dataclass(frozen=True)
class Measured:
    """One run."""

    seconds: float
    scenarios: int


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5, help="runs of each (default: %(default)s)")
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        suite = cost([*LEAN], [*LEAN, FIRST], runs)
        floor = cost(empty_steps(folder, "features"), empty_steps(folder, FIRST), runs)
    sys.stdout.write(f"suite            {suite:6.2f} ms per scenario\n")
    sys.stdout.write(f"empty steps      {floor:6.2f} ms per scenario (pytest-bdd's floor)\n")
    sys.stdout.write(f"ratio            {suite / floor:6.2f}\n")


def cost(whole: Sequence[str], first: Sequence[str], runs: int) -> float:
    """Milliseconds per scenario."""
    pairs = [(run(whole), run(first)) for _ in range(runs)]
    return statistics.median(
        1000 * (many.seconds - one.seconds) / (many.scenarios - one.scenarios) for many, one in pairs
    )


def run(arguments: Sequence[str]) -> Measured:
    """Run pytest."""
    before = processor_seconds()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    seconds = processor_seconds() - before
    found = re.search(r"^(?:=+ )?(\d+) passed", done.stdout, re.MULTILINE)
    if done.returncode or not found:
        raise SystemExit(f"pytest ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return Measured(seconds, int(found[1]))


def processor_seconds() -> float:
    """What all children that have ended have used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def empty_steps(folder: str, features: str) -> list[str]:
    """The arguments of a run of these features with steps that do nothing, by pytest-bdd alone."""
    path = Path(folder, re.sub(r"\W", "_", features), "test_empty.py")
    path.parent.mkdir(exist_ok=True)
    path.write_text(EMPTY_STEPS.format(features=str(ROOT / features)), "utf-8")
    plain = ("-c", "/dev/null", "--noconftest", "--disable-plugin-autoload", "-p", "pytest_bdd.plugin")
    return [*plain, *LEAN, str(path)]


if __name__ == "__main__":
    main()
