from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from fakes.builds import named
from fakes.download_site import signed_package
from fakes.host import LINUX
from fakes.packages.pki import default_pki
from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import DownloadError, RefreshError, UpgradeFailure, VerificationError
from reference_impl.mid.installation import Installation
from reference_impl.mid.instance import Package
from reference_impl.mid.waiting import Sleep, Wait
from tests.reference_impl.mid.memory import NOON, MemoryHost

BUILD = named("Orlando Patch 2")
CORE, JRE = (Package(name, f"{name}.zip", "") for name in ("mid-core", "mid-jre"))
GOOD = {package.file: signed_package(package.name, BUILD) for package in (CORE, JRE)}
AGENT = LINUX.agent_folder
TEMP = f"{LINUX.temp_folder}/mid-upgrade"


class Shelf:
    """A download site of a few packages."""

    def __init__(self, packages: Mapping[str, bytes]) -> None:
        self._packages = packages

    def download(self, package: Package) -> bytes:
        if package.file not in self._packages:
            raise DownloadError(package.file)
        return self._packages[package.file]


def carry_out(host: MemoryHost, packages: Mapping[str, bytes], trust: Sequence[str] | None = None) -> list[Wait]:
    anchors = default_pki().trust_anchors if trust is None else trust
    installation = Installation(host, Agent(host, AGENT), Shelf(packages), anchors)  # type: ignore[arg-type]
    return list(installation.carry_out([CORE, JRE]))


def test_packages_are_put_in_place_and_the_meta_files_come_last() -> None:
    host = MemoryHost()
    carry_out(host, GOOD)
    assert host.changed == [
        f"{AGENT}/package/incoming/mid-core.zip",
        f"{AGENT}/package/incoming/mid-jre.zip",
        f"{AGENT}/bin/mid.bat",
        f"{AGENT}/bin/mid.sh",
        f"{AGENT}/jre/bin/java",
        f"{AGENT}/lib/mid.jar",
        f"{AGENT}/package/meta/mid-core.meta.properties",
        f"{AGENT}/package/meta/mid-jre.meta.properties",
        TEMP,
    ]
    assert Agent(host, AGENT).installed() == BUILD.stamp
    assert host.files.list_files(LINUX.temp_folder) == []


def test_each_extraction_is_waited_for() -> None:
    minute = NOON + timedelta(minutes=1)
    assert carry_out(MemoryHost(), GOOD) == [Sleep(minute), Sleep(minute)]


@pytest.mark.parametrize(
    ("packages", "failure", "message"),
    [
        (
            {CORE.file: GOOD[CORE.file]},
            DownloadError,
            r"^Unable to refresh packages\. mid-jre\.zip$",
        ),
        (
            {**GOOD, JRE.file: b"no package"},
            VerificationError,
            r"^Signature verification failed\. mid-jre\.zip: Signature verification failed: ",
        ),
    ],
    ids=["not there", "not signed"],
)
def test_nothing_is_touched_before_all_packages_are_good(
    packages: Mapping[str, bytes], failure: type[UpgradeFailure], message: str
) -> None:
    host = MemoryHost()
    with pytest.raises(failure, match=message):
        carry_out(host, packages)
    assert all(path.startswith(f"{AGENT}/package/incoming/") for path in host.changed)
    assert host.files.list_files(AGENT)[0] == "config.xml"


def test_packages_of_somebody_who_is_not_trusted_are_refused() -> None:
    with pytest.raises(VerificationError):
        carry_out(MemoryHost(), GOOD, [])


@pytest.mark.parametrize(
    "denied", [f"{AGENT}/package/incoming/mid-core.zip", f"{AGENT}/lib/mid.jar", TEMP], ids=["write", "copy", "delete"]
)
def test_a_refusal_of_the_host_is_a_failure_with_the_host_s_text(denied: str) -> None:
    host = MemoryHost()
    host.denied = denied
    with pytest.raises(RefreshError) as failed:
        carry_out(host, GOOD)
    assert str(failed.value) == f"Unable to refresh packages. {denied} (Permission denied)"


def test_a_copy_that_is_refused_leaves_the_old_version_named() -> None:
    host = MemoryHost()
    before = Agent(host, AGENT).installed()
    host.denied = f"{AGENT}/lib/mid.jar"
    with pytest.raises(RefreshError):
        carry_out(host, GOOD)
    assert Agent(host, AGENT).installed() == before
