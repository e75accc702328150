"""`midcert vectors`: signed packages as a folder of test vectors, and a verifier tried with them."""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from midcert.results.outcomes import ExitCode
from midcert.vectors import check, folder, manifest
from midcert.vectors.manifest import VectorsError

PROGRESS_SECONDS = 5.0


def run(values: argparse.Namespace) -> int:
    """Write the vectors, or check a command with them; the exit code."""
    try:
        return _checked(values) if values.check else _written(values)
    except VectorsError as error:
        sys.stderr.write(f"midcert vectors: {error}\n")
        return ExitCode.BAD_INPUT


def _written(values: argparse.Namespace) -> int:
    if values.folder is None:
        raise VectorsError("a folder is missing: midcert vectors DIR, or midcert vectors --check CMD")
    told = folder.write(values.folder)
    sys.stdout.write(f"{values.folder}: {len(told.vectors)} packages; README.md there says how to use them\n")
    return ExitCode.PASSED


def _checked(values: argparse.Namespace) -> int:
    words = check.words_of(values.check)
    with TemporaryDirectory(prefix="midcert-vectors-") as made:
        place = values.folder or Path(made)
        told = manifest.read(place) if values.folder else folder.write(place)
        said = _followed(check.Check(words, place.absolute(), told, values.limit))
    lines = [*check.table([each for each in said if not each.agrees]), check.summary(said)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    agrees = all(each.agrees for each in said if each.is_required)
    return ExitCode.PASSED if agrees else ExitCode.NOT_CONFORMANT


def _followed(checking: check.Check) -> list[check.Said]:
    """What the command says; how far it is, is told to whoever waits for it."""
    said, told = [], time.monotonic()
    for each in checking.said():
        said.append(each)
        if sys.stderr.isatty() and time.monotonic() - told >= PROGRESS_SECONDS:
            told = time.monotonic()
            sys.stderr.write(f"{len(said)} of {len(checking.manifest.vectors)} packages\n")
    return said
