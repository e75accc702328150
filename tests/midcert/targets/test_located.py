import sys
from pathlib import Path

import pytest

from midcert.adapter.reference import Adapter
from midcert.protocol.handler import REFERENCE
from midcert.targets.command import Command
from midcert.targets.located import Access, TargetSpecError, command, factory_at, locate

NEITHER = "names no target: use py:package.module:factory, cmd:program arguments, or http(s)://host:port"
NO_FACTORY = "names no factory: use py:package.module:factory"


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("", NEITHER),
        ("py", NEITHER),
        ("py:", NEITHER),
        ("cmd:", NEITHER),
        ("./adapter", NEITHER),
        ("PY:midcert.adapter:Adapter", NEITHER),
        ("ftp:x", NEITHER),
        ("py:midcert.adapter.reference", NO_FACTORY),
        ("py:midcert.adapter:", NO_FACTORY),
        ("py::Adapter", NO_FACTORY),
        ("py:no_such_module:X", "No module named 'no_such_module'"),
        ("py:midcert.none:X", "No module named 'midcert.none'"),
        ("py:midcert.adapter:Nobody", "module 'midcert.adapter' has no attribute 'Nobody'"),
        ("py:midcert.adapter:Adapter.nobody", "type object 'Adapter' has no attribute 'nobody'"),
        ("py:midcert.protocol.handler:REFERENCE", "REFERENCE is no factory: it cannot be called"),
        ("cmd:   ", "names no program"),
        ("cmd:adapter 'half", "is no command line: No closing quotation"),
    ],
)
def test_what_names_no_target_is_refused_in_one_line_that_follows_what_was_written(spec: str, message: str) -> None:
    with pytest.raises(TargetSpecError) as caught:
        locate(spec, 1.0)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import no_such_library", "No module named 'no_such_library'"),
        ("1 +", "faulty cannot be imported: SyntaxError: invalid syntax (faulty.py, line 1)"),
        ("1 / 0", "faulty cannot be imported: ZeroDivisionError: division by zero"),
        ("raise SystemExit('not here')", "faulty cannot be imported: SystemExit: not here"),
    ],
)
def test_a_module_that_cannot_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, message: str
) -> None:
    (tmp_path / "faulty.py").write_text(source, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    with pytest.raises(TargetSpecError) as caught:
        factory_at("py:faulty:X")
    assert str(caught.value) == message


def test_only_a_py_target_has_a_factory() -> None:
    assert factory_at(REFERENCE) is Adapter
    with pytest.raises(TargetSpecError, match="names no factory"):
        factory_at("cmd:x:y")


def test_a_factory_may_lie_inside_something() -> None:
    assert factory_at("py:broken.upgrade_methods:ChecksEvery61Minutes.target").__name__ == "target"


def test_a_target_goes_by_the_name_that_the_user_gave_it() -> None:
    target = locate(REFERENCE, 10.0)
    assert target.name == REFERENCE
    assert target.describe().name == "reference implementation"
    target.close()


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ("./adapter --flag", ["./adapter", "--flag"]),
        ("  adapter  ", ["adapter"]),
        ("'my adapter' --name 'a b' $HOME *", ["my adapter", "--name", "a b", "$HOME", "*"]),
        ("a;b", ["a;b"]),
    ],
)
def test_a_command_is_split_as_by_a_shell_and_seen_by_none(line: str, arguments: list[str]) -> None:
    made = command(line, 1.0)
    assert isinstance(made, Command)
    assert made._arguments == arguments  # noqa: SLF001 - what it was made of
    made.close()


def test_an_authority_is_for_https_alone(tmp_path: Path) -> None:
    for spec in ("py:midcert.adapter:Adapter", "cmd:true", "http://localhost:1"):
        with pytest.raises(TargetSpecError, match="needs no authority"):
            locate(spec, None, Access(authority=tmp_path / "any.pem"))
