"""A `py:` factory in a process of its own, as `midcert serve-target` and a cmd: target meet there."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import urllib3

from fakes.errors import NotVerifiedError, TargetCrashedError
from fakes.network.backends import AtUrl
from fakes.network.http_types import NetworkFault, Request, Response
from midcert.adapter.serve import instance_of
from midcert.protocol.handler import System
from midcert.protocol.loopback import Loopback
from midcert.targets import CheckedTarget
from midcert.targets.command import Command
from tests.midcert.planes import OneHost

ROOT = Path(__file__).parents[3]
NOW = "2020-07-01T00:00:00.000Z"
SURROUNDINGS: dict[str, Any] = {
    "scenario": "s",
    "now": NOW,
    "download_site": "https://install.service-now.com",
    "network_timeout": 0.2,
    "trust_anchors": [],
}
INSTANCE = {
    "buildstamp": "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720",
    "builds": [],
    "administrator": {"user": "admin", "password": "admin"},
    "seed": 1,
}
OWN = """
import os, sys
from midcert.adapter.reference import Adapter

print("the factory's module prints")

class Own(Adapter):
    def start(self, mid, agent_folder):
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
        return {"next": None}

    def upgrade(self, to):
        sys.exit("leaving\\x1b[1m now")
"""
Serve = Callable[[str], CheckedTarget]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Serve]:
    """Serve a factory; `own:Own` is the one above."""
    (tmp_path / "own.py").write_text(OWN, "utf-8")
    paths = [str(ROOT), str(tmp_path)]
    starts = f"import sys; sys.path[:0] = {paths}; from midcert.commands.cli import main; sys.exit(main())"
    made: list[CheckedTarget] = []

    def serve(spec: str) -> CheckedTarget:
        made.append(CheckedTarget(spec, Command([sys.executable, "-c", starts, "serve-target", spec], 60.0)))
        return made[-1]

    yield serve
    for each in made:
        each.close()


def test_only_answers_go_to_standard_output_whoever_prints(served: Serve) -> None:
    target, plane = served("py:own:Own"), OneHost(free_space=5)
    target.connect(plane)
    assert target.describe().name == "reference implementation"
    assert target.send("setup", **SURROUNDINGS) == {}
    assert target.send("start", mid="berlin", agent_folder="/opt") == {}
    assert target.send("advance", to=NOW) == {"next": None}
    assert plane.asked == ["free_bytes"]
    with pytest.raises(NotVerifiedError, match=r"^the target does not support this: it never stops$"):
        target.send("stop", mid="berlin")
    with pytest.raises(TargetCrashedError, match=r"^notify: ValueError: not\nnow$"):
        target.send("notify", mid="berlin")
    printed = ["print", "write", "descriptor", "a child", "free: {'result': 5}"]
    assert sorted(target.errors().splitlines()) == sorted(printed)
    target.send("setup", **SURROUNDINGS)
    assert target.errors() == ""
    with pytest.raises(TargetCrashedError) as caught:
        target.send("upgrade", to="orlando")
    assert str(caught.value) == "the process ended with 1 during upgrade; it said:\nleaving now"


def test_the_reference_plays_an_instance_over_loopback(served: Serve) -> None:
    target = served("py:midcert.adapter:Adapter")
    url = target.send("setup", **SURROUNDINGS, instance=INSTANCE)["instance_url"]
    server, request = target.instance(60.0), Request("GET", "https://instance.service-now.com/api/now/table/ecc_agent")
    answer = server(request)
    assert url.startswith("http://127.0.0.1:")
    assert isinstance(answer, Response)
    assert answer.status == 401
    target.send("teardown")
    assert server(request) == Response(503, b"", getattr(server(request), "headers", {}))
    assert target.send("setup", **SURROUNDINGS) == {}
    assert target.send("setup", **SURROUNDINGS, instance=INSTANCE) == {"instance_url": url}
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


class Shouting:
    """A handler whose instance tells what it was asked."""

    def __init__(self, _: System) -> None:
        pass

    def __call__(self, message: Mapping[str, Any], /) -> Mapping[str, Any]:
        return message

    def instance_application(self, environ: Mapping[str, Any], start_response: Callable[..., object]) -> list[bytes]:
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        asked = f"{environ['wsgi.url_scheme']}://{environ['HTTP_HOST']}"
        start_response("207 Some", [("Content-Length", str(len(sent))), ("X-Asked", asked)])
        return [sent.upper()]


def test_requests_reach_the_instance_through_one_socket_after_another() -> None:
    server = Loopback(instance_of(Shouting(lambda _: {})))
    url = server.url()
    assert server.url() == url
    with urllib3.PoolManager() as pool:
        for body in (b"a", b"b"):
            answer = pool.request("POST", url, body=body)
            assert (answer.status, answer.data) == (207, body.upper())
        assert pool.connection_from_url(url).num_connections == 1
    server.close()


def test_the_instance_behind_the_front_hears_by_which_address_it_was_asked() -> None:
    server = Loopback(instance_of(Shouting(lambda _: {})))
    with contextlib.closing(AtUrl(server.url(), 5)) as way:
        answer = way(Request("GET", "https://instance.service-now.com/"))
    server.close()
    assert isinstance(answer, Response)
    assert answer.headers["X-Asked"] == "https://instance.service-now.com"
