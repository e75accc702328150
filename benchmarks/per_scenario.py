"""What one scenario costs in-process beyond start-up, and the ratio to pytest-bdd with empty steps.

The suite's cost is the mean of what its scenarios took, but for the first, which pays for keys and imports. The cost of
empty steps is the difference between a run of all features and a run of one, per scenario between them. Both are the
medians of several runs; a run has one thread, which waits for nothing.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST = "features/05_failed_upgrades/other_family.feature"
EMPTY_STEPS = """
from pytest_bdd import given, parsers, scenarios, then, when

@given(parsers.re("(?s).*"))
@when(parsers.re("(?s).*"))
@then(parsers.re("(?s).*"))
def nothing(): pass

scenarios({features!r})
"""
LEAN = ("-q", "-p", "no:cacheprovider", "-p", "no:warnings")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5, help="runs of each (default: %(default)s)")
    runs = range(options.parse_args().runs)
    with tempfile.TemporaryDirectory() as folder:
        suite = statistics.median(cost_of_suite(Path(folder, "results.json")) for _ in runs)
        floor = statistics.median(cost_of_empty_steps(folder) for _ in runs)
    sys.stdout.write(f"suite            {suite:6.2f} ms per scenario\n")
    sys.stdout.write(f"empty steps      {floor:6.2f} ms per scenario (pytest-bdd's floor)\n")
    sys.stdout.write(f"ratio            {suite / floor:6.2f}\n")


def cost_of_suite(results: Path) -> float:
    """Milliseconds per scenario."""
    pytest([*LEAN, f"--results={results}"])
    rows = sorted(json.loads(results.read_text("utf-8"))["rows"], key=lambda row: (row["file"], row["line"]))
    return 1000 * statistics.mean(row["seconds"] for row in rows[1:])


def cost_of_empty_steps(folder: str) -> float:
    """Milliseconds per scenario."""
    (many, all_seconds), (few, first_seconds) = (pytest(empty_steps(folder, each)) for each in ("features", FIRST))
    return 1000 * (all_seconds - first_seconds) / (many - few)


def pytest(arguments: Sequence[str]) -> tuple[int, float]:
    """Run pytest: how many scenarios passed, and how many seconds it took."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - began
    found = re.search(r"^(?:=+ )?(\d+) passed", done.stdout, re.MULTILINE)
    if done.returncode or not found:
        raise SystemExit(f"pytest ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return int(found[1]), seconds


def empty_steps(folder: str, features: str) -> list[str]:
    """The arguments of a run of these features with steps that do nothing, by pytest-bdd alone."""
    path = Path(folder, re.sub(r"\W", "_", features), "test_empty.py")
    path.parent.mkdir(exist_ok=True)
    path.write_text(EMPTY_STEPS.format(features=str(ROOT / features)), "utf-8")
    plain = ("-c", "/dev/null", "--noconftest", "--disable-plugin-autoload", "-p", "pytest_bdd.plugin")
    return [*plain, *LEAN, str(path)]


if __name__ == "__main__":
    main()
