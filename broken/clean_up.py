"""Faults in the chapter "MID Server Upgrade History": the table clean-up job."""

from datetime import timedelta

from broken.base import BrokenInstance
from broken.issues import ISSUES
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.instance import GLOBAL, OVERRIDE
from reference_impl.instance.tables import as_text


class NeverCleansUp(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Keeps issues for ever."""

    def clean_up(self) -> None:
        """Nothing."""


class CleansUpAfterFourWeeks(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes issues that were last detected 28 days ago."""

    lifetime = timedelta(days=28)


class CleansUpAfterSixtyDays(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Keeps issues for two months."""

    lifetime = timedelta(days=61)


class KeepsTheAcknowledged(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes no issue that somebody has acknowledged."""

    def outdated(self) -> list[Record]:
        return [each for each in super().outdated() if each["state"] != "acknowledged"]


class DeletesTheResolvedAlone(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes no issue that is open."""

    def outdated(self) -> list[Record]:
        return [each for each in super().outdated() if each["state"] == "resolved"]


class DeletesTheOpenAlone(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Keeps resolved issues for the record."""

    def outdated(self) -> list[Record]:
        return [each for each in super().outdated() if each["state"] != "resolved"]


class DeletesTheResolvedAtOnce(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes resolved issues in its next run."""

    def outdated(self) -> list[Record]:
        return [*super().outdated(), *self.tables.select(ISSUES, "state=resolved")]

    def clean_up(self) -> None:
        for sys_id in {each["sys_id"] for each in self.outdated()}:
            self.tables.delete(ISSUES, sys_id)


class CountsFromTheBeginning(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes issues that were made 30 days ago."""

    def outdated(self) -> list[Record]:
        last = as_text(self.tables.now() - self.lifetime)
        return self.tables.select(ISSUES, f"sys_created_on<={last}")


class CountsFromTheLastChange(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes issues in which nothing has changed for 30 days."""

    def outdated(self) -> list[Record]:
        last = as_text(self.tables.now() - self.lifetime)
        return self.tables.select(ISSUES, f"sys_updated_on<={last}")


class CleansUpOneSource(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes issues of the pre-upgrade tests alone."""

    def outdated(self) -> list[Record]:
        return [each for each in super().outdated() if each["source"] == "UpgradeCheck"]


class CleansUpTheMidServer(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes all issues of a MID Server with an old one."""

    def outdated(self) -> list[Record]:
        owners = {each["mid_server"] for each in super().outdated()}
        return [each for each in self.tables.select(ISSUES) if each["mid_server"] in owners]


class CleansUpQueues(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes commands that have waited for 30 days, too."""

    def clean_up(self) -> None:
        super().clean_up()
        last = as_text(self.tables.now() - self.lifetime)
        for each in self.tables.select("ecc_queue", f"sys_created_on<={last}"):
            self.tables.delete("ecc_queue", each["sys_id"])


class LosesItsJobAtItsRestart(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Does not schedule the job any more when it has been restarted."""

    is_lost = False

    def restart(self) -> None:
        super().restart()
        self.is_lost = True

    def clean_up(self) -> None:
        if not self.is_lost:
            super().clean_up()


class CleansUpItsOwnDomain(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes the issues in its own domain alone, global."""

    def outdated(self) -> list[Record]:
        return [each for each in super().outdated() if each["sys_domain"] == GLOBAL]


class DeletesNamesakes(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes with an issue those with the same message of the same MID Server, however young."""

    def outdated(self) -> list[Record]:
        old = {(each["mid_server"], each["message"]) for each in super().outdated()}
        return [each for each in self.tables.select(ISSUES) if (each["mid_server"], each["message"]) in old]


class CleansUpOnce(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Takes the job for done when it has deleted something."""

    is_done = False

    def clean_up(self) -> None:
        if not self.is_done:
            self.is_done = bool(self.outdated())
            super().clean_up()


class DeletesOldOverrides(BrokenInstance, rule="CLEAN-30-DAYS"):
    """Deletes an override, too, that nobody has changed for 30 days."""

    def clean_up(self) -> None:
        super().clean_up()
        last = as_text(self.tables.now() - self.lifetime)
        for each in self.tables.select("sys_properties", f"name={OVERRIDE}^sys_updated_on<={last}"):
            self.tables.delete("sys_properties", each["sys_id"])


class CleansUpAfterAMonth(BrokenInstance, rule="CLEAN-DAILY"):
    """Runs the job each day, and keeps issues for the 31 days of July."""

    lifetime = timedelta(days=31)


class CleansUpEveryThreeWeeks(BrokenInstance, rule="CLEAN-DAILY"):
    """Runs the job every 21 days."""

    clean_up_period = timedelta(days=21)


class CleansUpOnSundays(BrokenInstance, rule="CLEAN-DAILY"):
    """Runs the job once a week."""

    clean_up_period = timedelta(days=7)
