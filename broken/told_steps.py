"""Faults in the chapter "MID Server Upgrade History": what a MID Server tells of its upgrade."""

from datetime import datetime

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from broken.stamps import order_of
from reference_impl.mid.failures import DownloadError, RefreshError, VerificationError
from reference_impl.mid.history import FAILED, INSTALL, SUCCESS
from reference_impl.mid.waiting import Waiting

TABLES = "/api/now/table"


class TellsNothing(BrokenMidServer, rule="HIST-STEPS"):
    """Reports no step."""

    def tell(self, stage: str, state: str, message: str) -> None:
        pass


class TellsNoSuccess(BrokenMidServer, rule="HIST-STEPS"):
    """Reports what it begins, and what has failed."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if state != SUCCESS:
            super().tell(stage, state, message)


class LeavesItsRestartInProgress(BrokenMidServer, rule="HIST-STEPS"):
    """Reports as its last step that it is about to restart, and never that it has."""

    def tell(self, stage: str, state: str, message: str) -> None:
        super().tell(stage, state, message)
        if (stage, state) == (INSTALL, SUCCESS):
            super().tell("Restart", "in_progress", "")


class HasItsOwnWordForSuccess(BrokenMidServer, rule="HIST-STEPS"):
    """Reports steps that are "completed", which no instance knows."""

    def tell(self, stage: str, state: str, message: str) -> None:
        super().tell(stage, "completed" if state == SUCCESS else state, message)


class TellsOfItsFirstUpgrade(BrokenMidServer, rule="HIST-STEPS"):
    """Reports no step once an upgrade has gone well."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if self.kept("told") in ("", self.running.text):
            super().tell(stage, state, message)
            self.keep("told", self.running.text)


class TellsNothingAfterAFailure(BrokenMidServer, rule="HIST-STEPS"):
    """Reports no step once one has failed."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if not self.kept("failed"):
            super().tell(stage, state, message)
        if state == FAILED:
            self.keep("failed")


class TellsOfCommandsOnly(BrokenMidServer, KnowsWhatItIsAbout, rule="HIST-STEPS"):
    """Reports the steps of an upgrade that a command has asked for, and of no other."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if self.is_told:
            super().tell(stage, state, message)


class TellsOfTheHourOnly(BrokenMidServer, KnowsWhatItIsAbout, rule="HIST-STEPS"):
    """Reports nothing of an upgrade that a command has asked for."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if not self.is_told:
            super().tell(stage, state, message)


class TellsNothingAtItsStart(BrokenMidServer, rule="HIST-STEPS"):
    """Reports nothing of an upgrade that it begins when it has just started."""

    begun: datetime | None = None

    def upgrade(self) -> Waiting:
        self.begun = self.host.now()
        yield from super().upgrade()

    def tell(self, stage: str, state: str, message: str) -> None:
        if self.begun != self.started:
            super().tell(stage, state, message)


class TellsOfNewerVersionsOnly(BrokenMidServer, KnowsWhatItIsAbout, rule="HIST-STEPS"):
    """Reports nothing of the way back to an older version."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if order_of(self.goal) > order_of(self.running.text):
            super().tell(stage, state, message)


class TellsOfItsFamilyOnly(BrokenMidServer, KnowsWhatItIsAbout, rule="HIST-STEPS"):
    """Reports nothing of upgrades to another family."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if not self.is_other_family(self.goal):
            super().tell(stage, state, message)


class SpeaksForTheFirst(BrokenMidServer, rule=""):
    """Can report steps as those of another MID Server."""

    def first(self) -> str:
        """The sys_id of the MID Server that the instance has had longest."""
        answer = self.instance.ask("GET", f"{TABLES}/ecc_agent?sysparm_query=ORDERBYsys_created_on")
        return str(answer.json()["result"][0]["sys_id"])

    def own(self) -> str:
        """Its own sys_id."""
        return self.agent.parameter("mid_sys_id")

    def speak_for(self, agent: str, stage: str, state: str, message: str) -> None:
        """Report a step as that of this MID Server."""
        body = {"stage": stage, "state": state, "message": message}
        self.instance.ask("POST", f"/api/now/mid/upgrade_step/{agent}", body)


class SpeaksForTheFirstMidServer(SpeaksForTheFirst, rule="HIST-STEPS"):
    """Reports its steps as those of the MID Server that the instance has had longest."""

    def tell(self, stage: str, state: str, message: str) -> None:
        self.speak_for(self.first(), stage, state, message)


class WritesUnderNoUpgrade(BrokenMidServer, rule="HIST-STEPS"):
    """Writes its steps into the table, and leaves open to which upgrade they belong."""

    def tell(self, stage: str, state: str, message: str) -> None:
        about = {"upgrade_history": self.upgrade_of(), "mid_server": self.agent.parameter("mid_sys_id")}
        record = {**about, "stage": stage, "state": state, "message": message}
        self.instance.ask("POST", f"{TABLES}/ecc_agent_upgrade_history_stage", record)

    def upgrade_of(self) -> str:
        """The sys_id of the record under which it writes."""
        return ""


class WritesUnderTheFirstUpgrade(WritesUnderNoUpgrade, rule="HIST-STEPS"):
    """Writes its steps into the table, under the record of the first upgrade that it finds there."""

    def upgrade_of(self) -> str:
        answer = self.instance.ask("GET", f"{TABLES}/ecc_agent_upgrade_history?sysparm_query=ORDERBYsys_created_on")
        found = answer.json()["result"]
        return str(found[0]["sys_id"]) if found else ""


class TellsNoFailure(BrokenMidServer, rule="HIST-ERROR"):
    """Reports what it begins, and what went well."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if state != FAILED:
            super().tell(stage, state, message)


class TellsNoReason(BrokenMidServer, rule="HIST-ERROR"):
    """Reports that a step has failed, and not why."""

    def tell(self, stage: str, state: str, message: str) -> None:  # noqa: ARG002
        super().tell(stage, state, "")


class HasOneMessageForAllErrors(BrokenMidServer, rule="HIST-ERROR"):
    """Says the same of whatever has failed."""

    def tell(self, stage: str, state: str, message: str) -> None:
        super().tell(stage, state, message and "The upgrade of the MID Server has failed")


class SaysOnlyWhenItFailed(BrokenMidServer, rule="HIST-ERROR"):
    """Says of whatever has failed when it has, and on which attempt."""

    def tell(self, stage: str, state: str, message: str) -> None:
        now = f"{self.host.now():%Y-%m-%d %H:%M:%S}"
        super().tell(stage, state, message and f"The upgrade of the MID Server has failed at {now}")


class LeavesDetailsOut(BrokenMidServer, rule="HIST-ERROR"):
    """Says the generic text of whatever has no text of its own, without any details."""

    def tell(self, stage: str, state: str, message: str) -> None:
        super().tell(stage, state, message.partition(". ")[0])


class CallsAFailureASuccess(BrokenMidServer, rule="HIST-ERROR"):
    """Gives the message of an error to a step that it calls a success."""

    def tell(self, stage: str, state: str, message: str) -> None:
        super().tell(stage, SUCCESS if state == FAILED else state, message)


class TellsOfItsFirstErrorOnly(BrokenMidServer, rule="HIST-ERROR"):
    """Reports one failure, and none of those after it."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if state != FAILED or not self.kept("failed"):
            super().tell(stage, state, message)
        if state == FAILED:
            self.keep("failed")


class TellsErrorsOfCommandsOnly(BrokenMidServer, KnowsWhatItIsAbout, rule="HIST-ERROR"):
    """Reports no failure of an upgrade that no command has asked for."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if state != FAILED or self.is_told:
            super().tell(stage, state, message)


class TellsErrorsOfTheHourOnly(BrokenMidServer, KnowsWhatItIsAbout, rule="HIST-ERROR"):
    """Reports no failure of an upgrade that a command has asked for."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if state != FAILED or not self.is_told:
            super().tell(stage, state, message)


class TellsNoErrorOfAFamily(BrokenMidServer, KnowsWhatItIsAbout, rule="HIST-ERROR"):
    """Reports no failure on the way to another family, where the status says it."""

    def tell(self, stage: str, state: str, message: str) -> None:
        if state != FAILED or not self.is_other_family(self.goal):
            super().tell(stage, state, message)


class GivesItsErrorsToTheFirstMidServer(SpeaksForTheFirst, rule="HIST-ERROR"):
    """Reports its failures as those of the MID Server that the instance has had longest."""

    def tell(self, stage: str, state: str, message: str) -> None:
        self.speak_for(self.first() if state == FAILED else self.own(), stage, state, message)


class SaysThatTheDownloadHasFailed(BrokenMidServer, rule="HIST-ERROR-CAUSE"):
    """Says of a package that could not be had that it could not be had."""

    def tell(self, stage: str, state: str, message: str) -> None:
        is_download = message.startswith(DownloadError.message) and ".zip" in message
        super().tell(stage, state, "A package could not be downloaded" if is_download else message)


class SaysThatThePackageIsBad(BrokenMidServer, rule="HIST-ERROR-CAUSE"):
    """Says of a package that was not verified that it was not verified."""

    def tell(self, stage: str, state: str, message: str) -> None:
        is_bad = message.startswith(VerificationError.message)
        super().tell(stage, state, VerificationError.message if is_bad else message)


class SaysThatTheHostRefuses(BrokenMidServer, rule="HIST-ERROR-CAUSE"):
    """Says of whatever the host has refused that it has."""

    def tell(self, stage: str, state: str, message: str) -> None:
        is_refused = message.startswith(RefreshError.message) and ".zip" not in message
        super().tell(stage, state, RefreshError.message if is_refused else message)
