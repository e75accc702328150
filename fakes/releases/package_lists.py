"""What the instance's list of the packages of a build may say (docs/instance.md, "Packages")."""

from collections.abc import Sequence

from fakes.releases.builds import Build
from fakes.releases.download_site import DOWNLOAD_SITE_URL, EXTRA
from fakes.releases.package_paths import package_file, package_url_path

CORE, JAVA = "mid-core", "mid-jre"
ARCHITECTURE = "x86-64"
KEYS = ("name", "file", "url")


def flaw_of_list(listed: Sequence[object] | None, build: Build, system: str) -> str:
    """What is wrong with a list of packages for a host; empty where nothing is.

    How many there are is free, and their order; the core is always among them.
    """
    if listed is None:
        return "no list"
    right = {name: _package(name, build, system) for name in (CORE, JAVA, EXTRA)}
    told = [{key: package.get(key) for key in KEYS} if isinstance(package, dict) else package for package in listed]
    if wrong := [package for package in told if package not in right.values()]:
        return f"{wrong[0]}"
    return "" if right[CORE] in told else f"no {CORE}"


def _package(name: str, build: Build, system: str) -> dict[str, str]:
    host = (system, ARCHITECTURE) if name == JAVA else ("universal", "universal")
    file = package_file(name, build, *host)
    return {"name": name, "file": file, "url": DOWNLOAD_SITE_URL + package_url_path(name, build, *host)}
