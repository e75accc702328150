"""A conformant run of a small suite with its journals, and certificates of it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner, SSlibKey

from midcert.certificates import envelope, evidence, statement
from midcert.certificates.statement import Digests, Statement
from midcert.certificates.verification import Case, Finding, Here, Holds, verified
from midcert.results.outcomes import Outcome
from midcert.results.row import JournalFile, Row
from midcert.results.run import Asked, Digest, Implementation, Run, Suite, written
from midcert.results.verdict import Terms, judge
from midcert.rules.ledger import Level
from midcert.rules.rule_sets import RuleSet
from tests.midcert.results import made
from tests.midcert.results.made import ledger, rule

SUITE = Suite("1.0", *(letter * 64 for letter in "abc"))
LEDGER = ledger(rule("A-ONE"), rule("B-ONE", Level.INTERPRETED))
SIGNER = CryptoSigner(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
KEY = SIGNER.public_key
RULE_SET_DIGEST = "d" * 64
IMPLEMENTATION = Implementation(
    "py:own:good",
    "py",
    "mine",
    "2",
    1,
    ["mid"],
    "advance",
    [],
    [Digest("own.py", "e" * 64), Digest("more.py", "f" * 64)],
)


def journal(number: int) -> str:
    """Five lines, of which one is a question with its answer."""
    entries = (
        f'{{"time": "2020-07-01T1{at}:00:00.000Z", "sequence": {at}, "actor": "{actor}", "kind": "{kind}",'
        f' "detail": {{"number": {number}, "answer": ["9-{number}"]}}}}\n'
        for at, (actor, kind) in enumerate(
            [("scenario", "given"), ("berlin", "http"), ("scenario", "then"), ("observer", "checks"), ("host", "file")]
        )
    )
    return "".join(entries)


def row(number: int, outcome: Outcome = Outcome.PASSED) -> Row:
    level, of = (Level.REQUIRED, "A-ONE") if number % 4 else (Level.INTERPRETED, "B-ONE")
    name = f"features/x.feature::test_{number}"
    content = journal(number).encode()
    file = JournalFile(f"{number}.jsonl", hashlib.sha256(content).hexdigest(), 5)
    return msgspec.structs.replace(made.row(outcome, of, level, node_id=name, name=f"S {number}"), journal=file)


ROWS = [row(number) for number in range(12)]
RULE_SET = RuleSet("1.0", frozenset(each.id for each in ROWS))


def run_of(rows: Iterable[Row] = ROWS, rule_set: RuleSet = RULE_SET, *, whole: bool = True) -> Run:
    rows = list(rows)
    return Run(
        suite=SUITE,
        began="2026-11-24T12:00:00Z",
        whole=whole,
        tested=IMPLEMENTATION,
        asked=Asked(rule_set.name, "mid", ["linux", "windows"], 7, ["journals", "run"]),
        deviations=[],
        features=[],
        rows=rows,
        verdict=judge(rows, Terms(LEDGER.of(frozenset({"mid"})), rule_set, "mid"), whole=whole),
    )


@dataclass(frozen=True)
class Kept:
    """A certificate in a folder, beside its evidence."""

    folder: Path

    @property
    def certificate(self) -> Path:
        return self.folder / "mine.json"

    @property
    def run(self) -> Path:
        return self.folder / "mine.run.json"

    @property
    def journals(self) -> Path:
        return self.folder / "mine.journals"

    def keep(self, run: Run, signer: CryptoSigner | None = SIGNER) -> "Kept":
        """Write the evidence, and the certificate of it."""
        self.journals.mkdir(parents=True, exist_ok=True)
        for each in run.rows:
            if each.journal:
                (self.journals / each.journal.file).write_text(
                    journal(int(each.journal.file.partition(".")[0])), "utf-8"
                )
        self.run.write_text(written(run), "utf-8")
        self.certificate.write_bytes(envelope.sealed(statement.written(self.statement()), signer))
        return self

    def statement(self) -> Statement:
        """What is said of the evidence as it lies there."""
        file = evidence.run_file(self.run)
        digests = Digests(RULE_SET_DIGEST, evidence.digest_of_journals(file.run, self.journals))
        assert file.run.tested is not None
        return statement.statement_of(file, file.run.tested, RULE_SET, digests)

    def findings(self, key: SSlibKey | None = KEY, here: Here | None = None) -> list[Finding]:
        return list(verified(Case(self.certificate, self.run, self.journals, key), here or HERE))

    def broken(self, key: SSlibKey | None = KEY) -> list[str]:
        """What is said of whatever does not hold."""
        return [each.says for each in self.findings(key) if each.holds is Holds.NO]


def rule_set(name: str) -> tuple[RuleSet, str]:
    if name != RULE_SET.name:
        raise ValueError(f"there is no rule set {name}")
    return RULE_SET, RULE_SET_DIGEST


HERE = Here(SUITE, LEDGER, rule_set, lambda _run, _journals: ())
