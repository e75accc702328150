"""Open a package's ZIP, and unpack its entries as a stream.

Rule SIG-HARDENED: an archive is refused that two readers could read differently, or that is unsafe to extract. What is
bounded is how much it holds, and never how well that was packed.
"""

import zlib
from collections.abc import Iterator, Mapping

from reference_impl.mid.verification import names, records
from reference_impl.mid.verification.records import STORED, Entry
from reference_impl.mid.verification.refusal import Code, Refused, refusing

MAX_ENTRIES = 50_000
MAX_BYTES = 2 << 30
"""What the entries may unpack to together."""
MAX_SIGNATURE_BYTES = 8 << 20
"""What a manifest, a signature file or a block may unpack to: so many entries have names of a hundred bytes there."""
CHUNK_BYTES = 1 << 16

Archive = Mapping[str, Entry]
"""The entries by their names, in the order of their data."""


def open_archive(package: bytes) -> Archive:
    """The archive, once nothing about its structure and its names is amiss; nothing is unpacked yet."""
    if not package:
        raise Refused(Code.EMPTY_FILE)
    with refusing(Code.NOT_A_ZIP):
        entries = records.entries(package, MAX_ENTRIES)
    named = [(names.of(entry), entry) for entry in entries]
    names.check_distinct([name for name, _ in named])
    for name, entry in named:
        if names.is_folder(name) and entry.size:
            raise Refused(Code.HIDDEN_DATA, f"in the folder {name}")
    if sum(entry.size for entry in entries) > MAX_BYTES:
        raise Refused(Code.ZIP_BOMB, "too large")
    return dict(named)


def read(archive: Archive, name: str) -> bytes:
    """The content of a manifest, a signature file or a block."""
    if archive[name].size > MAX_SIGNATURE_BYTES:
        raise Refused(Code.ZIP_BOMB, name)
    return b"".join(unpack(archive, name))


def unpack(archive: Archive, name: str) -> Iterator[bytes]:
    """The content of an entry in chunks: what the headers tell of it, and not a byte more."""
    entry = archive[name]
    left, checksum = entry.size, 0
    for chunk in _stored(entry.data) if entry.method == STORED else _inflated(entry.data, name):
        left, checksum = left - len(chunk), zlib.crc32(chunk, checksum)
        if left < 0:
            break
        yield chunk
    if left:
        raise Refused(Code.HEADER_MISMATCH, f"the size of {name}")
    if checksum != entry.checksum:
        raise Refused(Code.CORRUPT_ENTRY, name)


def _stored(data: memoryview) -> Iterator[bytes]:
    return (bytes(data[start : start + CHUNK_BYTES]) for start in range(0, len(data), CHUNK_BYTES))


def _inflated(data: memoryview, name: str) -> Iterator[bytes]:
    """What a stream holds (RFC 1951); it fills the data."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    used = 0
    with refusing(Code.CORRUPT_ENTRY):
        for piece in _stored(data):
            waiting = piece
            while waiting and not unpacker.eof:
                yield unpacker.decompress(waiting, CHUNK_BYTES)
                waiting = unpacker.unconsumed_tail
            used += len(piece) - len(unpacker.unused_data)
            if unpacker.eof:
                break
        else:
            yield unpacker.flush()
    if not unpacker.eof:
        raise Refused(Code.CORRUPT_ENTRY, f"{name} breaks off")
    if used != len(data):
        raise Refused(Code.HIDDEN_DATA, f"behind {name}")
