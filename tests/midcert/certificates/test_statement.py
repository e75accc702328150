"""What a certificate says."""

import json

import jsonschema
import msgspec
import pytest

from midcert.certificates import evidence, statement
from midcert.certificates.statement import Digests, Statement, StatementError, read, schema, written
from midcert.results.run import Implementation
from midcert.run.layout import ROOT
from tests.midcert.certificates.made import IMPLEMENTATION, ROWS, RULE_SET, Kept


def of(kept: Kept, tested: Implementation) -> Statement:
    return statement.statement_of(evidence.run_file(kept.run), tested, RULE_SET, Digests("a" * 64, "b" * 64))


def test_the_schema_is_the_published_one_and_a_statement_keeps_it(kept: Kept) -> None:
    published = json.loads((ROOT / "docs" / "certificate.schema.json").read_text("utf-8"))
    assert published == schema(), "python -m midcert.certificates.statement > docs/certificate.schema.json"
    jsonschema.validate(json.loads(written(kept.statement())), published)


def test_what_is_written_is_read_again(kept: Kept) -> None:
    assert read(written(kept.statement())) == kept.statement()


def test_its_subject_is_each_file_of_the_target(kept: Kept) -> None:
    assert [(each.name, each.digest.sha256) for each in of(kept, IMPLEMENTATION).subject] == [
        ("own.py", "e" * 64),
        ("more.py", "f" * 64),
    ]


def test_what_is_behind_a_url_is_said_to_be_unknown(kept: Kept) -> None:
    there = msgspec.structs.replace(IMPLEMENTATION, where="http://localhost:8080", transport="http", digests=[])
    [subject] = of(kept, there).subject
    assert subject.name == "http://localhost:8080"
    assert subject.annotations["implementation"].startswith("unknown: ")
    [newer] = of(kept, msgspec.structs.replace(there, version="3")).subject
    assert newer.digest != subject.digest


def test_the_scenarios_that_passed_are_those_that_decide(kept: Kept) -> None:
    required = [each.id for number, each in enumerate(ROWS) if number % 4]
    assert kept.statement().predicate.passed_tests == required


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"_type": "https://in-toto.io/Statement/v0.1"}'])
def test_what_is_none_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(StatementError) as caught:
        read(content)
    assert str(caught.value).startswith("no statement of a certificate: ")
    assert "\n" not in str(caught.value)
