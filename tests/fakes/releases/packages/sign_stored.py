"""Sign the stored packages anew with the real jarsigner of two JDKs.

python -m tests.fakes.releases.packages.sign_stored JDK17 JDK25
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID
from werkzeug.wrappers import Request, Response

from fakes.releases.builds import named
from fakes.releases.download_site import contents
from fakes.releases.packages import jar, timestamp
from fakes.releases.packages.cms import Order
from fakes.releases.packages.pki import Identity, default_pki
from fakes.releases.packages.signing_time import SIGNING_TIME
from fakes.releases.packages.stored import FOLDER
from midcert.protocol.web_server import WebServer

RESPONDER_URL = "http://ocsp.test-authority.example/"
PASSWORD = "changeit"
BUILD = named("Orlando Patch 2")


def main() -> int:
    """Sign all of them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for version in (17, 25):
        options.add_argument(f"jdk{version}", type=Path, help=f"the folder of JDK {version}")
    jdks = options.parse_args()
    FOLDER.mkdir(exist_ok=True)
    for file, jdk, order in (
        ("jdk17.zip", jdks.jdk17, sorted),
        ("jdk25.zip", jdks.jdk25, sorted),
        ("other_order.zip", jdks.jdk17, lambda certificates: sorted(certificates, reverse=True)),
    ):
        with authority(order) as url, TemporaryDirectory() as folder:
            (FOLDER / file).write_bytes(sign(jdk, Path(folder), url))
    return 0


def signer() -> Identity:
    """The usual signer, by a certificate that names a responder, as those ask for it who ask whether it was revoked."""
    usual, place = default_pki().signer, x509.UniformResourceIdentifier(RESPONDER_URL)
    certificate = usual.certificate
    access = x509.AuthorityInformationAccess([x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(certificate.subject)
        .issuer_name(certificate.issuer)
        .public_key(certificate.public_key())
        .serial_number(certificate.serial_number)
        .not_valid_before(certificate.not_valid_before_utc)
        .not_valid_after(certificate.not_valid_after_utc)
        .add_extension(access, critical=False)
    )
    for each in certificate.extensions:
        if each.oid != access.oid:
            builder = builder.add_extension(each.value, each.critical)
    return Identity(builder.sign(default_pki().intermediate.key, hashes.SHA256()), usual.key, usual.chain)


def sign(jdk: Path, folder: Path, tsa_url: str) -> bytes:
    """The package, signed by a JDK and stamped."""
    store, plain, signed = folder / "signer.p12", folder / "plain.zip", folder / "signed.zip"
    identity, encryption = signer(), BestAvailableEncryption(PASSWORD.encode())
    store.write_bytes(
        pkcs12.serialize_key_and_certificates(b"signer", identity.key, identity.certificate, identity.chain, encryption)
    )
    plain.write_bytes(jar.write(contents("mid-jre", BUILD).items()))
    options = ["-keystore", str(store), "-storepass", PASSWORD, "-signedjar", str(signed), "-tsa", tsa_url]
    shape = ["-digestalg", "SHA-256", "-sigalg", "SHA256withRSA", "-tsadigestalg", "SHA-256"]
    subprocess.run([str(jdk / "bin" / "jarsigner"), *options, *shape, str(plain), "signer"], check=True)
    return signed.read_bytes()


@contextmanager
def authority(order: Order) -> Iterator[str]:
    """A time-stamping authority at a URL, as long as it is needed."""

    @Request.application
    def answer(request: Request) -> Response:
        response = timestamp.respond(request.get_data(), default_pki().tsa, SIGNING_TIME, order)
        return Response(response, mimetype="application/timestamp-reply")

    with closing(WebServer(answer)) as server:
        yield f"{server.url()}/"


if __name__ == "__main__":
    sys.exit(main())
