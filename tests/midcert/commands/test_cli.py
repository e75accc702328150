"""The command line: help, and one line for what is wrong."""

import sys

import pytest

from midcert.commands import keygen
from midcert.commands.cli import EXIT_CODES, main
from midcert.results.outcomes import ExitCode
from midcert.rules.ledger import LedgerError


@pytest.mark.parametrize("arguments", [["--help"], ["certify", "--help"]])
def test_help_names_the_exit_codes(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    assert EXIT_CODES in capsys.readouterr().out


def test_every_exit_code_is_explained_once() -> None:
    explained = [line.split()[0] for line in EXIT_CODES.splitlines()[1:]]
    assert explained == [str(int(code)) for code in ExitCode]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "midcert: a command is missing; see midcert --help\n"),
        (["--bogus"], "midcert: unrecognized arguments: --bogus; see midcert --help\n"),
        (["certify", "--bogus"], "midcert: unrecognized arguments: --bogus; see midcert --help\n"),
        (["certify", "extra"], "midcert: unrecognized arguments: extra; see midcert --help\n"),
        (
            ["certify", "--target"],
            "midcert certify: argument --target: expected one argument; see midcert certify --help\n",
        ),
        *(
            (
                ["certify", f"--watchdog={value}"],
                (
                    f"midcert certify: argument --watchdog: {value!r} is no number of seconds from 0 to 86400;"
                    " see midcert certify --help\n"
                ),
            )
            for value in ("-1", "soon", "", "nan", "inf", "1e9")
        ),
        *(
            (
                ["certify", f"--seed={value}"],
                f"midcert certify: argument --seed: {value!r} is no whole number; see midcert certify --help\n",
            )
            for value in ("x", "1.5", "")
        ),
        *(
            (
                ["serve-target", f"--http={value}"],
                (
                    f"midcert serve-target: argument --http: {value!r} is no port from 0 to 65535;"
                    " see midcert serve-target --help\n"
                ),
            )
            for value in ("99999", "-1")
        ),
    ],
)
def test_a_command_line_that_is_wrong(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == ExitCode.BAD_INPUT
    assert capsys.readouterr() == ("", said)


def test_an_unknown_command_is_refused_and_the_known_ones_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bogus"])
    assert ended.value.code == ExitCode.BAD_INPUT
    [line] = capsys.readouterr().err.splitlines()
    assert all(word in line for word in ("'bogus'", "certify", "serve-target"))


def test_windows_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert main(["certify"]) == ExitCode.BAD_INPUT
    said = (
        "midcert: it runs on Linux and macOS, and in WSL; a target on Windows is reached by --target http://host:port\n"
    )
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), ExitCode.INCOMPLETE, "midcert keygen: interrupted\n"),
        (LedgerError("rules.toml: not UTF-8"), ExitCode.BAD_INPUT, "midcert keygen: rules.toml: not UTF-8\n"),
    ],
)
def test_what_ends_any_command_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raised: BaseException, code: int, said: str
) -> None:
    def run(_: object) -> int:
        raise raised

    monkeypatch.setattr(keygen, "run", run)
    assert main(["keygen"]) == code
    assert capsys.readouterr() == ("", said)
