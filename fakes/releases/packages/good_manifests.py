"""Good packages whose manifests are not as this suite writes them, but as the JAR File Specification allows them."""

from collections.abc import Callable, Mapping

from fakes.releases.packages import jar
from fakes.releases.packages.cms import Digest
from fakes.releases.packages.flawed_content import signed
from fakes.releases.packages.flawed_manifests import head, manifest_of, vouching, with_manifest, with_sections
from fakes.releases.packages.jar import base64_of, section
from fakes.releases.packages.kinds import LEGAL, Entries, Flaw, Kind

LONG = "lib/" + "a-long-name-" * 6 + "\u00fc.txt"


def _more_in_main(*attributes: tuple[str, str]) -> Flaw:
    """Further main attributes."""

    def change(entries: Entries) -> bytes:
        main, sections = jar.manifest(entries)
        return main.removesuffix(b"\r\n") + section(*attributes) + b"".join(sections.values())

    return with_manifest(change)


def _by_lines_of(end: bytes) -> Flaw:
    """The lines of manifest and signature file end otherwise."""

    def make(entries: Entries) -> bytes:
        main, sections = jar.manifest(entries)
        main, others = main.replace(b"\r\n", end), {k: v.replace(b"\r\n", end) for k, v in sections.items()}
        content = jar.signature_file(main, others).replace(b"\r\n", end)
        return vouching(entries, main + b"".join(others.values()), content)

    return make


def _with_signature_file(change: Callable[[bytes, Mapping[str, bytes]], bytes]) -> Flaw:
    def make(entries: Entries) -> bytes:
        main, sections = jar.manifest(entries)
        return vouching(entries, manifest_of(entries), change(main, sections))

    return make


def _of_sections(sections: Mapping[str, bytes]) -> bytes:
    return b"".join(
        section(("Name", name), ("SHA-256-Digest", base64_of(Digest.SHA256, each))) for name, each in sections.items()
    )


def _unfolded(entries: Entries) -> bytes:
    main, sections = jar.manifest([(LONG, b"long\n"), *entries])
    sections = {name: each.replace(b"\r\n ", b"") for name, each in sections.items()}
    content = jar.signature_file(main, sections)
    return vouching([(LONG, b"long\n"), *entries], main + b"".join(sections.values()), content)


GOOD_MANIFESTS: Mapping[str, Kind] = {
    "with a long name in its manifest": Kind(lambda entries: signed([(LONG, b"long\n"), *entries]), LEGAL),
    "with a long line in its manifest": Kind(_unfolded, LEGAL),
    "with short ends of lines in its manifest": Kind(_by_lines_of(b"\n"), LEGAL),
    "with a sealed folder in its manifest": Kind(
        with_manifest(lambda entries: manifest_of(entries) + section(("Name", "com/example/"), ("Sealed", "true"))),
        LEGAL,
    ),
    "with further attributes in its manifest": Kind(
        _more_in_main(("Implementation-Title", "MID\tServer\u00a0Core"), ("Built-By", "\u6771\u4eac")), LEGAL
    ),
    "with further attributes of a file": Kind(
        with_sections(
            lambda name, content: section(
                ("Name", name), ("Content-Type", "text/plain"), ("SHA-256-Digest", base64_of(Digest.SHA256, content))
            )
        ),
        LEGAL,
    ),
    "with a digest whose name has no dash": Kind(
        with_sections(
            lambda name, content: section(("Name", name), ("SHA256-Digest", base64_of(Digest.SHA256, content)))
        ),
        LEGAL,
    ),
    "with a digest of a file that few know": Kind(
        with_sections(
            lambda name, content: section(
                ("Name", name), ("SHA-256-Digest", base64_of(Digest.SHA256, content)), ("Whirlpool-Digest", "bm9uZQ==")
            )
        ),
        LEGAL,
    ),
    "with a manifest that lists its files in another order": Kind(
        with_manifest(lambda entries: manifest_of(entries[::-1])), LEGAL
    ),
    "with a signature file of sections alone": Kind(
        _with_signature_file(lambda _, sections: head() + _of_sections(sections)), LEGAL
    ),
    "with a signature file that leaves out the main attributes": Kind(
        _with_signature_file(
            lambda main, sections: (
                head(("SHA-256-Digest-Manifest", base64_of(Digest.SHA256, main + b"".join(sections.values()))))
                + _of_sections(sections)
            )
        ),
        LEGAL,
    ),
    "with a signature file that leaves out the whole manifest": Kind(
        _with_signature_file(
            lambda main, sections: (
                head(("SHA-256-Digest-Manifest-Main-Attributes", base64_of(Digest.SHA256, main)))
                + _of_sections(sections)
            )
        ),
        LEGAL,
    ),
}
"""Manifests that are good, by words as the features have them."""
