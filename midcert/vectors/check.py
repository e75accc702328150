"""Run somebody's verifier on each vector, and tell where it says something else."""

import re
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fakes.releases.packages.recorded import Verdict
from midcert.rules.ledger import Level
from midcert.vectors.manifest import Vector, Vectors, VectorsError

PLACE = re.compile(r"\{(package|at|anchors|truststore|reply)\}")
"""What a command may name."""
VERDICTS = {0: Verdict.ACCEPTED, 1: Verdict.REFUSED}
"""By the exit code of the command."""


@dataclass(frozen=True)
class Said:
    """What a command has said of one vector: a verdict, or what went wrong instead."""

    vector: Vector
    verdict: Verdict | str

    @property
    def agrees(self) -> bool:
        """Whether it is what was expected."""
        return self.verdict == self.vector.expected

    @property
    def is_required(self) -> bool:
        """Whether it has to be."""
        return self.vector.level == Level.REQUIRED


@dataclass(frozen=True)
class Check:
    """A command that verifies packages, and the folder of the vectors.

    Attributes:
        words: The words of the command, with placeholders such as {package}.
        folder: Where the vectors are.
        manifest: What the folder holds.
        limit: How many seconds the command may take for one package, which is a guard against hanging and no measure.
    """

    words: Sequence[str]
    folder: Path
    manifest: Vectors
    limit: float

    def said(self) -> Iterator[Said]:
        """What the command says of each vector, one after the other."""
        for vector in self.manifest.vectors:
            yield Said(vector, self._verdict(vector))

    def _verdict(self, vector: Vector) -> Verdict | str:
        try:
            done = subprocess.run(  # noqa: S603 - the command is the user's own
                self.command(vector), capture_output=True, check=False, timeout=self.limit
            )
        except subprocess.TimeoutExpired:
            return f"nothing within {self.limit:g} seconds"
        except OSError as error:
            raise VectorsError(f"{self.words[0]} cannot be run: {error.strerror}") from None
        return VERDICTS.get(done.returncode, f"exit code {done.returncode}")

    def command(self, vector: Vector) -> list[str]:
        """What is run for a vector."""
        values = {
            "package": str(self.folder / vector.file),
            "at": vector.at,
            "anchors": str(self.folder / self.manifest.anchors),
            "truststore": str(self.folder / self.manifest.truststore),
            "reply": str(self.folder / vector.reply) if vector.reply else "",
        }
        return [PLACE.sub(lambda place: values[place[1]], word) for word in self.words]


def words_of(command: str) -> list[str]:
    """The words of a command line.

    Raises:
        VectorsError: It is none, or does not name the package.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise VectorsError(f"--check {command}: {error}") from None
    if not any("{package}" in word for word in words):
        raise VectorsError("--check: {package} does not stand in the command, so it cannot know what to verify")
    return words


def table(differing: Sequence[Said]) -> Iterator[str]:
    """What differs, the worst first: required before interpreted, what was taken before what was refused."""
    for level in (Level.REQUIRED, Level.INTERPRETED):
        of_level = [said for said in differing if said.vector.level == level]
        if not of_level:
            continue
        yield f"{level.value}:"
        yield "| said | expected | package | reason | rule |"
        yield "| --- | --- | --- | --- | --- |"
        for said in sorted(of_level, key=lambda said: said.verdict != Verdict.ACCEPTED):
            vector = said.vector
            yield f"| {said.verdict} | {vector.expected} | {vector.fault} | {vector.reason} | {vector.rule} |"
        yield ""


def summary(said: Sequence[Said]) -> str:
    """How many agree, in one line."""
    of_level = {
        level: [each.agrees for each in said if each.vector.level == level]
        for level in (Level.REQUIRED, Level.INTERPRETED)
    }
    return "; ".join(f"{sum(agree)} of {len(agree)} {level.value} agree" for level, agree in of_level.items())
