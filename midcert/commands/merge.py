"""`midcert merge`: the parts of a run, joined; what `certify` would have shown, written and ended with."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from midcert.commands import report
from midcert.reports.journals import Journals
from midcert.reports.lines import wrapped
from midcert.reports.reds import MAX_IN_FULL, groups, told, where_the_rest_is
from midcert.reports.summary import remarks, summary
from midcert.results import merge
from midcert.results.deviations import Deviations
from midcert.results.outcomes import ExitCode
from midcert.results.run import Run, RunFileError, read
from midcert.results.verdict import Terms
from midcert.rules.ledger import load_ledger
from midcert.rules.profiles import PROFILES
from midcert.rules.rule_sets import load_rule_set
from midcert.run.document import suite_of
from midcert.run.layout import FEATURES, RULE_SETS
from midcert.run.options import OF_REPORTS, RUN


def run(values: argparse.Namespace) -> int:
    """Join them; the exit code of the verdict."""
    try:
        parts = {str(path): read(path) for path in values.runs}
        terms = _terms(next(iter(parts.values())))
        found = merge.merged(parts, terms)
        sys.stdout.writelines(f"{line}\n" for line in _told(found, terms, values.run))
        _write(found, values)
    except (RunFileError, merge.MergeError, ValueError, OSError) as error:
        sys.stderr.write(f"midcert merge: {error}\n")
        return ExitCode.BAD_INPUT
    return found.verdict.exit_code


def _terms(first: Run) -> Terms:
    """By which a run was judged, which this suite knows if it is the same, whatever the version it was installed as.

    Raises:
        MergeError: It is of another suite.
    """
    here = suite_of(FEATURES)
    if first.suite != msgspec.structs.replace(here, version=first.suite.version):
        raise merge.MergeError(f"the parts are of another suite: merge them with {first.suite.version}, which ran them")
    profile = PROFILES.get(first.asked.profile)
    ledger = load_ledger(FEATURES / "rules.toml")
    return Terms(
        ledger.of(profile.roles) if profile else ledger,
        load_rule_set(RULE_SETS, first.asked.rule_set),
        first.asked.profile,
        Deviations(tuple(first.deviations)),
    )


def _told(found: Run, terms: Terms, file: Path | None) -> Iterator[str]:
    """What `certify` says of a run in the end."""
    red = groups(found.rows, terms.ledger)
    for line in (*told(red), *where_the_rest_is(red, MAX_IN_FULL, [str(file)] if file else [])):
        yield line.text
    yield from summary(found.rows, terms.ledger, whole=found.whole)
    for remark in remarks(found.rows, terms.deviations, whole=found.whole):
        yield from wrapped(remark)
    yield from wrapped(f"Verdict: {found.verdict.sentence}")


def _write(found: Run, values: argparse.Namespace) -> None:
    report.write_files(found, {option.name: getattr(values, option.variable) for option in (RUN, *OF_REPORTS)})
    journals = Journals(*(values.journals or ()))
    if values.journals_to:
        journals.copy(found.rows, values.journals_to)
    if values.html:
        report.write(found, values.html, report.drawn(journals, are_all=values.all_timelines), {})
