"""Keys in files."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from midcert.certificates.keys import KeyFileError, generate, public_key, public_path, signer


def never() -> str:
    pytest.fail("nobody is asked for a passphrase that there is not")


def test_a_pair_of_keys_belongs_together_and_only_its_owner_reads_the_private_one(tmp_path: Path) -> None:
    made = generate(tmp_path / "mine.pem")
    assert (tmp_path / "mine.pem").stat().st_mode & 0o777 == 0o600
    assert made == public_key(tmp_path / "mine.pub.pem") == signer(tmp_path / "mine.pem", never).public_key


def test_a_private_key_may_have_a_passphrase(tmp_path: Path) -> None:
    made = generate(tmp_path / "mine.pem", "sesame")
    assert signer(tmp_path / "mine.pem", lambda: "sesame").public_key == made
    with pytest.raises(KeyFileError, match=r"mine\.pem cannot be opened with this passphrase$"):
        signer(tmp_path / "mine.pem", lambda: "abracadabra")


@pytest.mark.parametrize("name", ["mine.pem", "mine.pub.pem"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("precious", "utf-8")
    with pytest.raises(KeyFileError, match=rf"{name} is there already$"):
        generate(tmp_path / "mine.pem")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text("utf-8") == "precious"


def test_what_is_no_key_is_refused_in_one_line(tmp_path: Path) -> None:
    other, file, public = generate_private_key(SECP256R1()), tmp_path / "other.pem", public_path(tmp_path / "other.pem")
    file.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    with pytest.raises(KeyFileError, match=r"other\.pem holds another private key than one of Ed25519$"):
        signer(file, never)
    with pytest.raises(KeyFileError, match=r"other\.pub\.pem holds another public key than one of Ed25519$"):
        public_key(public)
    for read in (public_key, lambda path: signer(path, never)):
        with pytest.raises(KeyFileError, match=r"none\.pem cannot be read: No such file or directory$"):
            read(tmp_path / "none.pem")
        (tmp_path / "odd.pem").write_bytes(b"\xff\0")
        with pytest.raises(KeyFileError, match=r"odd\.pem holds no (private|public) key in PEM$"):
            read(tmp_path / "odd.pem")
