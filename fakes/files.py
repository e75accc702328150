"""Files in memory, with the paths of Windows or of POSIX systems."""

import functools
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class HostError(Exception):
    """The host refuses an operation; the message is the host's own text."""


class Files:
    """A file system. Folders exist once something was put into them, or once they were made."""

    def __init__(self, *, windows: bool) -> None:
        self._path: Callable[..., PurePath] = functools.cache(PureWindowsPath if windows else PurePosixPath)
        self._files: dict[PurePath, bytes] = {}
        self._folders: set[PurePath] = set()

    def read(self, path: str) -> bytes:
        """The content of a file."""
        try:
            return self._files[self._path(path)]
        except KeyError:
            raise HostError(f"{path} (No such file or directory)") from None

    def write(self, path: str, content: bytes) -> None:
        """Put a file in place, new or not, and the folders above it."""
        place = self._path(path)
        if place in self._folders:
            raise HostError(f"{path} (Is a directory)")
        self._files[place] = content
        self._folders.update(place.parents)

    def delete(self, path: str) -> None:
        """Remove a file, or a folder with all that is in it."""
        gone = self._path(path)
        if gone not in self._files and gone not in self._folders:
            raise HostError(f"{path} (No such file or directory)")
        self._files = {path: content for path, content in self._files.items() if not path.is_relative_to(gone)}
        self._folders = {folder for folder in self._folders if not folder.is_relative_to(gone)}

    def make_folder(self, path: str) -> None:
        """Make a folder, and those above it."""
        place = self._path(path)
        if place in self._files:
            raise HostError(f"{path} (File exists)")
        self._folders.update((place, *place.parents))

    def list_files(self, folder: str) -> list[str]:
        """The paths of all files below a folder, relative to it, with forward slashes, sorted."""
        top = self._path(folder)
        if top not in self._folders:
            raise HostError(f"{folder} (No such file or directory)")
        return sorted(path.relative_to(top).as_posix() for path in self._files if path.is_relative_to(top))

    def join(self, folder: str, *names: str) -> str:
        """A path below a folder, spelled as this host spells it."""
        return str(self._path(folder, *names))

    def is_below(self, path: str, folder: str) -> bool:
        """Whether a path is a folder or lies below it."""
        return self._path(path).is_relative_to(self._path(folder))
