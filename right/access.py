"""Free: how a MID Server notices what its host withholds, and what it does about packages that were brought to it."""

from contextlib import suppress

from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import UpgradeFailure, VerificationError
from reference_impl.mid.host import HostError
from reference_impl.mid.installation import Installation
from reference_impl.mid.precheck import PreUpgradeTests
from reference_impl.mid.servers import Package
from right.base import RightMidServer

HOW = "ACC-APP-EXPERIENCE: how the MID Server notices is its own affair, and log, issue or history may show the error"
SERVICE = "AeLookupSvc"
DISABLED = "The Application Experience is disabled on the MID Server host"


class ServiceTests(PreUpgradeTests):
    """One test more, on Windows."""

    def errors(self) -> list[str]:
        return [*super().errors(), *([DISABLED] if self.is_disabled() else [])]

    def is_disabled(self) -> bool:
        """Whether the host says so."""
        with suppress(HostError):
            return self.host.facts().os == "windows" and self.host.service_state(SERVICE) == "disabled"
        return False


class TestsTheApplicationExperience(RightMidServer, freedom=HOW):
    """Asks its host for the state of the service before each upgrade, and is blocked by it."""

    tests_type = ServiceTests


class SilentAgent(Agent):
    """Leaves errors to issues."""

    def log(self, text: str, *, error: bool = False) -> None:
        if "Access is denied" not in text:
            super().log(text, error=error)


class TellsTheInstanceWhatIsDenied(RightMidServer, freedom=HOW):
    """Shows what its host has denied as an issue alone."""

    agent_type = SilentAgent

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if "Access is denied" in str(failure):
            self.instance.source = "Upgrade"
            self.instance.publish([str(failure)])
            self.instance.source = "UpgradeCheck"
        super().failed(failure, wanted)


class FolderFirst(Installation):
    """Looks into its folder first."""

    def fetch(self, package: Package) -> None:
        if self.was_brought(package):
            with suppress(VerificationError):
                return self.verify(package)
        return super().fetch(package)


class LooksIntoItsFolderFirst(RightMidServer, freedom="ACC-SELF-HOSTED: Whether it asks the site first is free"):
    """Downloads what does not lie in its folder, verified, already."""

    installation_type = FolderFirst


class DownloadedAlone(Installation):
    """Finds nothing there."""

    def was_brought(self, package: Package) -> bool:
        return not package


class LooksIntoNoFolder(
    RightMidServer,
    freedom="ACC-SELF-HOSTED: To a host that cannot reach the download site the installer package is brought manually;"
    " no sentence says that the MID Server does the rest",
    reads_otherwise=("ACC-SELF-HOSTED",),
):
    """Leaves it to an installer to install what was brought."""

    installation_type = DownloadedAlone
