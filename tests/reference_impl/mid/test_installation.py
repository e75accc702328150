from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from fakes.host.host import LINUX, WINDOWS
from fakes.releases.builds import named
from fakes.releases.download_site import contents, program_of, signed_package
from fakes.releases.packages.jar import sign
from fakes.releases.packages.pki import RESPONDER, default_pki
from fakes.releases.responder import responder
from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import DownloadError, RefreshError, UpgradeFailure, VerificationError
from reference_impl.mid.host import HostError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from tests.reference_impl.mid.life import ServersHttp
from tests.reference_impl.mid.memory import NOON, MemoryHost

OLD, BUILD = named("Orlando Patch 1"), named("Orlando Patch 2")
CORE, JRE = (Package(name, f"{name}.zip", "") for name in ("mid-core", "mid-jre"))
GOOD = {package.file: signed_package(package.name, BUILD) for package in (CORE, JRE)}
AGENT = LINUX.agent_folder
TEMP, BACKUP = f"{LINUX.temp_folder}/mid-upgrade", f"{LINUX.temp_folder}/mid-backup"
FOLDERS = pytest.mark.parametrize("folder", [LINUX.agent_folder, WINDOWS.agent_folder])


class Shelf:
    """A download site of a few packages."""

    def __init__(self, packages: Mapping[str, bytes]) -> None:
        self._packages = packages

    def download(self, package: Package) -> bytes:
        if package.file not in self._packages:
            raise DownloadError(package.file)
        return self._packages[package.file]


class PickyHost(MemoryHost):
    """Lets only so many files be copied to the agent folder that were not there before with the same content."""

    def __init__(self, folder: str = AGENT, lets: int = 2) -> None:
        super().__init__(folder)
        self.lets = lets
        self.before: dict[str, bytes] = {}

    def copy(self, source: str, target: str) -> None:
        name = self.files.below(target, self.folder)
        if name and self.before.get(name) != self.read(source):
            self.lets -= 1
            if self.lets < 0:
                raise HostError(f"{target} (Text file busy)")
        super().copy(source, target)


def with_old_version(host: MemoryHost, folder: str = AGENT) -> dict[str, bytes]:
    """Puts Patch 1 into the agent folder, and tells what lies there now."""
    for name, content in program_of(OLD).items():
        host.files.write(host.files.join(folder, *name.split("/")), content)
    return files_of(host, folder)


def responders() -> ServersHttp:
    """The way to the OCSP responder."""
    return ServersHttp({RESPONDER: responder(lambda: NOON)})


def files_of(host: MemoryHost, folder: str = AGENT) -> dict[str, bytes]:
    """The agent folder, without what was downloaded."""
    names = (name for name in host.files.list_files(folder) if not name.startswith("package/incoming/"))
    return {name: host.files.read(host.files.join(folder, *name.split("/"))) for name in names}


def carry_out(
    host: MemoryHost, packages: Mapping[str, bytes] = GOOD, trust: Sequence[str] | None = None, folder: str = AGENT
) -> list[datetime]:
    anchors = default_pki().trust_anchors if trust is None else trust
    site: Any = Shelf(packages)
    installation = Installation(host, Agent(host, folder), site, anchors, responders())
    return list(installation.carry_out([CORE, JRE]))


def test_packages_are_put_in_place_and_the_meta_files_come_last() -> None:
    host = MemoryHost()
    carry_out(host)
    assert host.changed == [
        f"{AGENT}/package/incoming/mid-core.zip",
        f"{AGENT}/package/incoming/mid-jre.zip",
        f"{AGENT}/bin/mid.bat",
        f"{AGENT}/bin/mid.sh",
        f"{AGENT}/jre/bin/java",
        f"{AGENT}/lib/mid.jar",
        f"{BACKUP}/package/meta/mid-core.meta.properties",
        f"{AGENT}/package/meta/mid-core.meta.properties",
        f"{AGENT}/package/meta/mid-jre.meta.properties",
        TEMP,
        BACKUP,
    ]


def test_what_names_the_version_comes_last_whatever_else_there_is() -> None:
    host, meta = MemoryHost(), "package/meta/mid-core.meta.properties"
    core = sign(
        [(meta, b"package.filename=mid-core.x.universal.universal.zip\n"), ("work/z", b"")], default_pki().signer
    )
    carry_out(host, {**GOOD, CORE.file: core})
    placed = [path for path in host.changed if path.startswith(AGENT) and "incoming" not in path]
    assert placed[-2:] == [f"{AGENT}/{meta}", f"{AGENT}/package/meta/mid-jre.meta.properties"]


@FOLDERS
def test_a_new_version_replaces_the_old_one_and_leaves_nothing_else_behind(folder: str) -> None:
    host = MemoryHost(folder)
    config = with_old_version(host, folder)["config.xml"]
    carry_out(host, folder=folder)
    assert files_of(host, folder) == {**program_of(BUILD), "config.xml": config}
    assert host.files.list_files(host.platform.temp_folder) == []
    assert Agent(host, folder).installed() == BUILD.stamp


def test_each_extraction_is_waited_for() -> None:
    minute = NOON + timedelta(minutes=1)
    assert carry_out(MemoryHost()) == [minute, minute]


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


def test_what_was_brought_is_installed_where_it_cannot_be_downloaded() -> None:
    host = MemoryHost()
    for file, content in GOOD.items():
        host.files.write(f"{AGENT}/package/incoming/{file}", content)
    carry_out(host, {})
    assert Agent(host, AGENT).installed() == BUILD.stamp


def test_what_was_brought_is_verified_and_what_can_be_downloaded_is() -> None:
    host = MemoryHost()
    host.files.write(f"{AGENT}/package/incoming/{CORE.file}", b"no package")
    with pytest.raises(VerificationError, match=r"mid-core\.zip"):
        carry_out(host, {JRE.file: GOOD[JRE.file]})
    carry_out(host)
    assert Agent(host, AGENT).installed() == BUILD.stamp


def test_packages_of_somebody_who_is_not_trusted_are_refused() -> None:
    with pytest.raises(VerificationError):
        carry_out(MemoryHost(), GOOD, [])


@pytest.mark.parametrize(
    "denied",
    [
        f"{AGENT}/package/incoming/mid-core.zip",
        f"{AGENT}/lib/mid.jar",
        f"{BACKUP}/package/meta/mid-core.meta.properties",
    ],
    ids=["write", "copy", "backup"],
)
def test_a_refusal_of_the_host_is_a_failure_with_the_host_s_text(denied: str) -> None:
    host = MemoryHost()
    host.denied = denied
    with pytest.raises(RefreshError) as failed:
        carry_out(host)
    assert str(failed.value) == f"Unable to refresh packages. {denied} (Permission denied)"


@pytest.mark.parametrize("left", [TEMP, BACKUP])
def test_what_cannot_be_tidied_up_does_not_spoil_an_upgrade(left: str) -> None:
    host = MemoryHost()
    host.denied = left
    carry_out(host)
    assert Agent(host, AGENT).installed() == BUILD.stamp


def test_what_an_earlier_attempt_left_behind_must_go_before_another_is_extracted() -> None:
    host = MemoryHost()
    host.files.write(host.files.join(TEMP, "bin", "stale"), b"")
    host.denied = TEMP
    with pytest.raises(RefreshError):
        carry_out(host)
    host.denied = ""
    carry_out(host)
    assert "bin/stale" not in host.files.list_files(AGENT)


# ---- Failed upgrades: what was replaced is put back


def refuse_core_meta(host: MemoryHost, folder: str) -> None:
    host.denied = host.files.join(folder, "package", "meta", "mid-core.meta.properties")


def refuse_backup_of_java(host: MemoryHost, _: str) -> None:
    host.denied = host.files.join(host.platform.temp_folder, "mid-backup", "jre", "bin", "java")


def refuse_first_file(host: MemoryHost, folder: str) -> None:
    host.denied = host.files.join(folder, "bin", "mid.bat")


@FOLDERS
@pytest.mark.parametrize("refuse", [refuse_first_file, refuse_backup_of_java, refuse_core_meta])
def test_whichever_file_cannot_be_replaced_the_old_version_is_there_afterwards(
    refuse: Callable[[MemoryHost, str], None], folder: str
) -> None:
    host = MemoryHost(folder)
    before = with_old_version(host, folder)
    refuse(host, folder)
    with pytest.raises(RefreshError):
        carry_out(host, folder=folder)
    assert files_of(host, folder) == before


@FOLDERS
def test_what_the_host_lets_be_put_back_is_put_back_though_it_lets_nothing_else(folder: str) -> None:
    host = PickyHost(folder)
    host.before = before = with_old_version(host, folder)
    with pytest.raises(RefreshError, match=r"mid\.jar \(Text file busy\)$"):
        carry_out(host, folder=folder)
    assert files_of(host, folder) == before


def test_files_that_the_old_version_did_not_have_stay_and_are_replaced_by_the_next_attempt() -> None:
    host = MemoryHost()
    host.denied = f"{AGENT}/package/meta/mid-core.meta.properties"
    before = files_of(host)
    with pytest.raises(RefreshError):
        carry_out(host)
    added = ("bin/mid.bat", "bin/mid.sh", "jre/bin/java", "lib/mid.jar")
    assert files_of(host) == {**before, **{name: program_of(BUILD)[name] for name in added}}
    host.denied = ""
    carry_out(host)
    assert files_of(host) == {**before, **program_of(BUILD)}


def test_a_failed_attempt_leaves_nothing_for_the_next_one_to_another_version() -> None:
    host = MemoryHost()
    with_old_version(host)
    host.files.write(f"{TEMP}/lib/left.jar", b"of an attempt before")
    carry_out(host)
    assert host.files.list_files(f"{AGENT}/lib") == ["mid.jar"]


def test_a_host_that_does_not_let_anything_be_put_back_is_a_failure_too() -> None:
    host = PickyHost()
    with_old_version(host)
    with pytest.raises(RefreshError, match=r"\(Text file busy\)$"):
        carry_out(host)
    assert Agent(host, AGENT).installed() == OLD.stamp
    assert contents("mid-core", OLD)["lib/mid.jar"] == host.files.read(f"{AGENT}/lib/mid.jar")


# ---- Verification


class ExchangingHost(MemoryHost):
    """Somebody puts another file in the place of the first package when the second is stored."""

    def write(self, path: str, content: bytes) -> None:
        super().write(path, content)
        if path.endswith(JRE.file):
            self.files.write(f"{AGENT}/package/incoming/{CORE.file}", GOOD[JRE.file][:-1])


def test_a_package_is_verified_again_before_it_is_extracted() -> None:
    host = ExchangingHost()
    with pytest.raises(VerificationError, match=r"mid-core\.zip"):
        carry_out(host)
    assert all(path.startswith(f"{AGENT}/package/incoming/") for path in host.changed)


def test_the_responder_is_asked_once_about_a_certificate_in_an_attempt_and_again_in_the_next() -> None:
    way, asked = responders(), []
    site: Any = Shelf(GOOD)

    class Counting:
        def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Any:  # noqa: ANN401 - as it comes
            asked.append(url)
            return way.ask(method, url, headers, body)

    host = MemoryHost()
    installation = Installation(host, Agent(host, AGENT), site, default_pki().trust_anchors, Counting())
    for attempt in (1, 2):
        list(installation.carry_out([CORE, JRE]))
        assert asked == [f"http://{RESPONDER}/"] * attempt


@pytest.mark.parametrize(("level", "traces"), [("trace", True), ("debug", False), ("", False)])
def test_trace_tells_each_package_and_who_has_signed_it(level: str, *, traces: bool) -> None:
    host = MemoryHost()
    host.configure({"mid.log.level": level})
    carry_out(host)
    log = Agent(host, AGENT).read_log() if host.files.has(f"{AGENT}/logs/agent0.log.0") else ""
    for package in (CORE, JRE):
        for step in ("archive: ", "manifest: ", "META-INF/SIGNER.RSA: signed by CN=ServiceNow Inc.,", "good"):
            assert (f"{package.file}: {step}" in log) is traces


def test_trace_tells_why_a_package_is_refused() -> None:
    host = MemoryHost()
    host.configure({"mid.log.level": "trace"})
    with pytest.raises(VerificationError):
        carry_out(host, {**GOOD, JRE.file: b"no package"})
    assert "mid-jre.zip: refused: not-a-zip" in Agent(host, AGENT).read_log()
