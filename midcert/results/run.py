"""A run as one value: what was tested, by which terms, what became of each scenario, and the verdict.

It is built once, written as JSON, and read again; reports, certificates and comparisons are functions of it. Its JSON
Schema is docs/run.schema.json, made by `python -m midcert.results.run > docs/run.schema.json`.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct

from midcert.results.deviations import Deviation
from midcert.results.part import Part
from midcert.results.row import Row
from midcert.results.verdict import Verdict

DISTRIBUTION = "mid-server-upgrade-conformance"
"""What the suite is installed as."""
FORMAT: Final = 1
"""The version of the format; a reader refuses another one."""

SHOWN_DIGITS = 12
"""Of a digest, to people; the run itself has all."""


class RunFileError(ValueError):
    """A file holds no run; the message says why, in one line."""


class Suite(Struct, frozen=True):
    """Which suite ran."""

    version: str
    features: str
    """SHA-256 of the feature files, in hexadecimal: names and contents, in the order of their names."""
    rules: str
    """SHA-256 of features/rules.toml."""
    code: str
    """SHA-256 of the suite's own modules in Python."""


class Digest(Struct, frozen=True):
    """What identifies a part of an implementation."""

    name: str
    """A file, such as "mine/adapter.py", or an image, as in "mine:1 (image id)"."""
    sha256: str
    """In hexadecimal."""


class Implementation(Struct, frozen=True):
    """The implementation under test, and how it was reached."""

    where: str
    """As the user named it, without a login."""
    transport: str
    """py, cmd, http, https or image."""
    name: str
    version: str
    protocol: int
    roles: list[str]
    time: str
    """The time mode: advance, service or real."""
    capabilities: list[str]
    digests: list[Digest] = msgspec.field(default_factory=list)
    """As they were when the run began; empty where nothing is known of it, as of what is behind a URL."""

    @property
    def identity(self) -> str:
        """Its digests on one line, each by its beginning, such as "mine/adapter.py 3b0c44298fc1"."""
        return ", ".join(f"{each.name} {each.sha256[:SHOWN_DIGITS]}" for each in self.digests) or "unknown"


class Asked(Struct, frozen=True):
    """The terms of the run."""

    rule_set: str
    profile: str
    """Empty where there was no target."""
    platforms: list[str]
    """On which hosts MID Servers ran where a scenario names none."""
    seed: int | None
    given: list[str]
    """The options that were given and not left at their defaults, such as "seed"."""


class RuleHead(Struct, frozen=True):
    """A Rule of a feature file."""

    name: str
    id: str | None
    description: str


class FeatureHead(Struct, frozen=True):
    """What stands in a feature file besides its scenarios."""

    file: str
    name: str
    description: str
    rules: list[RuleHead]


class Run(Struct, frozen=True, kw_only=True):
    """A run of the suite."""

    format: Literal[1] = FORMAT
    suite: Suite
    began: str
    """When, in UTC, such as "2026-11-24T12:00:00Z"."""
    whole: bool
    """Whether every scenario of the suite was collected and started; never of a part."""
    part: Part | None = None
    """Of what it is a part; None unless it is one."""
    tested: Implementation | None
    """None where only the scenarios themselves were tried."""
    asked: Asked
    deviations: list[Deviation]
    """The implementer's own list."""
    features: list[FeatureHead]
    """Those that were collected, in the order of their files."""
    rows: list[Row]
    """A row for each scenario that was started, in the order of the files and of the scenarios in them."""
    verdict: Verdict


def written(run: Run) -> str:
    """The run as JSON, one field a line."""
    return json.dumps(msgspec.to_builtins(run), indent=1, ensure_ascii=False) + "\n"


def read(path: Path) -> Run:
    """A run from the file that `written` has filled.

    Raises:
        RunFileError: The file cannot be read, or is no run of this format.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RunFileError(f"{path}: cannot be read: {error.strerror}") from None
    try:
        return decoded(content)
    except RunFileError as error:
        raise RunFileError(f"{path}: {error}") from None


def decoded(content: bytes) -> Run:
    """A run from what `written` makes, in UTF-8.

    Raises:
        RunFileError: It is no run of this format.
    """
    try:
        return msgspec.json.decode(content, type=Run)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise RunFileError(f"no run of format {FORMAT}: {error}") from None


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `written` writes."""
    (reference,), definitions = msgspec.json.schema_components([Run], ref_template="#/$defs/{name}")
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A run of the suite"}
    return {**draft, **reference, "$defs": definitions}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=1) + "\n")
