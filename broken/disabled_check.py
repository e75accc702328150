"""Faults in the chapter "Disabling the pre-upgrade check"."""

from urllib.parse import urlencode

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.server import RUN_PRECHECK
from reference_impl.mid.servers import InstanceClient


class KnowsNoParameter(BrokenMidServer, rule="PRE-DISABLE-ONE"):
    """Does not look for the parameter in config.xml."""

    def tests_are_disabled(self) -> bool:
        return self.instance.mid_property(RUN_PRECHECK) == "false"


class TestsAllTheSame(BrokenMidServer, rule="PRE-DISABLE-ONE"):
    """Lets nothing that its tests meet stop it, and tells it all the same."""

    def check_preconditions(self) -> None:
        if self.tests_are_disabled():
            errors = self.run_tests()
            self.instance.publish(errors)
            for error in errors:
                self.agent.log(error, error=True)
        super().check_preconditions()


class LogsWhatItDoesNotMind(BrokenMidServer, rule="PRE-DISABLE-ONE"):
    """Logs what its tests would have met."""

    def check_preconditions(self) -> None:
        if self.tests_are_disabled():
            for error in self.run_tests():
                self.agent.log(error)
        super().check_preconditions()


class TakesTheParameterForASwitch(BrokenMidServer, rule="PRE-DISABLE-ONE"):
    """Tests nothing once the parameter is there, whatever it says."""

    def tests_are_disabled(self) -> bool:
        return bool(self.agent.parameter(RUN_PRECHECK)) or super().tests_are_disabled()


class RemembersThatTheyWereOff(BrokenMidServer, rule="PRE-DISABLE-ONE"):
    """Does not test again where an earlier process had no need to."""

    def tests_are_disabled(self) -> bool:
        if super().tests_are_disabled():
            self.keep("off")
        return bool(self.kept("off"))


class DisablesThemOnce(BrokenMidServer, rule="PRE-DISABLE-ONE"):
    """Does without the tests for one upgrade."""

    def tests_are_disabled(self) -> bool:
        was_used = self.kept("used")
        if super().tests_are_disabled():
            self.keep("used")
        return super().tests_are_disabled() and not was_used


class DisablesThemAtTheHour(KnowsWhatItIsAbout, BrokenMidServer, rule="PRE-DISABLE-ONE"):
    """Does without the tests unless a command has asked for the upgrade."""

    def tests_are_disabled(self) -> bool:
        return super().tests_are_disabled() and not self.is_told


class DisablesThemWithinItsFamily(KnowsWhatItIsAbout, BrokenMidServer, rule="PRE-DISABLE-ONE"):
    """Does not do without the tests on the way to another family."""

    def tests_are_disabled(self) -> bool:
        return super().tests_are_disabled() and not self.is_other_family(self.goal)


class WithRecords(InstanceClient):
    """Reads MID Server properties otherwise."""

    def records(self, name: str = "") -> list[dict[str, str]]:
        """The records of a name; all, without one."""
        query = urlencode({"sysparm_query": f"name={name}" if name else "", "sysparm_exclude_reference_link": "true"})
        try:
            return list(self._result("GET", f"/api/now/table/ecc_agent_property?{query}"))
        except (NoAnswerError, LookupError):
            return []


class KnowsNoProperty(BrokenMidServer, rule="PRE-DISABLE-ALL"):
    """Looks into config.xml alone."""

    def tests_are_disabled(self) -> bool:
        return self.agent.parameter(RUN_PRECHECK) == "false"


class OwnRecords(WithRecords):
    """Reads what names this MID Server."""

    def mid_property(self, name: str) -> str:
        return next((each["value"] for each in self.records(name) if each["ecc_agent"] == self._agent), "")


class WantsToBeNamed(BrokenMidServer, rule="PRE-DISABLE-ALL"):
    """Heeds no record that leaves the MID Server field blank."""

    instance_type = OwnRecords


class AnyRecords(WithRecords):
    """Reads records of whatever name."""

    def mid_property(self, name: str) -> str:
        return next((each["value"] for each in self.records() if each["value"] == "false"), super().mid_property(name))


class HeedsEveryProperty(BrokenMidServer, rule="PRE-DISABLE-ALL"):
    """Takes any MID Server property that is false for this one."""

    instance_type = AnyRecords


class Presence(WithRecords):
    """Takes a record for its value."""

    def mid_property(self, name: str) -> str:
        return "false" if self.records(name) else ""


class TakesTheRecordForASwitch(BrokenMidServer, rule="PRE-DISABLE-ALL"):
    """Tests nothing once the record is there, whatever it says."""

    instance_type = Presence


class KeepsTestsWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="PRE-DISABLE-ALL"):
    """Heeds the property at the hour, and not when a command has asked for the upgrade."""

    def tests_are_disabled(self) -> bool:
        return super().tests_are_disabled() and not self.is_told


class KeepsTestsForItsPin(BrokenMidServer, rule="PRE-DISABLE-ALL"):
    """Heeds no property as long as it is pinned."""

    def tests_are_disabled(self) -> bool:
        return super().tests_are_disabled() and not self.pin()


class TakesNoForFalse(BrokenMidServer, rule="PRE-DISABLE-EDGE"):
    """Takes no and 0 for false, as other programs do."""

    def tests_are_disabled(self) -> bool:
        value = self.agent.parameter(RUN_PRECHECK) or self.instance.mid_property(RUN_PRECHECK)
        return value in ("false", "no", "0")


class WantsTrue(BrokenMidServer, rule="PRE-DISABLE-EDGE"):
    """Takes a record without a value for one that turns the tests off."""

    instance: WithRecords
    instance_type = WithRecords

    def tests_are_disabled(self) -> bool:
        return super().tests_are_disabled() or any(not each["value"] for each in self.instance.records(RUN_PRECHECK))


class EverybodysRecords(WithRecords):
    """Reads the first record of the name."""

    def mid_property(self, name: str) -> str:
        return next((each["value"] for each in self.records(name)), "")


class HeedsTheRecordsOfOthers(BrokenMidServer, rule="PRE-DISABLE-EDGE"):
    """Does not look whose the record is."""

    instance_type = EverybodysRecords


class WithSystemProperties(WithRecords):
    """Reads system properties first."""

    def mid_property(self, name: str) -> str:
        return self.system_property(name) or super().mid_property(name)

    def system_property(self, name: str) -> str:
        """The value of a system property; empty where there is none."""
        found = self._result("GET", f"/api/now/table/sys_properties?{urlencode({'sysparm_query': f'name={name}'})}")
        return next((str(each["value"]) for each in found), "")


class LetsTheSystemPropertyPrevail(BrokenMidServer, rule="PRE-DISABLE-SYSPROP"):
    """Goes by the system property, if there is one, and else by the MID Server property."""

    instance_type = WithSystemProperties


class PutsTheSystemPropertyFirst(BrokenMidServer, rule="PRE-DISABLE-SYSPROP"):
    """Goes by the system property, if there is one, and else by config.xml."""

    instance: WithSystemProperties
    instance_type = WithSystemProperties

    def tests_are_disabled(self) -> bool:
        return self.instance.system_property(RUN_PRECHECK) != "true" and super().tests_are_disabled()
