"""How verification says no: a stable code, and the reason in the product's words where it has any (KB0962479)."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class Code(StrEnum):
    """Why a package is refused."""

    EMPTY_FILE = "empty-file"
    NOT_A_ZIP = "not-a-zip"
    CORRUPT_ENTRY = "corrupt-entry"
    ENCRYPTED_ENTRY = "encrypted-entry"
    UNKNOWN_COMPRESSION = "unknown-compression"
    UNSUPPORTED_ARCHIVE = "unsupported-archive"

    PREPENDED_DATA = "prepended-data"
    APPENDED_DATA = "appended-data"
    HIDDEN_DATA = "hidden-data"
    HEADER_MISMATCH = "header-mismatch"
    DUPLICATE_ENTRY = "duplicate-entry"
    CASE_COLLISION = "case-collision"

    BAD_NAME = "bad-name"
    AMBIGUOUS_NAME = "ambiguous-name"
    ABSOLUTE_PATH = "absolute-path"
    PATH_TRAVERSAL = "path-traversal"
    SYMLINK = "symlink"
    ZIP_BOMB = "zip-bomb"

    UNSIGNED = "unsigned"
    UNSIGNED_ENTRY = "unsigned-entry"
    UNSIGNED_SECTION = "unsigned-manifest-section"
    SIGNATURE_INCOMPLETE = "signature-incomplete"
    MISSING_ENTRY = "missing-entry"
    ENTRY_TAMPERED = "entry-tampered"
    MANIFEST_TAMPERED = "manifest-tampered"
    MALFORMED_MANIFEST = "malformed-manifest"

    MALFORMED_SIGNATURE = "malformed-signature"
    SIGNATURE_MISMATCH = "signature-mismatch"
    WEAK_DIGEST = "weak-digest"
    WEAK_KEY = "weak-key"
    UNSUPPORTED_ALGORITHM = "unsupported-algorithm"

    NO_TRUST_ANCHORS = "no-trust-anchors"
    BAD_EKU = "bad-eku"
    BAD_KEY_USAGE = "bad-key-usage"
    UNTRUSTED = "untrusted"
    SELF_SIGNED = "self-signed"
    ANOTHER_ORGANISATION = "another-organisation"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"

    NO_TIMESTAMP = "no-timestamp"
    TIMESTAMP_INVALID = "timestamp-invalid"
    TIMESTAMP_UNTRUSTED = "timestamp-untrusted"

    REVOKED = "revoked"
    OCSP_UNREACHABLE = "ocsp-unreachable"
    OCSP_MALFORMED = "ocsp-malformed"
    OCSP_ERROR = "ocsp-error"
    OCSP_BAD_SIGNATURE = "ocsp-bad-signature"
    OCSP_STALE = "ocsp-stale"
    OCSP_UNKNOWN = "ocsp-unknown"


_REASONS = {
    "Error while reading data": (
        Code.EMPTY_FILE,
        Code.NOT_A_ZIP,
        Code.CORRUPT_ENTRY,
        Code.ENCRYPTED_ENTRY,
        Code.UNKNOWN_COMPRESSION,
    ),
    "Kind of archive is not supported": (Code.UNSUPPORTED_ARCHIVE,),
    "File has been tampered": (
        Code.PREPENDED_DATA,
        Code.APPENDED_DATA,
        Code.HIDDEN_DATA,
        Code.HEADER_MISMATCH,
        Code.DUPLICATE_ENTRY,
        Code.MISSING_ENTRY,
        Code.ENTRY_TAMPERED,
        Code.MANIFEST_TAMPERED,
    ),
    "Entry is not safe to extract": (
        Code.CASE_COLLISION,
        Code.BAD_NAME,
        Code.AMBIGUOUS_NAME,
        Code.ABSOLUTE_PATH,
        Code.PATH_TRAVERSAL,
        Code.SYMLINK,
        Code.ZIP_BOMB,
    ),
    "Entry is not signed": (Code.UNSIGNED, Code.UNSIGNED_SECTION),
    "Entry is not in manifest": (Code.UNSIGNED_ENTRY,),
    "Manifest is not readable": (Code.MALFORMED_MANIFEST,),
    "Entry doesn't have valid signer": (
        Code.SIGNATURE_INCOMPLETE,
        Code.MALFORMED_SIGNATURE,
        Code.SIGNATURE_MISMATCH,
    ),
    "Signature is too weak": (Code.WEAK_DIGEST, Code.WEAK_KEY),
    "Signature algorithm is not supported": (Code.UNSUPPORTED_ALGORITHM,),
    "Failed to find trust anchors from key store": (Code.NO_TRUST_ANCHORS,),
    "Signer is not entitled for code signing": (Code.BAD_EKU, Code.BAD_KEY_USAGE),
    "Signer is not trusted by CA": (Code.UNTRUSTED, Code.SELF_SIGNED),
    "Signer is not ServiceNow": (Code.ANOTHER_ORGANISATION,),
    "Signer certificate is not valid at the time of signing": (Code.EXPIRED, Code.NOT_YET_VALID),
    "Signer doesn't have timestamp": (Code.NO_TIMESTAMP,),
    "Timestamp is not valid": (Code.TIMESTAMP_INVALID,),
    "Timestamp certificate is not trusted by CA": (Code.TIMESTAMP_UNTRUSTED,),
    "Signer certificate is revoked": (Code.REVOKED,),
    "OCSP responder is out of reach": (Code.OCSP_UNREACHABLE,),
    "OCSP responder's reply is not readable": (Code.OCSP_MALFORMED,),
    "OCSP responder does not say whether the signer certificate is revoked": (Code.OCSP_ERROR, Code.OCSP_UNKNOWN),
    "OCSP responder's reply is signed by somebody else": (Code.OCSP_BAD_SIGNATURE,),
    "OCSP responder's reply is not current": (Code.OCSP_STALE,),
}
MAX_SHOWN = 500
"""Characters."""
_REASON_OF = {code: reason for reason, codes in _REASONS.items() for code in codes}


def shown(text: str) -> str:
    """What a file says of itself, fit for a line of a log: it may have been written to look like another line."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text[:MAX_SHOWN])


class Refused(Exception):  # noqa: N818 - a refusal is what verification is for, no error
    """The package is not to be used."""

    def __init__(self, code: Code, detail: str = "") -> None:
        self.code = code
        self.detail = shown(detail)
        super().__init__(code, self.detail)

    def __str__(self) -> str:
        return f"Signature verification failed: {self.reason}" + (f" ({self.detail})" if self.detail else "")

    @property
    def reason(self) -> str:
        """The reason in words."""
        return _REASON_OF[self.code]


@contextmanager
def refusing(code: Code) -> Iterator[None]:
    """Turn any error into a refusal: what a parser of hostile bytes may raise, no documentation lists."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise Refused(code, f"{type(error).__name__}: {error}") from error
