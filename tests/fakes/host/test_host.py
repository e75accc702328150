import contextlib
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fakes.host.files import HostError
from fakes.host.host import (
    AMPLE_SPACE_BYTES,
    EXTRACT,
    LINUX,
    WINDOWS,
    Attempt,
    Finished,
    Host,
    Platform,
    output_of,
)
from fakes.journal import Journal
from fakes.releases.packages import jar

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)


def make(platform: Platform = LINUX) -> Host:
    return Host("berlin", platform, Journal(lambda: NOON), lambda: NOON)


@pytest.mark.parametrize("platform", [LINUX, WINDOWS])
def test_facts_are_the_platform_s(platform: Platform) -> None:
    assert make(platform).facts() is platform


def test_a_windows_host_is_one_wherever_its_temporary_folder_is() -> None:
    host = make(replace(WINDOWS, temp_folder="d:\\temp"))
    host.write("C:\\MID\\a", b"content")
    assert host.read("c:\\mid\\A") == b"content"
    assert make().platform.is_windows is False


def test_there_is_ample_space_unless_a_scenario_says_otherwise() -> None:
    host = make()
    assert host.free_bytes() == AMPLE_SPACE_BYTES
    host.free_space = 999_999_999
    assert host.free_bytes() == 999_999_999


def test_contents_are_the_same_to_the_byte() -> None:
    host = make()
    every_byte = bytes(range(256))
    host.write("/a", every_byte)
    assert host.files.read("/a") == every_byte
    assert host.read("/a") == every_byte


def test_text_is_appended_in_utf_8_and_makes_the_file() -> None:
    host = make()
    host.append("/logs/agent0.log.0", "Zürich\n")
    host.append("/logs/agent0.log.0", "Oslo\n")
    assert host.files.read("/logs/agent0.log.0").decode() == "Zürich\nOslo\n"


def test_files_are_copied_listed_and_deleted() -> None:
    host = make()
    host.files.write("/from/a", b"content")
    host.make_folder("/to")
    host.copy("/from/a", "/to/b/c")
    assert host.list_files("/to") == ["b/c"]
    host.delete("/to/b")
    assert host.list_files("/to") == []
    assert host.files.read("/from/a") == b"content"


@pytest.mark.parametrize(("last", "minutes"), [("package/meta/a", 10), ("package/a", 0)])
def test_an_archive_is_extracted_at_once_and_says_when_that_ends_which_a_package_alone_delays(
    last: str, minutes: int
) -> None:
    host = make(WINDOWS)
    host.durations[EXTRACT] = timedelta(minutes=10)
    host.files.write("C:\\in.zip", jar.write([("bin/mid.bat", b"one"), ("work/", b""), (last, b"two")]))
    assert host.extract("C:\\in.zip", "C:\\temp") == NOON + timedelta(minutes=minutes)
    assert host.files.list_files("C:\\temp") == ["bin/mid.bat", last]
    assert host.files.list_files("C:\\temp\\work") == []
    assert host.files.read("C:\\temp\\bin\\mid.bat") == b"one"


def flagged(offset: int, flag: bytes) -> bytes:
    """An archive whose file is marked, in the directory, as something that nobody can read."""
    archive = bytearray(jar.write([("a", b"content")]))
    at = archive.index(b"PK\x01\x02") + offset
    archive[at : at + len(flag)] = flag
    return bytes(archive)


def damaged() -> bytes:
    """An archive whose directory is whole and whose content is not."""
    content = b"some content, some content, some more content"
    archive = jar.write([("a", content)])
    packed = zlib.compress(content)[2:-4]
    at = archive.index(packed[:8])
    return archive[:at] + b"\xff" * 8 + archive[at + 8 :]


@pytest.mark.parametrize(
    ("archive", "error"),
    [
        (b"no archive", r"^/in\.zip \(File is not a zip file\)$"),
        (jar.write([("a", b"content")])[:-1], r"^/in\.zip \(File is not a zip file\)$"),
        (damaged(), r"^/in\.zip \(Error -3 while decompressing data: .*\)$"),
        (flagged(8, b"\x01"), r"^/in\.zip \(File 'a' is encrypted, password required for extraction\)$"),
        (flagged(10, b"\x63"), r"^/in\.zip \(That compression method is not supported\)$"),
        (flagged(24, b"\xff\xff\xff\x7f"), r"^/in\.zip \(No space left on device\)$"),
    ],
)
def test_what_is_no_good_archive_is_refused_and_nothing_is_extracted(archive: bytes, error: str) -> None:
    host = make()
    host.files.write("/in.zip", archive)
    with pytest.raises(HostError, match=error):
        host.extract("/in.zip", "/temp")
    with pytest.raises(HostError):
        host.files.list_files("/temp")


@pytest.mark.parametrize(("command", "minutes"), [("hostname", 0), ("backup", 10)])
def test_a_command_says_at_once_that_it_has_run_and_when_that_ends(command: str, minutes: int) -> None:
    host = make()
    host.durations["backup"] = timedelta(minutes=10)
    assert host.run(command) == Finished(output_of(command), 0, NOON + timedelta(minutes=minutes))


def test_windows_tells_as_whom_its_services_log_on_and_linux_runs_such_a_command_as_any_other() -> None:
    command = "powershell -File account.ps1"
    assert make(WINDOWS).run(command) == Finished("LocalSystem\r\n", 0, NOON)
    assert make(WINDOWS).run("net user bob").exit_code == 2
    assert make(LINUX).run(command) == Finished(output_of(command), 0, NOON)
    assert make(WINDOWS).run("hostname").output == output_of("hostname")


def test_linux_has_no_powershell() -> None:
    assert [make(platform).powershell_version() for platform in (WINDOWS, LINUX)] == ["5.1", ""]


def test_commands_print_what_tells_them_apart() -> None:
    assert (output_of("hostname"), output_of("uptime")) == ("hostname has run", "uptime has run")


def test_the_service_is_restarted_by_whoever_runs_the_host() -> None:
    host = make()
    asked: list[str] = []
    host.on_restart = lambda: asked.append("restart")
    host.restart_service()
    assert asked == ["restart"]


# ---- What a host refuses


def refusing(text: str, platform: Platform = LINUX) -> tuple[Host, list[Attempt]]:
    """A host that refuses every attempt, or none where the text is empty, and the attempts."""
    host = make(platform)
    attempts: list[Attempt] = []

    def refuse(attempt: Attempt) -> str:
        attempts.append(attempt)
        return text

    host.refuse(refuse)
    return host, attempts


@pytest.mark.parametrize(
    ("operation", "arguments", "content"),
    [
        ("write", {"path": "/there/b", "content": b"new"}, b"new"),
        ("append", {"path": "/there/b", "text": " new"}, b"old new"),
        ("copy", {"source": "/from", "target": "/there/b"}, b"copied"),
    ],
)
def test_whatever_puts_a_file_somewhere_attempts_to_write_what_will_be_there(
    operation: str, arguments: dict[str, Any], content: bytes
) -> None:
    for text, left in (("Text file busy", b"old"), ("", content)):
        host, attempts = refusing(text)
        host.files.write("/there/b", b"old")
        host.files.write("/from", b"copied")
        refused = pytest.raises(HostError, match=r"^/there/b \(Text file busy\)$")
        with refused if text else contextlib.nullcontext():
            getattr(host, operation)(**arguments)
        *itself, put = [Attempt(operation, "/there/b", content)] * (operation == "copy" and 1) + [
            Attempt("write", "/there/b", content)
        ]
        assert attempts == (itself or [put] if text else [*itself, put])
        assert host.files.read("/there/b") == left


def test_to_extract_is_one_attempt_and_each_file_of_the_archive_another() -> None:
    archive = jar.write([("bin/mid.sh", b"one"), ("work/", b""), ("lib/mid.jar", b"two")])
    host, attempts = refusing("")
    host.files.write("/in.zip", archive)
    host.extract("/in.zip", "/t")
    assert attempts == [
        Attempt("extract", "/t", archive),
        Attempt("write", "/t/bin/mid.sh", b"one"),
        Attempt("write", "/t/lib/mid.jar", b"two"),
    ]


def test_an_archive_that_is_refused_leaves_nothing_behind() -> None:
    host, attempts = refusing("Cannot allocate memory")
    host.files.write("/in.zip", jar.write([("a", b"one")]))
    with pytest.raises(HostError, match=r"^/t \(Cannot allocate memory\)$"):
        host.extract("/in.zip", "/t")
    assert [attempt.operation for attempt in attempts] == ["extract"]
    assert host.files.list_files("/") == ["in.zip"]


@pytest.mark.parametrize(
    ("operation", "path", "content"),
    [("read", "/a/b", b"content"), ("delete", "/a/b", b"content"), ("delete", "/a", b""), ("make_folder", "/a/c", b"")],
)
def test_to_read_to_delete_and_to_make_a_folder_can_be_refused(operation: str, path: str, content: bytes) -> None:
    host, attempts = refusing("Permission denied")
    host.files.write("/a/b", b"content")
    with pytest.raises(HostError, match=rf"^{path} \(Permission denied\)$"):
        getattr(host, operation)(path)
    assert attempts == [Attempt(operation, path, content)]
    assert (host.files.list_files("/a"), host.files.has("/a/c")) == (["b"], False)


@pytest.mark.parametrize("operation", ["read", "delete"])
def test_of_what_is_not_there_nobody_has_to_say_more(operation: str) -> None:
    host, attempts = refusing("Permission denied")
    with pytest.raises(HostError, match=r"^/a \(No such file or directory\)$"):
        getattr(host, operation)("/a")
    assert attempts == []


def test_what_concerns_no_file_cannot_be_refused() -> None:
    host, attempts = refusing("Text file busy")
    host.files.write("/a/b", b"content")
    host.list_files("/a")
    host.run("hostname")
    host.restart_service()
    assert attempts == []


@pytest.mark.parametrize(
    ("source", "target", "is_temporary"),
    [("/tmp/a", "/b", True), ("/a", "/tmp/b", True), ("/a", "/b", False), ("/tmpa", "/b", False)],  # noqa: S108 - of a fake
)
def test_an_attempt_says_whether_it_concerns_the_temporary_folder(
    source: str, target: str, *, is_temporary: bool
) -> None:
    host, attempts = refusing("")
    host.files.write(source, b"x")
    host.copy(source, target)
    assert attempts[0] == Attempt("copy", target, b"x", is_temporary)


def test_the_temporary_folder_is_a_fact_that_can_be_another() -> None:
    host, attempts = refusing("")
    host.use_temp_folder("/var/tmp")  # noqa: S108 - of a fake
    assert host.facts().temp_folder == "/var/tmp"  # noqa: S108 - as above
    for path in ("/tmp/a", "/var/tmp/a"):  # noqa: S108 - as above
        host.write(path, b"x")
    assert [attempt.is_temporary for attempt in attempts] == [False, True]


@pytest.mark.parametrize(("content", "answer"), [(jar.write([("a", b"x")]), True), (b"text", False), (b"", False)])
def test_an_attempt_knows_an_archive(content: bytes, *, answer: bool) -> None:
    assert Attempt("read", "/a", content).is_about_archive is answer


def test_the_first_refusal_gives_the_reason_and_without_any_the_host_works_again() -> None:
    host = make()
    for text in ("", "No space left on device", "Text file busy"):
        host.refuse(lambda _, text=text: text)  # type: ignore[misc]
    with pytest.raises(HostError, match=r"^/a \(No space left on device\)$"):
        host.write("/a", b"x")
    host.work_again()
    host.write("/a", b"x")
    assert host.files.read("/a") == b"x"


def test_somebody_else_exchanges_every_file_with_a_content_and_no_other() -> None:
    journal = Journal(lambda: NOON)
    host = Host("berlin", LINUX, journal, lambda: NOON)
    for path, content in {"/a/x": b"old", "/b/y": b"old", "/b/z": b"older"}.items():
        host.files.write(path, content)
    host.exchange(b"old", b"new")
    assert [host.files.read(path) for path in ("/a/x", "/b/y", "/b/z")] == [b"new", b"new", b"older"]
    assert [entry.detail["path"] for entry in journal if entry.kind == "exchanged"] == ["/a/x", "/b/y"]
