"""ZIP archives, as the host takes them apart."""

import functools
import io
import zipfile
import zlib

MAX_ARCHIVE_BYTES = 256 * 1024**2
"""How much an archive may hold: the host is one in memory."""
ARCHIVE_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What reading an archive raises that is none, is encrypted, or is packed in a way that nobody uses."""


def is_upgrade_package(archive: bytes) -> bool:
    """Whether an archive is an upgrade package: it says which version it holds. What cannot be read says nothing."""
    try:
        return any(name.startswith("package/meta/") for name, _ in entries(archive))
    except ARCHIVE_ERRORS:
        return False


@functools.lru_cache(maxsize=8)
def entries(archive: bytes) -> tuple[tuple[str, bytes], ...]:
    """The files in a ZIP archive, and its folders, whose names end with a slash; an archive is read once."""
    with zipfile.ZipFile(io.BytesIO(archive)) as package:
        if sum(each.file_size for each in package.infolist()) > MAX_ARCHIVE_BYTES:
            raise OSError("No space left on device")
        return tuple((name, _content(package, name)) for name in package.namelist())


def _content(package: zipfile.ZipFile, name: str) -> bytes:
    """What an entry holds by its headers; to read all of a stream that goes on might fill the memory."""
    with package.open(name) as stream:
        return stream.read(package.getinfo(name).file_size)
