"""Faults in the chapter "Upgrade methods": how packages are downloaded and stored, one by one."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from broken.base import BrokenMidServer, KnowsWhatItIsAbout, unchecked
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.waiting import Waiting


class InMemory(Installation):
    """Downloads everything before it stores anything."""

    def carry_out(self, packages: Sequence[Package]) -> Iterator[datetime]:
        contents = [self._site.download(package) for package in packages]
        for package, content in zip(packages, contents, strict=True):
            self._host.write(self._incoming(package), content)
            self.verify(package)
        yield from self.install(packages)


class DownloadsAllAtOnce(BrokenMidServer, rule="SIG-ONE-BY-ONE"):
    """Has all packages in its memory before the first is stored."""

    installation_type = InMemory


class LastInMemory(Installation):
    """Stores a package when the one after it has come."""

    def carry_out(self, packages: Sequence[Package]) -> Iterator[datetime]:
        *others, former, last = packages
        for package in others:
            self.fetch(package)
        contents = [self._site.download(package) for package in (former, last)]
        for package, content in zip((former, last), contents, strict=True):
            self._host.write(self._incoming(package), content)
            self.verify(package)
        yield from self.install(packages)


class DownloadsTheLastTwoAtOnce(BrokenMidServer, rule="SIG-ONE-BY-ONE"):
    """Stores each package in turn but the last two, which it downloads together."""

    installation_type = LastInMemory


class DownloadsAllAtOnceWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="SIG-ONE-BY-ONE"):
    """Hurries when a command has asked for the upgrade."""

    def upgrade(self) -> Waiting:
        if self.is_told:
            self.installation.__class__ = InMemory
        yield from super().upgrade()


class VerifiesTheFirst(Installation):
    """Verifies the package that it has fetched first, and no other."""

    first = ""

    def verify(self, package: Package) -> None:
        self.first = self.first or package.file
        if package.file == self.first:
            super().verify(package)


class VerifiesTheFirstAlone(BrokenMidServer, rule="SIG-ONE-BY-ONE"):
    """Trusts all packages of which the first one is good."""

    installation_type = VerifiesTheFirst


class VerifiesTheLast(Installation):
    """Verifies the package that it has fetched last, when all are there."""

    def fetch(self, package: Package) -> None:
        self._host.write(self._incoming(package), self._site.download(package))

    def install(self, packages: Sequence[Package]) -> Iterator[datetime]:
        *_, last = packages
        check, self.verify = self.verify, unchecked  # type: ignore[method-assign] # the fault
        check(last)
        yield from super().install(packages)


class VerifiesTheLastAlone(BrokenMidServer, rule="SIG-ONE-BY-ONE"):
    """Trusts all packages of which the last one is good."""

    installation_type = VerifiesTheLast


class VerifiesTwo(Installation):
    """Verifies two packages, and no third one."""

    def carry_out(self, packages: Sequence[Package]) -> Iterator[datetime]:
        check = self.verify
        known = packages[:2]
        self.verify = lambda package: check(package) if package in known else None  # type: ignore[method-assign]
        yield from super().carry_out(packages)


class VerifiesTwoAlone(BrokenMidServer, rule="SIG-ONE-BY-ONE"):
    """Knows of two packages that are signed, and takes every other one as it is."""

    installation_type = VerifiesTwo


class GoesOn(Installation):
    """Downloads all packages, and verifies them afterwards."""

    def fetch(self, package: Package) -> None:
        self._host.write(self._incoming(package), self._site.download(package))

    def install(self, packages: Sequence[Package]) -> Iterator[datetime]:
        for package in packages:
            self.verify(package)
        yield from super().install(packages)


class DownloadsOnAfterARefusal(BrokenMidServer, rule="SIG-STOP-AT-FIRST"):
    """Fetches every package before it looks at the first."""

    installation_type = GoesOn


class DownloadsOnAfterARefusalWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="SIG-STOP-AT-FIRST"):
    """Fetches every package before it looks at the first, when a command has asked for the upgrade."""

    def upgrade(self) -> Waiting:
        if self.is_told:
            self.installation.__class__ = GoesOn
        yield from super().upgrade()


class OneMore(Installation):
    """Has begun with the next package when it knows that one is bad."""

    def carry_out(self, packages: Sequence[Package]) -> Iterator[datetime]:
        for package, following in zip(packages, [*packages[1:], None], strict=True):
            self._host.write(self._incoming(package), self._site.download(package))
            if following and package != packages[0]:
                self._host.write(self._incoming(following), self._site.download(following))
            self.verify(package)
        yield from self.install(packages)


class DownloadsOneMoreAfterTheSecond(BrokenMidServer, rule="SIG-STOP-AT-FIRST"):
    """Stops at once where the first package is bad, and one package later where the second is."""

    installation_type = OneMore
