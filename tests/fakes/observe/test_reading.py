"""What an entry of a journal is, one row for each way to be it or to miss it."""

import pytest

from fakes.journal import Entry
from fakes.observe.reading import (
    files_changed,
    is_about,
    is_permit_request,
    package_asked_for,
    permit_change,
    places,
    status_told,
    texts_sent,
    told,
)
from tests.fakes.observe.entries import (
    CHANNEL,
    ELSEWHERE,
    MID,
    OTHER,
    PERMIT,
    RECORD,
    SITE,
    TABLE,
    entry,
    exchange,
    unanswered,
)


@pytest.mark.parametrize(
    ("seen", "asks", "change"),
    [
        (exchange(f"POST {PERMIT}", 201), True, True),
        (exchange(f"POST {PERMIT}?a=b", 200), True, True),
        (exchange(f"POST {PERMIT.replace('now', 'now/v2')}", 201), True, True),
        (exchange(f"POST {PERMIT}", 409), True, None),
        (exchange(f"POST {PERMIT}", 500), True, None),
        (unanswered(f"POST {PERMIT}"), True, None),
        (exchange(f"POST {MID}/upgrade_permit/{OTHER}", 201), False, None),
        (exchange(f"POST {PERMIT}", 201, ELSEWHERE), False, None),
        (exchange(f"GET {PERMIT}"), False, None),
        (exchange(f"DELETE {PERMIT}", 204), False, False),
        (exchange(f"DELETE {MID}/upgrade_permit/{OTHER}", 204), False, None),
        (exchange(f"DELETE {PERMIT}", 500), False, None),
        (exchange(f"DELETE {PERMIT}", 204, ELSEWHERE), False, None),
        (exchange(f"PATCH {RECORD}", sent={"status": "Up"}), False, False),
        (exchange(f"PATCH {RECORD}", sent={"status": "Upgrade Failed"}), False, False),
        (exchange(f"PATCH {RECORD}", sent={"status": "Upgrading"}), False, None),
        (exchange(f"PATCH {RECORD}", sent={"version": "x"}), False, None),
        (exchange(f"PATCH {RECORD}", 500, sent={"status": "Up"}), False, None),
        (exchange(f"PATCH {TABLE}/ecc_agent/{OTHER}", sent={"status": "Up"}), False, None),
        (exchange(f"DELETE {CHANNEL}", 204), False, False),
        (entry("delete", path=PERMIT), False, None),
    ],
)
def test_a_permit_is_asked_for_given_and_given_back(seen: Entry, *, asks: bool, change: bool | None) -> None:
    assert is_permit_request(seen, "1a") is asks
    assert permit_change(seen, "1a") is change


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        (exchange(f"PATCH {RECORD}", sent={"status": "Up", "version": "x"}), "Up"),
        (exchange("PATCH /api/now/v2/table/ecc_agent/1a", sent={"status": "Up"}), "Up"),
        (exchange(f"PUT {RECORD}?sysparm_fields=status", 204, sent={"status": "Upgrading"}), "Upgrading"),
        (exchange(f"POST {RECORD}", sent={"status": "Up"}), ""),
        (exchange(f"GET {RECORD}", sent={"status": "Up"}), ""),
        (exchange(f"PATCH {RECORD}", sent={"version": "x"}), ""),
        (exchange(f"PATCH {RECORD}", sent=["status"]), ""),
        (exchange(f"PATCH {RECORD}", sent="status=Up"), ""),
        (exchange(f"PATCH {RECORD}"), ""),
        (exchange(f"PATCH {RECORD}", 400, sent={"status": "Up"}), ""),
        (exchange(f"PATCH {RECORD}", 199, sent={"status": "Up"}), ""),
        (exchange(f"PATCH {RECORD}", 299, sent={"status": "Up"}), "Up"),
        (exchange(f"PATCH {RECORD}", 300, sent={"status": "Up"}), ""),
        (unanswered(f"PATCH {RECORD}", sent={"status": "Up"}), ""),
        (exchange(f"PATCH {TABLE}/ecc_agent/{OTHER}", sent={"status": "Up"}), ""),
        (exchange(f"PATCH {TABLE}/ecc_queue/1a", sent={"status": "Up"}), ""),
        (exchange(f"PATCH {RECORD}", server=ELSEWHERE, sent={"status": "Up"}), ""),
        (exchange(f"DELETE {CHANNEL}", 204), "Down"),
        (exchange(f"DELETE {CHANNEL}", 403), ""),
        (exchange(f"DELETE {MID}/channel/{OTHER}", 204), ""),
        (exchange(f"DELETE {RECORD}", 204), ""),
    ],
)
def test_a_status_is_what_the_instance_took_over(seen: Entry, status: str) -> None:
    assert status_told(seen, "1a") == status


def test_more_than_the_status_may_be_told() -> None:
    values = {"status": "Up", "version": "x"}
    assert told(exchange(f"PATCH {RECORD}", sent=values), "1a") == values
    assert told(exchange(f"PATCH {RECORD}", 500, sent=values), "1a") == {}


@pytest.mark.parametrize(
    ("seen", "package"),
    [
        (exchange("GET /builds/mid-core/mid-core.x.zip", server=SITE), "mid-core.x.zip"),
        (exchange("GET /builds/mid-core/mid-core.x.zip?a=/b.zip", 404, SITE), "mid-core.x.zip"),
        (unanswered("GET /builds/mid-core/mid-core.x.zip", SITE), "mid-core.x.zip"),
        (exchange("HEAD /", server=SITE), ""),
        (exchange("GET /?a=b.zip", server=SITE), ""),
        (exchange("GET /builds/mid-core.zip/", server=SITE), ""),
        (exchange("GET /builds/mid-core/mid-core.x.zip"), ""),
        (entry("read", path="/tmp/mid-core.x.zip"), ""),  # noqa: S108 - a path of a fake
    ],
)
def test_a_package_is_asked_for_at_the_download_site(seen: Entry, package: str) -> None:
    assert package_asked_for(seen) == package


@pytest.mark.parametrize(
    ("seen", "files"),
    [
        (entry("write", path="/a"), ["/a"]),
        (entry("append", path="/a", text="b"), ["/a"]),
        (entry("delete", path="/a"), ["/a"]),
        (entry("copy", source="/a", target="/b"), ["/b"]),
        (entry("extract", archive="/a.zip", folder="/b"), ["/b"]),
        (entry("read", path="/a"), []),
        (entry("list_files", path="/a"), []),
        (entry("run", command="rm /a"), []),
        (entry("restart_service"), []),
        (entry("write", path="/a", error="Permission denied"), []),
        (entry("extract", archive="/a.zip", folder="/b", error="no archive"), []),
        (exchange("GET /a.zip"), []),
    ],
)
def test_files_are_changed_by_whatever_the_host_did_not_refuse(seen: Entry, files: list[str]) -> None:
    assert files_changed(seen) == files


@pytest.mark.parametrize(
    ("seen", "texts"),
    [
        (exchange("POST /", sent="a"), ["a"]),
        (exchange("POST /", sent={"a": "b", "c": ["d", {"e": "f"}], "g": 1, "h": None}), ["b", "d", "f"]),
        (unanswered("POST /", sent=["a"]), ["a"]),
        (exchange("GET /"), []),
        (entry("append", sent="a"), []),
    ],
)
def test_texts_are_found_wherever_a_body_holds_them(seen: Entry, texts: list[str]) -> None:
    assert texts_sent(seen) == texts


@pytest.mark.parametrize(
    ("seen", "about"),
    [
        (exchange(f"POST {MID}/action/1a/upgrade"), True),
        (unanswered(f"POST {MID}/action/1a/upgrade"), True),
        (exchange(f"POST {TABLE}/ecc_agent_property", 201, sent={"mid_server": "1a"}), True),
        (exchange(f"POST {MID}/action/{OTHER}/upgrade"), False),
        (exchange(f"POST {TABLE}/ecc_agent_property", 201, sent={"mid_server": OTHER}), False),
        (exchange(f"POST {TABLE}/ecc_agent_property", 201, sent={"1a": "x", "name": "not 1a"}), False),
    ],
)
def test_an_exchange_is_about_the_mid_server_that_path_or_body_names(seen: Entry, *, about: bool) -> None:
    assert is_about(seen, "1a") is about


@pytest.mark.parametrize(
    ("seen", "named"),
    [
        (entry("write", path="/a b"), ["/a b"]),
        (entry("copy", source="/a", target="/b"), ["/a", "/b"]),
        (entry("extract", archive="/a.zip", folder="/b"), ["/a.zip", "/b"]),
        (entry("extract", archive="/a.zip", folder="/b", error="no archive"), ["/a.zip", "/b"]),
        (entry("append", path="/log", text="/c d"), ["/log"]),
        (entry("run", command="/c d"), []),
        (exchange("GET /a%20b?c=d%20e", sent={"path": "/x"}), ["/a%20b"]),
        (entry("restart_service"), []),
    ],
)
def test_places_are_the_paths_on_host_and_network_without_queries(seen: Entry, named: list[str]) -> None:
    assert places(seen) == named
