"""Faults in the chapter "Upgrade methods": good packages that are refused."""

import zipfile
from io import BytesIO

from cryptography.hazmat.primitives.serialization import Encoding

from broken.base import BrokenMidServer
from reference_impl.mid.failures import VerificationError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.verification import verify


class Pedantic(Installation):
    """Refuses good packages that are not as it wants them."""

    def verify(self, package: Package) -> None:
        super().verify(package)
        if not self.likes(self._host.read(self._incoming(package))):
            raise VerificationError(f"{package.file} is not as expected")

    def likes(self, package: bytes) -> bool:
        """Whether it is as it wants it."""
        return bool(package)


class KnowsOneToolAlone(BrokenMidServer, rule="SIG-PACKAGE-SHAPE"):
    """Takes packages of the tool that it was tried with, by what their manifests say."""

    class installation_type(Pedantic):  # noqa: N801, D106 - an attribute
        def likes(self, package: bytes) -> bool:
            with zipfile.ZipFile(BytesIO(package)) as archive:
                return b"conformance" in archive.read("META-INF/MANIFEST.MF")


class KnowsOneToolOfOneVersion(BrokenMidServer, rule="SIG-PACKAGE-SHAPE"):
    """Takes packages that a JDK has signed, but for those of JDK 25."""

    class installation_type(Pedantic):  # noqa: N801, D106 - an attribute
        def likes(self, package: bytes) -> bool:
            with zipfile.ZipFile(BytesIO(package)) as archive:
                return b"Created-By: 25" not in archive.read("META-INF/MANIFEST.MF")


class WantsCertificatesInOrder(BrokenMidServer, rule="SIG-PACKAGE-SHAPE"):
    """Reads timestamps by a library that wants DER where CMS allows BER."""

    class installation_type(Pedantic):  # noqa: N801, D106 - an attribute
        def likes(self, package: bytes) -> bool:
            with zipfile.ZipFile(BytesIO(package)) as archive:
                block = next(archive.read(name) for name in archive.namelist() if name.endswith(".RSA"))
            (signer,) = verify(package, self._trust_anchors, self._host.now())
            stamped_by = signer.timestamp.chain if signer.timestamp else ()
            places = [block.rindex(each) for each in sorted(each.public_bytes(Encoding.DER) for each in stamped_by)]
            return places == sorted(places)
