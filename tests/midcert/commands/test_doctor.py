"""`midcert doctor`: the first hour of somebody who writes an adapter."""

from pathlib import Path

import pytest

from midcert.results.outcomes import ExitCode
from tests.midcert.commands.conftest import Lines

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


def test_the_reference_is_well_in_both_roles(in_lines: Lines) -> None:
    for target in ("py:midcert.adapter:Adapter", "py:midcert.adapter.threads:ServiceAdapter"):
        code, lines, _ = in_lines("doctor", "--target", target)
        assert code == 0
        assert [line for line in lines if not line.startswith("well")] == ["as mid:", "as instance:"]


def test_an_instance_may_take_its_time_until_it_sends_auto_upgrade(in_lines: Lines) -> None:
    code, lines, _ = in_lines("doctor", "--target", "py:right.instances:TellsThemAfter90Seconds.target")
    assert code == 0
    assert [line for line in lines if "autoUpgrade" in line] == ["well  it sends autoUpgrade when it is upgraded"]


def test_in_real_time_the_doctor_waits_for_no_hour(in_lines: Lines) -> None:
    code, lines, _ = in_lines("doctor", "--target", "py:midcert.adapter.threads:RealAdapter")
    assert code == 0
    assert [line for line in lines if not line.startswith("well")] == [
        "as mid:",
        "      it asks again exactly an hour after its start: it would take hours",
        "      it is silent once it is stopped: it would take hours",
        "as instance:",
    ]


@pytest.mark.parametrize(("target", "step"), ILL.items(), ids=ILL)
def test_the_first_step_that_does_not_work_is_named_with_what_to_mend(
    in_lines: Lines, tmp_path: Path, target: str, step: str
) -> None:
    (tmp_path / "own.py").write_text(OWN, "utf-8")
    code, lines, errors = in_lines("doctor", "--target", f"py:{target}")
    assert (code, errors) == (1, "")
    ill = [number for number, line in enumerate(lines) if line.startswith("ill")]
    assert [lines[number] for number in ill] == [f"ill   {step}"]
    assert len(lines[ill[0] + 1].strip()) > 0
    assert lines[ill[0] + 2].strip() == "the last of what happened:"


@pytest.mark.parametrize(
    ("target", "said"),
    [("ftp:x", "--target ftp:x: names no target"), ("py:no.such:thing", "--target py:no.such:thing: No module named")],
)
def test_a_target_that_is_not_there_is_bad_input(in_lines: Lines, target: str, said: str) -> None:
    code, lines, errors = in_lines("doctor", "--target", target)
    assert (code, lines) == (ExitCode.BAD_INPUT, [])
    assert errors.startswith(f"midcert doctor: {said}")
    assert len(errors.splitlines()) == 1


def test_a_program_that_ends_at_once_does_not_describe_itself(in_lines: Lines) -> None:
    code, lines, _ = in_lines("doctor", "--target", "cmd:true")
    assert code == 1
    assert lines == ["ill   it describes itself: the process ended with 0 during describe"]
