import contextlib
import sys
from pathlib import Path

import pytest

from fakes.errors import TargetCrashedError, TargetHungError
from fakes.network.http_types import NetworkFault, Server
from midcert.adapter import Adapter
from midcert.protocol.control import Control, SetupAnswer
from midcert.protocol.handler import REFERENCE, Description
from midcert.protocol.messages import verb_of
from midcert.protocol.words import Capability, Role, TimeMode
from midcert.targets.located import (
    Access,
    LocatedTarget,
    TargetSpecError,
    command_line,
    factory_at,
    locate,
)
from midcert.targets.transport import Ask
from tests.midcert.planes import SURROUNDINGS

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
    assert factory_at("py:broken.hourly_check:ChecksEvery61Minutes.target").__name__ == "target"


def test_a_target_goes_by_the_name_that_the_user_gave_it() -> None:
    target = locate(REFERENCE, 10.0)
    assert target.name == REFERENCE
    assert target.describe().description.name == "reference implementation"
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
    assert command_line(line) == arguments


def test_a_target_in_this_process_needs_no_authority(tmp_path: Path) -> None:
    with pytest.raises(TargetSpecError, match="needs no authority"):
        locate("py:midcert.adapter:Adapter", None, Access(authority=tmp_path / "any.pem"))


# ---- One that has been found is asked who it is

ABOUT = {
    "protocol": 1,
    "implementation": {"name": "mine", "version": "2"},
    "roles": ["mid"],
    "time": "advance",
    "capabilities": ["older-agents"],
}


class Scripted:
    """A transport whose target says one thing to whoever asks who it is."""

    def __init__(self, said: object) -> None:
        self._said = said
        self.closed = False

    def deliver(self, message: Control, _: Ask) -> object:
        return self._said if verb_of(message) == "describe" else {"ok": {}}

    def instance_server(self, _: SetupAnswer, __: float) -> Server:
        return lambda _: NetworkFault.REFUSED

    def errors(self) -> str:
        return ""

    def abandon(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


def test_it_describes_itself() -> None:
    transport = Scripted({"ok": ABOUT})
    target = LocatedTarget("py:x:y", transport).describe()
    about = Description("mine", "2", frozenset({Role.MID}), TimeMode.ADVANCE, frozenset({Capability.OLDER_AGENTS}))
    assert (target.name, target.description) == ("py:x:y", about)
    assert not transport.closed


def test_one_that_does_not_say_who_it_is_is_closed() -> None:
    transport = Scripted({"ok": {**ABOUT, "capabilities": ["concurrent", "mid"]}})
    with pytest.raises(TargetCrashedError) as caught:
        LocatedTarget("x", transport).describe()
    reason = "capabilities[1]: expected one of concurrent, older-agents"
    assert str(caught.value) == f"not the protocol: describe answer: {reason}"
    assert transport.closed


@pytest.mark.parametrize(("mode", "is_bounded"), [("advance", True), ("service", True), ("real", False)])
def test_all_answers_of_a_scenario_may_take_six_times_as_long_as_one(mode: str, is_bounded: bool) -> None:  # noqa: FBT001
    instant = 1e-9  # which whatever it answers takes
    target = LocatedTarget("x", Scripted({"ok": {**ABOUT, "time": mode}}), instant).describe()
    hung = pytest.raises(TargetHungError, match=r"^its 1 answers have taken more than 0 s in this scenario$")
    with hung if is_bounded else contextlib.nullcontext():
        target.setup(SURROUNDINGS)
