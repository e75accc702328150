"""Free: where Upgrading begins, how long an upgrade takes, and in which steps it goes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from reference_impl.mid import Process, Sleep
from reference_impl.mid.commands import UPGRADING
from reference_impl.mid.failures import RefreshError
from reference_impl.mid.host import HostError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.waiting import Waiting
from right.base import Polling, RightMidServer

BEGINNING = "STATE-UPGRADING: where Upgrading begins (tests, permit, download) is free"
DURATION = (
    "STATE-UPGRADING: the status is Upgrading while the upgrade runs; no sentence says how long that takes beside its"
    " host, so that the suite has to leave it fifteen minutes"
)


class IsUpgradingFromTheTestsOn(RightMidServer, freedom=BEGINNING):
    """Is Upgrading before it tests anything."""

    def upgrade(self) -> Waiting:
        self.show_upgrading()
        yield from super().upgrade()
        self.come_up()  # there was nothing to do any more


class IsUpgradingFromThePermitOn(RightMidServer, freedom=BEGINNING):
    """Is Upgrading as soon as it has its permit."""

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        self.show_upgrading()

    def upgrade(self) -> Waiting:
        yield from super().upgrade()
        self.come_up()  # there was nothing to do any more


class AnnouncedInstallation(Installation):
    """Says when all packages are there."""

    before_it_extracts: Callable[[], None]

    def install(self, packages: Sequence[Package]) -> Iterator[datetime]:
        self.before_it_extracts()
        yield from super().install(packages)


class IsUpgradingWhenAllIsDownloaded(RightMidServer, freedom=BEGINNING):
    """Is Upgrading when it has downloaded and verified all packages."""

    installation: AnnouncedInstallation
    installation_type = AnnouncedInstallation

    def install(self, packages: Sequence[Package]) -> Waiting:
        self.installation.before_it_extracts = super().show_upgrading
        yield from super().install(packages)

    def show_upgrading(self) -> None:
        """Not yet."""


class TakesThreeSeconds(RightMidServer, freedom=DURATION):
    """Needs three seconds of its own for an upgrade."""

    own_time = timedelta(seconds=3)

    def install(self, packages: Sequence[Package]) -> Waiting:
        yield from super().install(packages)
        yield from self.wait(self.host.now() + self.own_time)


class TakesFiveMinutes(TakesThreeSeconds, freedom=DURATION):
    """Needs five minutes of its own for an upgrade."""

    own_time = timedelta(minutes=5)


class TakesNineMinutes(TakesThreeSeconds, freedom=DURATION):
    """Needs nine minutes of its own for an upgrade."""

    own_time = timedelta(minutes=9)


class TakesFourteenMinutes(TakesThreeSeconds, freedom=DURATION):
    """Needs fourteen minutes of its own for an upgrade."""

    own_time = timedelta(minutes=14)


class TakesNineMinutesAndPolls(
    Polling, freedom=f"{DURATION}; docs/instance.md: looks into its queue within ten minutes"
):
    """Needs nine minutes of its own for an upgrade, and looks into its queue every ten minutes."""

    poll_period = timedelta(minutes=10)

    def install(self, packages: Sequence[Package]) -> Waiting:
        yield from super().install(packages)
        yield from self.wait(self.host.now() + timedelta(minutes=9))


class TakesFifteenMinutesFromTheTestsOn(
    IsUpgradingFromTheTestsOn, freedom=f"{BEGINNING}; docs/instance.md: fifteen minutes"
):
    """Needs fifteen minutes for each attempt, Upgrading all the while, and counts the next hour from its end."""

    def check(self) -> Waiting:
        begun = self.host.now()
        yield from super().check()
        if self.host.now() > begun:
            self.started = self.host.now()

    def upgrade(self) -> Waiting:
        self.show_upgrading()
        yield from self.wait(self.host.now() + timedelta(minutes=15))
        yield from super().upgrade()


class LooksLateAndWorksWhileUp(
    Polling, freedom=f"{BEGINNING}; docs/instance.md: ten minutes to look into its queue, fifteen to upgrade"
):
    """Looks into its queue every ten minutes, and needs fourteen before it is Upgrading."""

    poll_period = timedelta(minutes=9, seconds=50)
    own_time = timedelta(minutes=14)

    def install(self, packages: Sequence[Package]) -> Waiting:
        yield from self.wait(self.host.now() + self.own_time)
        yield from super().install(packages)


class LooksLateAndStartsLate(
    Polling, freedom="docs/instance.md: ten minutes from its start until it is Up, ten to look into its queue"
):
    """Looks into its queue every ten minutes, needs five for an upgrade, and nearly ten until it is Up."""

    poll_period = timedelta(minutes=9, seconds=50)

    def run(self) -> Process:
        yield Sleep(self.started + timedelta(minutes=9, seconds=45))
        self.started = self.next_look = self.host.now()
        yield from super().run()

    def install(self, packages: Sequence[Package]) -> Waiting:
        yield from self.wait(self.host.now() + timedelta(minutes=5))
        yield from super().install(packages)


class WaitsBeforeItRestarts(RightMidServer, freedom=DURATION):
    """Has everything in place, and restarts ten minutes later."""

    own_time = timedelta(minutes=10)

    def restart(self) -> Waiting:
        if self.status == UPGRADING:
            yield from self.wait(self.host.now() + self.own_time)
        yield from super().restart()


class DownloadedInstallation(Installation):
    """Downloads everything, and then verifies everything."""

    def fetch(self, package: Package) -> None:
        self.obtain(package)

    def install(self, packages: Sequence[Package]) -> Iterator[datetime]:
        for package in packages:
            self.verify(package)
        yield from super().install(packages)


class VerifiesWhenAllIsDownloaded(
    RightMidServer,
    freedom="SIG-ONE-BY-ONE: packages are downloaded one after another; each is verified after its own download",
    reads_otherwise=("SIG-STOP-AT-FIRST",),
):
    """Downloads all packages, and verifies them when all are there."""

    installation_type = DownloadedInstallation


class StepwiseInstallation(Installation):
    """Extracts a package before it downloads the next one."""

    def carry_out(self, packages: Sequence[Package]) -> Iterator[datetime]:
        self._asked_about.clear()
        try:
            self._discard(self._temp_folder)
            for package in packages:
                self.fetch(package)
                yield self._host.extract(self._incoming(package), self._temp_folder)
            self.replace()
        except HostError as error:
            raise RefreshError(str(error)) from error


class GoesPackageByPackage(
    RightMidServer, freedom="SIG-VERIFY: every package is verified before it is used; not that all are before one is"
):
    """Downloads, verifies and extracts one package after the other, and leaves the temporary folder behind."""

    installation_type = StepwiseInstallation
