"""Which details an entry tells, one row for each way to tell them or to miss them; the queue has a file of its own."""

import pytest

from fakes.journal import Entry
from fakes.observe import details as d
from tests.fakes.observe.entries import (
    ELSEWHERE,
    MID,
    PERMIT,
    RECORD,
    SITE,
    TABLE,
    by,
    details,
    entry,
    exchange,
    unanswered,
)


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
    assert "".join(each.file for each in details(seen) if isinstance(each, d.PackageNamed)) == package


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_package_is_named_in_whichever_way_it_is_asked_about(method: str) -> None:
    file = "mid-core.x.linux.x86-64.zip"
    told = details(exchange(f"{method} /builds/{file}", server=SITE))
    assert told[0] == d.PackageNamed("berlin", file, "x", "linux")
    assert told[1:] == ([d.PackageDelivered("berlin", file)] if method == "GET" else [])


def test_a_package_that_was_not_given_is_named_alone() -> None:
    told = details(exchange("GET /builds/mid-core.x.linux.x86-64.zip", 404, SITE))
    assert [type(each) for each in told] == [d.PackageNamed]


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        ("write", {"path": "/a", "package": "x.zip"}, [d.PackageKept("berlin", "x.zip")]),
        ("copy", {"source": "/a", "target": "/b", "package": "x.zip"}, [d.PackageKept("berlin", "x.zip")]),
        ("write", {"path": "/a", "package": "x.zip", "error": "no"}, []),
        ("write", {"path": "/a"}, []),
    ],
    ids=["written", "copied", "refused", "something else"],
)
def test_a_package_is_kept_where_all_of_it_lies_in_a_file(
    kind: str, more: dict[str, str], told: list[d.Detail]
) -> None:
    assert details(entry(kind, **more)) == told


@pytest.mark.parametrize(
    ("more", "told"),
    [({"holds": "a package"}, [d.PackageExtracted("berlin")]), ({}, []), ({"holds": "a package", "error": "no"}, [])],
)
def test_of_the_archives_that_are_extracted_packages_are_told(more: dict[str, str], told: list[d.Detail]) -> None:
    assert details(entry("extract", archive="/a.zip", folder="/c", **more)) == told


def test_a_file_whose_name_has_not_all_parts_is_a_package_of_no_build() -> None:
    assert details(exchange("HEAD /mid.zip", server=SITE)) == [d.PackageNamed("berlin", "mid.zip", "", "")]


@pytest.mark.parametrize(
    ("seen", "used"),
    [
        (entry("write", path="/a b"), ["/a b"]),
        (entry("copy", source="/a b", target="/c d"), ["/a b", "/c d"]),
        (entry("extract", archive="/a b.zip", folder="/c d"), ["/a b.zip", "/c d"]),
        (entry("extract", archive="/a b.zip", folder="/c d", error="no archive"), ["/a b.zip", "/c d"]),
        (entry("copy", source="/a", target="/c d"), ["/c d"]),
        (entry("append", path="/a b", text="/c d"), ["/a b"]),
        (entry("append", path="/log", text="/c d"), []),
        (entry("run", command="/c d"), []),
        (exchange("GET /a%20b?c=d%20e", sent={"path": "/x y"}), ["/a%20b"]),
        (exchange("GET /a%20b", server=ELSEWHERE), ["/a%20b"]),
        (unanswered("GET /a%20b", SITE), ["/a%20b"]),
        (exchange("GET /a+b?c=d%20e"), []),
        (exchange("GET /a%2020b"), ["/a%2020b"]),
        (entry("restart_service"), []),
        (by("oslo", entry("write", path="/a b")), []),
        (by("administrator", exchange("GET /a%20b")), []),
        (by("host", entry("stopped", mid="berlin", path="/a b")), []),
    ],
)
def test_blanks_are_used_in_paths_on_host_and_network_and_not_in_queries(seen: Entry, used: list[str]) -> None:
    assert [each.place for each in details(seen) if isinstance(each, d.BlankUsed)] == used


@pytest.mark.parametrize(
    ("seen", "texts"),
    [
        (exchange("POST /", sent={"a": ["b", {"c": "d"}]}), [("b", "d")]),
        (exchange(f"POST {MID}/upgrade_check/1a", sent={"messages": ["b"]}), [("b",)]),
        (unanswered("POST /", sent="a"), [("a",)]),
        (exchange("POST /", server=SITE, sent="a"), [("a",)]),
        (exchange("POST /", server=ELSEWHERE, sent="a"), [("a",)]),
        (exchange("POST /", sent={"a": 1}), []),
        (exchange("GET /", received="a"), []),
        (entry("append", path="/a", sent="a"), []),
        (by("administrator", exchange("POST /", sent="a")), []),
    ],
)
def test_texts_are_sent_by_mid_servers_to_whomever(seen: Entry, texts: list[tuple[str, ...]]) -> None:
    assert [each.texts for each in details(seen) if isinstance(each, d.TextsSent)] == texts


@pytest.mark.parametrize(
    ("seen", "is_emptied"),
    [
        (exchange(f"PATCH {RECORD}", sent={"version": ""}), True),
        (exchange(f"PUT {RECORD}", sent={"status": "Up", "version": ""}), True),
        (exchange(f"PATCH {RECORD}", 500, sent={"version": ""}), False),
        (unanswered(f"PATCH {RECORD}", sent={"version": ""}), False),
        (exchange(f"PATCH {RECORD}", sent={"status": "Up", "version": "x"}), False),
        (exchange(f"PATCH {RECORD}", sent={"status": ""}), False),
        (exchange(f"POST {RECORD}", sent={"version": ""}), False),
        (exchange(f"PATCH {PERMIT}", sent={"version": ""}), False),
    ],
)
def test_a_version_is_emptied_by_one_that_the_instance_took_over(seen: Entry, *, is_emptied: bool) -> None:
    assert (d.VersionEmptied("berlin") in details(seen)) is is_emptied


STEP, STEPS = f"{MID}/upgrade_step/1a", f"{TABLE}/ecc_agent_upgrade_history_stage"
TOLD = {"stage": "a", "state": "failed", "message": "b"}


@pytest.mark.parametrize(
    ("seen", "step"),
    [
        (exchange(f"POST {STEP}", 204, sent=TOLD), ("a", "failed", "b", True)),
        (exchange(f"POST {STEP}", 503, sent=TOLD), ("a", "failed", "b", False)),
        (exchange(f"POST {STEP}", 204, sent={"stage": "a", "state": 7}), ("a", "", "", True)),
        (exchange(f"POST {STEPS}", 201, sent={**TOLD, "mid_server": "1a"}), ("a", "failed", "b", True)),
        (exchange(f"POST {STEP}", 204, sent=["a"]), None),
        (exchange(f"GET {STEP}", 405, sent=TOLD), None),
        (exchange(f"PATCH {STEPS}/5", 403, sent=TOLD), None),
        (by("administrator", exchange(f"POST {STEPS}", 201, sent=TOLD)), None),
    ],
)
def test_a_step_is_told_by_a_report_or_by_a_record_of_its_own(
    seen: Entry, step: tuple[str, str, str, bool] | None
) -> None:
    told = [
        (each.stage, each.state, each.message, each.has_arrived)
        for each in details(seen)
        if isinstance(each, d.StepTold)
    ]
    assert told == ([step] if step else [])
