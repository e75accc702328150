"""The public API has types: a type checker sees what an adapter of somebody else's does with it."""

import subprocess
import sys
from pathlib import Path

RIGHT = """
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from midcert.adapter import (
    Answer, Capability, Facts, GuestHost, GuestHttp, Handler, HostError, Interception, NetworkFault, NoAnswerError,
    Request, Response, Role, System, TimeMode, ask_network,
)


class Mine:
    instance_application = None

    def __init__(self, system: System) -> None:
        self.host = GuestHost(system, "berlin", lambda: datetime.now(UTC))
        self.http = GuestHttp(system, "berlin")
        self.interception = Interception(system, lambda: "berlin")
        self.system = system

    def __call__(self, message: Mapping[str, Any]) -> dict[str, Any]:
        if message["verb"] == "describe":
            about = {"name": "mine", "version": "1"}
            words = {"roles": [Role.MID], "time": TimeMode.ADVANCE, "capabilities": list(Capability)}
            return {"protocol": 1, "implementation": about, **words}
        return {}

    def content(self, path: str) -> bytes:
        try:
            facts: Facts = self.host.facts()
            return self.host.read(path) + facts.os.encode()
        except HostError:
            return b""

    def page(self, url: str) -> int:
        try:
            answer: Answer = self.http.ask("GET", url, {})
        except NoAnswerError:
            return 0
        return answer.status

    def location(self, url: str) -> str:
        found: Response | NetworkFault = ask_network(self.system, "berlin", Request("GET", url))
        return found.value if isinstance(found, NetworkFault) else found.headers.get("Location", "")


def target(system: System) -> Handler:
    return Mine(system)
"""
WRONG = """
from midcert.adapter import GuestHost, Handler, System


def size(host: GuestHost) -> str:
    return host.free_bytes()


def target(system: System) -> Handler:
    return system
"""


def checked(folder: Path, source: str) -> tuple[int, str]:
    """What mypy says of an adapter that lies in a folder of its own: whether it is wrong, and where."""
    (folder / "mine.py").write_text(source, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", "cache", "mine.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_right_adapter_passes(tmp_path: Path) -> None:
    assert checked(tmp_path, RIGHT) == (0, "Success: no issues found in 1 source file\n")


def test_a_wrong_one_does_not(tmp_path: Path) -> None:
    code, said = checked(tmp_path, WRONG)
    assert code == 1
    assert 'Incompatible return value type (got "int", expected "str")' in said
    assert said.count("error:") == 2
