"""Faults in the chapter "Version control properties": what an instance hands out, in one of the ways to ask it."""

from contextlib import suppress

from werkzeug import Request

from broken.base import BrokenInstance
from broken.roles import serving
from midcert.adapter import Adapter, System
from reference_impl.buildstamp import InvalidBuildstampError, parse_buildstamp
from reference_impl.instance import InstanceApi
from reference_impl.instance.api import login
from reference_impl.instance.instance import BUILDSTAMP, OVERRIDE
from reference_impl.instance.packages import Package, packages_of


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
