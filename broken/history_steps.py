"""Faults in the chapter "MID Server Upgrade History": what an instance makes of the steps that it is told."""

from broken.base import BrokenInstance
from reference_impl.instance.encoded_query import Record

HISTORY, STEPS = "ecc_agent_upgrade_history", "ecc_agent_upgrade_history_stage"


class KeepsNoSteps(BrokenInstance, rule="HIST-STEPS"):
    """Takes reports of steps, and writes nothing down."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        pass


class KeepsTheLastStateOfAStep(BrokenInstance, rule="HIST-STEPS"):
    """Writes each report of a step over the one before."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        for known in self.tables.select(STEPS, f"mid_server={agent}^stage={stage}"):
            self.tables.delete(STEPS, known["sys_id"])
        super().report_step(agent, stage, state, message)


class KeepsNoStepTwice(BrokenInstance, rule="HIST-STEPS"):
    """Leaves out a report that is like one before."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        if not self.tables.select(STEPS, f"mid_server={agent}^stage={stage}^state={state}"):
            super().report_step(agent, stage, state, message)


class GivesStepsToEverybody(BrokenInstance, rule="HIST-STEPS"):
    """Writes a step down for all MID Servers."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:  # noqa: ARG002
        for each in self.tables.select("ecc_agent"):
            super().report_step(each["sys_id"], stage, state, message)


class KnowsMidServersByTheirFirstLetters(BrokenInstance, rule="HIST-STEPS"):
    """Writes steps down for the first MID Server with whose name that of the reporting one begins."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        name = self.tables.get("ecc_agent", agent)["name"]
        alike = [each for each in self.tables.select("ecc_agent") if name.startswith(each["name"])]
        super().report_step(alike[0]["sys_id"], stage, state, message)


class KnowsWhoWasThere(BrokenInstance, rule="HIST-STEPS"):
    """Takes the steps of those MID Servers alone that it had when it was upgraded."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        upgrades = self.tables.select(HISTORY)
        made = self.tables.get("ecc_agent", agent)["sys_created_on"]
        if upgrades and made <= upgrades[-1]["sys_created_on"]:
            super().report_step(agent, stage, state, message)


class MovesWhatIsInProgressToTheEnd(BrokenInstance, rule="HIST-STEPS"):
    """Dates a step that is in progress anew with each report, so that it comes behind those after it."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        begun = self.tables.select(STEPS, f"mid_server={agent}^state=in_progress")
        super().report_step(agent, stage, state, message)
        for each in begun:
            self.tables.update(STEPS, each["sys_id"], {"sys_created_on": f"{self.tables.stamp()}.5"})


class CallsEveryStepASuccess(BrokenInstance, rule="HIST-STEPS"):
    """Says of each step that it has succeeded."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        super().report_step(agent, stage, "success" if state else state, message)


class PutsAllUnderTheFirstUpgrade(BrokenInstance, rule="HIST-STEPS"):
    """Puts steps under the record of its first upgrade."""

    def last_upgrade(self) -> str:
        records = self.tables.select(HISTORY)
        return records[0]["sys_id"] if records else ""


class GoesByItsVersion(BrokenInstance, rule="HIST-STEPS"):
    """Puts steps under the first upgrade that led to the version that it has."""

    def last_upgrade(self) -> str:
        records = self.tables.select(HISTORY, f"new_version={self.stamp}")
        return records[0]["sys_id"] if records else ""


class GoesByWhatIsAssigned(BrokenInstance, rule="HIST-STEPS"):
    """Puts steps under the last upgrade that led to the version which is assigned."""

    def last_upgrade(self) -> str:
        records = self.tables.select(HISTORY, f"new_version={self.assigned()}")
        return records[-1]["sys_id"] if records else ""


class ForgetsStepsInARestart(BrokenInstance, rule="HIST-STEPS"):
    """Has no steps of before its last restart."""

    def restart(self) -> None:
        for each in self.tables.select(STEPS):
            self.tables.delete(STEPS, each["sys_id"])
        super().restart()


class CleansUpSteps(BrokenInstance, rule="HIST-STEPS"):
    """Deletes steps after 30 days, as if they were issues."""

    def clean_up(self) -> None:
        super().clean_up()
        for each in self.tables.select(STEPS, f"sys_created_on<={self.tables.now() - self.lifetime:%Y-%m-%d %H:%M:%S}"):
            self.tables.delete(STEPS, each["sys_id"])


class TakesNoStepsOfThoseThatAreDown(BrokenInstance, rule="HIST-STEPS"):
    """Leaves out what a MID Server reports that it thinks Down."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        if self.tables.get("ecc_agent", agent).get("status") != "Down":
            super().report_step(agent, stage, state, message)


class TakesAnUpForTheEnd(BrokenInstance, rule="HIST-STEPS"):
    """Deletes the steps of a MID Server that is Up again."""

    def agent_changed(self, agent: Record) -> None:
        super().agent_changed(agent)
        if agent["status"] == "Up":
            for each in self.tables.select(STEPS, f"mid_server={agent['sys_id']}"):
                self.tables.delete(STEPS, each["sys_id"])


class LeavesMessagesOut(BrokenInstance, rule="HIST-ERROR"):
    """Writes down that a step has failed, and not why."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:  # noqa: ARG002
        super().report_step(agent, stage, state, "")


class PutsAnErrorOnAllSteps(BrokenInstance, rule="HIST-ERROR"):
    """Writes a message on the earlier steps of the MID Server as well."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        super().report_step(agent, stage, state, message)
        if message:
            for each in self.tables.select(STEPS, f"mid_server={agent}"):
                self.tables.update(STEPS, each["sys_id"], {"message": message})


class CarriesAnErrorOn(BrokenInstance, rule="HIST-ERROR"):
    """Writes the last message on the steps after it, too."""

    last: str = ""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        self.last = message or self.last
        super().report_step(agent, stage, state, self.last)


class CarriesAnErrorIntoTheNextUpgrade(BrokenInstance, rule="HIST-ERROR"):
    """Writes the last message of one upgrade on the steps of the one after it."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        last = self.last_upgrade()
        known = self.tables.select(STEPS, f"mid_server={agent}^upgrade_history!={last}")
        super().report_step(agent, stage, state, message or (known[-1]["message"] if known else ""))


class TakesAnErrorBackAfterASuccess(BrokenInstance, rule="HIST-ERROR"):
    """Empties the messages of a MID Server that has a step which has succeeded."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        if state == "success":
            for each in self.tables.select(STEPS, f"mid_server={agent}"):
                self.tables.update(STEPS, each["sys_id"], {"message": ""})
        super().report_step(agent, stage, state, message)


class KeepsTheFirstErrorOfAStep(BrokenInstance, rule="HIST-ERROR"):
    """Writes the first message of a step on each further failure of it."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        known = self.tables.select(STEPS, f"mid_server={agent}^stage={stage}^state=failed")
        super().report_step(agent, stage, state, known[0]["message"] if known else message)


class CutsMessagesAfter100Letters(BrokenInstance, rule="HIST-ERROR"):
    """Has room for 100 letters of a message."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        super().report_step(agent, stage, state, message[:100])


class CutsMessagesAtAColon(BrokenInstance, rule="HIST-ERROR"):
    """Takes what stands behind the first colon of a message for nothing that matters."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        super().report_step(agent, stage, state, message.partition(":")[0])


class WritesMessagesInPlainLetters(BrokenInstance, rule="HIST-ERROR"):
    """Has a question mark for each letter of a step's message that is not in ASCII."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        super().report_step(agent, stage, state, message.encode("ascii", "replace").decode())


class TrimsWhatIsTold(BrokenInstance, rule="HIST-ERROR"):
    """Takes the blanks off the ends of the message of a step."""

    def report_step(self, agent: str, stage: str, state: str, message: str) -> None:
        super().report_step(agent, stage, state, message.strip())


class EndsTheStepsOfWhoIsUp(BrokenInstance, rule="HIST-STEPS"):
    """Makes a success of the steps in progress of a MID Server that is Up."""

    def agent_changed(self, agent: Record) -> None:
        super().agent_changed(agent)
        if agent["status"] == "Up":
            for step in self.tables.select(STEPS, f"mid_server={agent['sys_id']}^state=in_progress"):
                self.tables.update(STEPS, step["sys_id"], {"state": "success"})


class KeepsTheStepsOfTwoUpgrades(BrokenInstance, rule="HIST-STEPS"):
    """Deletes the steps of all upgrades before the last two."""

    def record_upgrade(self, old: str, new: str) -> None:
        super().record_upgrade(old, new)
        for record in self.tables.select(HISTORY)[:-2]:
            for step in self.tables.select(STEPS, f"upgrade_history={record['sys_id']}"):
                self.tables.delete(STEPS, step["sys_id"])
