"""Faults in the chapter "Version control properties": what is handed out and read, in one of the ways to do it."""

from contextlib import suppress
from urllib.parse import urlencode

from werkzeug import Request

from broken.base import BrokenInstance, BrokenMidServer
from broken.roles import serving
from midcert.adapter import Adapter, System
from reference_impl.buildstamp import InvalidBuildstampError, parse_buildstamp
from reference_impl.instance import InstanceApi
from reference_impl.instance.api import login
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.instance import BUILDSTAMP, OVERRIDE
from reference_impl.instance.packages import Package, packages_of
from reference_impl.mid.failures import QueryError
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.servers import InstanceClient
from reference_impl.mid.servers import Package as MidPackage


class OverrideReadAtStart(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Once restarted with an override, hands it out after it was deleted."""

    started_with = ""

    def restart(self) -> None:
        super().restart()
        self.started_with = self.property_value(OVERRIDE)

    def upgrade(self, stamp: str) -> None:
        super().upgrade(stamp)
        self.started_with = ""

    def assigned(self) -> str:
        is_there = self.tables.select("sys_properties", f"name={OVERRIDE}")
        return super().assigned() if is_there else self.started_with or super().assigned()


class PackagesByTag(BrokenInstance, rule="VER-OVERRIDE"):
    """Finds the assigned version in its list of packages by the tag, and so the first of two builds that share one."""

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        stamp, packages = super().packages(os, architecture, version)
        if version or not packages:
            return stamp, packages
        tag = parse_buildstamp(stamp).tag
        first = parse_buildstamp(next((each for each in self._builds if each.startswith(f"{tag}_")), stamp))
        return first.text, packages_of(first, os, architecture)


class WindowsWithoutOverride(BrokenInstance, rule="VER-OVERRIDE"):
    """Names the packages of mid.buildstamp for Windows, whatever the override."""

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        if os == "windows" and not version:
            with suppress(InvalidBuildstampError):
                build = parse_buildstamp(self.property_value(BUILDSTAMP))
                return build.text, packages_of(build, os, architecture)
        return super().packages(os, architecture, version)


class ApiThatKnowsWhoAsks(InstanceApi):
    """Tells the instance whose login a request carries."""

    instance: "OverrideForTheFirst"

    def _roles_of(self, request: Request) -> set[str]:
        self.instance.asked_by, _ = login(request.headers.get("Authorization", ""))
        return super()._roles_of(request)


class OverrideForTheFirst(BrokenInstance, rule="VER-OVERRIDE"):
    """Hands out the override to its first MID Server, and mid.buildstamp to all others."""

    asked_by = ""

    def assigned(self) -> str:
        agents = self.tables.select("ecc_agent")
        if agents and self.asked_by and self.asked_by != f"mid.{agents[0]['name']}":
            return self.property_value(BUILDSTAMP)
        return super().assigned()

    @classmethod
    def target(cls, system: System) -> Adapter:
        return serving(ApiThatKnowsWhoAsks, system, cls)


class PropertiesByPlace(InstanceClient):
    """Reads the two properties, and remembers which record the override was."""

    place = ""

    def assigned_stamp(self) -> str:
        try:
            return self.override() or self.records("mid.buildstamp")[0]["value"]
        except NoAnswerError as error:
            raise QueryError(str(error)) from error

    def records(self, name: str) -> list[Record]:
        """The records of a property."""
        query = urlencode({"sysparm_query": f"name={name}", "sysparm_fields": "sys_id,value"})
        found: list[Record] = self._result("GET", f"/api/now/table/sys_properties?{query}")
        return found

    def override(self) -> str:
        """The override: where it was last time, else wherever it is; empty where there is none."""
        if not self.place:
            found = self.records(OVERRIDE)
            self.place = found[0]["sys_id"] if found else ""
            return found[0]["value"] if found else ""
        answer = self.ask("GET", f"/api/now/table/sys_properties/{self.place}?sysparm_fields=value")
        return str(answer.json()["result"]["value"]) if answer.is_success else ""

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[MidPackage]]:
        return super().packages(os, architecture, version or self.assigned_stamp())


class LooksWhereTheOverrideWas(BrokenMidServer, rule="VER-OVERRIDE"):
    """Does not see an override that was deleted and added anew until it is started again."""

    instance_type = PropertiesByPlace


class TakesStampsAlone(BrokenInstance, rule="VER-OVERRIDE"):
    """Takes an override that is no build stamp for none."""

    def assigned(self) -> str:
        with suppress(InvalidBuildstampError):
            return parse_buildstamp(self.property_value(OVERRIDE)).text
        return self.property_value(BUILDSTAMP)


class NamesTheLastStamp(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Hands out its own version where mid.buildstamp is no build stamp."""

    def assigned(self) -> str:
        assigned = super().assigned()
        try:
            return parse_buildstamp(assigned).text
        except InvalidBuildstampError:
            return self.stamp


class HandsOnWhatItHandedOut(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Hands out an override that was deleted, once it has handed it out, until it is upgraded."""

    handed_out = ""

    def assigned(self) -> str:
        if self.tables.select("sys_properties", f"name={OVERRIDE}"):
            self.handed_out = self.property_value(OVERRIDE)
        return self.handed_out or super().assigned()

    def upgrade(self, stamp: str) -> None:
        self.handed_out = ""
        super().upgrade(stamp)
