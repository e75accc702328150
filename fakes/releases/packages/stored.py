"""Packages that the real jarsigner has signed once and for all (rule SIG-PACKAGE-SHAPE).

What they hold is the Java runtime of Orlando. `python -m tests.fakes.releases.packages.sign_stored JDK17 JDK25` signs
them anew; that is needed only when what they hold has changed.
"""

from collections.abc import Mapping
from pathlib import Path

from fakes.releases.packages import jar
from fakes.releases.packages.kinds import Entries, Flaw

FOLDER = Path(__file__).parents[1] / "data" / "signed"
FILES = {
    "as jarsigner of JDK 17 has signed it": "jdk17.zip",
    "as jarsigner of JDK 25 has signed it": "jdk25.zip",
    "as jarsigner has signed it, with a timestamp whose certificates are in another order": "other_order.zip",
}


def _stored(file: str) -> Flaw:
    def read(entries: Entries) -> bytes:
        """The package, as long as it holds what it should."""
        package = (FOLDER / file).read_bytes()
        held = [(name, content) for name, content in jar.read(package) if not name.startswith("META-INF/")]
        if held != list(entries):
            raise ValueError(
                f"{file} holds something else; if it should not: python -m tests.fakes.releases.packages.sign_stored"
            )
        return package

    return read


STORED: Mapping[str, Flaw] = {words: _stored(file) for words, file in FILES.items()}
"""Good packages, by the words of the features."""
