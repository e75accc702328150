"""What identifies an implementation on this machine."""

import hashlib
import sys
from pathlib import Path

import pytest

from midcert.targets import digests
from midcert.targets.located import factory_at, locate

SHA256_OF_A = hashlib.sha256(b"a").hexdigest()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_of_a_command_the_program_and_the_files_that_it_is_given(here: Path) -> None:
    (here / "adapter").write_text("a")
    (here / "adapter").chmod(0o755)
    (here / "settings.json").write_text("a")
    arguments = ["./adapter", "--settings", "settings.json", "none.json", ".", "a\0b"]
    assert digests.of_command(arguments) == {"./adapter": SHA256_OF_A, "settings.json": SHA256_OF_A}


def test_a_program_is_found_on_the_path_and_keeps_the_name_that_the_user_has_given_it() -> None:
    found = digests.of_command(["sh", "-c", "no file"])
    assert found == {"sh": hashlib.sha256(Path("/bin/sh").read_bytes()).hexdigest()}


def test_a_program_that_is_not_there_has_none(here: Path) -> None:
    assert digests.of_command([str(here / "none")]) == {}


def test_of_a_module_its_file() -> None:
    found = locate("py:broken.null:always_fails", None).identity
    assert found == {"broken/null.py": hashlib.sha256(Path("broken/null.py").read_bytes()).hexdigest()}


def test_of_a_package_all_modules_below_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("own_package/__init__.py", "own_package/inner/core.py", "own_package/notes.txt", "beside.py"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text("def adapter(system): return None\n")
    monkeypatch.syspath_prepend(here)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    found = locate("py:own_package:adapter", None)
    assert [*found.identity] == ["own_package/__init__.py", "own_package/inner/core.py"]
    found.close()


def test_where_a_factory_was_written_elsewhere_that_module_counts_too() -> None:
    factory = factory_at("py:broken.hourly_check:ChecksEvery61Minutes.target")
    found = digests.of_module("broken.hourly_check", factory)
    assert next(iter(found)) == "broken/hourly_check.py"
    assert len(found) == 2


def test_what_is_behind_a_url_is_not_known() -> None:
    target = locate("http://localhost:1", None)
    assert target.identity == {}
    target.close()
