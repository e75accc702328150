"""Others' tools take a certificate: in-toto's, and OpenSSL."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.protobuf import json_format
from in_toto.exceptions import SignatureVerificationError
from in_toto.models.metadata import Metadata
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as StatementMessage
from securesystemslib.signer import CryptoSigner, SSlibKey

from midcert.certificates.keys import generate, signer
from tests.midcert.certificates.made import KEY, Kept, run_of


def as_in_toto_has_it(key: SSlibKey) -> dict[str, Any]:
    return {"keyid": key.keyid, **key.to_dict()}


def test_in_toto_takes_the_envelope_and_its_signature(kept: Kept) -> None:
    loaded = Metadata.load(str(kept.certificate))
    loaded.verify_signature(as_in_toto_has_it(KEY))
    with pytest.raises(SignatureVerificationError):
        loaded.verify_signature(as_in_toto_has_it(CryptoSigner(Ed25519PrivateKey.generate()).public_key))


def test_in_toto_takes_the_statement_and_the_predicate(kept: Kept) -> None:
    payload = Metadata.load(str(kept.certificate)).payload
    parsed = json_format.Parse(payload, StatementMessage())
    Statement.copy_from_pb(parsed).validate()
    predicate = json_format.ParseDict(json.loads(payload)["predicate"], test_result_pb2.TestResult())
    assert predicate.result == "PASSED"
    for each in predicate.configuration:
        ResourceDescriptor.copy_from_pb(each).validate()
    assert {each.name: each.digest["sha256"] for each in parsed.subject} == {"own.py": "e" * 64, "more.py": "f" * 64}


@pytest.mark.needs("openssl")
@pytest.mark.parametrize(("added", "code"), [(b"", 0), (b" ", 1)], ids=["as signed", "with a blank more"])
def test_openssl_takes_the_signature_over_what_dsse_says(tmp_path: Path, added: bytes, code: int) -> None:
    generate(tmp_path / "key.pem")
    kept = Kept(tmp_path).keep(run_of(), signer(tmp_path / "key.pem", str))
    loaded = Metadata.load(str(kept.certificate))
    [signature] = loaded.signatures.values()
    kind = "application/vnd.in-toto+json"
    signed = f"DSSEv1 {len(kind)} {kind} {len(loaded.payload)} ".encode() + loaded.payload + added
    (tmp_path / "signed").write_bytes(signed)
    (tmp_path / "signature").write_bytes(bytes.fromhex(signature.signature))
    command = "openssl pkeyutl -verify -rawin -pubin -inkey key.pub.pem -in signed -sigfile signature"
    done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == code, done.stderr
