"""Which files a target is made of."""

from pathlib import Path

import pytest

from midcert.targets.files import Files, files_at, files_of


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with targets in it, from which midcert is called."""
    for name in ("alone.py", "package/__init__.py", "package/inner/mid.py", "node/mid.js", "agent", "space/mid.jar"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "package" / "__init__.py").write_text("raise SyntaxError", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("target", "folder", "names"),
    [
        ("py:package.inner.mid:target", "package", "*.py"),
        ("py:alone:target", ".", "*.py"),
        ("py:space.mid:target", "space", "*.py"),
        ("cmd:node node/mid.js --flag", "node", "*.js"),
        ("cmd:java -jar 'space/mid.jar'", "space", "*.jar"),
        ("cmd:./agent", ".", "agent"),
    ],
    ids=["package", "module", "package without an __init__", "script", "archive", "program"],
)
def test_they_are_found_by_the_name_of_the_target(here: Path, target: str, folder: str, names: str) -> None:
    assert files_of(target) == [Files((here / folder).resolve(), names)]


@pytest.mark.parametrize("target", ["http://localhost:1", "py:nowhere:target", "cmd:docker run mid", "cmd:'", "odd"])
def test_where_the_name_does_not_tell_there_are_none(target: str) -> None:
    assert files_of(target) == []


def test_a_file_that_is_named_is_seen_from_its_folder_and_a_folder_whole(here: Path) -> None:
    root = here.resolve()
    assert files_at(Path("node/mid.js")) == Files(root / "node", "mid.js")
    assert files_at(Path("node")) == Files(root / "node")


def test_what_lies_below_is_one_of_them_if_its_name_is_of_the_kind(here: Path) -> None:
    files = Files(here, "*.py")
    assert [files.has(here / name) for name in ("package/inner/mid.py", "agent")] == [True, False]
    assert not files.has(here.parent / "x.py")
