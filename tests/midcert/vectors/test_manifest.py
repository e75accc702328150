import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from fakes.releases.packages.recorded import Verdict
from midcert.rules.ledger import Level, load_ledger
from midcert.run.layout import FEATURES, ROOT
from midcert.vectors.manifest import MANIFEST, VectorsError, read, schema, vectors, written

VECTORS = vectors().vectors


def test_the_schema_is_the_published_one_and_the_manifest_keeps_it() -> None:
    published = json.loads((ROOT / "docs" / "vectors.schema.json").read_text("utf-8"))
    assert published == schema(), "python -m midcert.vectors.manifest > docs/vectors.schema.json"
    jsonschema.validate(json.loads(written(vectors())), published)


def test_what_is_required_is_what_both_jdks_say() -> None:
    for vector in VECTORS:
        if vector.level == Level.REQUIRED:
            assert vector.jdk17 == vector.jdk25 == vector.expected, vector.fault
        elif vector.expected == Verdict.REFUSED:
            assert Verdict.ACCEPTED in (vector.jdk17, vector.jdk25), vector.fault


def test_every_vector_has_a_file_of_its_own_and_a_rule_that_there_is() -> None:
    assert len({vector.file for vector in VECTORS}) == len(VECTORS)
    rules = load_ledger(FEATURES / "rules.toml").rules
    assert {vector.rule for vector in VECTORS if vector.rule} <= rules.keys()
    assert all(vector.rule or vector.expected == Verdict.ACCEPTED for vector in VECTORS)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "cannot be read"),
        (b"{", "is no manifest"),
        (msgspec.json.encode(msgspec.structs.replace(vectors(), format=2)), "is of format 2, and not of 1"),
    ],
)
def test_a_manifest_that_is_none_is_refused(content: bytes | None, reason: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(VectorsError, match=reason):
        read(tmp_path)
