"""What identifies an implementation that lies on this machine: the SHA-256 of its files, by name.

A name tells where the file is to whoever has the implementation, and nothing of this machine: a module's file goes by
its path below the folder that Python finds it in, a file of a command line as it stands there.
"""

import hashlib
import importlib
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType


def of_module(name: str, factory: object) -> Mapping[str, str]:
    """The modules of a `py:` target.

    Args:
        name: The module that was named; of a package, all modules below it count.
        factory: What was found there: the module in which it was written counts, too.
    """
    modules = [importlib.import_module(name)]
    if written := sys.modules.get(getattr(factory, "__module__", "")):
        modules.append(written)
    return _digests(pair for module in modules for pair in _files_of(module))


def of_command(arguments: Iterable[str]) -> Mapping[str, str]:
    """The program of a `cmd:` target, and what files stand on its command line.

    Args:
        arguments: The program, as the PATH finds it, and its arguments.
    """
    program, *others = arguments
    return _digests([(program, Path(shutil.which(program) or program)), *((each, Path(each)) for each in others)])


def _files_of(module: ModuleType) -> Iterator[tuple[str, Path]]:
    """Names and paths; nothing of a module that comes from no file."""
    if module.__file__ is None:
        return
    file = Path(module.__file__)
    depth = module.__name__.count(".") + (2 if hasattr(module, "__path__") else 1)
    root = Path(*file.parts[:-depth])
    for path in sorted(file.parent.rglob("*.py")) if hasattr(module, "__path__") else [file]:
        yield path.relative_to(root).as_posix(), path


def _digests(files: Iterable[tuple[str, Path]]) -> Mapping[str, str]:
    """By name, in the order given; what is no file that can be read is left out."""
    found: dict[str, str] = {}
    for name, path in files:
        try:
            with path.open("rb") as content:
                found[name] = hashlib.file_digest(content, "sha256").hexdigest()
        except (OSError, ValueError):  # no such file, a folder, or no name that a file can have
            continue
    return found
