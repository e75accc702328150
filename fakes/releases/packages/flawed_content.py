"""Packages that were changed after they had been signed, or were never signed, or not as they should be."""

import zipfile
from collections.abc import Callable, Mapping

from fakes.releases.packages import jar, timestamp
from fakes.releases.packages.cms import Digest, Stamper
from fakes.releases.packages.kinds import VERIFY, Entries, Flaw, Kind
from fakes.releases.packages.pki import Identity, default_pki
from fakes.releases.packages.signing_time import SIGNING_TIME

BAD = b"# from somebody else\n"
SIGNATURE_FILE, BLOCK = "META-INF/SIGNER.SF", "META-INF/SIGNER.RSA"


def usual_stamper() -> Stamper:
    """The time-stamping authority, at the time at which good packages were signed."""
    return timestamp.stamper(default_pki().tsa, SIGNING_TIME)


def signed(entries: Entries, identity: Identity | None = None, digest: Digest = Digest.SHA256) -> bytes:
    """A package as it should be, unless somebody else signs it, or with something else."""
    return jar.sign(entries, identity or default_pki().signer, stamper=usual_stamper(), digest=digest)


def _changed(name: str, change: Callable[[bytes], bytes], package: bytes) -> bytes:
    return jar.write((each, change(content) if each == name else content) for each, content in jar.read(package))


def _without(*names: str) -> Flaw:
    return lambda entries: jar.write(
        (name, content) for name, content in jar.read(signed(entries)) if name not in names
    )


def _with_more(name: str) -> Flaw:
    return lambda entries: jar.write([*jar.read(signed(entries)), (name, BAD)])


def changed_file(entries: Entries) -> bytes:
    """A file says something else than what was signed."""
    name, _ = entries[0]
    return _changed(name, lambda content: content + BAD, signed(entries))


def changed_file_and_digest(entries: Entries) -> bytes:
    """The file and its digest in the manifest agree, but nobody has signed them."""
    [(name, content), *_] = entries
    (old,), (new,) = (jar.manifest([(name, each)])[1].values() for each in (content, content + BAD))
    return _changed(jar.MANIFEST, lambda listed: listed.replace(old, new), changed_file(entries))


def changed_signature_file(entries: Entries) -> bytes:
    """The signature file is another one than was signed."""
    return _changed(SIGNATURE_FILE, lambda content: content.replace(b"conformance", b"c0nformance"), signed(entries))


def signature_of_another_package(entries: Entries) -> bytes:
    """Signature file and block were taken from another good package."""
    other = dict(jar.read(signed([("other.txt", b"other\n")])))
    parts = (SIGNATURE_FILE, BLOCK)
    return jar.write((name, other[name] if name in parts else data) for name, data in jar.read(signed(entries)))


def remade_but_for_the_block(entries: Entries) -> bytes:
    """All is made anew around a changed file, but for the block, which nobody else can make."""
    [(name, content), *others] = entries
    block = dict(jar.read(signed(entries)))[BLOCK]
    return _changed(BLOCK, lambda _: block, signed([(name, content + BAD), *others]))


def garbage_for_a_block(entries: Entries) -> bytes:
    """The signature block is no such thing."""
    return _changed(BLOCK, lambda _: b"\x30\x07garbage", signed(entries))


def sha1_digests(entries: Entries) -> bytes:
    """The digests of manifest and signature file are made with SHA-1."""
    return signed(entries, digest=Digest.SHA1)


def sha1_signature(entries: Entries) -> bytes:
    """The signature itself is made with SHA-1."""
    signer, stamper = default_pki().signer, usual_stamper()
    package = signed(entries)
    content = dict(jar.read(package))[SIGNATURE_FILE]
    block = jar.signature_block(content, signer, Digest.SHA1, stamper=stamper)
    return _changed(BLOCK, lambda _: block, package)


def _packed(method: int) -> Flaw:
    def pack(entries: Entries) -> bytes:
        """All entries are packed in a way that Java's tools cannot read."""
        return jar.write(jar.read(signed(entries)), method)

    return pack


CONTENT: Mapping[str, Kind] = {
    "with a changed file": Kind(changed_file, VERIFY, "entry-tampered"),
    "with a changed file and its new digest": Kind(changed_file_and_digest, VERIFY, "manifest-tampered"),
    "with a changed signature file": Kind(changed_signature_file, VERIFY, "signature-mismatch"),
    "remade around a changed file": Kind(remade_but_for_the_block, VERIFY, "signature-mismatch"),
    "with one more file": Kind(_with_more("bin/more.sh"), VERIFY, "unsigned-entry"),
    "with one more file beside its signature": Kind(_with_more("META-INF/services/more"), VERIFY, "unsigned-entry"),
    "without a signature": Kind(_without(SIGNATURE_FILE, BLOCK), VERIFY, "unsigned"),
    "without a signature block": Kind(_without(BLOCK), VERIFY, "signature-incomplete"),
    "without a manifest": Kind(_without(jar.MANIFEST), VERIFY, "unsigned"),
    "never signed": Kind(jar.write, VERIFY, "unsigned"),
    "with the signature of another package": Kind(signature_of_another_package, VERIFY, "manifest-tampered"),
    "with garbage for a signature": Kind(garbage_for_a_block, VERIFY, "malformed-signature"),
    "with SHA-1 digests": Kind(sha1_digests, VERIFY, "weak-digest"),
    "with a SHA-1 signature": Kind(sha1_signature, VERIFY, "weak-digest"),
    "packed with LZMA": Kind(_packed(zipfile.ZIP_LZMA), VERIFY, "unknown-compression"),
    "packed with BZIP2": Kind(_packed(zipfile.ZIP_BZIP2), VERIFY, "unknown-compression"),
}
"""What is wrong with what was signed, by the words of the features."""
