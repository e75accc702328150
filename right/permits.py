"""Free: how a MID Server gives its permit back, and how often it asks for one."""

from reference_impl.mid.commands import UPGRADE_FAILED
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.servers import InstanceClient
from reference_impl.mid.waiting import Waiting
from right.base import RightMidServer

GIVEN_BACK = (
    "docs/instance.md: `DELETE upgrade_permit` gives it back; the statuses Up, Upgrade"
    " Failed and Down give it back as well"
)


class GivesItsPermitBack(RightMidServer, freedom=GIVEN_BACK):
    """Gives its permit back after a failure, before it tells its status."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        self.instance.release_permit()
        super().failed(failure, wanted)


class KeepingClient(InstanceClient):
    """Never gives a permit back."""

    def release_permit(self) -> None:
        """The next status does it."""


class LeavesItsPermitToItsStatus(RightMidServer, freedom=GIVEN_BACK):
    """Never gives a permit back itself: it tells its status again, which does."""

    instance_type = KeepingClient

    def upgrade(self) -> Waiting:
        yield from super().upgrade()
        self.report(self.status)  # there was nothing to do any more


class AsksAnewAfterAFailure(
    RightMidServer,
    freedom="ERR-409: a permit is held from its 201 to its DELETE, to Up or Upgrade Failed after it, or to Down",
):
    """Gives back what it may still hold before it asks again out of Upgrade Failed."""

    def obtain_permit(self) -> Waiting:
        if self.status == UPGRADE_FAILED:
            self.instance.release_permit()
        yield from super().obtain_permit()
