"""What a host refuses, on both sides of every boundary, with the paths of Linux and of Windows."""

from datetime import UTC, datetime

import pytest

from fakes.agent_folder import AgentFolder
from fakes.host.files import Files, HostError
from fakes.host.host import LINUX, WINDOWS, Attempt, Host, Platform
from fakes.journal import Journal
from fakes.releases.builds import named
from fakes.releases.download_site import contents, signed_package
from fakes.releases.packages import jar
from fakes.troubles.refusals import (
    FILE_BUSY,
    NO_MEMORY,
    extracting_packages,
    replacing_a_third_file,
    replacing_files_in_bin,
)

PATCH_1, PATCH_2 = named("Orlando Patch 1"), named("Orlando Patch 2")
NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
NEW = b"new"


def make(platform: Platform = LINUX) -> AgentFolder:
    """The agent folder of a MID Server on such a host."""
    folder = AgentFolder(Files(windows=platform == WINDOWS), platform.agent_folder, {})
    folder.install(PATCH_1)
    folder.configure()
    return folder


def write(path: str, content: bytes = NEW) -> Attempt:
    return Attempt("write", path, content)


# ---- Files in bin


@pytest.mark.parametrize(
    ("platform", "path", "refused"),
    [
        (LINUX, "/opt/servicenow/mid/agent/bin/mid.sh", True),
        (LINUX, "/opt/servicenow/mid/agent/bin/conf/new.conf", True),
        (LINUX, "/opt/servicenow/mid/agent/lib/../bin/mid.sh", True),
        (LINUX, "/opt/servicenow/mid/agent/binary", False),
        (LINUX, "/opt/servicenow/mid/agent/Bin/mid.sh", False),
        (LINUX, "/opt/servicenow/mid/agent/jre/bin/java", False),
        (LINUX, "/opt/servicenow/mid/agent/lib/mid.jar", False),
        (LINUX, "/tmp/mid-upgrade/bin/mid.sh", False),  # noqa: S108 - of a fake
        (WINDOWS, "C:\\ServiceNow\\MID\\agent\\bin\\mid.bat", True),
        (WINDOWS, "c:/servicenow/mid/AGENT/Bin/mid.bat", True),
        (WINDOWS, "C:\\ServiceNow\\MID\\agent\\jre\\bin\\java", False),
        (WINDOWS, "D:\\ServiceNow\\MID\\agent\\bin\\mid.bat", False),
    ],
)
def test_files_below_the_agent_s_bin_cannot_be_written(platform: Platform, path: str, *, refused: bool) -> None:
    refuse = replacing_files_in_bin(make(platform))
    assert refuse(write(path)) == (FILE_BUSY if refused else "")


def test_to_extract_an_archive_is_not_yet_to_write_into_bin() -> None:
    folder = make()
    refuse = replacing_files_in_bin(folder)
    assert refuse(Attempt("extract", folder.path("bin"), signed_package("mid-core", PATCH_2))) == ""


# ---- A third file


@pytest.mark.parametrize("platform", [LINUX, WINDOWS])
def test_two_files_can_be_replaced_and_no_third_one_however_often_it_is_tried(platform: Platform) -> None:
    folder = make(platform)
    refuse = replacing_a_third_file(folder)
    files = [folder.path("bin", "mid.sh"), folder.path("lib", "mid.jar"), folder.path("jre", "bin", "java")]
    answers = [refuse(write(path)) for path in (*files, files[2], files[0], files[1], files[2])]
    assert answers == ["", "", FILE_BUSY, FILE_BUSY, "", "", FILE_BUSY]


def test_a_fourth_file_is_refused_too_and_so_is_one_that_is_new() -> None:
    folder = make()
    refuse = replacing_a_third_file(folder)
    names = ("bin/mid.sh", "bin/new.sh", "lib/mid.jar", "lib/new.jar")
    assert [refuse(write(folder.path(name))) for name in names] == ["", "", FILE_BUSY, FILE_BUSY]


def test_one_file_in_two_spellings_is_one_file() -> None:
    folder = make(WINDOWS)
    refuse = replacing_a_third_file(folder)
    paths = [folder.path("bin", "mid.bat"), f"{folder.root}\\BIN\\MID.bat".upper(), folder.path("lib", "mid.jar")]
    assert [refuse(write(path)) for path in (*paths, folder.path("bin", "mid.sh"))] == ["", "", "", FILE_BUSY]


def test_a_file_that_is_refused_can_be_left_as_it_was_and_those_replaced_be_put_back() -> None:
    folder = make()
    before = folder.program()
    refuse = replacing_a_third_file(folder)
    names = ["bin/mid.bat", "bin/mid.sh", "lib/mid.jar"]
    for name in names:
        refuse(write(folder.path(name)))
    folder.restore({**before, names[0]: NEW})
    assert [refuse(write(folder.path(name), before[name])) for name in names] == ["", "", ""]
    assert refuse(write(folder.path(names[2]))) == FILE_BUSY


def test_what_there_was_is_what_there_was_when_the_refusal_began() -> None:
    folder = make()
    refuse = replacing_a_third_file(folder)
    folder.install(PATCH_2)
    meta, core = folder.path("package", "meta", "mid-core.meta.properties"), contents("mid-core", PATCH_1)
    for name in ("bin/mid.bat", "bin/mid.sh"):
        refuse(write(folder.path(name)))
    assert refuse(write(meta, core["package/meta/mid-core.meta.properties"])) == ""
    assert refuse(write(meta, contents("mid-core", PATCH_2)["package/meta/mid-core.meta.properties"])) == FILE_BUSY


@pytest.mark.parametrize(
    "path",
    [
        "/opt/servicenow/mid/agent/config.xml",
        "/opt/servicenow/mid/agent/logs/agent0.log.0",
        "/opt/servicenow/mid/agent/package/incoming/mid-core.zip",
        "/opt/servicenow/mid/agent/binary",
        "/tmp/mid-upgrade/bin/mid.sh",  # noqa: S108 - of a fake
    ],
)
def test_what_is_no_file_of_the_program_can_always_be_written_and_does_not_count(path: str) -> None:
    folder = make()
    refuse = replacing_a_third_file(folder)
    names = ("bin/mid.sh", "", "lib/mid.jar", "", "jre/bin/java", "")
    assert [refuse(write(folder.path(name) if name else path)) for name in names] == ["", "", "", "", FILE_BUSY, ""]


def test_only_what_is_written_counts() -> None:
    folder = make()
    refuse = replacing_a_third_file(folder)
    for name in ("bin/mid.sh", "lib/mid.jar"):
        refuse(Attempt("extract", folder.path(name), NEW))
    names = ("bin/mid.bat", "bin/mid.sh", "lib/mid.jar")
    assert [refuse(write(folder.path(name))) for name in names] == ["", "", FILE_BUSY]


def test_every_mid_server_has_two_files_of_its_own() -> None:
    folders = [make(), make(WINDOWS)]
    refusals = [replacing_a_third_file(folder) for folder in folders]
    for folder, refuse in zip(folders, refusals, strict=True):
        assert [refuse(write(folder.path(name))) for name in ("bin/mid.sh", "lib/mid.jar")] == ["", ""]


# ---- Packages


@pytest.mark.parametrize(
    ("attempt", "refused"),
    [
        (Attempt("extract", "/t", signed_package("mid-core", PATCH_2)), True),
        (Attempt("extract", "/t", signed_package("mid-jre", PATCH_2)), True),
        (Attempt("extract", "/t", jar.write([("upgradeCheck.txt", b"x")])), False),
        (Attempt("write", "/t/package.zip", signed_package("mid-core", PATCH_2)), False),
        (Attempt("write", "/t/upgradeCheck.txt", b"x"), False),
    ],
    ids=["core", "runtime", "another archive", "written", "a text"],
)
def test_packages_cannot_be_extracted_and_other_archives_can(attempt: Attempt, *, refused: bool) -> None:
    assert extracting_packages(make())(attempt) == (NO_MEMORY if refused else "")


# ---- On the host


def test_the_host_answers_with_the_path_and_the_reason_and_nothing_is_changed() -> None:
    host = Host("berlin", LINUX, Journal(lambda: NOON), lambda: NOON)
    folder = AgentFolder(host.files, LINUX.agent_folder, {})
    folder.install(PATCH_1)
    host.refuse(replacing_files_in_bin(folder))
    path = folder.path("bin", "mid.sh")
    with pytest.raises(HostError) as caught:
        host.append(path, "x")
    assert str(caught.value) == f"{path} (Text file busy)"
    assert folder.program() == make().program()
