"""A target in a container: what midcert starts, within which bounds, and that nothing of it stays."""

import contextlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from docker.models.containers import Container

from midcert.results.outcomes import ExitCode
from midcert.results.run import Digest, read
from midcert.run.layout import ROOT
from midcert.targets import TargetSpecError, locate
from midcert.targets.engine import LABEL, NOBODY
from midcert.targets.located import Access
from tests.forked import Interpreter
from tests.images import IN_A_CONTAINER, Images

LONG_SECONDS = 60.0
"""A guard against hanging."""
SCENARIO = "features/03_upgrade_methods/hourly_check.feature::test_a_day_has_24_checks"
SERVER = """
import http.server, json, os, sys

class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer(self, message["verb"])

    def say(self, said):
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def describe(self, version):
        me = {"name": "mine", "version": version}
        self.say({"ok": {"protocol": 1, "implementation": me, "roles": ["mid"], "time": "advance", "capabilities": []}})

    def log_message(self, *_):
        pass

def serve():
    http.server.HTTPServer(("0.0.0.0", 8080), Server).serve_forever()

"""
DIES = """
def answer(server, verb):
    if verb == "describe":
        return server.describe("1")
    print("no heart", file=sys.stderr)
    os._exit(3)
serve()
"""
CONFINED = """
def writes(path):
    try:
        open(path, "w").close()
    except OSError as error:
        return error.strerror
    return "written"

def answer(server, verb):
    status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\\t" in line)
    server.describe(json.dumps([status["CapEff"], status["NoNewPrivs"], writes("/x"), writes("/tmp/x")]))
serve()
"""


def of(engine_name: str, images: Images) -> list[Container]:
    """The containers of an image, whether they run or not."""
    found: list[Container] = images.engine.containers.list(all=True, filters={"ancestor": engine_name})
    return found


# ---- What a user may have wrong


def test_without_an_engine_there_is_one_clear_line(interpreter: Interpreter) -> None:
    ended = interpreter.run(
        "midcert", "certify", "--target=image:x", environment={"DOCKER_HOST": "unix:///nowhere.sock"}
    )
    says = "needs a container engine, and none can be had at unix:///nowhere.sock: No such file or directory"
    assert ended.code == ExitCode.BAD_INPUT
    assert (ended.out + ended.err).strip() == f"ERROR: --target image:x: {says}"


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "midcert.targets.image", None)
    with pytest.raises(TargetSpecError, match=r"^needs the extra container .*: pip install .* -e \.\[container\]$"):
        locate("image:x", None)


def test_nobody_has_to_vouch_for_it(tmp_path: Path) -> None:
    with pytest.raises(TargetSpecError, match="needs no authority"):
        locate("image:x", None, Access(authority=tmp_path / "any.pem"))


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        (
            "midcert-none:1",
            "is not among the engine's images, and midcert pulls none: build it, load it, or docker pull",
        ),
        ("Capital", "the engine cannot look for Capital: "),
        ("@sha256:0", "names no image: use image:name"),
    ],
)
def test_an_image_that_is_not_there(images: Images, spec: str, says: str) -> None:  # noqa: ARG001 - an engine is
    with pytest.raises(TargetSpecError) as caught:
        locate(f"image:{spec}", LONG_SECONDS)
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize(("port", "exposed"), [("", "none"), ("8080 9090", "8080/tcp, 9090/tcp"), ("53/udp", "53/udp")])
def test_an_image_that_does_not_say_where_it_listens(images: Images, port: str, exposed: str) -> None:
    with pytest.raises(TargetSpecError, match=rf"must expose one TCP port.*; it exposes {exposed}$"):
        locate(f"image:{images.python(port=port)}", LONG_SECONDS)


def test_one_that_ends_at_once(interpreter: Interpreter, images: Images) -> None:
    image = images.python("-c", "import sys; print('I read', flush=True); sys.exit('no configuration')")
    ended = interpreter.run("midcert", "certify", f"--target=image:{image}")
    says = "the container ended with 1 before it listened on port 8080; it said: no configuration"
    assert ended.code == ExitCode.BAD_INPUT
    assert (ended.out + ended.err).strip() == f"ERROR: --target image:{image}: {says}"
    assert of(image, images) == []


def test_one_that_never_listens(interpreter: Interpreter, images: Images) -> None:
    image = images.python("-c", "import time; time.sleep(600)")
    ended = interpreter.run("midcert", "certify", f"--target=image:{image}", "--watchdog=1")
    assert ended.code == ExitCode.BAD_INPUT
    says = "it does not listen on port 8080 within 1.0 s"
    assert (ended.out + ended.err).strip() == f"ERROR: --target image:{image}: {says}"
    assert of(image, images) == []


# ---- What becomes of it


def test_the_id_of_the_image_is_what_was_tested_and_may_be_asked_for(
    interpreter: Interpreter, images: Images, tmp_path: Path
) -> None:
    image = images.python(*IN_A_CONTAINER)
    found = images.engine.images.get(image).id
    result = tmp_path / "run.json"
    options = (f"--target=image:{image}@{found}", f"--run={result}", f"--scenario={SCENARIO}")
    ended = interpreter.run("midcert", "certify", *options)
    assert ended.code == ExitCode.INCOMPLETE, ended.out + ended.err
    tested = read(result).tested
    assert tested is not None
    assert (tested.transport, tested.digests) == (
        "image",
        [Digest(f"{image} (image id)", found.removeprefix("sha256:"))],
    )
    with pytest.raises(TargetSpecError, match=f"^the image {image} that the engine has is another: {found}$"):
        locate(f"image:{image}@sha256:{'0' * 64}", LONG_SECONDS)


def test_one_that_dies_is_crashed_with_its_last_words_and_the_next_scenario_has_another(
    interpreter: Interpreter, images: Images, tmp_path: Path
) -> None:
    image, results = images.python("-c", SERVER + DIES), tmp_path / "results.json"
    met = [scenarios[0] for scenarios in interpreter.scenarios.values()][:2]
    ended = interpreter.certify(met, f"--target=image:{image}", f"--results={results}")
    assert ended.code == ExitCode.NOT_CONFORMANT, ended.out + ended.err
    rows = json.loads(results.read_text("utf-8"))["rows"]
    assert [row["outcome"] for row in rows] == ["crashed", "crashed"]
    assert {row["reason"] for row in rows} == {"the container ended with 3 during setup; it said:"}
    assert {row["last_words"] for row in rows} == {"no heart"}
    assert of(image, images) == []


def test_it_is_confined(images: Images) -> None:
    image = images.python("-c", SERVER + CONFINED)
    with contextlib.closing(locate(f"image:{image}", LONG_SECONDS).describe()) as target:
        said = json.loads(target.description.version)
        (running,) = of(image, images)
        (network,) = running.attrs["NetworkSettings"]["Networks"]
        leads_nowhere = images.engine.networks.get(network).attrs["Internal"]
    assert said == ["0" * 16, "1", "Read-only file system", "written"]
    assert leads_nowhere
    limits = running.attrs["HostConfig"]
    bounds = ("Memory", "MemorySwap", "PidsLimit", "CpuQuota", "CpuPeriod")
    assert [limits[bound] for bound in bounds] == [2 * 2**30, 2 * 2**30, 512, 200_000, 100_000]
    assert limits["Dns"] == [NOBODY]
    assert of(image, images) == []


def test_one_container_serves_a_whole_run_and_nothing_stays(interpreter: Interpreter, images: Images) -> None:
    image, began = images.python(*IN_A_CONTAINER), int(time.time())
    met = [scenarios[0] for scenarios in interpreter.scenarios.values()][:5]
    ended = interpreter.certify(met, f"--target=image:{image}", f"--watchdog={LONG_SECONDS}")
    assert ended.code == ExitCode.INCOMPLETE, ended.out + ended.err
    (started,) = starts(images, image, began)
    assert nothing_stays(images, started)


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("command", ["certify", "explore"])
def test_nothing_stays_of_a_run_that_is_ended(images: Images, kind: signal.Signals, command: str) -> None:
    image, began = images.python(*IN_A_CONTAINER), int(time.time())
    arguments = [sys.executable, "-m", "midcert", command, f"--target=image:{image}"]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        started = next(starts(images, image, began, seconds=60))
        run.send_signal(kind)
    assert nothing_stays(images, started)


def starts(images: Images, image: str, since: int, seconds: int = 1) -> Iterator[str]:
    """The runs that have started containers of an image, or start one within so many seconds: their labels."""
    found = images.engine.images.get(image).id
    kind = {"type": "container", "event": "start"}
    for event in images.engine.events(since=since, until=int(time.time()) + seconds, filters=kind, decode=True):
        attributes = event["Actor"]["Attributes"]
        if attributes["image"] == found:
            yield attributes[LABEL]


def nothing_stays(images: Images, run: str) -> bool:
    whatever = {"label": f"{LABEL}={run}"}
    containers = images.engine.containers.list(all=True, filters=whatever)
    return not containers and not images.engine.networks.list(filters=whatever)
