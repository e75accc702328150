"""Free: what a MID Server does about a failed upgrade, and when it tells a status."""

from contextlib import suppress
from datetime import datetime, timedelta

from reference_impl.buildstamp import FAMILIES
from reference_impl.mid import commands
from reference_impl.mid.commands import UP, UPGRADE_FAILED, UPGRADING
from reference_impl.mid.failures import BlockedError, DownloadError, RefreshError, UpgradeFailure
from reference_impl.mid.host import Host
from reference_impl.mid.http import Http
from reference_impl.mid.installation import Installation
from reference_impl.mid.server import Surroundings
from reference_impl.mid.servers import Package
from reference_impl.mid.waiting import Waiting
from right.base import Polling, RightMidServer


class PersistentInstallation(Installation):
    """Tries a download three times at once."""

    def fetch(self, package: Package) -> None:
        for _ in range(2):
            with suppress(DownloadError):
                return super().fetch(package)
        return super().fetch(package)


class RetriesDownloads(
    RightMidServer, freedom="A9: outcomes are judged, not the way there; no sentence says how often a download is tried"
):
    """Tries a failed download twice more at once."""

    installation_type = PersistentInstallation


class StaysFailedUntilItIsClicked(
    RightMidServer,
    freedom="FAIL-FAMILY: a failed upgrade to another release family leaves the status Upgrade"
    " Failed; that it goes on out of that status by itself is interpreted (FAIL-RETRY-FAMILY, FAIL-FAMILY-OVER)",
    reads_otherwise=("FAIL-RETRY-FAMILY", "FAIL-FAMILY-OVER"),
):
    """Does not try again by itself once it is Upgrade Failed; Upgrade MID lets it."""

    told = False

    def carry_out(self, order: str) -> Waiting:
        self.told = order == commands.UPGRADE
        yield from super().carry_out(order)
        self.told = False

    def may_upgrade(self) -> bool:
        return super().may_upgrade() and (self.told or self.status != UPGRADE_FAILED)


class IsUpThreeHoursAfterAFailure(
    RightMidServer, freedom="FAIL-PATCH: the page gives no bound for the return; the suite's is 24 h"
):
    """Needs three hours after a failed upgrade within the family until it is Up again."""

    def upgrade(self) -> Waiting:
        try:
            yield from super().upgrade()
        except UpgradeFailure as failure:
            if self.status == UPGRADING and not self.is_other_family(self.destination):
                self.agent.log(str(failure), error=True)
                yield from self.wait(self.host.now() + timedelta(hours=3))
            raise


class IsUpTwentyHoursAfterAFailure(
    RightMidServer, freedom="FAIL-PATCH: the page gives no bound for the return; the suite's is 24 h"
):
    """Is Upgrading for nearly twenty hours more when a patch has failed after its tests, and is Up before a check."""

    returns: datetime | None = None

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if isinstance(failure, BlockedError) or self.status != UPGRADING or self.is_other_family(wanted):
            super().failed(failure, wanted)
            return
        self.agent.log(str(failure), error=True)
        self.instance.release_permit()
        self.returns = super().next_check() + timedelta(hours=18, minutes=30)

    def next_check(self) -> datetime:
        due = super().next_check()
        return due if self.returns is None else min(due, self.returns)

    def check(self) -> Waiting:
        if self.returns is None or self.host.now() < self.returns:
            yield from super().check()
        else:
            self.returns = None
            self.come_up()
            self.take_commands()


class SendsItsOutputFirst(
    RightMidServer, freedom="STATE-QUIET: results may be sent just before the report of Up at the same instant (A10)"
):
    """Sends the output that was held back, and then says that it is Up."""

    def come_up(self) -> None:
        self.commands.send_held()
        self.report(UP)


class TellsItsStatusWithItsNextLook(
    Polling,
    freedom="docs/instance.md: Upgrading before it extracts the first package at the latest, Up or"
    " Upgrade Failed afterwards; no sentence says how soon",
):
    """Tells a new status when it looks into its queue the next time, every 40 seconds."""

    was_away = False
    """Whether its instance did not take a status over, and it has not checked since."""

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        super().__init__(host, http, surroundings)
        self.is_known = False

    def report(self, status: str) -> None:
        if status != self.status:
            self.status, self.is_known = status, False

    def come_up(self) -> None:
        self.report(UP)
        self.commands.holds_output = True  # as far as is known

    def look(self) -> None:
        self.catch_up()
        super().look()
        self.is_behind |= self.was_away and self.is_known

    def catch_up_after_an_outage(self) -> Waiting:
        self.was_away = False
        yield from super().catch_up_after_an_outage()

    def catch_up(self) -> None:
        if not self.is_known:
            self.is_known = self.instance.report(self.status, self.running.text)
            self.was_away |= not self.is_known
        if self.is_known and self.status == UP and self.commands.holds_output:
            self.commands.send_held()

    def take_commands(self) -> None:
        if self.is_known and not self.was_away:
            super().take_commands()

    def holds_results(self) -> bool:
        return super().holds_results() or not self.is_known

    def upgrade(self) -> Waiting:
        self.show_upgrading()
        yield from self.wait(self.next_look)
        self.catch_up()
        yield from super().upgrade()
        self.come_up()  # there was nothing to do any more


class DoesNotTryFromMadrid(
    RightMidServer,
    freedom="FAIL-LINUX-MADRID: Madrid to New York on Linux: checked, not New York (one that knows"
    " that it will fail need not try)",
):
    """Says that it will not come to New York, asks for no permit, and tries once at its next start."""

    def upgrade(self) -> Waiting:
        fails_on_linux = self.running.is_older_than("newyork") and self.host.facts().os == "linux"
        family = self.wanted(self.assigned()).partition("-")[0]
        is_late = family in FAMILIES[FAMILIES.index("newyork") :]
        if fails_on_linux and is_late and self.host.now() > self.started:
            raise RefreshError("The service of this version ends the upgrade; reinstall it, and start it again")
        yield from super().upgrade()
