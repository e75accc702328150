"""Record what real tools say of each specimen of the corpus, and what they leave of it on the disk.

python -m tests.fakes.releases.packages.record JDK17 JDK25
"""

import argparse
import sys
from pathlib import Path

import msgspec

from fakes.releases.packages.corpus import CORPUS
from fakes.releases.packages.recorded import FILE, Recorded, Verdict
from tests.fakes.releases.packages.extractors import by_python, by_unzip, digest
from tests.fakes.releases.packages.jdk import Jdk


def main() -> int:
    """Record all of them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for version in (17, 25):
        options.add_argument(f"jdk{version}", type=Path, help=f"the folder of JDK {version}")
    jdks = options.parse_args()
    found = record(Jdk(jdks.jdk17), Jdk(jdks.jdk25))
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    return 0


def record(jdk17: Jdk, jdk25: Jdk) -> dict[str, Recorded]:
    """What they all say of the corpus."""
    packages = [specimen.make() for specimen in CORPUS]
    said = zip(
        map(verdict, jdk17.verdicts(packages)),
        map(verdict, jdk25.verdicts(packages)),
        map(digest, jdk17.extracted(packages)),
        map(digest, map(by_unzip, packages)),
        map(digest, map(by_python, packages)),
        strict=True,
    )
    return {specimen.name: Recorded(*each) for specimen, each in zip(CORPUS, said, strict=True)}


def verdict(is_accepted: bool) -> Verdict:  # noqa: FBT001 - what a JDK says
    """The word for it."""
    return Verdict.ACCEPTED if is_accepted else Verdict.REFUSED


if __name__ == "__main__":
    sys.exit(main())
