from datetime import UTC, datetime

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from fakes.releases.packages.pki import SIGNER, Pki, default_pki, stored_keys


def test_the_signer_is_the_one_of_the_documentation() -> None:
    assert default_pki().signer.certificate.subject.rfc4514_string() == SIGNER


def test_certificates_hold_from_2015_to_2099() -> None:
    pki = default_pki()
    for identity in (pki.root, pki.intermediate, pki.signer, pki.tsa):
        assert identity.certificate.not_valid_before_utc == datetime(2015, 1, 1, tzinfo=UTC)
        assert identity.certificate.not_valid_after_utc == datetime(2099, 1, 1, tzinfo=UTC)


def test_keys_are_rsa_with_2048_bits_and_four_in_number() -> None:
    pki = default_pki()
    keys = [identity.key for identity in (pki.root, pki.intermediate, pki.signer, pki.tsa)]
    assert [key.key_size for key in keys] == [2048] * 4
    assert len({key.public_key().public_numbers() for key in keys}) == 4


def test_chains_lead_to_the_root() -> None:
    pki = default_pki()
    assert pki.signer.chain == (pki.intermediate.certificate, pki.root.certificate)
    assert pki.tsa.chain == (pki.root.certificate,)


def test_the_time_stamping_authority_does_nothing_else() -> None:
    usage = default_pki().tsa.certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    assert usage.critical
    assert list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def test_the_root_alone_is_to_be_trusted() -> None:
    (anchor,) = default_pki().trust_anchors
    assert x509.load_pem_x509_certificate(anchor.encode()) == default_pki().root.certificate


def test_one_process_has_one_infrastructure() -> None:
    assert default_pki() is default_pki()
    assert Pki().signer == default_pki().signer


def test_an_infrastructure_of_another_name_shares_nothing() -> None:
    other = Pki("Somebody else")
    assert other.root.certificate.public_key() != default_pki().root.certificate.public_key()


def test_a_signer_of_another_time_has_the_same_key() -> None:
    pki = default_pki()
    expired = pki.package_signer(valid_until=datetime(2019, 1, 1, tzinfo=UTC))
    assert expired.key is pki.signer.key
    assert expired.certificate.serial_number != pki.signer.certificate.serial_number


def test_the_keys_of_the_default_infrastructure_are_always_the_same() -> None:
    assert {"root", "intermediate", "signer", "tsa"} < stored_keys().keys()
    assert default_pki().root.key is stored_keys()["root"]
    assert default_pki().root.key.key_size == 2048
