"""What extractors leave of a package on the disk: `jar xf`, `unzip` and Python, beside two readings of the format."""

import hashlib
import io
import os
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

Tree = Mapping[str, bytes]
"""Files by their paths, such as "bin/mid.sh", apart from META-INF, which nobody installs.

For the content of a symbolic link stands its target, as "-> bin/mid.sh".
"""

NOTHING = "nothing"
"""In place of a digest, where an extractor leaves no file."""

ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}
"""In which names may have any letter."""
AS_FAR_AS_16_MB = ["sh", "-c", 'ulimit -f 32768; exec "$@"', "sh"]
"""Before a command: no file becomes longer, as that of a zip bomb would."""


def digest(tree: Tree) -> str:
    """A fingerprint of names and contents."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(tree.items()))
    listed = "".join(lines).encode(errors="surrogateescape")
    return hashlib.sha256(listed).hexdigest() if listed else NOTHING


def tree_of(folder: Path) -> Tree:
    """The files below a folder."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return installed({str(path.relative_to(folder)): _content(path) for path in found})


def installed(tree: Tree) -> Tree:
    """What of a tree is installed."""
    return {name: content for name, content in tree.items() if not name.startswith("META-INF/")}


def by_unzip(package: bytes) -> Tree:
    """What Info-ZIP's unzip leaves."""
    with TemporaryDirectory() as folder:
        file, into = Path(folder, "package.zip"), Path(folder, "tree")
        file.write_bytes(package)
        command = [*AS_FAR_AS_16_MB, "unzip", "-qq", "-o", str(file), "-d", str(into)]
        subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)
        return tree_of(into)


def by_python(package: bytes) -> Tree:
    """What `zipfile` leaves, up to where it fails."""
    with TemporaryDirectory() as folder:
        with suppress(Exception), zipfile.ZipFile(io.BytesIO(package)) as archive:
            archive.extractall(folder)
        return tree_of(Path(folder))


def _content(path: Path) -> bytes:
    return b"-> " + os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()


def by_stream(package: bytes) -> Tree:
    """What a reader sees that goes from local header to local header, as from a pipe (PKWARE APPNOTE, 4.3.7)."""
    tree, position = {}, 0
    while package.startswith(b"PK\x03\x04", position):
        flags, method, _, _, _, packed, _, *sizes = struct.unpack_from("<2H2H3I2H", package, position + 6)
        name = package[position + 30 :][: sizes[0]]
        position += 30 + sum(sizes)
        if flags & 8:
            content, used = _inflated(package[position:])
            position += used + (16 if package.startswith(b"PK\x07\x08", position + used) else 12)
        else:
            data = package[position : position + packed]
            content, position = _unpacked(method, data), position + packed
        tree[os.fsdecode(name)] = content
    return _files(tree)


def by_directory(package: bytes) -> Tree:
    """What a reader sees that goes by the central directory, and finds that from the end (4.3.12, 4.3.16)."""
    tree: dict[str, bytes] = {}
    count, _, position = struct.unpack_from("<HII", package, package.rindex(b"PK\x05\x06") + 10)
    for _ in range(count):
        method, packed = (struct.unpack_from(form, package, position + at)[0] for form, at in (("<H", 10), ("<I", 20)))
        sizes = struct.unpack_from("<3H", package, position + 28)
        (local,) = struct.unpack_from("<I", package, position + 42)
        start = local + 30 + sum(struct.unpack_from("<2H", package, local + 26))
        name = package[position + 46 :][: sizes[0]]
        tree[os.fsdecode(name)] = _unpacked(method, package[start : start + packed])
        position += 46 + sum(sizes)
    return _files(tree)


def _unpacked(method: int, data: bytes) -> bytes:
    return _inflated(data)[0] if method else data


def _inflated(data: bytes) -> tuple[bytes, int]:
    """What a stream holds, and how long it is."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    content = unpacker.decompress(data) + unpacker.flush()
    return content, len(data) - len(unpacker.unused_data)


def _files(tree: Tree) -> Tree:
    return installed({name: content for name, content in tree.items() if not name.endswith("/")})
