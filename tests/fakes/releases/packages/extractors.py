"""What extractors leave of a package on the disk: `jar xf`, `unzip` and Python, beside two readings of the format."""

import hashlib
import io
import os
import subprocess
import zipfile
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
        subprocess.run(["unzip", "-qq", "-o", str(file), "-d", str(into)], capture_output=True, check=False)  # noqa: S607
        return tree_of(into)


def by_python(package: bytes) -> Tree:
    """What `zipfile` leaves, up to where it fails."""
    with TemporaryDirectory() as folder:
        with suppress(Exception), zipfile.ZipFile(io.BytesIO(package)) as archive:
            archive.extractall(folder)
        return tree_of(Path(folder))


def _content(path: Path) -> bytes:
    return b"-> " + os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
