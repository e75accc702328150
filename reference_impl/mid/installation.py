"""Putting an upgrade in place: packages are downloaded, verified, extracted, copied.

Documentation: MID Server upgrades, "Upgrade methods" (packages one by one, each verified after its download).
"""

from collections.abc import Generator, Sequence

from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import RefreshError, VerificationError
from reference_impl.mid.host import Host, HostError
from reference_impl.mid.instance import DownloadSite, Package
from reference_impl.mid.waiting import Sleep, Wait

Waiting = Generator[Wait, bool, None]


class Installation:
    """One attempt to install the packages of a version."""

    def __init__(self, host: Host, agent: Agent, site: DownloadSite, trust_anchors: Sequence[str]) -> None:
        self._host, self._agent, self._site = host, agent, site
        self._trust_anchors = trust_anchors
        self._temp_folder = f"{host.facts().temp_folder}{agent.separator}mid-upgrade"

    def carry_out(self, packages: Sequence[Package]) -> Waiting:
        """Fetch all packages, then put them in place; nothing is touched before all of them are good.

        Raises:
            DownloadError: A package could not be had.
            VerificationError: A package is not what was signed.
            RefreshError: The host refuses one of the steps.
        """
        try:
            for package in packages:
                self.fetch(package)
            yield from self.install(packages)
        except HostError as error:
            raise RefreshError(str(error)) from error

    def fetch(self, package: Package) -> None:
        """Download a package into the file system, and verify it there."""
        content = self._site.download(package)
        self._host.write(self._incoming(package), content)
        self.verify(package)

    def verify(self, package: Package) -> None:
        """Check the signature of a downloaded package (rule SIG-VERIFY)."""
        from reference_impl.mid.verification import Refused, verify  # noqa: PLC0415 - costs 0.1 s, and only upgrades do it

        try:
            verify(self._host.read(self._incoming(package)), self._trust_anchors, self._host.now())
        except Refused as error:
            raise VerificationError(f"{package.file}: {error}") from error

    def install(self, packages: Sequence[Package]) -> Waiting:
        """Extract the packages to the temporary folder, and copy what was in them to the agent folder."""
        for package in packages:
            yield Sleep(self._host.extract(self._incoming(package), self._temp_folder))
        self._replace()
        self._host.delete(self._temp_folder)

    def _replace(self) -> None:
        """The meta files, which name the installed version, come last."""
        files = self._host.list_files(self._temp_folder)
        for name in sorted(files, key=lambda name: name.startswith("package/meta/")):
            if not name.startswith("META-INF/"):
                parts = name.split("/")
                source = self._agent.separator.join((self._temp_folder, *parts))
                self._host.copy(source, self._agent.path(*parts))

    def _incoming(self, package: Package) -> str:
        return self._agent.path("package", "incoming", package.file)
