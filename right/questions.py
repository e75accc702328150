"""Free: in which words a MID Server asks for the assigned version, and what it asks besides."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from reference_impl.mid import Sleep, commands
from reference_impl.mid.commands import PAUSED
from reference_impl.mid.failures import QueryError, RefreshError
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.servers import NO_SUCH_FORM, InstanceClient
from reference_impl.mid.waiting import Waiting
from right.base import RightMidServer

ANY_REQUEST = (
    "docs/measured.md: a check is any request for the assigned version, such as one of the version properties in"
    " `sys_properties`; all at one instant are one check"
)
HARMLESS = "A9: no rule is broken by an additional harmless question, command or test"


class PropertyReader(InstanceClient):
    """Reads the version properties in their table."""

    parameters: ClassVar[Mapping[str, str]] = {}

    def assigned_stamp(self) -> str:
        try:
            return self.value("mid.version.override") or self.value("mid.buildstamp")
        except NoAnswerError as error:
            raise QueryError(str(error)) from error
        except NO_SUCH_FORM as error:
            raise QueryError("the answer has another form") from error

    def value(self, name: str) -> str:
        """The value of a property; empty where there is none."""
        query = urlencode({"sysparm_query": f"name={name}", **self.parameters})
        found = self._result("GET", f"/api/now/table/sys_properties?{query}")
        return self.read(found[0]) if found else ""

    def read(self, record: Mapping[str, Any]) -> str:
        """What a record has for a value."""
        return str(record["value"])


class ReadsTheTwoProperties(RightMidServer, freedom=ANY_REQUEST):
    """Asks the Table API for the override, and for mid.buildstamp where there is none."""

    instance_type = PropertyReader


class ValueReader(PropertyReader):
    """Wants the values and nothing else."""

    parameters: ClassVar[Mapping[str, str]] = {"sysparm_fields": "value"}


class ReadsValuesAlone(RightMidServer, freedom=ANY_REQUEST):
    """Asks the Table API for the values of the two properties, without their names."""

    instance_type = ValueReader


class DisplayReader(PropertyReader):
    """Wants display values, too."""

    parameters: ClassVar[Mapping[str, str]] = {"sysparm_display_value": "all"}

    def read(self, record: Mapping[str, Any]) -> str:
        return str(record["value"]["value"])


class ReadsDisplayValues(RightMidServer, freedom=ANY_REQUEST):
    """Asks the Table API for display values and values of the two properties."""

    instance_type = DisplayReader


class BothAtOnceReader(InstanceClient):
    """Reads both properties in one request."""

    def assigned_stamp(self) -> str:
        query = urlencode({"sysparm_query": "nameINmid.version.override,mid.buildstamp"})
        try:
            found = self._result("GET", f"/api/now/table/sys_properties?{query}")
            values = {each["name"]: str(each["value"]) for each in found}
            return values.get("mid.version.override") or values["mid.buildstamp"]
        except NoAnswerError as error:
            raise QueryError(str(error)) from error
        except NO_SUCH_FORM as error:
            raise QueryError("the answer has another form") from error


class ReadsBothPropertiesAtOnce(RightMidServer, freedom=ANY_REQUEST):
    """Asks the Table API for both properties in one request."""

    instance_type = BothAtOnceReader


class AsksTwiceAtOnce(RightMidServer, freedom="A1: asking twice, retrying or falling back at one instant counts once"):
    """Asks for the version twice in a row, and takes the second answer."""

    def assigned(self) -> str:
        super().assigned()
        return super().assigned()


class AsksAgainAfterThePermit(RightMidServer, freedom=HARMLESS):
    """Asks for the version once more when it has its permit."""

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        with suppress(QueryError):
            self.assigned()


class AskingClient(InstanceClient):
    """Asks for the version whenever it asks for a permit."""

    def take_permit(self) -> bool:
        with suppress(QueryError):
            self.assigned_stamp()
        return super().take_permit()


class AsksWithEachPermit(RightMidServer, freedom=HARMLESS):
    """Asks for the version with each request for a permit."""

    instance_type = AskingClient


class ChecksWhenItIsResumed(RightMidServer, freedom=HARMLESS):
    """Takes being resumed for a reason to check."""

    def carry_out(self, order: str) -> Waiting:
        yield from super().carry_out(order)
        if order == commands.RESUME:
            yield from self.check()


class ReadsItsRecordInEachCheck(RightMidServer, freedom=HARMLESS):
    """Reads its own record before it asks for the version."""

    def assigned(self) -> str:
        self.instance.validation()
        return super().assigned()


class AsksNothingWhenItIsPinned(RightMidServer, freedom="docs/instance.md: one that is pinned need not ask"):
    """Knows from its pin what to run, and does not ask for the assigned version."""

    def assigned(self) -> str:
        return "" if self.pin() else super().assigned()


class LooksUpItsPinFirst(RightMidServer, freedom=HARMLESS):
    """Asks which build its pin names before it asks for a permit; where none or two have that tag, it asks for none."""

    def wanted(self, assigned: str) -> str:
        wanted = super().wanted(assigned)
        if self.pin():
            facts = self.host.facts()
            with suppress(RefreshError):
                self.instance.packages(facts.os, facts.architecture, wanted)
        return wanted


class AsksNothingWhenItIsPaused(
    RightMidServer, freedom="docs/instance.md: a MID Server that is Paused may ask for the assigned version or not"
):
    """Leaves out its checks while it is Paused."""

    def check(self) -> Waiting:
        if self.status != PAUSED:
            yield from super().check()


class AsksAgainAfterFiveSeconds(
    RightMidServer,
    freedom="A11: after a failed question for the version, further questions within five minutes"
    " belong to the same check",
):
    """Asks again every five seconds, for up to five minutes, when it could not ask."""

    has_heard = True

    def assigned(self) -> str:
        self.has_heard = False
        stamp = super().assigned()
        self.has_heard = True
        return stamp

    def check(self) -> Waiting:
        until = self.host.now() + timedelta(minutes=5)
        yield from super().check()
        while not self.has_heard and self.host.now() + timedelta(seconds=5) < until:
            yield Sleep(self.host.now() + timedelta(seconds=5))
            yield from super().check()
