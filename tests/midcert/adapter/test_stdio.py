"""A `py:` factory in a process of its own, as `midcert serve-target` and a cmd: target meet there."""

import dataclasses
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes.errors import NotVerifiedError, TargetCrashedError
from fakes.network.http_types import NetworkFault, Request, Response
from fakes.target import Login, PlayedInstance
from midcert.targets import LocatedTarget
from midcert.targets.command import CommandTransport
from tests.midcert.planes import NOON, SURROUNDINGS, OneHost

ROOT = Path(__file__).parents[3]
INSTANCE = PlayedInstance("orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720", [], Login("admin", "admin"), 1)
OWN = """
import os, sys
from midcert.adapter import Adapter

print("the factory's module prints")

class Own(Adapter):
    def start(self, mid, agent_folder, system):
        print("print", flush=True)
        sys.stdout.write("write\\n"); sys.stdout.flush()
        os.write(1, b"descriptor\\n")
        os.system("echo a child")

    def stop(self, mid):
        raise NotImplementedError("it never stops")

    def notify(self, mid):
        raise ValueError("not\\nnow")

    def advance(self, to):
        answer = self._system({"plane": "host", "mid": "berlin", "operation": "free_bytes", "arguments": {}})
        print("free:", answer, file=sys.stderr)

    def upgrade(self, to):
        sys.exit("leaving\\x1b[1m now")
"""
Serve = Callable[[str], LocatedTarget]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Serve]:
    """Serve a factory; `own:Own` is the one above."""
    (tmp_path / "own.py").write_text(OWN, "utf-8")
    paths = [str(ROOT), str(tmp_path)]
    starts = f"import sys; sys.path[:0] = {paths}; from midcert.commands.cli import main; sys.exit(main())"
    made: list[LocatedTarget] = []

    def serve(spec: str) -> LocatedTarget:
        made.append(LocatedTarget(spec, CommandTransport([sys.executable, "-c", starts, "serve-target", spec], 60.0)))
        return made[-1]

    yield serve
    for each in made:
        each.close()


def test_only_answers_go_to_standard_output_whoever_prints(served: Serve) -> None:
    target, plane = served("py:own:Own").describe(), OneHost(free_space=5)
    target.connect(plane)
    assert target.description.name == "reference implementation"
    target.setup(SURROUNDINGS)
    target.start("berlin", "/opt")
    assert target.advance(NOON) is None
    assert plane.asked == ["free_bytes"]
    with pytest.raises(NotVerifiedError, match=r"^the target does not support this: it never stops$"):
        target.stop("berlin")
    with pytest.raises(TargetCrashedError, match=r"^notify: ValueError: not\nnow$"):
        target.notify("berlin")
    printed = ["print", "write", "descriptor", "a child", "free: {'result': 5}"]
    assert sorted(target.errors().splitlines()) == sorted(printed)
    target.setup(SURROUNDINGS)
    assert target.errors() == ""
    with pytest.raises(TargetCrashedError) as caught:
        target.upgrade("orlando")
    assert str(caught.value) == "the process ended with 1 during upgrade; it said:\nleaving now"


def test_the_reference_plays_an_instance_over_loopback(served: Serve) -> None:
    target = served("py:midcert.adapter:Adapter").describe()
    target.setup(dataclasses.replace(SURROUNDINGS, instance=INSTANCE))
    server, request = target.instance(20.0), Request("GET", "https://instance.service-now.com/api/now/table/ecc_agent")
    answer = server(request)
    assert isinstance(answer, Response)
    assert answer.status == 401
    target.teardown()
    assert server(request) == Response(503, b"", getattr(server(request), "headers", {}))
    target.setup(SURROUNDINGS)
    with pytest.raises(TargetCrashedError, match="does not say at which URL"):
        target.instance(20.0)
    target.setup(dataclasses.replace(SURROUNDINGS, instance=INSTANCE))
    again = target.instance(20.0)(request)
    assert isinstance(again, Response)
    assert again.status == 401
    target.close()
    assert server(request) is NetworkFault.REFUSED


def test_a_factory_that_fails_says_why(served: Serve) -> None:
    with pytest.raises(
        TargetCrashedError, match=r"(?s)^the process ended with 1 during describe; it said:.*TypeError: "
    ):
        served("py:collections:OrderedDict.fromkeys").describe()


def test_a_target_that_is_not_there_says_so_on_one_line(served: Serve) -> None:
    with pytest.raises(TargetCrashedError) as caught:
        served("py:own:Nobody").describe()
    assert str(caught.value).splitlines()[-1] == (
        "midcert serve-target: py:own:Nobody: module 'own' has no attribute 'Nobody'"
    )
