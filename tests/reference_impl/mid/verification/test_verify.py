import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import run

import pytest

from fakes.releases.packages import jar, timestamp
from fakes.releases.packages.cms import Digest
from fakes.releases.packages.pki import Pki, default_pki
from reference_impl.mid.verification import Code, Refused, verify
from reference_impl.mid.verification.__main__ import main

PKI = default_pki()
ENTRIES = [("agent/bin/mid.sh", b"#!/bin/sh\necho hi\n"), ("agent/lib/mid.jar", bytes(range(256)) * 20)]
SIGNED_AT = datetime(2019, 11, 5, 19, 55, 37, tzinfo=UTC)
NOW = datetime(2020, 3, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
STAMPER = timestamp.stamper(PKI.tsa, SIGNED_AT)


def test_a_good_package_names_its_signer_its_time_and_their_chains() -> None:
    (signer,) = verify(jar.sign(ENTRIES, PKI.signer, stamper=STAMPER), PKI.trust_anchors, NOW)
    assert signer.certificate == PKI.signer.certificate
    assert signer.chain == (PKI.signer.certificate, *PKI.signer.chain)
    assert signer.timestamp is not None
    assert signer.timestamp.time == SIGNED_AT
    assert signer.timestamp.chain == (PKI.tsa.certificate, PKI.root.certificate)


def test_a_package_without_a_timestamp_is_good_unless_one_is_required() -> None:
    package = jar.sign(ENTRIES, PKI.signer)
    assert verify(package, PKI.trust_anchors, NOW)[0].timestamp is None
    with pytest.raises(Refused) as refused:
        verify(package, PKI.trust_anchors, NOW, require_timestamp=True)
    assert refused.value.code is Code.NO_TIMESTAMP


def test_every_signer_is_named() -> None:
    second = PKI.package_signer("CN=Second Signer")
    package = jar.sign(ENTRIES, PKI.signer, more_signers=[second])
    signers = verify(package, PKI.trust_anchors, NOW)
    assert [signer.certificate for signer in signers] == [PKI.signer.certificate, second.certificate]


def test_stronger_digests_are_good_as_well() -> None:
    package = jar.sign(ENTRIES, PKI.signer, digest=Digest.SHA512)
    assert len(verify(package, PKI.trust_anchors, NOW)) == 1


def test_folders_need_no_signature() -> None:
    package = jar.write([*jar.read(jar.sign(ENTRIES, PKI.signer)), ("agent/work/", b"")])
    assert len(verify(package, PKI.trust_anchors, NOW)) == 1


def test_long_names_are_read_across_lines() -> None:
    entries = [("agent/" + "ü" * 100, b"content")]
    assert len(verify(jar.sign(entries, PKI.signer), PKI.trust_anchors, NOW)) == 1


def test_an_archive_comment_changes_nothing() -> None:
    package = jar.sign(ENTRIES, PKI.signer)
    assert len(verify(package[:-2] + b"\x05\x00hello", PKI.trust_anchors, NOW)) == 1


def test_what_is_known_of_a_package_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    package = jar.sign([("agent/once", b"")], PKI.signer, stamper=STAMPER)
    tampered = jar.write([*jar.read(package), ("agent/more", b"")])
    verify(package, PKI.trust_anchors, NOW)
    with pytest.raises(Refused):
        verify(tampered, PKI.trust_anchors, NOW)
    monkeypatch.delattr("reference_impl.mid.verification.verifier.examine")
    verify(bytes(bytearray(package)), PKI.trust_anchors, NOW)
    with pytest.raises(Refused) as refused:
        verify(tampered, PKI.trust_anchors, NOW)
    assert refused.value.code is Code.UNSIGNED_ENTRY


def test_each_step_is_told_each_time() -> None:
    package = jar.sign([("agent/told", b"")], PKI.signer, stamper=STAMPER)
    steps: list[list[str]] = [[], []]
    for told in steps:
        verify(package, PKI.trust_anchors, NOW, told.append)
    signer = PKI.signer.certificate.subject.rfc4514_string()
    assert [step.partition(": ")[0] for step in steps[0]] == [
        "archive",
        "manifest",
        "META-INF/SIGNER.RSA",
        "META-INF/SIGNER.RSA",
        "entries",
        "chain",
    ]
    assert f"META-INF/SIGNER.RSA: signed by {signer}, rsassa_pkcs1v15 with sha256" in steps[0]
    assert f"META-INF/SIGNER.RSA: stamped at {SIGNED_AT:%Y-%m-%dT%H:%M:%SZ}" in steps[0]
    assert steps[0] == steps[1]


def test_the_steps_up_to_a_refusal_are_told() -> None:
    package = jar.write([*jar.read(jar.sign(ENTRIES, PKI.signer)), ("agent/more", b"")])
    steps: list[str] = []
    with pytest.raises(Refused):
        verify(package, PKI.trust_anchors, NOW, steps.append)
    assert [step.partition(": ")[0] for step in steps] == ["archive"]


def test_what_depends_on_the_time_is_decided_each_time() -> None:
    expires = datetime(2021, 8, 9, tzinfo=UTC)
    package = jar.sign(ENTRIES, PKI.package_signer(valid_until=expires))
    for _ in range(2):
        verify(package, PKI.trust_anchors, expires)
        with pytest.raises(Refused) as refused:
            verify(package, PKI.trust_anchors, expires + SECOND)
        assert refused.value.code is Code.EXPIRED


def test_what_is_known_holds_for_the_same_trust_anchors_only() -> None:
    package = jar.sign(ENTRIES, PKI.signer, stamper=STAMPER)
    verify(package, PKI.trust_anchors, NOW)
    with pytest.raises(Refused) as refused:
        verify(package, Pki("Somebody else").trust_anchors, NOW)
    assert refused.value.code is Code.TIMESTAMP_UNTRUSTED


def test_nothing_is_good_where_nobody_is_trusted() -> None:
    with pytest.raises(Refused) as refused:
        verify(jar.sign(ENTRIES, PKI.signer), [], NOW)
    assert refused.value.code is Code.NO_TRUST_ANCHORS


def test_a_refusal_reads_like_the_product_s() -> None:
    tampered = [(name, data.replace(b"hi", b"HI")) for name, data in jar.read(jar.sign(ENTRIES, PKI.signer))]
    with pytest.raises(Refused, match="Signature verification failed: File has been tampered") as refused:
        verify(jar.write(tampered), PKI.trust_anchors, NOW)
    assert refused.value.detail == "agent/bin/mid.sh, by sha256"


def test_what_a_package_says_of_itself_is_one_line_and_no_longer_than_is_read() -> None:
    assert Refused(Code.MALFORMED_MANIFEST, "x\n2020-07-01 good \x1b[2J").detail == "x\ufffd2020-07-01 good \ufffd[2J"
    assert len(Refused(Code.MALFORMED_MANIFEST, "x" * 100_000).detail) == 500


def test_every_certificate_in_a_file_of_trust_anchors_is_one() -> None:
    bundle = Pki("somebody else").trust_anchors[0] + PKI.trust_anchors[0]
    assert verify(jar.sign(ENTRIES, PKI.signer), [bundle], NOW)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["gone.zip", "--at", "2020-07-01T00:00:00Z"], "No such file or directory: 'gone.zip'"),
        (["gone.zip", "--at", "2020-07-01"], "argument --at: invalid moment value: '2020-07-01'"),
    ],
    ids=["no file", "no time zone"],
)
def test_the_command_says_what_is_wrong_with_its_options(
    options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([*options, "--anchors", "root.pem"])
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"no PEM", b"\xff"])
def test_what_is_no_trust_anchor_is_a_wrong_option_and_no_refusal(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package, anchors = tmp_path / "package.zip", tmp_path / "root.pem"
    package.write_bytes(jar.sign(ENTRIES, PKI.signer))
    anchors.write_bytes(content)
    with pytest.raises(SystemExit, match="2"):
        main([str(package), "--at", "2020-07-01T00:00:00Z", "--anchors", str(anchors)])
    assert "error: " in capsys.readouterr().err


@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_reason(code: Code) -> None:
    assert Refused(code).reason


def test_libraries_are_loaded_only_for_a_verification() -> None:
    """They take 0.1 s, which every start of a MID Server's process would pay."""
    program = "import reference_impl.mid.verification, sys; print({'asn1crypto', 'cryptography'} & set(sys.modules))"
    done = run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
