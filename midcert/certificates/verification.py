"""A certificate held against its evidence: what of it holds, what does not, and what cannot be told here.

Nothing is believed because the certificate says it. From the run and its journals all is said once more, by the suite
that is installed here, and compared.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

import msgspec
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

from midcert.certificates import envelope, evidence, statement
from midcert.certificates.envelope import MAX_ENVELOPE_BYTES, EnvelopeError
from midcert.certificates.evidence import EvidenceError, Parts, RunFile
from midcert.certificates.refusals import refusal
from midcert.certificates.statement import Digests, DigestSet, Statement, StatementError
from midcert.results.deviations import Deviations
from midcert.results.run import DISTRIBUTION, Run, RunFileError, Suite
from midcert.results.verdict import Terms, Verdict, judge
from midcert.rules.ledger import Ledger
from midcert.rules.profiles import PROFILES
from midcert.rules.rule_sets import RuleSet

MAX_NAMED = 20
"""How many edited parts are named of one thing; the rest is counted."""
Replay = Callable[[Run, Path], Iterable[str]]
"""What differs where the journals in a folder are judged again; nothing where all is as the run says."""


class Holds(StrEnum):
    """Whether something holds."""

    YES = "holds"
    NO = "broken"
    UNKNOWN = "unknown"
    """It cannot be told with what there is here."""
    NOTE = "note"
    """It claims nothing."""


@dataclass(frozen=True)
class Finding:
    """What was found out about one thing."""

    holds: Holds
    says: str
    """In one line, the thing first."""


@dataclass(frozen=True)
class Here:
    """The suite that verifies."""

    suite: Suite
    ledger: Ledger
    rule_sets: Callable[[str], tuple[RuleSet, str]]
    """The rule set of a name, and the SHA-256 of its file.

    Raises:
        ValueError: There is none, in one line.
    """
    replay: Replay


@dataclass(frozen=True)
class Case:
    """What is verified."""

    certificate: Path
    run: Path
    journals: Path
    public_key: SSlibKey | None = None
    """Of whoever is expected to have signed."""


def verified(case: Case, here: Here) -> Iterator[Finding]:
    """What holds, and what does not, thing by thing."""
    try:
        sealed = envelope.opened(evidence.content_of(case.certificate, MAX_ENVELOPE_BYTES))
        said = statement.read(sealed.payload)
    except (EvidenceError, EnvelopeError, StatementError) as error:
        yield Finding(Holds.NO, f"certificate: {case.certificate}: {error}")
        return
    yield _signature(sealed, case.public_key)
    try:
        file = evidence.run_file(case.run)
    except (EvidenceError, RunFileError) as error:
        yield Finding(Holds.NO, f"run: {case.run}: {error}")
        return
    yield from _run(file, said)
    yield from _journals(file.run, case.journals)
    suite = _suite(file.run, here)
    yield suite
    yield from _again(file, said, case, here, is_same=suite.holds is Holds.YES)


def _signature(sealed: Envelope, key: SSlibKey | None) -> Finding:
    signed_by = envelope.key_id(sealed)
    if not signed_by and key is None:
        return Finding(Holds.NOTE, "signature: none; whoever has the evidence can have written this certificate")
    if not signed_by:
        return Finding(Holds.NO, "signature: none, though a public key is given")
    if key is None:
        return Finding(Holds.UNKNOWN, f"signature: said to be of the key {signed_by}; tell by --public-key which it is")
    if not envelope.is_signed_by(sealed, key):
        return Finding(Holds.NO, f"signature: not of the key {key.keyid} over what the certificate says")
    return Finding(Holds.YES, f"signature: of the key {key.keyid}")


def _run(file: RunFile, said: Statement) -> Iterator[Finding]:
    """Whether it is the run that was certified; if not, what has been edited."""
    certified = said.configured("run")
    if certified and certified.digest and certified.digest.sha256 == file.sha256:
        yield Finding(Holds.YES, f"run: {file.path} is the one that was certified, {len(file.run.rows)} scenarios")
        return
    yield Finding(Holds.NO, f"run: {file.path} is not the one that was certified")
    try:
        parts = msgspec.convert(certified.annotations if certified else {}, Parts)
    except msgspec.ValidationError as error:
        yield Finding(Holds.NO, f"certificate: it does not say of what parts its run is: {error}")
        return
    found = list(evidence.edited(parts, file)) or ["its bytes, which say the same"]
    yield from _named("run: other than certified: ", found)


def _journals(run: Run, folder: Path) -> Iterator[Finding]:
    """Whether each journal is the one that its scenario has left, and there are no others."""
    wrong, names = [], set()
    for row, content in evidence.journals_of(run, folder):
        assert row.journal is not None  # noqa: S101 - those that have one
        names.add(row.journal.file)
        if isinstance(content, EvidenceError):
            wrong.append(f"{row.journal.file} of {row.id}: {content}")
        elif hashlib.sha256(content).hexdigest() != row.journal.sha256:
            wrong.append(f"{row.journal.file} of {row.id}: has been edited")
    try:
        wrong += [f"{name}: of no scenario of the run" for name in sorted(_files(folder) - names)]
    except OSError as error:
        wrong = [f"{folder}: cannot be read: {error.strerror}"]
    yield from _named("journal: ", wrong)
    if not wrong:
        yield Finding(Holds.YES, f"journals: {len(names)} files in {folder} are those that the run names")


def _suite(run: Run, here: Here) -> Finding:
    if run.suite == here.suite:
        return Finding(Holds.YES, f"suite: {run.suite.version}, as it is installed here")
    others = [name for name in Suite.__struct_fields__ if getattr(run.suite, name) != getattr(here.suite, name)]
    return Finding(
        Holds.UNKNOWN,
        f"suite: {run.suite.version}; other than in the one installed here, {here.suite.version}: {', '.join(others)};"
        f" to judge the run and its journals again, install {DISTRIBUTION}=={run.suite.version}",
    )


def _again(file: RunFile, said: Statement, case: Case, here: Here, *, is_same: bool) -> Iterator[Finding]:
    """Say all once more, and compare."""
    run = file.run
    if reason := refusal(run):
        yield Finding(Holds.NO, f"run: there is no certificate for it: {reason}")
        return
    try:
        rule_set, digest = here.rule_sets(run.asked.rule_set)
    except ValueError as error:
        yield Finding(Holds.NO if is_same else Holds.UNKNOWN, f"rule set: {error}")
        return
    certified = said.configured("rule set")
    if not is_same and certified and certified.digest != DigestSet(digest):
        yield Finding(Holds.UNKNOWN, f"rule set: {rule_set.name} is another one here than in that suite")
        return
    yield from _statement(file, said, case.journals, rule_set, digest)
    if is_same:
        yield _verdict(run, here.ledger, rule_set)
        differences = list(here.replay(run, case.journals))
        yield from _named("replay: ", differences)
        if not differences:
            yield Finding(Holds.YES, "replay: steps and laws, judged again from the journals, come to the same")


def _statement(file: RunFile, said: Statement, journals: Path, rule_set: RuleSet, digest: str) -> Iterator[Finding]:
    """Whether the certificate says of its evidence what is so."""
    tested = file.run.tested
    assert tested is not None  # noqa: S101 - else there was a reason to refuse it
    try:
        digests = Digests(digest, evidence.digest_of_journals(file.run, journals))
    except EvidenceError:
        return  # told already
    differences = list(statement.differing(said, statement.statement_of(file, tested, rule_set, digests)))
    yield from _named("certificate: other than its evidence: ", differences)
    if not differences:
        yield Finding(Holds.YES, "certificate: it says what its evidence says")


def _verdict(run: Run, ledger: Ledger, rule_set: RuleSet) -> Finding:
    found = judged_again(run, ledger, rule_set)
    if found == run.verdict:
        return Finding(Holds.YES, f"verdict: {found.sentence}")
    return Finding(Holds.NO, f"verdict: the rows come to another one: {found.sentence if found else 'no profile'}")


def judged_again(run: Run, ledger: Ledger, rule_set: RuleSet) -> Verdict | None:
    """The verdict on the rows of a run; None where it has no profile that there is."""
    profile = PROFILES.get(run.asked.profile)
    if profile is None:
        return None
    terms = Terms(ledger.of(profile.roles), rule_set, profile.name, Deviations(tuple(run.deviations)))
    return judge(run.rows, terms, whole=run.whole)


def _named(before: str, wrong: list[str]) -> Iterator[Finding]:
    yield from (Finding(Holds.NO, f"{before}{each}") for each in islice(wrong, MAX_NAMED))
    if (rest := len(wrong) - MAX_NAMED) > 0:
        yield Finding(Holds.NO, f"{before}{rest} more")


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
