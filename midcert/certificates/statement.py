"""What a certificate says: an in-toto Statement v1 with the predicate `test-result`.

It is a function of the run and of the digests of its evidence, so that whoever has these can say all of it again. The
formats are https://github.com/in-toto/attestation, spec/v1 and spec/predicates/test-result.md; what they leave to us
stands in annotations. The JSON Schema is docs/certificate.schema.json, made by
`python -m midcert.certificates.statement > docs/certificate.schema.json`.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct, field

from midcert.certificates.evidence import RunFile
from midcert.protocol.values import Json
from midcert.results.outcomes import Outcome
from midcert.results.run import Implementation, Run
from midcert.rules.ledger import Level
from midcert.rules.rule_sets import RuleSet

STATEMENT_TYPE: Final = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE: Final = "https://in-toto.io/attestation/test-result/v0.1"
PASSED: Final = "PASSED"
UNKNOWN = "unknown: the digest is that of what the target says of itself"
"""What is said of a target of which nobody has seen more than its answers."""

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="in hexadecimal")]


class StatementError(ValueError):
    """A text is no such statement; the message says why, in one line."""


class DigestSet(Struct, frozen=True, forbid_unknown_fields=True):
    """What identifies something."""

    sha256: Digest


class Descriptor(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that is spoken of (in-toto's ResourceDescriptor)."""

    name: str
    digest: DigestSet | None = None
    annotations: dict[str, Any] = {}


class Subject(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of what has been certified: an image, or a file."""

    name: str
    digest: DigestSet
    annotations: dict[str, Any] = {}
    """Where the implementation itself is unknown, that it is."""


class TestResult(Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """The predicate."""

    result: Literal["PASSED"]
    """A run that is not conformant gets no certificate."""
    configuration: list[Descriptor]
    """The target and how it was asked, the suite, and the evidence."""
    passed_tests: list[str]
    """The ids of the scenarios that decide; those that need not apply to the target are left out."""


class Statement(Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """What a certificate says."""

    type: Literal["https://in-toto.io/Statement/v1"] = field(name="_type")
    subject: Annotated[list[Subject], Meta(min_length=1)]
    predicate_type: Literal["https://in-toto.io/attestation/test-result/v0.1"]
    predicate: TestResult

    def configured(self, name: str) -> Descriptor | None:
        """What the configuration says of something."""
        return next((each for each in self.predicate.configuration if each.name == name), None)


@dataclass(frozen=True)
class Digests:
    """What identifies the evidence, and the terms."""

    rule_set: str
    """SHA-256 of the file of the rule set."""
    journals: str
    """SHA-256 of all journals, as `evidence` makes it."""


def statement_of(file: RunFile, tested: Implementation, rule_set: RuleSet, digests: Digests) -> Statement:
    """All that is said of a conformant run."""
    run = file.run
    passed = [row.id for row in run.rows if row.level is Level.REQUIRED and row.outcome is Outcome.PASSED]
    return Statement(
        STATEMENT_TYPE,
        list(_subjects(tested)),
        PREDICATE_TYPE,
        TestResult(
            PASSED,
            [
                Descriptor("target", annotations=_target(tested)),
                Descriptor("terms", annotations=_terms(run)),
                Descriptor("suite", DigestSet(run.suite.code), {"version": run.suite.version}),
                Descriptor("features", DigestSet(run.suite.features)),
                Descriptor("rules", DigestSet(run.suite.rules)),
                Descriptor("rule set", DigestSet(digests.rule_set), {"version": rule_set.name}),
                Descriptor("run", DigestSet(file.sha256), msgspec.to_builtins(file.parts)),
                Descriptor("journals", DigestSet(digests.journals), {"files": _counted(run)}),
            ],
            [each for each in passed if rule_set.has(each)],
        ),
    )


def written(statement: Statement) -> bytes:
    """The statement as JSON."""
    return msgspec.json.encode(statement)


def read(content: bytes) -> Statement:
    """The statement that `written` has written.

    Raises:
        StatementError: It is none.
    """
    try:
        return msgspec.json.decode(content, type=Statement)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise StatementError(f"no statement of a certificate: {error}") from None


def differing(certified: Statement, found: Statement) -> Iterator[str]:
    """In what two statements differ, by its name."""
    if certified.subject != found.subject:
        yield "the subject"
    names = [each.name for each in certified.predicate.configuration]
    expected = [each.name for each in found.predicate.configuration]
    if names != expected:
        yield f"what its configuration is about, which should be {', '.join(expected)}"
    else:
        yield from (name for name in names if certified.configured(name) != found.configured(name))
    if certified.predicate.passed_tests != found.predicate.passed_tests:
        yield "the scenarios that passed"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `written` writes."""
    (reference,), definitions = msgspec.json.schema_components([Statement], ref_template="#/$defs/{name}")
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "What a certificate says"}
    return {**draft, **reference, "$defs": definitions}


def _subjects(tested: Implementation) -> Iterator[Subject]:
    for each in tested.digests:
        yield Subject(each.name, DigestSet(each.sha256))
    if not tested.digests:
        said = json.dumps(_target(tested), sort_keys=True).encode()
        annotations = {"implementation": UNKNOWN}
        yield Subject(tested.where, DigestSet(hashlib.sha256(said).hexdigest()), annotations)


def _target(tested: Implementation) -> Json:
    about: Json = msgspec.to_builtins(tested)
    return {name: value for name, value in about.items() if name != "digests"}


def _terms(run: Run) -> Json:
    asked: Json = msgspec.to_builtins(run.asked)
    verdict, counts = run.verdict.sentence, msgspec.to_builtins(run.verdict.counts)
    return {**asked, "began": run.began, "verdict": verdict, "counts": counts}


def _counted(run: Run) -> int:
    return sum(row.journal is not None for row in run.rows)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=1) + "\n")
