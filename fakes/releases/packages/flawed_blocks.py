"""Packages whose signature block does not sign them: it is empty, or by somebody else, or over something else."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from fakes.releases.packages import cms, der, jar
from fakes.releases.packages.cms import PKCS1, Content, Digest, Scheme, Signing
from fakes.releases.packages.flawed_content import BAD, BLOCK, SIGNATURE_FILE, signed, usual_stamper
from fakes.releases.packages.flawed_signers import somebody
from fakes.releases.packages.kinds import HARDENED, VERIFY, Entries, Flaw, Kind
from fakes.releases.packages.pki import Key, default_pki
from fakes.releases.packages.weak import WITH_RSA

Block = Callable[[bytes], bytes]
"""Makes the block over a signature file."""

DIGESTED_DATA = der.oid("1.2.840.113549.1.7.5")
PROTECTION = cms.attribute(
    "1.2.840.113549.1.9.52",
    der.sequence(Digest.SHA512.algorithm, der.element(der.Tag.CONTEXT_1, der.oid("1.2.840.113549.1.1.1"), der.NULL)),
)
"""The algorithms of a signature (RFC 6211), the first of which is not the usual one."""


def with_block(make: Block, name: str = BLOCK) -> Flaw:
    """A package as it should be, but for its block."""

    def package(entries: Entries) -> bytes:
        parts = jar.read(signed(entries))
        block = make(dict(parts)[SIGNATURE_FILE])
        return jar.write((name, block) if each == BLOCK else (each, content) for each, content in parts)

    return package


def usual(content: bytes) -> bytes:
    """The block as it should be."""
    return jar.signature_block(content, default_pki().signer, stamper=usual_stamper())


def with_attributes(*attributes: bytes) -> Block:
    """The signer has signed these attributes."""
    return lambda content: cms.sign(
        Content(content), default_pki().signer, Signing(attributes=attributes, stamper=usual_stamper())
    )


def attributes_of(content: bytes) -> tuple[bytes, bytes]:
    """The two attributes that there have to be (RFC 5652, 5.3)."""
    return (
        cms.attribute(cms.CONTENT_TYPE, cms.DATA),
        cms.attribute(cms.MESSAGE_DIGEST, der.octets(Digest.SHA256.of(content))),
    )


def _of(infos: Callable[[bytes], list[bytes]], *, certificates: bool = True) -> Block:
    """The signer's certificates, and these SignerInfos."""
    return lambda content: cms.signed_data(
        Content(content), infos(content), sorted(cms.encoded(default_pki().signer)) if certificates else []
    )


def _info(content: bytes) -> bytes:
    return cms.signer_info(Content(content), default_pki().signer)


def _info_of_somebody(content: bytes) -> bytes:
    return cms.signer_info(Content(content), replace(default_pki().signer, key=somebody().signer.key))


def _over_what_lies_within(content: bytes) -> bytes:
    """It holds what it signs: an older signature file, and not the one beside it."""
    return cms.sign(Content(content + BAD, detached=False), default_pki().signer)


def _by(scheme: Scheme, digest: Digest = Digest.SHA256) -> Block:
    return lambda content: cms.sign(Content(content), default_pki().signer, Signing(digest, scheme=scheme))


def _without_padding(key: Key, data: bytes, digest: Digest) -> bytes:
    """The bare digest as if it were the signature: what a key makes of it is never asked."""
    del key
    return digest.of(data).rjust(256, b"\0")


def _another_kind_of_content(content: bytes) -> bytes:
    (whole,) = der.children(usual(content))
    _, held = der.children(whole.content)
    return der.sequence(DIGESTED_DATA, held.encoded)


def _of_another_file(content: bytes) -> bytes:
    return usual(content + BAD)


BLOCKS: Mapping[str, Kind] = {
    "with half a signature block": Kind(
        with_block(lambda content: usual(content)[:2000]), VERIFY, "malformed-signature"
    ),
    "with an empty signature block": Kind(with_block(lambda _: b""), VERIFY, "malformed-signature"),
    "with the signature block of another package": Kind(with_block(_of_another_file), VERIFY, "signature-mismatch"),
    "with the signature of a file within the block": Kind(
        with_block(_over_what_lies_within), VERIFY, "signature-mismatch"
    ),
    "with a signature block that nobody has signed": Kind(with_block(_of(lambda _: [])), VERIFY, "malformed-signature"),
    "with a signature block without certificates": Kind(
        with_block(_of(lambda content: [_info(content)], certificates=False)), VERIFY, "malformed-signature"
    ),
    "with a second signature in its block, by a key that is not the certificate's": Kind(
        with_block(_of(lambda content: [_info(content), _info_of_somebody(content)])), HARDENED, "malformed-signature"
    ),
    "with a signature value that is a bare digest": Kind(
        with_block(_by(Scheme(PKCS1.algorithm, _without_padding))), VERIFY, "signature-mismatch"
    ),
    "with a signature of another algorithm than it says": Kind(
        with_block(_by(Scheme(WITH_RSA[Digest.SHA1], cms.rsa_signature))), HARDENED, "weak-digest"
    ),
    "with an MD5 signature": Kind(with_block(_by(PKCS1, Digest.MD5)), VERIFY, "weak-digest"),
    "with signed attributes about another file": Kind(
        with_block(lambda content: with_attributes(*attributes_of(content + BAD))(content)),
        VERIFY,
        "signature-mismatch",
    ),
    "with signed attributes that do not say of what": Kind(
        with_block(lambda content: with_attributes(attributes_of(content)[0])(content)), VERIFY, "signature-mismatch"
    ),
    "with signed attributes that do not say what it is": Kind(
        with_block(lambda content: with_attributes(attributes_of(content)[1])(content)), VERIFY, "signature-mismatch"
    ),
    "with signed attributes about two files": Kind(
        with_block(lambda content: with_attributes(*attributes_of(content + BAD), attributes_of(content)[1])(content)),
        VERIFY,
        "signature-mismatch",
    ),
    "with signed attributes about another algorithm": Kind(
        with_block(lambda content: with_attributes(*attributes_of(content), PROTECTION)(content)),
        VERIFY,
        "signature-mismatch",
    ),
    "with a signature block of another kind": Kind(with_block(_another_kind_of_content), VERIFY, "malformed-signature"),
    "with data behind its signature block": Kind(
        with_block(lambda content: usual(content) + BAD), HARDENED, "malformed-signature"
    ),
}
"""What is wrong with a signature block, by the words of the features."""
