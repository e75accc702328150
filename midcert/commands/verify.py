"""`midcert verify`: hold a certificate against its run and its journals."""

import argparse
import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from fakes.text import shown
from midcert.certificates.keys import KeyFileError, public_key
from midcert.certificates.verification import Case, Finding, Here, Holds, verified
from midcert.commands.certificate import journals_beside, run_beside
from midcert.replay import differences
from midcert.results.outcomes import ExitCode
from midcert.results.run import Run, RunFileError, read
from midcert.rules.ledger import load_ledger
from midcert.rules.rule_sets import RuleSet, load_rule_set, path_of
from midcert.run.document import suite_of
from midcert.run.layout import FEATURES, RULE_SETS

MAX_LINE_CHARACTERS = 1_000


def run(values: argparse.Namespace) -> int:
    """Say line by line what holds; the exit code says whether all of it does."""
    certificate = values.certificate
    try:
        certificate.stat()
        key = public_key(values.public_key) if values.public_key else None
    except OSError as error:
        return _refused(f"{certificate}: {error.strerror}")
    except KeyFileError as error:
        return _refused(f"--public-key: {error}")
    if _is_run(certificate):
        return _refused(
            f"{certificate} is a run, and no certificate: midcert report makes reports of it; a certificate is what"
            " certify --certificate writes beside a run"
        )
    case = Case(
        certificate,
        values.run or run_beside(certificate),
        values.journals or journals_beside(certificate),
        key,
    )
    here = Here(suite_of(FEATURES), load_ledger(FEATURES / "rules.toml"), _rule_set, _replayed)
    found = set()
    for finding in verified(case, here):
        sys.stdout.write(f"{_line(finding)}\n")
        sys.stdout.flush()  # replay takes its time
        found.add(finding.holds)
    if Holds.NO in found:
        return ExitCode.NOT_CONFORMANT
    return ExitCode.INCOMPLETE if Holds.UNKNOWN in found else ExitCode.PASSED


def _is_run(path: Path) -> bool:
    try:
        read(path)
    except RunFileError:
        return False
    return True


def _rule_set(name: str) -> tuple[RuleSet, str]:
    found = load_rule_set(RULE_SETS, name)
    if found.scenarios is None:
        raise ValueError(f"{name} is none that is frozen")
    return found, hashlib.sha256(path_of(RULE_SETS, name).read_bytes()).hexdigest()


def _replayed(run: Run, journals: Path) -> Iterable[str]:
    if sys.stderr.isatty():
        sys.stderr.write(f"{len(run.rows)} scenarios are judged again from their journals\n")
    return differences(run, journals)


def _line(finding: Finding) -> str:
    """What was read may hold anything; a line is a line."""
    says = shown(finding.says).replace("\n", "\\n").replace("\t", "\\t")
    return f"{finding.holds:<8} {says[:MAX_LINE_CHARACTERS]}"


def _refused(reason: str) -> int:
    sys.stderr.write(f"midcert verify: {reason}\n")
    return ExitCode.BAD_INPUT
