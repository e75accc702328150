"""`midcert init-adapter`: write an adapter to begin with."""

import argparse
import shutil
import sys

from midcert.results.outcomes import ExitCode
from midcert.run.layout import LANGUAGES, SKELETONS


def run(values: argparse.Namespace) -> int:
    """Copy the skeleton of a language and a role, but over nothing."""
    files = sorted((SKELETONS / values.lang / values.role).glob("adapter.*"))
    places = [values.folder / file.name for file in files]
    if taken := next((place for place in places if place.exists()), None):
        return _refused(f"{taken} is there already")
    try:
        values.folder.mkdir(parents=True, exist_ok=True)
        for file, place in zip(files, places, strict=True):
            shutil.copy(file, place)
    except OSError as error:
        return _refused(f"{values.folder}: {error.strerror}")
    command = f"{LANGUAGES[values.lang]} {places[0]}"
    sys.stdout.write(f"{places[0]} is written; next: midcert doctor --target 'cmd:{command}'\n")
    return ExitCode.PASSED


def _refused(reason: str) -> int:
    sys.stderr.write(f"midcert init-adapter: {reason}\n")
    return ExitCode.BAD_INPUT
