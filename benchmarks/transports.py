"""How long the whole suite takes against the reference in-process, as a child, at a URL, and in a container.

Medians of several runs of `midcert certify`, start-up included; the ways take turns.
"""

import argparse
import contextlib
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MIDCERT = (sys.executable, "-m", "midcert")
REFERENCES = {"advance": "py:midcert.adapter:Adapter", "service": "py:midcert.adapter.threads:ServiceAdapter"}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3, help="runs of each (default: %(default)s)")
    options.add_argument("--image", help="one of the reference in the time mode advance, to be measured as well")
    asked = options.parse_args()
    for mode, reference in REFERENCES.items():
        with served(reference) as url:
            child = f"cmd:{sys.executable} -m midcert serve-target {reference}"
            ways = {"in-process": reference, "as a child": child, "at a URL": url}
            if asked.image and mode == "advance":
                ways["in a container"] = f"image:{asked.image}"
            taken = {way: [] for way in ways}
            for _ in range(asked.runs):
                for way, target in ways.items():
                    taken[way].append(seconds(target))
        medians = {way: statistics.median(each) for way, each in taken.items()}
        for way, median in medians.items():
            ratio = median / medians["in-process"]
            sys.stdout.write(f"{mode:8} {way:14} {median:6.2f} s  {ratio:5.2f} times as long as in-process\n")


@contextlib.contextmanager
def served(reference: str) -> Iterator[str]:
    """The URL of a server that is there as long as this lasts."""
    command = [*MIDCERT, "serve-target", reference, "--http", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().strip() if server.stdout else ""
        finally:
            server.terminate()


def seconds(target: str) -> float:
    """How long one run takes."""
    began = time.perf_counter()
    done = subprocess.run(
        [*MIDCERT, "certify", "--target", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"midcert certify ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
