"""Putting an upgrade in place: packages are downloaded, verified, extracted, copied.

Documentation: MID Server upgrades, "Upgrade methods" (packages one by one, each verified after its download).
"""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import DownloadError, RefreshError, VerificationError
from reference_impl.mid.host import Host, HostError
from reference_impl.mid.http import Http
from reference_impl.mid.servers import DownloadSite, Package

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from reference_impl.mid.verification.verifier import Signer

INCOMING = ("package", "incoming")
"""The folder in the agent folder where packages lie before they are installed."""


class Installation:
    """What installs the packages of a version, one attempt after the other."""

    def __init__(self, host: Host, agent: Agent, site: DownloadSite, trust_anchors: Sequence[str], http: Http) -> None:
        self._host, self._agent, self._site = host, agent, site
        self._trust_anchors, self._http = trust_anchors, http
        temp_folder = host.facts().temp_folder
        self._temp_folder = agent.separator.join((temp_folder, "mid-upgrade"))
        self._backup_folder = agent.separator.join((temp_folder, "mid-backup"))
        self._asked_about: set[Certificate] = set()
        """Those of whom the responder has said in this attempt that they are good."""

    def carry_out(self, packages: Sequence[Package]) -> Iterator[datetime]:
        """Fetch all packages, then put them in place; nothing is touched before all of them are good.

        Yields the time at which a step is done that takes some.

        Raises:
            DownloadError: A package could not be had.
            VerificationError: A package is not what was signed.
            RefreshError: The host refuses one of the steps.
        """
        self._asked_about.clear()
        try:
            for package in packages:
                self.fetch(package)
            yield from self.install(packages)
        except HostError as error:
            raise RefreshError(str(error)) from error

    def fetch(self, package: Package) -> None:
        """Have a package in the file system, and verify it there."""
        self.obtain(package)
        self.verify(package)

    def obtain(self, package: Package) -> None:
        """Download a package into the file system, or find it there."""
        try:
            content = self._site.download(package)
        except DownloadError:
            if not self.was_brought(package):
                raise
        else:
            self._host.write(self._incoming(package), content)

    def was_brought(self, package: Package) -> bool:
        """Whether it lies there already, as where the download site is out of reach (rule ACC-SELF-HOSTED)."""
        try:
            return package.file in self._host.list_files(self._agent.path(*INCOMING))
        except HostError:  # there is no such folder
            return False

    def verify(self, package: Package) -> None:
        """Check the signature of a package (rule SIG-VERIFY) and its signers; SIG-TRACE tells it in detail."""
        from reference_impl.mid.verification import Refused, verify  # noqa: PLC0415 - costs 0.1 s, and only upgrades do it

        def tell(step: str) -> None:
            self._agent.trace(f"{package.file}: {step}")

        tell("verifying the signature")
        try:
            signers = verify(self._host.read(self._incoming(package)), self._trust_anchors, self._host.now(), tell)
            for signer in signers:
                if signer.certificate not in self._asked_about:
                    self.check_signer(signer)
                    self._asked_about.add(signer.certificate)
                tell(f"not revoked: {signer.certificate.subject.rfc4514_string()}")
        except Refused as error:
            tell(f"refused: {error.code}")
            raise VerificationError(f"{package.file}: {error}") from error
        tell("good")

    def check_signer(self, signer: "Signer") -> None:
        """Ask whether the certificate of a package's signer was revoked (rule ACC-OCSP), once in an attempt.

        Raises:
            Refused: It was, or nobody knows.
        """
        from reference_impl.mid.verification.revocation import Revocation  # noqa: PLC0415 - as above

        Revocation(self._http).check(signer, self._host.now())

    def install(self, packages: Sequence[Package]) -> Iterator[datetime]:
        """Extract the packages to the temporary folder, and copy what was in them to the agent folder."""
        self._discard(self._temp_folder)  # an attempt that failed may have left something there
        for package in packages:
            self.verify(package)  # what lies there may be another file by now; the same one is not examined again
            yield self._host.extract(self._incoming(package), self._temp_folder)
        self.replace()
        with contextlib.suppress(HostError):  # the upgrade is done, whatever becomes of what it leaves behind
            self._discard(self._temp_folder)
            self._discard(self._backup_folder)

    def replace(self) -> None:
        """Put the new files in place; if the host does not let it, what was there is put back (rule FAIL-RESTORE)."""
        new = [name for name in self._host.list_files(self._temp_folder) if not name.startswith("META-INF/")]
        new.sort(key=lambda name: name.startswith("package/meta/"))  # what names the installed version comes last
        agent, backup = self._agent.path(), self._backup_folder
        old = set(self._host.list_files(agent))
        replaced: list[str] = []
        try:
            for name in new:
                if name in old:
                    self._host.copy(self._in(agent, name), self._in(backup, name))
                self._host.copy(self._in(self._temp_folder, name), self._in(agent, name))
                replaced.append(name)
        except HostError:
            self.put_back([name for name in replaced if name in old])
            raise

    def put_back(self, names: Sequence[str]) -> None:
        """Undo what was replaced; what was added does no harm."""
        for name in names:
            self._host.copy(self._in(self._backup_folder, name), self._in(self._agent.path(), name))

    def _in(self, folder: str, name: str) -> str:
        return self._agent.separator.join((folder, *name.split("/")))

    def _discard(self, folder: str) -> None:
        try:
            self._host.list_files(folder)
        except HostError:  # there is none
            return
        self._host.delete(folder)

    def _incoming(self, package: Package) -> str:
        return self._agent.path(*INCOMING, package.file)
