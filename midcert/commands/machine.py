"""What this machine has of what the suite can use: for `midcert doctor --self`."""

import importlib.metadata
import platform
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from midcert.commands.about import about
from midcert.protocol.web_server import WebServer
from midcert.rules.rule_sets import RuleSetError

LIMIT_SECONDS = 60.0
"""Real time for a program that is asked for its version: a guard against hanging."""
NUMBER = re.compile(r"\d+(\.\d+)+")
APT = "apt-get install"
SECOND_OPINION = "a second opinion of signed packages, in the suite's own tests"


@dataclass(frozen=True)
class Need:
    """Something without which nobody certifies."""

    says: str
    lacks: str = ""
    """What is wrong with it; empty where it is there."""


def needs() -> Iterator[Need]:
    """What certifying needs beside the packages that were installed with midcert."""
    yield Need(f"Python {platform.python_version()}")
    for says, look in {
        "the suite and its rule sets": about,
        "a port on loopback": _listen,
        "a folder for temporary files": _write_file,
    }.items():
        try:
            found = look()
        except (OSError, RuleSetError, importlib.metadata.PackageNotFoundError) as error:
            yield Need(says, str(error) or type(error).__name__)
        else:
            yield Need(f"{says}: {found}")


@dataclass(frozen=True)
class Tool:
    """Something that is of use, and that certifying does without."""

    name: str
    command: Sequence[str]
    """Which prints its version; empty for a package of Python."""
    serves: str
    """What it is for."""
    to_get: str

    def found(self) -> str:
        """Its name and version; empty where it is not there, or does not work."""
        said = _printed(self.command) if self.command else _installed(self.name)
        number = NUMBER.search(said)
        return f"{self.name} {number[0]}" if number else ""


TOOLS = (
    Tool("pytest-xdist", (), "spreading a run over processes, as in pytest -p xdist -n 2", "pip install pytest-xdist"),
    Tool(
        "container engine",
        ("docker", "version", "--format", "{{.Server.Version}}"),
        "targets that are images",
        "install Docker or Podman, with the command docker",
    ),
    Tool("Node.js", ("node", "--version"), "the adapters of init-adapter --lang node", f"{APT} nodejs"),
    Tool(
        "JDK",
        ("jar", "--version"),
        SECOND_OPINION,
        f"{APT} openjdk-17-jdk-headless",
    ),
    Tool("OpenSSL", ("openssl", "version"), SECOND_OPINION, f"{APT} openssl"),
    Tool("unzip", ("unzip", "-v"), SECOND_OPINION, f"{APT} unzip"),
    Tool(
        "Chromium",
        ("chromium", "--version"),
        "looking at the page of a run, in the suite's own tests",
        f"{APT} chromium",
    ),
)


def _printed(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the commands of the table above
            command, capture_output=True, text=True, errors="replace", check=True, timeout=LIMIT_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout + done.stderr


def _installed(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _listen() -> str:
    server = WebServer(lambda _, __: [])
    try:
        return server.url()
    finally:
        server.close()


def _write_file() -> str:
    with tempfile.TemporaryFile() as file:
        file.write(b"midcert")
    return tempfile.gettempdir()
