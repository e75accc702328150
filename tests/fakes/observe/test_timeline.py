from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fakes.journal import Entry
from fakes.observe.timeline import timeline
from fakes.releases.builds import named

BEGIN = datetime(2020, 7, 1, 7, 30, tzinfo=UTC)
INFO = {"server": "instance", "method": "GET", "path": "/info"}


class Seen:
    """A journal in the making: each entry is a minute after the one before."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(self, actor: str, kind: str, **detail: Any) -> "Seen":  # noqa: ANN401 - JSON values
        number = len(self.entries)
        self.entries.append(Entry(BEGIN + timedelta(minutes=number), number, actor, kind, detail))
        return self

    def lines(self, most: int = 100) -> list[str]:
        return timeline(self.entries, BEGIN, most)


@pytest.mark.parametrize(
    ("kind", "detail", "line"),
    [
        ("exchange", {**INFO, "status": 200, "received": {"a": "b"}}, "GET instance/info -> 200"),
        ("exchange", {**INFO, "fault": "timed out", "sent": "a"}, "GET instance/info -> timed out"),
        ("exchange", {**INFO, "spoiled": True, "status": 503}, "GET instance/info -> 503"),
        ("started", {"mid": "berlin", "version": "x", "whole": True, "pin": "y"}, "started mid=berlin version=x"),
        ("append", {"path": "/log", "text": " no space\n"}, "append path=/log text= no space"),
        ("extract", {"archive": "/a.zip", "error": "refused"}, "extract archive=/a.zip error=refused"),
        ("restart_service", {}, "restart_service"),
    ],
)
def test_a_line_says_when_who_and_what(kind: str, detail: dict[str, Any], line: str) -> None:
    assert Seen().add("berlin", kind, **detail).lines() == [f"0:00:00  berlin: {line}"]


def test_builds_have_their_names_records_their_last_digits_and_log_lines_no_time_of_their_own() -> None:
    stamp = named("Orlando Patch 1").stamp
    path = f"/api/now/table/ecc_agent/{'0' * 28}000a"
    seen = Seen().add("host", "started", mid="berlin", version=stamp, whole=True, pin="")
    seen.add("berlin", "exchange", server="instance.service-now.com", method="PATCH", path=path, status=200)
    seen.add(
        "berlin", "append", path="/opt/mid/agent/logs/agent0.log.0", text="07/01/20 06:06:26 (000) A.1 Checking.\n"
    )
    seen.add("berlin", "exchange", server="install.service-now.com", method="GET", path=f"/mid.{stamp}.zip", status=200)
    assert [line.partition("  ")[2] for line in seen.lines()] == [
        "host: started mid=berlin version=Orlando Patch 1",
        "berlin: PATCH instance/api/now/table/ecc_agent/...000a -> 200",
        "berlin: logs A.1 Checking.",
        f"berlin: GET install/mid.{stamp}.zip -> 200",
    ]


def test_what_is_long_is_cut_and_does_nothing_to_a_terminal() -> None:
    [line] = Seen().add("berlin", "run", command="\x1b[31m\u202e\r\n" + "x" * 100_000).lines()
    assert line.isprintable()
    assert line.endswith("xx... (it goes on)")
    assert len(line) < 300


def test_time_counts_from_the_beginning() -> None:
    seen = Seen().add("berlin", "facts").add("berlin", "free_bytes")
    assert seen.lines() == ["0:00:00  berlin: facts", "0:01:00  berlin: free_bytes"]


def test_what_is_repeated_is_folded() -> None:
    seen = Seen().add("berlin", "facts")
    for _ in range(3):
        seen.add("berlin", "exchange", **INFO, status=409)
    seen.add("berlin", "exchange", **INFO, status=200).add("berlin", "exchange", **INFO, status=409)
    assert seen.lines() == [
        "0:00:00  berlin: facts",
        "0:01:00  berlin: GET instance/info -> 409 (and 2 more, every 0:01:00, until 0:03:00)",
        "0:04:00  berlin: GET instance/info -> 200",
        "0:05:00  berlin: GET instance/info -> 409",
    ]


def test_what_a_mid_server_does_with_files_is_folded_up_to_what_it_is_refused() -> None:
    seen = Seen().add("berlin", "read", path="/a").add("berlin", "copy", source="/a", target="/b")
    seen.add("berlin", "copy", source="/c", target="/d", error="denied").add("berlin", "delete", path="/b")
    assert seen.add("lagos", "delete", path="/e").add("berlin", "append", path="/log", text="x").lines() == [
        "0:00:00  berlin: read path=/a (and 1 more operation on files, until 0:01:00)",
        "0:02:00  berlin: copy source=/c target=/d error=denied",
        "0:03:00  berlin: delete path=/b",
        "0:04:00  lagos: delete path=/e",
        "0:05:00  berlin: append path=/log text=x",
    ]


def test_what_is_repeated_at_one_instant_has_no_end() -> None:
    seen = Seen().add("berlin", "facts")
    assert timeline(seen.entries * 3, BEGIN, 1) == ["0:00:00  berlin: facts (and 2 more)"]


def test_only_one_s_own_repetitions_are_folded() -> None:
    seen = Seen().add("berlin", "facts").add("lagos", "facts").add("berlin", "facts")
    assert seen.lines() == ["0:00:00  berlin: facts", "0:01:00  lagos: facts", "0:02:00  berlin: facts"]


@pytest.mark.parametrize(
    ("actor", "kind", "detail"),
    [
        ("administrator", "exchange", INFO),
        ("observer", "question", {}),
        ("berlin", "list_files", {"path": "/a", "error": "/a (No such file or directory)"}),
        ("instance", "begun", {"version": "x", "played": True}),
        ("host", "installed", {"mid": "berlin", "played": False, "os": "linux", "folder": "/opt/mid"}),
        ("host", "refuses", {"mid": "berlin"}),
        ("host", "refuses nothing", {"mid": "berlin"}),
        ("network", "fails", {"server": "instance"}),
        ("network", "works again", {"server": "instance"}),
        ("user", "acts", {"roles": "admin"}),
        ("scenario", "rest", {}),
        ("scenario", "end", {}),
    ],
)
def test_what_only_looks_and_what_a_step_says_is_left_out_and_parts_no_repetitions(
    actor: str, kind: str, detail: dict[str, Any]
) -> None:
    seen = Seen().add("berlin", "facts").add(actor, kind, **detail).add("berlin", "facts")
    assert seen.lines() == ["0:00:00  berlin: facts (and 1 more, until 0:02:00)"]


@pytest.mark.parametrize(
    ("method", "path", "sent", "received", "line"),
    [
        (
            "PATCH",
            "/sys_properties/1",
            {"value": "x"},
            {"name": "mid.buildstamp"},
            " name=mid.buildstamp value=x -> 200",
        ),
        ("PATCH", "/ecc_agent/1", {"validated": "false"}, {"name": "berlin"}, " validated=false -> 200"),
        ("DELETE", "/channel/1", None, None, " -> 200"),
        (
            "POST",
            "/upgrade_check/1",
            {"source": "UpgradeCheck", "messages": ["full"]},
            None,
            " source=UpgradeCheck messages=['full'] -> 200",
        ),
    ],
)
def test_what_the_administrator_changes_is_shown(
    method: str, path: str, sent: object, received: object, line: str
) -> None:
    detail = {"method": method, "path": path, "sent": sent, "received": {"result": received}, "server": "instance"}
    seen = Seen().add("administrator", "exchange", **detail, status=200)
    assert seen.lines() == [f"0:00:00  administrator: {method} instance{path}{line}"]


def test_what_led_to_what_a_step_judges_is_told_as_far_as_there_is_room() -> None:
    seen = Seen().add("scenario", "when", text="When a")
    seen.add("lagos", "facts").add("berlin", "facts").add("berlin", "facts")
    seen.add("scenario", "then", text="Then b").add("scenario", "when", text="When c").add("observer", "d")
    assert seen.lines(most=2) == [
        "(2 lines before)",
        "0:02:00  berlin: facts (and 1 more, until 0:03:00)",
        "0:05:00  scenario: When c",
    ]


def test_where_nothing_was_seen_there_are_no_lines() -> None:
    assert Seen().add("administrator", "exchange", **INFO).lines() == []


def test_what_the_scenario_lets_happen_is_told_in_its_words_and_what_it_asserts_is_not() -> None:
    seen = (
        Seen()
        .add("scenario", "given", text='Given "berlin" is Paused')
        .add("scenario", "when", text="When 1 hour passes")
    )
    assert seen.add("scenario", "then", text='Then "berlin" is Paused').lines() == [
        '0:00:00  scenario: Given "berlin" is Paused',
        "0:01:00  scenario: When 1 hour passes",
    ]


def test_of_a_stretch_that_is_too_long_what_no_then_asks_about_is_left_out_first() -> None:
    seen = Seen().add("berlin", "facts").add("scenario", "when", text="When 3 hours pass")
    seen.add("berlin", "free_bytes").add("lagos", "exchange", **INFO, status=200)
    seen.add("berlin", "append", path="/opt/mid/agent/logs/agent0.log.0", text="It fails.\n").add("berlin", "facts")
    assert seen.lines(most=3) == [
        "(3 lines between that no Then asks about)",
        "0:00:00  berlin: facts",
        "0:01:00  scenario: When 3 hours pass",
        "0:04:00  berlin: logs It fails.",
    ]
