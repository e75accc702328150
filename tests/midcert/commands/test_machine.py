"""`midcert doctor --self` and `midcert --version`: what this machine has, and which suite this is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from midcert.commands import doctor, machine
from midcert.commands.cli import main, parser
from midcert.commands.machine import TOOLS, Tool
from midcert.results.outcomes import ExitCode
from midcert.rules.rule_sets import load_rule_set
from midcert.run.layout import RULE_SETS


def test_the_version_names_the_suite_and_the_newest_rule_set(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    suite, _, rule_set = capsys.readouterr().out.rstrip("\n").partition(", rule set ")
    assert suite.startswith("midcert ")
    assert rule_set == load_rule_set(RULE_SETS).name


def examined(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = doctor.run(parser().parse_args(["doctor", "--self", *options]))
    return code, capsys.readouterr().out


def test_a_machine_without_any_tool_can_certify(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, out = examined(capsys)
    assert code == ExitCode.PASSED
    assert out.startswith("needed to certify:\nwell  Python 3.")
    assert "ill" not in out
    for tool in TOOLS:
        if tool.command:
            assert f"missing {tool.name}\n        for {tool.serves}\n        to get it: {tool.to_get}\n" in out


def test_a_tool_is_shown_with_the_version_that_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho v22.7.1\n", "utf-8")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    _, out = examined(capsys)
    assert "here    Node.js 22.7.1\n        for the adapters of init-adapter --lang node\nmissing" in out


@pytest.mark.parametrize("program", ["echo 3.1; exit 1", "echo no version"])
def test_a_tool_that_does_not_work_is_missing(program: str) -> None:
    assert Tool("sh", ("sh", "-c", program), "", "").found() == ""


@pytest.mark.needs("jar", "openssl", "unzip", "chromium")
def test_the_tools_of_this_machine_say_their_versions() -> None:
    for tool in TOOLS:
        if tool.command and tool.command[0] in ("jar", "openssl", "unzip", "chromium"):
            assert tool.found()


def test_a_machine_on_which_nobody_may_listen_is_ill(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def url(_: object) -> Iterator[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(machine.WebServer, "url", url)
    code, out = examined(capsys)
    assert code == ExitCode.NOT_CONFORMANT
    assert "ill   a port on loopback\n      [Errno 13] Permission denied\n" in out


def test_it_takes_no_target(capsys: pytest.CaptureFixture[str]) -> None:
    code = doctor.run(parser().parse_args(["doctor", "--self", "--target=cmd:mine"]))
    assert code == ExitCode.BAD_INPUT
    assert capsys.readouterr().err == "midcert doctor: --self examines this machine: leave out --target\n"
