"""SHA-256 over files: names and contents, in their order, so that neither can be moved or exchanged."""

import hashlib
from collections.abc import Iterable


def digest(files: Iterable[tuple[str, bytes]]) -> str:
    """One digest of all of them, in hexadecimal: of each its name, its length and its content."""
    made = hashlib.sha256()
    for name, content in files:
        made.update(f"{name}\n{len(content)}\n".encode() + content)
    return made.hexdigest()
