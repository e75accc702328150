"""`midcert freeze`: choose the explored sequences that are part of the suite, anew."""

import argparse
import contextlib
import importlib
import random
import sys
from dataclasses import replace
from typing import Any

from midcert.explore.bench import Bench, benches_of
from midcert.explore.freeze import Freezer, features
from midcert.protocol.handler import REFERENCE
from midcert.results.outcomes import ExitCode
from midcert.rules.ledger import load_ledger
from midcert.rules.profiles import PROFILES
from midcert.run.layout import FEATURES
from midcert.targets import locate

FOLDER = FEATURES / "99_explored"
WATCHDOG_SECONDS = 120.0
IDLE = ("py:broken.null:stays_up", "py:broken.null:always_succeeds")
"""What does nothing and looks alive."""
DRAWS = (6, 0.3)
"""Deeds at most, and the share of scenarios done otherwise: what is to be new and short had better be drawn so."""


def run(values: argparse.Namespace) -> int:
    """Choose, and write what was chosen over what is there."""
    roles = [values.role] if values.role else ["mid", "instance"]
    with contextlib.closing(locate(REFERENCE, WATCHDOG_SECONDS).describe()) as reference:
        ledger = load_ledger(FEATURES / "rules.toml")
        benches = benches_of(reference, ledger, PROFILES["both"].platforms.values())
        for role in roles:
            number = _freeze(replace(benches[role], draws=DRAWS), values)
            sys.stdout.write(f"{role}: {number} sequences\n")
    return ExitCode.PASSED


def _freeze(bench: Bench, values: argparse.Namespace) -> int:
    """How many are kept; what is kept is written at once, so that nothing is lost."""
    idle = [bench.stage(locate(spec, WATCHDOG_SECONDS).describe()) for spec in IDLE]
    freezer, wrong = Freezer(bench, str(values.seed), values.sequences, idle), wrong_ones(bench.role)
    random.Random(values.seed).shuffle(wrong)  # noqa: S311 - so that each chapter has its share of those kept
    for number, spec in enumerate(wrong, 1):
        with contextlib.closing(locate(spec, WATCHDOG_SECONDS).describe()) as target:
            came_of_it = freezer.catch(bench.stage(target))
        _write(bench, freezer)
        sys.stderr.write(f"{bench.role}, {number} of {len(wrong)}: {spec}: {came_of_it}\n")
        if len(freezer.kept) == values.most:
            break
    return len(freezer.kept)


def wrong_ones(role: str) -> list[str]:
    """The targets in broken/ that are wrong in this role."""
    package: Any = importlib.import_module("broken")
    of_role = package.BrokenMidServer if role == "mid" else package.BrokenInstance
    found = [each for each in package.BROKEN if issubclass(each, of_role)]
    return [f"py:{each.__module__}:{each.__name__}.target" for each in found]


def _write(bench: Bench, freezer: Freezer) -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob(f"*_{bench.role}.feature"):
        old.unlink()
    for name, text in features(freezer.kept, bench):
        (FOLDER / name).write_text(text, "utf-8")
