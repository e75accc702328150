"""Keys that certificates are signed with: Ed25519, in PEM; a private one as PKCS#8, with a passphrase or without."""

import os
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from securesystemslib.signer import CryptoSigner, SSlibKey

from midcert.certificates.evidence import EvidenceError, content_of

MAX_KEY_BYTES = 2**20
PRIVATE_MODE = 0o600
PASSPHRASE = "MIDCERT_PASSPHRASE"  # noqa: S105 - the name of the variable, not a secret
"""The environment variable with the passphrase of a private key."""


class KeyFileError(ValueError):
    """A key cannot be used; the message says why, in one line."""


def generate(path: Path, passphrase: str = "") -> SSlibKey:
    """Write a pair of keys, the public one beside the private one; over nothing.

    Raises:
        KeyFileError: One of the files is there already, or cannot be written.
    """
    private, encryption = Ed25519PrivateKey.generate(), NoEncryption()
    coded = private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()) if passphrase else encryption
    )
    public = private.public_key()
    if public_path(path).exists():
        raise KeyFileError(f"{public_path(path)} is there already")
    _write(path, coded, PRIVATE_MODE)
    _write(public_path(path), public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), 0o644)
    return SSlibKey.from_crypto(public)


def public_path(path: Path) -> Path:
    """Where the public key of a private one is written: `mine.pub.pem` of `mine.pem`."""
    return path.with_suffix(".pub.pem")


def signer(path: Path, passphrase: Callable[[], str]) -> CryptoSigner:
    """What signs with the private key in a file.

    Args:
        path: The file.
        passphrase: Is asked where the key has one.

    Raises:
        KeyFileError: The file cannot be read, holds no private Ed25519 key, or the passphrase is another one.
    """
    key = _private(path, _content(path), passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path} holds another private key than one of Ed25519")
    return CryptoSigner(key)


def public_key(path: Path) -> SSlibKey:
    """The public key in a file.

    Raises:
        KeyFileError: The file cannot be read, or holds no public Ed25519 key.
    """
    content = _content(path)
    try:
        key = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm):
        raise KeyFileError(f"{path} holds no public key in PEM") from None
    if not isinstance(key, Ed25519PublicKey):
        raise KeyFileError(f"{path} holds another public key than one of Ed25519")
    return SSlibKey.from_crypto(key)


def _private(path: Path, content: bytes, passphrase: Callable[[], str]) -> object:
    """The private key, of whatever kind; the passphrase is asked for where there is one."""
    try:
        return load_pem_private_key(content, None)
    except TypeError:
        said = passphrase()
    except (ValueError, UnsupportedAlgorithm):
        raise KeyFileError(f"{path} holds no private key in PEM") from None
    try:
        return load_pem_private_key(content, said.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyFileError(f"{path} cannot be opened with this passphrase") from None


def _content(path: Path) -> bytes:
    try:
        return content_of(path, MAX_KEY_BYTES)
    except EvidenceError as error:
        raise KeyFileError(f"{path} {error}") from None


def _write(path: Path, content: bytes, mode: int) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
    except FileExistsError:
        raise KeyFileError(f"{path} is there already") from None
    except OSError as error:
        raise KeyFileError(f"{path} cannot be written: {error.strerror}") from None
