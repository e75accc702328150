"""Free: when a MID Server looks into its queue, and what becomes of a command there."""

from datetime import timedelta
from urllib.parse import urlencode

from reference_impl.mid.commands import UPGRADE
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.servers import NO_SUCH_FORM, Command, InstanceClient
from reference_impl.mid.waiting import Waiting
from right.base import Polling, RightMidServer

WITHIN_TEN_MINUTES = "docs/instance.md: a MID Server looks into its queue within ten minutes after `notify`"


class LooksEverySecond(Polling, freedom="docs/measured.md: not looked at: how often a target polls its queue"):
    """Looks into its queue every second."""

    poll_period = timedelta(seconds=1)


class LooksEvery40Seconds(Polling, freedom=WITHIN_TEN_MINUTES):
    """Looks into its queue every 40 seconds."""

    poll_period = timedelta(seconds=40)


class LooksEvery300Seconds(Polling, freedom=WITHIN_TEN_MINUTES):
    """Looks into its queue every five minutes."""

    poll_period = timedelta(seconds=300)


class LooksEvery599Seconds(Polling, freedom=WITHIN_TEN_MINUTES):
    """Looks into its queue a second before ten minutes are over."""

    poll_period = timedelta(seconds=599)


class FinishingClient(InstanceClient):
    """Leaves autoUpgrade in the state `processing` until it is said to be finished."""

    def set_state(self, command: Command, state: str) -> None:
        super().set_state(command, "processing" if command.source == UPGRADE else state)

    def finish_upgrades(self, mid: str) -> None:
        """Call processed what has been begun."""
        query = f"agent=mid.server.{mid}^source={UPGRADE}^state=processing"
        try:
            records = self._result("GET", f"/api/now/table/ecc_queue?{urlencode({'sysparm_query': query})}")
            for record in records:
                self._try("PATCH", f"/api/now/table/ecc_queue/{record['sys_id']}", {"state": "processed"})
        except (NoAnswerError, *NO_SUCH_FORM):
            return  # the end of the next check will do


class FinishesCommandsLate(
    RightMidServer,
    freedom="docs/instance.md: who takes a command sets `processing`, and `processed` when it is done; STATE-QUEUED:"
    " stays in the queue until its status is Up, and is then processed",
):
    """Lets autoUpgrade be `processing` until the new version runs, or until it is clear that none will."""

    instance: FinishingClient
    instance_type = FinishingClient

    def check(self) -> Waiting:
        yield from super().check()
        self.instance.finish_upgrades(self.agent.parameter("name"))


class LooksAfterEachCheck(
    RightMidServer, freedom="A9: no rule is broken by an additional harmless question, command or test"
):
    """Looks into its queue after each check, called or not."""

    def check(self) -> Waiting:
        yield from super().check()
        self.take_commands()
