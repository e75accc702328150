"""Sign a ZIP in the way a JAR is signed (JAR File Specification, "Signed JAR File").

The same keys, entries and times give the same bytes.
"""

import base64
import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from fakes.releases.packages import cms
from fakes.releases.packages.cms import Digest, Stamper
from fakes.releases.packages.pki import Identity

MANIFEST = "META-INF/MANIFEST.MF"
CREATED_BY = ("Created-By", "MID Server upgrade conformance suite")

ENTRY_DATE = (2020, 1, 1, 0, 0, 0)
HOST_FAT, HOST_UNIX = 0, 3
ATTRIBUTE_ARCHIVE, REGULAR_FILE = 0x20, 0o100644 << 16

LINE_BYTES = 72
"""JAR File Specification, "Line length": no line is longer, in bytes, without its end."""


def sign(
    entries: Sequence[tuple[str, bytes]],
    identity: Identity,
    *,
    stamper: Stamper | None = None,
    digest: Digest = Digest.SHA256,
    more_signers: Sequence[Identity] = (),
) -> bytes:
    """The signed package: manifest, a signature file and block for each signer, and the entries in their order.

    Args:
        entries: Names and contents.
        identity: The signer.
        stamper: What makes the time stamps; None for a package without any.
        digest: What the manifest and the signature files are made with.
        more_signers: Others who sign the same manifest.
    """
    main, sections = manifest(entries, digest)
    signed = [(MANIFEST, main + b"".join(sections.values()))]
    for number, signer in enumerate((identity, *more_signers), start=1):
        base = "META-INF/SIGNER" if number == 1 else f"META-INF/SIGNER{number}"
        content = signature_file(main, sections, digest)
        signed += [(f"{base}.SF", content), (f"{base}.RSA", signature_block(content, signer, stamper=stamper))]
    return write([*signed, *entries])


def manifest(entries: Iterable[tuple[str, bytes]], digest: Digest = Digest.SHA256) -> tuple[bytes, dict[str, bytes]]:
    """The manifest's main section, and the section of each entry by its name."""
    sections = {name: section(("Name", name), (f"{digest}-Digest", base64_of(digest, data))) for name, data in entries}
    return section(("Manifest-Version", "1.0"), CREATED_BY), sections


def signature_file(main: bytes, sections: Mapping[str, bytes], digest: Digest = Digest.SHA256) -> bytes:
    """The .SF: digests of the whole manifest, of its main section, and of each section with its blank line."""
    whole = main + b"".join(sections.values())
    head = section(
        ("Signature-Version", "1.0"),
        (f"{digest}-Digest-Manifest-Main-Attributes", base64_of(digest, main)),
        (f"{digest}-Digest-Manifest", base64_of(digest, whole)),
        CREATED_BY,
    )
    return head + b"".join(
        section(("Name", name), (f"{digest}-Digest", base64_of(digest, each))) for name, each in sections.items()
    )


def signature_block(
    content: bytes, identity: Identity, digest: Digest = Digest.SHA256, *, stamper: Stamper | None = None
) -> bytes:
    """The .RSA: a detached signature over the .SF. It holds the root too, or `jarsigner -strict` exits with 32."""
    return cms.sign(cms.Content(content), identity, cms.Signing(digest, stamper=stamper))


def write(entries: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of the entries, each named or described, and packed by a method of `zipfile`."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zip_file:
        for entry, data in entries:
            info = entry if isinstance(entry, zipfile.ZipInfo) else describe(entry)
            zip_file.writestr(info, data, method)
    return archive.getvalue()


def write_twice(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of the entries, some of which have the same name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile: duplicate name
        return write(entries)


def describe(name: str) -> zipfile.ZipInfo:
    """An entry with a fixed date and without POSIX permissions, of which jarsigner would warn.

    One with a name beyond ASCII has them: only from UNIX do all readers take it as it is.
    """
    info = zipfile.ZipInfo(name, ENTRY_DATE)
    host, attributes = (HOST_FAT, ATTRIBUTE_ARCHIVE) if name.isascii() else (HOST_UNIX, REGULAR_FILE)
    info.create_system, info.external_attr = host, attributes  # zipfile would turn a zero into 0600
    return info


def read(package: bytes) -> list[tuple[str, bytes]]:
    """The entries of a package, in their order."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def base64_of(digest: Digest, data: bytes) -> str:
    """A digest as it stands in manifests."""
    return base64.b64encode(digest.of(data)).decode()


def section(*attributes: tuple[str, str]) -> bytes:
    """A section of a manifest or of a signature file, with its blank line."""
    return b"".join(_line(name, value) for name, value in attributes) + b"\r\n"


def _line(name: str, value: str) -> bytes:
    rest, lines = f"{name}: {value}".encode(), []
    while len(rest) > LINE_BYTES:
        lines.append(rest[:LINE_BYTES])
        rest = b" " + rest[LINE_BYTES:]
    return b"\r\n".join([*lines, rest, b""])
