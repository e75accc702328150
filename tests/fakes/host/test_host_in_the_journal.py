"""What the journal has of a host: each operation, what a log gains by it, and what is refused."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from fakes.host.files import HostError
from fakes.host.host import LINUX, WINDOWS, Host, Platform
from fakes.journal import Journal

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
LOG = "/opt/servicenow/mid/agent/logs/agent0.log.0"


def make(platform: Platform = LINUX) -> tuple[Host, Journal]:
    journal = Journal(lambda: NOON)
    return Host("berlin", platform, journal, lambda: NOON), journal


def noted(journal: Journal) -> list[tuple[str, str, Mapping[str, Any]]]:
    return [(entry.actor, entry.kind, entry.detail) for entry in journal]


def test_without_anybody_who_runs_the_host_a_restart_does_nothing() -> None:
    host, journal = make()
    host.restart_service()
    assert noted(journal) == [("berlin", "restart_service", {})]


@pytest.mark.parametrize(
    ("operation", "arguments", "error"),
    [
        ("read", {"path": "/x"}, "/x (No such file or directory)"),
        ("copy", {"source": "/x", "target": "/y"}, "/x (No such file or directory)"),
        ("copy", {"source": "/file", "target": "/folder"}, "/folder (Is a directory)"),
        ("delete", {"path": "/x"}, "/x (No such file or directory)"),
        ("list_files", {"path": "/x"}, "/x (No such file or directory)"),
        ("extract", {"archive": "/x", "folder": "/y"}, "/x (No such file or directory)"),
        ("append", {"path": "/folder", "text": "x"}, "/folder (Is a directory)"),
        ("make_folder", {"path": "/file"}, "/file (File exists)"),
    ],
)
def test_a_refusal_is_raised_and_journalled_with_the_host_s_own_text(
    operation: str, arguments: dict[str, str], error: str
) -> None:
    host, journal = make()
    host.files.write("/file", b"")
    host.files.make_folder("/folder")
    with pytest.raises(HostError) as caught:
        getattr(host, operation)(**arguments)
    assert str(caught.value) == error
    assert noted(journal) == [("berlin", operation, {**arguments, "error": error})]


def test_every_operation_is_journalled_without_the_contents_of_files() -> None:
    host, journal = make()
    host.write("/a", b"secret")
    host.append("/log", "a line\n")
    host.read("/a")
    host.free_bytes()
    assert noted(journal) == [
        ("berlin", "write", {"path": "/a"}),
        ("berlin", "append", {"path": "/log", "text": "a line\n"}),
        ("berlin", "read", {"path": "/a"}),
        ("berlin", "free_bytes", {}),
    ]


def test_what_an_operation_causes_is_journalled_before_its_own_entry() -> None:
    host, journal = make()
    host.on_restart = lambda: journal.note("host", "restarting", mid="berlin")
    host.restart_service()
    assert [entry.kind for entry in journal] == ["restarting", "restart_service"]


# ---- A log that is written anew


@pytest.mark.parametrize(
    ("before", "content", "text"),
    [
        (None, "one\n", "one\n"),
        ("", "one\n", "one\n"),
        ("one\n", "one\ntwo\n", "two\n"),
        ("one\n", "two\n", "two\n"),
        ("one\n", "two\none\n", "two\none\n"),
        ("one\n", "one\n", ""),
        ("one\n", "", ""),
        ("Zürich\n", "Zürich\nMünchen\n", "München\n"),
    ],
)
def test_a_log_that_is_written_anew_is_journalled_with_what_it_gains(
    before: str | None, content: str, text: str
) -> None:
    host, journal = make()
    if before is not None:
        host.files.write(LOG, before.encode())
    host.write(LOG, content.encode())
    anew = {} if content.startswith(before or "") else {"anew": True}  # what it held is no longer there
    assert noted(journal) == [("berlin", "write", {"path": LOG, "text": text, **anew})]
    assert host.files.read(LOG).decode() == content


def test_what_a_log_gains_counts_from_whatever_was_added_last() -> None:
    host, journal = make()
    host.append(LOG, "one\n")
    host.write(LOG, b"one\ntwo\n")
    host.append(LOG, "three\n")
    host.write(LOG, b"one\ntwo\nthree\nfour\n")
    assert [detail["text"] for _, _, detail in noted(journal)] == ["one\n", "two\n", "three\n", "four\n"]


def test_a_log_on_windows_is_a_log_and_what_is_no_utf_8_in_it_is_shown_as_such() -> None:
    host, journal = make(WINDOWS)
    path = "C:\\ServiceNow\\MID\\agent\\logs\\agent0.log.0"
    host.write(path, b"one \xff")
    assert noted(journal) == [("berlin", "write", {"path": path, "text": "one \N{REPLACEMENT CHARACTER}"})]


def test_a_log_that_is_refused_is_journalled_with_what_it_would_have_gained() -> None:
    host, journal = make()
    host.files.write(LOG, b"one\n")
    host.refuse(lambda _: "No space left on device")
    with pytest.raises(HostError):
        host.write(LOG, b"one\ntwo\n")
    _, seen = noted(journal)
    assert seen == ("berlin", "write", {"path": LOG, "text": "two\n", "error": f"{LOG} (No space left on device)"})
    assert host.files.read(LOG) == b"one\n"


# ---- What it refuses


def test_each_refusal_is_journalled_and_once_that_there_is_none_any_more() -> None:
    host, journal = make()
    host.work_again()
    for _ in range(2):
        host.refuse(lambda _: "")
    for _ in range(2):
        host.work_again()
    refuses, nothing = (("host", kind, {"mid": "berlin"}) for kind in ("refuses", "refuses nothing"))
    assert noted(journal) == [refuses, refuses, nothing]
