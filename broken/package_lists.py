"""Faults in the chapter "Version control properties": the right version, and a list of packages that nobody can use."""

from dataclasses import replace

from broken.base import BrokenInstance
from reference_impl.buildstamp import Buildstamp, parse_buildstamp
from reference_impl.instance.instance import UnknownVersionError
from reference_impl.instance.packages import Package


class ListsNothing(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Names the version, and none of its packages."""

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        stamp, _ = super().packages(os, architecture, version)
        return stamp, []


class ListsTheRuntimeAlone(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Leaves the core out."""

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        stamp, packages = super().packages(os, architecture, version)
        return stamp, packages[1:]


class ListsPackagesOfItsOwnVersion(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Names the version that is assigned, and the packages of its own."""

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        stamp, _ = super().packages(os, architecture, version)
        _, packages = super().packages(os, architecture, self.stamp)
        return stamp, packages


class LooksInTheFolderOfTheFamily(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Looks for packages in a folder that is named for the date of the family."""

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        stamp, packages = super().packages(os, architecture, version)
        month, day, year = stamp.partition("__")[0].split("-")[1:]
        built = f"{parse_buildstamp(stamp).built:%Y/%m/%d}"
        return stamp, [replace(each, url=each.url.replace(built, f"{year}/{month}/{day}")) for each in packages]


class ListsLinuxForAll(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Lists the Java runtime for Linux, whatever the host is."""

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        return super().packages(os and "linux", architecture, version)


class KnowsNoTag(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Finds a build by its whole stamp alone."""

    def _build_named(self, name: str) -> Buildstamp:
        if name not in self._builds:
            raise UnknownVersionError(name)
        return super()._build_named(name)


class TakesTheBeginningOfATag(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Finds the build whose stamp begins with what it is asked for."""

    def _build_named(self, name: str) -> Buildstamp:
        found = [stamp for stamp in self._builds if stamp.startswith(name)]
        return parse_buildstamp(found[0]) if len(found) == 1 else super()._build_named(name)


class TakesTheFirstOfTwoBuilds(BrokenInstance, rule="VER-DEFAULT-SOURCE"):
    """Finds the first build of a tag that two have."""

    def _build_named(self, name: str) -> Buildstamp:
        found = [stamp for stamp in self._builds if stamp.startswith(f"{name}_")]
        return parse_buildstamp(found[0]) if found else super()._build_named(name)
