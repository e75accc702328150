"""Faults in the chapter "MID Server pre-upgrade check": which packages are downloaded and installed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid.servers import Package
from reference_impl.mid.waiting import Waiting

NEXT = "orlando-12-11-2019__patch10-01-13-2021_01-24-2021_0810"


class DownloadsWhatComesNext(BrokenMidServer, rule="PKG-APPROPRIATE"):
    """Gets the packages of another build as well, to have them at hand."""

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        facts = self.host.facts()
        _, packages = self.instance.packages(facts.os, facts.architecture, NEXT)
        self.site.download(packages[0])


class TakesThePackageOfTheOtherSystem(BrokenMidServer, rule="PKG-PLATFORM"):
    """Asks for packages for Linux, whatever it runs on."""

    def upgrade(self) -> Waiting:
        facts = self.host.facts()
        self.host.facts = lambda: replace(facts, os="linux")  # type: ignore[method-assign] # the fault
        yield from super().upgrade()


class KeepsItsFirstList(BrokenMidServer, rule="PKG-APPROPRIATE"):
    """Asks for the list of packages once, and keeps it for all attempts of a process."""

    def upgrade(self) -> Waiting:
        facts = self.host.facts()
        first = self.instance.packages(facts.os, facts.architecture, self.pin())
        self.instance.packages = lambda *_: first  # type: ignore[method-assign] # the fault
        yield from super().upgrade()


class InstallsAllThatLiesThere(BrokenMidServer, rule="PKG-APPROPRIATE"):
    """Installs whatever was downloaded at some time, and what is assigned."""

    def upgrade(self) -> Waiting:
        install = self.installation.install

        def install_all(packages: Sequence[Package]) -> Iterator[datetime]:
            names = self.host.list_files(self.agent.path("package", "incoming"))
            others = [Package("", name, "") for name in names if name not in {each.file for each in packages}]
            return install([*packages, *others])

        self.installation.install = install_all  # type: ignore[method-assign] # the fault
        yield from super().upgrade()


class InstallsTheFirstPackageAlone(BrokenMidServer, rule="PKG-APPROPRIATE"):
    """Leaves the Java runtime as it was installed."""

    def upgrade(self) -> Waiting:
        find = self.instance.packages

        def find_first(os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
            stamp, packages = find(os, architecture, version)
            return stamp, [each for each in packages if not each.file.startswith("mid-jre.")]

        self.instance.packages = find_first  # type: ignore[method-assign] # the fault
        yield from super().upgrade()


class DownloadsForAllWhenItIsPinned(BrokenMidServer, rule="PKG-APPROPRIATE"):
    """Downloads what is assigned to all MID Servers on the way to its pin as well."""

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        facts = self.host.facts()
        if self.pin():
            _, packages = self.instance.packages(facts.os, facts.architecture, "")
            self.site.download(packages[0])


class TakesLinuxWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="PKG-PLATFORM"):
    """Asks for packages for Linux when a command has asked for the upgrade."""

    def upgrade(self) -> Waiting:
        if self.is_told:
            facts = self.host.facts()
            self.host.facts = lambda: replace(facts, os="linux")  # type: ignore[method-assign] # the fault
        yield from super().upgrade()


class TakesLinuxForItsPin(BrokenMidServer, rule="PKG-PLATFORM"):
    """Asks for packages for Linux when it is pinned."""

    def upgrade(self) -> Waiting:
        if self.pin():
            facts = self.host.facts()
            self.host.facts = lambda: replace(facts, os="linux")  # type: ignore[method-assign] # the fault
        yield from super().upgrade()
