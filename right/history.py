"""Free: how many steps there are in the history of an upgrade, what they are called, and who writes them down."""

from contextlib import suppress
from datetime import datetime, timedelta

from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.history import FAILED, INSTALL, SUCCESS, step
from reference_impl.mid.host import HostError
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.servers import NO_SUCH_FORM, InstanceClient
from reference_impl.mid.waiting import Waiting
from right.base import RightInstance, RightMidServer

STEPS = "HIST-STEPS: how many steps there are and what they are called is free"


class TellsTheOutcomeOnly(RightMidServer, freedom=STEPS):
    """Has one step, and tells of it when it is over."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if state == FAILED or (stage, state) == (INSTALL, SUCCESS):
            super().tell("Upgrade", state, message)


class TellsOfEachStepAtLength(RightMidServer, freedom=STEPS):
    """Has twice as many steps, and something to say of each."""

    def tell(self, stage: str, state: str, message: str) -> None:
        super().tell(f"Begin {stage}", "in_progress", f"about to tell of {stage}")
        super().tell(stage, state, message or f"{stage} of {self.destination}: {state}")


class TellsOfItsTestsAsWell(RightMidServer, freedom="HIST-ERROR: a test that fails may be told as a step"):
    """Tells of the pre-upgrade tests as of its other steps."""

    def check_preconditions(self) -> None:
        with step(self.tell, "UpgradeCheck"):
            super().check_preconditions()


class TellsThatItIsAsBefore(RightMidServer, freedom=STEPS):
    """Tells after a failure that it has put everything back."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.tell("PutBack", SUCCESS, "")


class SaysWhenAStepFailed(RightMidServer, freedom="HIST-ERROR: a message is generated for the occasion"):
    """Has the time in the message of each error."""

    def tell(self, stage: str, state: str, message: str) -> None:
        super().tell(stage, state, message and f"{self.host.now():%m/%d/%y %H:%M:%S} {message}")


class TellsOfItsUpgradeOnceItIsUp(
    RightMidServer, freedom="docs/instance.md: ten minutes from Up until the last step of the upgrade is told"
):
    """Tells of the last step eight minutes after it has come Up with the new version."""

    delay = timedelta(minutes=8)

    def tell(self, stage: str, state: str, message: str) -> None:
        if (stage, state) == (INSTALL, SUCCESS):
            self.host.write(self.note, b"")
        else:
            super().tell(stage, state, message)

    def wait(self, until: datetime) -> Waiting:
        told_at = self.started + self.delay
        if not self.is_busy and self.host.now() < told_at:
            yield from super().wait(min(until, told_at))
        else:
            yield from super().wait(until)
        if self.host.now() >= told_at:
            self.tell_the_end()

    def tell_the_end(self) -> None:
        """Tell of the upgrade that this process is the result of."""
        with suppress(HostError):  # there was none, or it was told already
            self.host.delete(self.note)
            super().tell("MidUpgraded", SUCCESS, "")

    @property
    def note(self) -> str:
        """What the process before has left for this one."""
        return self.agent.path("work", "upgraded")


class StepWriter(InstanceClient):
    """Writes steps as records of their table."""

    def report_step(self, stage: str, state: str, message: str) -> None:
        upgrades = "/api/now/table/ecc_agent_upgrade_history?sysparm_query=ORDERBYsys_created_on"
        with suppress(NoAnswerError, *NO_SUCH_FORM):
            found = self._result("GET", upgrades)
            about = {"mid_server": self._agent, "upgrade_history": found[-1]["sys_id"] if found else ""}
            record = {**about, "stage": stage, "state": state, "message": message}
            self._try("POST", "/api/now/table/ecc_agent_upgrade_history_stage", record)


class WritesStepsItself(
    RightMidServer, freedom="docs/instance.md: a MID Server may write the records of its steps itself"
):
    """Makes the records of its steps by the Table API."""

    instance_type = StepWriter


class Historian(InstanceClient):
    """Knows whether there is something to tell of."""

    def report_step(self, stage: str, state: str, message: str) -> None:
        with suppress(NoAnswerError, *NO_SUCH_FORM):
            if self._result("GET", "/api/now/table/ecc_agent_upgrade_history"):
                super().report_step(stage, state, message)


class TellsWhereThereIsARecord(
    RightMidServer, freedom="HIST-STEPS: an upgrade that no upgrade of the instance caused needs no step"
):
    """Tells no step while the history has no record, and none of an upgrade to its pin."""

    instance_type = Historian

    def tell(self, stage: str, state: str, message: str) -> None:
        if not self.pin():
            super().tell(stage, state, message)


class AddsStepsOfItsOwn(RightInstance, freedom="docs/instance.md: an instance may add steps of its own"):
    """Has a step for each command that it sends, and for each report of a status."""

    def send_system_command(self, mid: str, source: str) -> None:
        super().send_system_command(mid, source)
        for agent in self.tables.select("ecc_agent", f"name={mid}"):
            super().report_step(agent["sys_id"], "UpgradeNotification", "success", "")

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        super().report_step(agent, stage, state, message)
        super().report_step(agent, "Progress", "in_progress", message)


class TakesNoStepsWithoutARecord(
    RightInstance,
    freedom="docs/instance.md: what becomes of steps where no upgrade of the instance came before is free",
):
    """Writes steps down once it has been upgraded."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        if self.last_upgrade():
            super().report_step(agent, stage, state, message)
