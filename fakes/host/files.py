"""Files in memory, with the paths of Windows or of POSIX systems."""

import functools
import ntpath
import posixpath
from collections.abc import Iterator
from typing import Any


class HostError(Exception):
    """The host refuses an operation; the message is the host's own text."""


class Files:
    """A file system. Folders exist once something was put into them, or once they were made."""

    def __init__(self, *, windows: bool) -> None:
        self._paths: Any = ntpath if windows else posixpath
        self._files: dict[str, bytes] = {}
        self._spelled: dict[str, str] = {}
        """Each file's path as it was first written: Windows keeps upper and lower case, but does not heed it."""
        self._folders: set[str] = set()

    def read(self, path: str) -> bytes:
        """The content of a file."""
        try:
            return self._files[self._place(path)]
        except KeyError:
            raise HostError(f"{path} (No such file or directory)") from None

    def has(self, path: str) -> bool:
        """Whether there is such a file or folder."""
        place = self._place(path)
        return place in self._files or place in self._folders

    def write(self, path: str, content: bytes) -> None:
        """Put a file in place, new or not, and the folders above it."""
        place = self._place(path)
        if place in self._folders:
            raise HostError(f"{path} (Is a directory)")
        self._make_above(place, path)
        self._files[place] = content
        self._spelled.setdefault(place, _tidy(self._paths, path))

    def delete(self, path: str) -> None:
        """Remove a file, or a folder with all that is in it."""
        gone = self._place(path)
        if not self.has(path):
            raise HostError(f"{path} (No such file or directory)")
        self._files = {place: content for place, content in self._files.items() if not self._lies_in(place, gone)}
        self._spelled = {place: self._spelled[place] for place in self._files}
        self._folders = {folder for folder in self._folders if not self._lies_in(folder, gone)}

    def make_folder(self, path: str) -> None:
        """Make a folder, and those above it."""
        place = self._place(path)
        if place in self._files:
            raise HostError(f"{path} (File exists)")
        self._make_above(place, path)
        self._folders.add(place)

    def holding(self, content: bytes) -> list[str]:
        """The paths of all files with this content."""
        return [self._spelled[place] for place, each in self._files.items() if each == content]

    def list_files(self, folder: str) -> list[str]:
        """The paths of all files below a folder, relative to it, with forward slashes, sorted."""
        top = self._place(folder)
        if top not in self._folders:
            raise HostError(f"{folder} (No such file or directory)")
        above = self._inside(top)
        inside = (self._spelled[place][len(above) :] for place in self._files if place.startswith(above))
        return sorted(name.replace(self._paths.sep, "/") for name in inside)

    def join(self, folder: str, *names: str) -> str:
        """A path below a folder, spelled as this host spells it."""
        return _joined(self._paths, folder, *names)

    def is_below(self, path: str, folder: str) -> bool:
        """Whether a path is a folder or lies below it."""
        return self._lies_in(self._place(path), self._place(folder))

    def below(self, path: str, folder: str) -> str:
        """Where a path lies below a folder, with forward slashes; empty where it does not."""
        place, top = self._place(path), self._inside(self._place(folder))
        return place.removeprefix(top).replace(self._paths.sep, "/") if place.startswith(top) else ""

    def _place(self, path: str) -> str:
        """What a path and its other spellings have in common."""
        return _normal(self._paths, path)

    def _lies_in(self, place: str, folder: str) -> bool:
        return place == folder or place.startswith(self._inside(folder))

    def _inside(self, folder: str) -> str:
        """How the places in a folder begin; a root ends with its separator already."""
        return f"{folder.rstrip(self._paths.sep)}{self._paths.sep}"

    def _make_above(self, place: str, path: str) -> None:
        missing = list(self._missing_above(place))
        if any(folder in self._files for folder in missing):
            raise HostError(f"{path} (Not a directory)")
        self._folders.update(missing)

    def _missing_above(self, place: str) -> Iterator[str]:
        """The folders above a place that do not exist yet; where one exists, all above it do."""
        while (folder := _above(self._paths, place)) != place and folder not in self._folders:
            yield folder
            place = folder


# A suite uses the same paths again and again, and to read one takes longer than all that is done with it.


@functools.lru_cache(maxsize=4096)
def _joined(paths: Any, *names: str) -> str:  # noqa: ANN401 - ntpath or posixpath
    return _tidy(paths, paths.join(*names))


@functools.lru_cache(maxsize=4096)
def _above(paths: Any, place: str) -> str:  # noqa: ANN401 - ntpath or posixpath
    return str(paths.dirname(place))


@functools.lru_cache(maxsize=4096)
def _tidy(paths: Any, path: str) -> str:  # noqa: ANN401 - ntpath or posixpath
    return str(paths.normpath(path))


@functools.lru_cache(maxsize=4096)
def _normal(paths: Any, path: str) -> str:  # noqa: ANN401 - ntpath or posixpath
    return str(paths.normcase(_tidy(paths, path)))
