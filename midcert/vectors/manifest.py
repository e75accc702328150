"""What a folder of vectors holds, as its vectors.json says it.

The JSON Schema is docs/vectors.schema.json, made by `python -m midcert.vectors.manifest > docs/vectors.schema.json`.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from fakes.releases.packages.corpus import CORPUS, Specimen
from fakes.releases.packages.kinds import SHAPE
from fakes.releases.packages.recorded import Recorded, Verdict, recorded
from midcert.rules.ledger import Level

FORMAT: Final = 1
"""The version of the format; a reader refuses another one."""
MANIFEST, SCHEMA, README = "vectors.json", "vectors.schema.json", "README.md"
ANCHORS, TRUSTSTORE = "anchors.pem", "anchors.p12"


class VectorsError(ValueError):
    """A folder cannot be used; the message says why, in one line."""


class Extracted(Struct, frozen=True):
    """What extractors leave of a package: SHA-256 over names and contents of files outside META-INF, or "nothing"."""

    jar: str
    """That of JDK 17."""
    unzip: str
    """UnZip 6.00."""
    python: str
    """`zipfile` of Python 3.11."""


class Vector(Struct, frozen=True):
    """One package, and what there is to say of it."""

    file: str
    """Its path in the folder."""
    fault: str
    """What is special about it; of a good one, too."""
    at: str
    """When it is verified, as RFC 3339 has it."""
    reply: str | None
    """The path of the OCSPResponse (DER) to the question about its signer's certificate that names the issuer by SHA-1
    and has no nonce; null where the responder cannot be asked, which a certificate that names none does not mind."""
    expected: Verdict
    reason: str
    """Why the reference refuses it; empty where it is good."""
    rule: str
    """The rule that says so, as `midcert list --explain RULE` explains it; empty where a good one is merely legal."""
    level: Level
    """Required is what JDK 17 and JDK 25 both refuse, and what has the documented shape; all else is interpreted."""
    jdk17: Verdict
    """What `jarsigner -verify -verbose -certs -strict` says of the package; it asks no responder."""
    jdk25: Verdict
    extracted: Extracted


class Vectors(Struct, frozen=True):
    """All packages of a folder, and the root that they hang from."""

    anchors: str
    """The path of the trusted certificates of signers and time-stamping authorities, in PEM."""
    truststore: str
    """The same for Java, as PKCS#12 with the password "changeit"."""
    vectors: list[Vector]
    format: int = FORMAT


def vectors() -> Vectors:
    """What the corpus comes to."""
    return Vectors(ANCHORS, TRUSTSTORE, list(_vectors()))


def _vectors() -> Iterator[Vector]:
    for number, specimen in enumerate(CORPUS, start=1):
        name, found = f"{number:03}-{_words(specimen.name)}", recorded()[specimen.name]
        yield Vector(
            file=f"packages/{name}.zip",
            fault=specimen.name,
            at=specimen.at.isoformat().replace("+00:00", "Z"),
            reply=f"replies/{name}.der" if specimen.told else None,
            expected=Verdict.ACCEPTED if specimen.is_good else Verdict.REFUSED,
            reason=specimen.reason,
            rule=specimen.rule,
            level=level_of(specimen, found),
            jdk17=found.jdk17,
            jdk25=found.jdk25,
            extracted=Extracted(found.jar, found.unzip, found.python),
        )


def level_of(specimen: Specimen, found: Recorded) -> Level:
    """How binding the verdict on a specimen is."""
    is_shown = specimen.rule == SHAPE and found.accepted_by_both
    return Level.REQUIRED if is_shown or (not specimen.is_good and found.refused_by_both) else Level.INTERPRETED


def _words(name: str) -> str:
    """A name as it may stand in the name of a file."""
    kept = "".join(each for each in name if each.isalnum() or each == " ")
    return "-".join(kept.split())


def written(manifest: Vectors) -> str:
    """The manifest as JSON, one field a line."""
    return json.dumps(msgspec.to_builtins(manifest), indent=1) + "\n"


def read(folder: Path) -> Vectors:
    """The manifest of a folder that `midcert vectors` has written.

    Raises:
        VectorsError: There is none of this format.
    """
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Vectors)
    except OSError as error:
        raise VectorsError(f"{folder / MANIFEST} cannot be read: {error.strerror}") from None
    except msgspec.DecodeError as error:
        raise VectorsError(f"{folder / MANIFEST} is no manifest of format {FORMAT}: {error}") from None
    if manifest.format != FORMAT:
        raise VectorsError(f"{folder / MANIFEST} is of format {manifest.format}, and not of {FORMAT}")
    return manifest


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `written` writes."""
    (reference,), definitions = msgspec.json.schema_components([Vectors], ref_template="#/$defs/{name}")
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Signed packages as test vectors"}
    return {**draft, **reference, "$defs": definitions}


def schema_text() -> str:
    """The same as it is written down."""
    return json.dumps(schema(), indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
