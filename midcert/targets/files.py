"""Of which files an implementation is made, as far as the name of a target tells."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from glob import escape
from importlib.machinery import PathFinder
from pathlib import Path


@dataclass(frozen=True)
class Files:
    """Those in a folder, and below, whose names are of one kind."""

    folder: Path
    names: str = "*"
    """A pattern, such as "*.py"."""

    def has(self, path: Path) -> bool:
        """Whether a file is one of them."""
        return path.is_relative_to(self.folder) and fnmatch(path.name, self.names)


def files_at(path: Path) -> Files:
    """All in a folder, or one file: it is seen from its folder, as who writes a file may put another in its place."""
    there = path.resolve()
    return Files(there) if there.is_dir() else Files(there.parent, escape(there.name))


def files_of(spec: str) -> list[Files]:
    """What a target is made of; nothing for a URL, or where nothing that it names is there.

    Of `py:package.module:factory` that is the package, or what lies beside the module; of a command, each file that it
    names, with those of its kind beside it and below.

    Args:
        spec: As `--target` takes it.
    """
    scheme, _, rest = spec.partition(":")
    if scheme == "py":
        return list(dict.fromkeys(_of_module(rest.partition(":")[0])))
    return list(dict.fromkeys(_of_command(rest))) if scheme == "cmd" else []


def _of_module(name: str) -> Iterator[Files]:
    """Found without an import: it may be broken."""
    found = PathFinder.find_spec(name.partition(".")[0])
    if found is None:
        return
    folders = [*(found.submodule_search_locations or ())]
    if not folders and found.origin:
        folders = [str(Path(found.origin).parent)]
    yield from (Files(Path(folder).resolve(), "*.py") for folder in folders)


def _of_command(line: str) -> Iterator[Files]:
    try:
        words = shlex.split(line)
    except ValueError:
        return
    for path in map(Path, words):
        if path.is_file():
            yield Files(path.resolve().parent, f"*{path.suffix}") if path.suffix else files_at(path)
