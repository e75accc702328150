"""What a JDK says of packages: its jarsigner by the documented command (rule SIG-JARSIGNER), and its jar."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from fakes.releases.packages.pki import default_pki
from tests.fakes.releases.packages.extractors import AS_FAR_AS_16_MB, ENVIRONMENT, Tree, tree_of

BATCH = Path(__file__).with_name("Batch.java")
EXPORTED = "jdk.jartool/sun.security.tools.jarsigner=ALL-UNNAMED"
JVM = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-Duser.timezone=UTC"]
"""Quick to start, and in the words that are looked for."""
PASSWORD = "changeit"
PROTECTION = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(1).build(PASSWORD.encode())
"""Of stores that hold no secret: what protects better takes longer to open than a package to verify."""
VERIFY = ["-verify", "-verbose", "-certs", "-strict", "-storepass", PASSWORD, "-keystore"]
LOGS_EXITS = 21
"""From this JDK on `Batch.java` needs no security manager, which later ones do not have (JEP 486)."""


@dataclass(frozen=True)
class Jdk:
    """A JDK in a folder."""

    home: Path

    @cached_property
    def version(self) -> int:
        """Such as 17."""
        (version,) = re.findall(r'^JAVA_VERSION="(\d+)', (self.home / "release").read_text(), re.MULTILINE)
        return int(version)

    def jarsigner(self, calls: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
        """The exit code and the output of each call with these arguments."""
        with _files(["\n".join(call).encode() for call in calls]) as files:
            self._batch("jarsigner", files)
            return list(map(_result, files))

    def verdicts(self, packages: Sequence[bytes]) -> list[bool]:
        """Which of the packages the documented command takes, with the usual root trusted."""
        with _files(packages) as files, TemporaryDirectory() as folder:
            trust = Path(folder, "trust.p12")
            trust.write_bytes(truststore())
            return [is_verified(*each) for each in self.jarsigner([[*VERIFY, str(trust), str(file)] for file in files])]

    def extracted(self, packages: Sequence[bytes]) -> list[Tree]:
        """What its `jar xf` leaves of each package."""
        with _files(packages) as files:
            self._batch("jar", files)
            return [tree_of(Path(f"{file}.tree")) for file in files]

    def _batch(self, tool: str, files: Sequence[Path]) -> None:
        manager = ["-Djava.security.manager=allow"] if self.version < LOGS_EXITS else []
        java = [str(self.home / "bin" / "java"), *JVM, *manager, "--add-exports", EXPORTED, str(BATCH)]
        with TemporaryDirectory() as folder:
            command = [*AS_FAR_AS_16_MB, *java, tool, str(files[0].parent)]
            subprocess.run(command, cwd=folder, capture_output=True, check=True, env=ENVIRONMENT)


def is_verified(code: int, output: str) -> bool:
    """The exit code is not enough: it is 0 for a package that was never signed."""
    return code == 0 and "jar verified." in output.splitlines()


def truststore() -> bytes:
    """The usual root, for `-keystore`."""
    anchor = pkcs12.PKCS12Certificate(default_pki().root.certificate, b"root")
    return pkcs12.serialize_java_truststore([anchor], PROTECTION)


needs_jdk = pytest.mark.needs("jarsigner", "jar", "java")
JDK25 = Jdk(Path(os.environ.get("MIDCERT_JDK25") or "/usr/lib/jvm/temurin-25-jdk-amd64"))
needs_jdk25 = pytest.mark.skipif(not JDK25.home.is_dir(), reason="MIDCERT_JDK25 names no folder of a JDK 25")


def on_the_path() -> Jdk:
    """The JDK whose jarsigner is on the PATH."""
    jarsigner = shutil.which("jarsigner")
    if jarsigner is None:
        raise LookupError("no jarsigner on the PATH")
    return Jdk(Path(jarsigner).resolve().parents[1])


@contextmanager
def _files(contents: Sequence[bytes]) -> Iterator[list[Path]]:
    """Files of these contents, alone in a folder."""
    with TemporaryDirectory() as folder:
        files = [Path(folder, str(number)) for number in range(len(contents))]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        yield files


def _result(file: Path) -> tuple[int, str]:
    """The exit code, which stands in the last line, and the lines before it."""
    output, code = Path(f"{file}.txt").read_text(errors="replace").rstrip("\n").rsplit("\n", 1)
    return int(code), output
