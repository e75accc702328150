"""What it costs to write the page of some 500 scenarios, none of them red or 300, and how that compares with JSON.

A part of the suite is run with the reference and with an implementation that does nothing; for the red page 300 rows of
the first run are those of the second. Each page is written with its timelines by a process of its own, which has
imported the command and read the run; beside it, the same process reads all journals of the first run by Python's
`json`. The best of several processes each, which take turns, in processor time.
"""

import argparse
import json
import multiprocessing
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from midcert.commands import report
from midcert.reports.journals import Journals
from midcert.results import run as runs
from midcert.results.outcomes import Outcome

ROOT = Path(__file__).resolve().parent.parent
CERTIFY = (sys.executable, "-m", "midcert", "certify", "--quiet", "--shard", "1/4")
NULL = "py:broken.null:stays_up"
FAILURES = (0, 300)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=7, help="processes for each page (default: %(default)s)")
    repetitions = range(options.parse_args().runs)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        certify(folder / "passed")
        certify(folder / "red", "--target", NULL)
        for failures in FAILURES:
            mix(folder, failures)
        taken = [[in_a_process(folder / str(failures)) for failures in FAILURES] for _ in repetitions]
        for failures, each in zip(FAILURES, zip(*taken, strict=True), strict=True):
            page, plain = (min(seconds) for seconds in zip(*each, strict=True))
            megabytes = (folder / str(failures) / "page.html").stat().st_size / 1e6
            sys.stdout.write(f"{failures:3} red   {page:5.2f} s, {megabytes:.1f} MB   ")
            sys.stdout.write(f"json alone {plain:5.2f} s   ratio {page / plain:4.1f}\n")


def certify(folder: Path, *options: str) -> None:
    """Run the part, and leave run and journals in a folder."""
    files = ("--run", str(folder / "run.json"), "--journals", str(folder / "journals"))
    folder.mkdir()
    done = subprocess.run([*CERTIFY, *options, *files], cwd=ROOT, capture_output=True, text=True, check=False)
    if not (folder / "run.json").exists():
        raise SystemExit(f"midcert certify ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def mix(folder: Path, failures: int) -> None:
    """The run in which so many scenarios have failed, with its journals, in a folder of their number."""
    passed, red = (runs.read(folder / each / "run.json") for each in ("passed", "red"))
    failed = [row for row in red.rows if row.outcome is Outcome.FAILED and row.journal]
    chosen = {row.id: row for row in failed[:: len(failed) // failures][:failures]} if failures else {}
    mixed = msgspec.structs.replace(red if failures else passed, rows=[chosen.get(row.id, row) for row in passed.rows])
    made = folder / str(failures)
    shutil.copytree(folder / "passed" / "journals", made / "journals")
    Journals(folder / "red" / "journals").copy(chosen.values(), made / "journals")
    (made / "run.json").write_text(runs.written(mixed), "utf-8")


def in_a_process(folder: Path) -> tuple[float, float]:
    """Seconds to write the page of the run in a folder, and to read the journals of the first run by `json`."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured, [folder])


def measured(folder: Path) -> tuple[float, float]:
    """The same, by this process."""
    run, journals = runs.read(folder / "run.json"), folder / "journals"
    draw = report.drawn(Journals(journals), are_all=False)
    page = _seconds(lambda: report.write(run, folder / "page.html", draw, {}))
    plain = [path.read_bytes().splitlines() for path in (folder.parent / "passed" / "journals").iterdir()]
    return page, _seconds(lambda: [json.loads(line) for lines in plain for line in lines])


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
