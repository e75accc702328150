"""Packages whose manifest or signature file is signed, and vouches for less than it seems to."""

from collections.abc import Callable, Mapping

from fakes.releases.packages import jar
from fakes.releases.packages.cms import Digest
from fakes.releases.packages.flawed_content import BAD, BLOCK, SIGNATURE_FILE, signed, usual_stamper
from fakes.releases.packages.jar import base64_of, section
from fakes.releases.packages.kinds import HARDENED, VERIFY, Entries, Flaw, Kind
from fakes.releases.packages.pki import default_pki

Change = Callable[[bytes], bytes]
BLANK, NAME = b"\r\n\r\n", b"Name: "
ELSEWHERE = "META-INF/signatures/"


def vouching(entries: Entries, manifest: bytes, signature_file: bytes) -> bytes:
    """A package of these parts, whose signature file the right signer has signed."""
    block = jar.signature_block(signature_file, default_pki().signer, stamper=usual_stamper())
    return jar.write([(jar.MANIFEST, manifest), (SIGNATURE_FILE, signature_file), (BLOCK, block), *entries])


def manifest_of(entries: Entries) -> bytes:
    """The usual manifest."""
    main, sections = jar.manifest(entries)
    return main + b"".join(sections.values())


def head(*attributes: tuple[str, str]) -> bytes:
    """The main section of a signature file, with these attributes."""
    return section(("Signature-Version", "1.0"), *attributes)


def vouched(manifest: bytes) -> bytes:
    """A signature file that vouches for a manifest as a whole, and for each of its sections."""
    sections = [part + BLANK for part in manifest.split(BLANK)[1:] if part.startswith(NAME)]
    return head(("SHA-256-Digest-Manifest", base64_of(Digest.SHA256, manifest))) + b"".join(
        each.partition(b"\r\n")[0] + b"\r\n" + section(("SHA-256-Digest", base64_of(Digest.SHA256, each)))
        for each in sections
    )


def with_manifest(change: Callable[[Entries], bytes]) -> Flaw:
    """The manifest was another one when it was signed."""

    def make(entries: Entries) -> bytes:
        manifest = change(entries)
        return vouching(entries, manifest, vouched(manifest))

    return make


def with_sections(change: Callable[[str, bytes], bytes]) -> Flaw:
    """The section of the first file was another one when it was signed."""

    def make(entries: Entries) -> bytes:
        main, sections = jar.manifest(entries)
        name, content = entries[0]
        return main + b"".join({**sections, name: change(name, content)}.values())

    return with_manifest(make)


def _with_signature_file(change: Callable[[bytes, Mapping[str, bytes]], bytes]) -> Flaw:
    """The signature file was another one when it was signed."""

    def make(entries: Entries) -> bytes:
        main, sections = jar.manifest(entries)
        return vouching(entries, manifest_of(entries), change(main, sections))

    return make


def _changed(change: Change) -> Flaw:
    """The manifest is another one than was signed."""
    return lambda entries: jar.write(
        (name, change(content) if name == jar.MANIFEST else content) for name, content in jar.read(signed(entries))
    )


def _listed_later(entries: Entries) -> bytes:
    """A file and its section in the manifest are there that were not signed."""
    _, sections = jar.manifest([("bin/more.sh", BAD)])
    return jar.write(
        [*jar.read(_changed(lambda listed: listed + sections["bin/more.sh"])(entries)), ("bin/more.sh", BAD)]
    )


def _two_manifests(entries: Entries) -> bytes:
    return jar.write_twice([(jar.MANIFEST, manifest_of([*entries, ("bin/more.sh", BAD)])), *jar.read(signed(entries))])


def _signed_elsewhere(entries: Entries) -> bytes:
    """The signature lies where nobody looks for one."""
    return jar.write(
        (name.replace("META-INF/SIGNER", f"{ELSEWHERE}SIGNER"), content) for name, content in jar.read(signed(entries))
    )


def _digests(of: Mapping[str, Callable[[bytes], str]]) -> Flaw:
    return with_sections(
        lambda name, content: section(("Name", name), *((key, make(content)) for key, make in of.items()))
    )


def _listing(name: str, content: bytes, *more: tuple[str, str]) -> bytes:
    """The usual section of a file, with further attributes."""
    return section(("Name", name), *more, ("SHA-256-Digest", base64_of(Digest.SHA256, content)))


def _right(digest: Digest) -> Callable[[bytes], str]:
    return lambda content: base64_of(digest, content)


def _wrong(digest: Digest) -> Callable[[bytes], str]:
    return lambda content: base64_of(digest, content + BAD)


def _only_sections(_: bytes, sections: Mapping[str, bytes], digest: Digest = Digest.SHA256) -> bytes:
    return head() + b"".join(
        section(("Name", name), (f"{digest}-Digest", base64_of(digest, each))) for name, each in sections.items()
    )


def _one_section_wrong(main: bytes, sections: Mapping[str, bytes]) -> bytes:
    name, *_ = sections
    return jar.signature_file(main, sections).replace(
        base64_of(Digest.SHA256, sections[name]).encode(), base64_of(Digest.SHA256, BAD).encode()
    )


MANIFESTS: Mapping[str, Kind] = {
    "with a changed attribute in its manifest": Kind(
        _changed(lambda listed: listed.replace(b"conformance", b"c0nformance")), VERIFY, "manifest-tampered"
    ),
    "with one more file, which the manifest lists": Kind(_listed_later, VERIFY, "unsigned-manifest-section"),
    "with a manifest that ends in the middle": Kind(
        _changed(lambda listed: listed[: len(listed) // 2]), VERIFY, "malformed-manifest"
    ),
    "with an empty manifest": Kind(_changed(lambda _: b""), VERIFY, "malformed-manifest"),
    "with two manifests": Kind(_two_manifests, VERIFY, "duplicate-entry"),
    "with its signature in a folder of META-INF": Kind(_signed_elsewhere, VERIFY, "unsigned"),
    "with MD5 digests": Kind(lambda entries: signed(entries, digest=Digest.MD5), VERIFY, "weak-digest"),
    "with an MD5 digest of one file": Kind(_digests({"MD5-Digest": _right(Digest.MD5)}), VERIFY, "weak-digest"),
    "with no digest of one file": Kind(_digests({}), VERIFY, "unsigned-manifest-section"),
    "with a digest of one file that is no digest": Kind(
        _digests({"SHA-256-Digest": lambda _: "none"}), VERIFY, "entry-tampered"
    ),
    "with two digests of one file, the second of them wrong": Kind(
        _digests({"SHA-256-Digest": _right(Digest.SHA256), "SHA-512-Digest": _wrong(Digest.SHA512)}),
        VERIFY,
        "entry-tampered",
    ),
    "with a wrong digest of one file, and a right one that is weak": Kind(
        _digests({"SHA-256-Digest": _wrong(Digest.SHA256), "SHA-1-Digest": _right(Digest.SHA1)}),
        VERIFY,
        "entry-tampered",
    ),
    "with two sections of one file, the first of them right": Kind(
        with_sections(
            lambda name, content: b"".join(
                section(("Name", name), ("SHA-256-Digest", base64_of(Digest.SHA256, each))) for each in (content, BAD)
            )
        ),
        VERIFY,
        "malformed-manifest",
    ),
    "with a signature file that vouches for no more than some files": Kind(
        _with_signature_file(lambda main, sections: _only_sections(main, dict(list(sections.items())[1:]))),
        VERIFY,
        "unsigned-manifest-section",
    ),
    "with a signature file that vouches for nothing": Kind(
        _with_signature_file(lambda *_: head()), VERIFY, "unsigned-manifest-section"
    ),
    "with a signature file that vouches for the manifest, and for no file in it": Kind(
        _with_signature_file(
            lambda main, sections: head(
                ("SHA-256-Digest-Manifest", base64_of(Digest.SHA256, main + b"".join(sections.values())))
            )
        ),
        VERIFY,
        "unsigned-manifest-section",
    ),
    "with a signature file by weak digests alone": Kind(
        _with_signature_file(lambda main, sections: _only_sections(main, sections, Digest.SHA1)), VERIFY, "weak-digest"
    ),
    "with a wrong digest of a section in its signature file": Kind(_with_signature_file(_one_section_wrong), HARDENED),
    "with a signature file of another version": Kind(
        lambda entries: vouching(
            entries, manifest_of(entries), vouched(manifest_of(entries)).replace(b"Version: 1.0", b"Version: 9.0")
        ),
        VERIFY,
        "malformed-signature",
    ),
    "with a byte order mark in its manifest": Kind(
        with_manifest(lambda entries: b"\xef\xbb\xbf" + manifest_of(entries)), VERIFY, "malformed-manifest"
    ),
    "with a manifest that is not in UTF-8": Kind(
        with_manifest(lambda entries: manifest_of(entries).replace(b"Created-By: ", b"Created-By: \xff")),
        HARDENED,
        "malformed-manifest",
    ),
    "with a NUL in its manifest": Kind(
        with_manifest(lambda entries: manifest_of(entries).replace(b"Created-By: ", b"Created-By: \0")),
        HARDENED,
        "malformed-manifest",
    ),
    "with a line in its manifest that is too long": Kind(
        with_sections(lambda name, content: _listing(name, content, ("Note", "x" * 600)).replace(b"\r\n ", b"")),
        VERIFY,
        "malformed-manifest",
    ),
    "with a digest of one file whose name is folded": Kind(
        with_sections(lambda name, content: _listing(name, content).replace(b"-Digest", b"\r\n -Digest")),
        VERIFY,
        "malformed-manifest",
    ),
    "with a name of an attribute that is too long": Kind(
        with_sections(lambda name, content: _listing(name, content, ("X" * 71, "1"))), VERIFY, "malformed-manifest"
    ),
    "with a digest of one file whose name is misspelt": Kind(
        _digests({"SHA-2-56-Digest": _right(Digest.SHA256)}), VERIFY, "unsupported-algorithm"
    ),
    "with a manifest that names a file by an absent one": Kind(
        with_manifest(lambda entries: manifest_of([*entries, ("bin/gone.sh", b"")])), HARDENED, "missing-entry"
    ),
}
"""What is wrong with a manifest or a signature file, by the words of the features."""
