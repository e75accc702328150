"""`midcert init-adapter`: an adapter to begin with."""

import base64
import contextlib
import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from fakes.releases.builds import named
from fakes.world import World
from midcert.results.outcomes import ExitCode
from midcert.run.layout import LANGUAGES
from midcert.targets import locate
from tests.midcert.commands.conftest import PATH, Lines

LONGEST_SECONDS = 60.0
"""Of real time, for an answer."""
SKELETONS = {"node": "adapter.mjs", "python": "adapter.py"}


FAULTS = {
    "mid": (
        "features/03_upgrade_methods/automatic_upgrade.feature::test_an_upgrade_needs_no_configuration",
        ("expected Orlando Patch 1, Orlando Patch 2", "seen     Orlando Patch 1"),
    ),
    "instance": (
        "features/07_upgrade_error_messages/permits.feature::test_the_third_of_three_is_turned_away",
        ("expected vienna: 409", "seen     vienna: given"),
    ),
}


@pytest.mark.parametrize("role", FAULTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_adapter_is_well_and_fails_scenarios_by_its_own_fault(in_lines: Lines, language: str, role: str) -> None:
    code, (said,), _ = in_lines("init-adapter", "--lang", language, "--role", role, "mine")
    assert code == 0
    target = said.partition("--target ")[2].strip("'")
    code, lines, _ = in_lines("doctor", "--target", target)
    assert (code, [line for line in lines if not line.startswith("well")]) == (0, [f"as {role}:"])
    scenario, seen = FAULTS[role]
    code, lines, _ = in_lines("certify", "--target", target, "--scenario", scenario)
    assert code == ExitCode.NOT_CONFORMANT
    assert [line.strip() for line in lines if line.strip() in seen] == [*seen]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_adapter_sends_the_result_of_a_command_when_it_has_ended(
    in_lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    in_lines("init-adapter", "--lang", language, ".")
    monkeypatch.setenv("PATH", PATH)
    target = locate(f"cmd:{LANGUAGES[language]} {tmp_path / SKELETONS[language]}", LONGEST_SECONDS).describe()
    with contextlib.closing(target):
        world = World(target, "a long command", frozenset({"mid"}), "seed")
        world.install("berlin", named("Orlando Patch 1"))
        berlin, commands = world.mid("berlin"), world.observe.commands
        berlin.start()
        berlin.advance_until("Up", timedelta(minutes=10))
        berlin.host.durations["hostname"] = timedelta(minutes=7)
        berlin.send("hostname")
        world.clock.advance(timedelta(minutes=6, seconds=59))
        assert (commands.states("berlin", "hostname"), commands.results("berlin", "hostname")) == (["processing"], [])
        world.clock.advance(timedelta(seconds=1))
        assert commands.states("berlin", "hostname") == ["processed"]
        assert len(commands.results("berlin", "hostname")) == 1
        world.end()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_adapter_reads_what_xml_escapes_and_ends_with_its_input(
    in_lines: Lines, tmp_path: Path, language: str
) -> None:
    in_lines("init-adapter", "--lang", language, ".")
    names = ["mid_sys_id", "mid.instance.username", "mid.instance.password"]
    values = {"url": "https://&lt;&gt;&amp;&quot;&apos;&#38;&#x26;é&amp;lt;", **dict.fromkeys(names, "x")}
    config = "".join(f'<parameter name="{name}" value="{value}"/>' for name, value in values.items())
    start = {"verb": "start", "mid": "berlin", "agent_folder": "/mid"}
    files = [
        f"<parameters>{config}</parameters>",
        "package.filename=mid-core.12-11-2019-1509.universal.universal.zip\n",
    ]
    answers = [{"result": base64.b64encode(file.encode()).decode()} for file in files]
    lines = [start, {"verb": "advance", "to": "2020-07-01T08:00:00.000Z"}, *answers]
    done = subprocess.run(
        [LANGUAGES[language], SKELETONS[language]],
        cwd=tmp_path,
        env={"PATH": PATH},
        input="".join(f"{json.dumps(line)}\n" for line in lines),
        capture_output=True,
        text=True,
        check=True,
    )
    *_, asked, _ = (json.loads(line) for line in done.stdout.splitlines())
    assert asked["ask"]["url"] == "https://<>&\"'&&é&lt;/api/now/table/ecc_agent/x"


def test_a_new_adapter_is_a_mid_server_in_python_unless_it_is_said_otherwise(in_lines: Lines, tmp_path: Path) -> None:
    assert in_lines("init-adapter", ".")[0] == 0
    assert [file.name for file in tmp_path.iterdir()] == ["adapter.py"]
    assert "class MidServer" in tmp_path.joinpath("adapter.py").read_text("utf-8")


@pytest.mark.parametrize(("language", "name"), SKELETONS.items(), ids=SKELETONS)
def test_an_adapter_is_written_over_nothing(in_lines: Lines, tmp_path: Path, language: str, name: str) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    code, lines, errors = in_lines("init-adapter", "--lang", language, ".")
    assert (code, lines, errors) == (ExitCode.BAD_INPUT, [], f"midcert init-adapter: {name} is there already\n")
    assert (tmp_path / name).read_text("utf-8") == "mine"
