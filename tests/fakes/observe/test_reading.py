"""What an entry of a journal is, one row for each way to be it or to miss it."""

import pytest

from fakes.journal import Entry
from fakes.network.http_types import Request
from fakes.observe.reading import (
    files_changed,
    is_about,
    is_check,
    is_list_request,
    is_permit_request,
    is_version_question,
    is_version_request,
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
    INSTANCE,
    MID,
    OTHER,
    PERMIT,
    PROPERTIES,
    RECORD,
    SITE,
    TABLE,
    entry,
    exchange,
    unanswered,
)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        (f"{MID}/instance_info", True),
        (f"{MID}/instance_info?a=b", True),
        ("/api/now/mid/%69nstance%5finfo", True),
        (f"{PROPERTIES}?sysparm_query=nameLIKEbuild", True),
        (f"{PROPERTIES}?sysparm_query=nameSTARTSWITHmid.b&sysparm_fields=value", True),
        (f"{PROPERTIES}?sysparm_query=nameENDSWITHoverride", True),
        (f"{PROPERTIES}?sysparm_query=nameCONTAINSversion^ORname=glide.x", True),
        (f"{PROPERTIES}?sysparm_query=name=glide.x^NQname!=mid.x", True),
        (f"{PROPERTIES}?sysparm_query=valueSTARTSWITHorlando", True),
        (f"{PROPERTIES}?sysparm_query=nameLIKEproxy", False),
        (f"{PROPERTIES}?sysparm_query=nameSTARTSWITHmid.log^ORnameINmid.a,mid.b", False),
        ("/api/now/v1/mid/instance_info", True),
        ("/api/now/v2/table/sys_properties?sysparm_query=name=mid.buildstamp", True),
        ("/api/now/v2/table/sys_properties/1c", True),
        ("/api/now/vx/mid/instance_info", False),
        ("/api/now/v2/v2/mid/instance_info", False),
        (f"{MID}/instance_information", False),
        ("/proxy/api/now/mid/instance_info", False),
        ("/?next=/api/now/mid/instance_info", False),
        (f"{MID}/assigned_packages", True),
        (f"{MID}/assigned_packages?os=linux&architecture=x86-64", True),
        (f"{MID}/assigned_packages?os=linux&version=", True),
        (f"{MID}/assigned_packages?version=orlando-12-11-2019__patch1-02-19-2020", False),
        (f"{PROPERTIES}?sysparm_query=name=mid.buildstamp", True),
        (f"{PROPERTIES}?sysparm_query=name%3Dmid.version", True),
        (f"{PROPERTIES}?sysparm_query=name%3Dmid%2Eversion%2Eoverride", True),
        (f"{PROPERTIES}?sysparm_query=nameINmid.pinned,mid.buildstamp^ORDERBYname", True),
        (f"{PROPERTIES}?name=mid.version&sysparm_limit=1", True),
        (PROPERTIES, True),
        (f"{PROPERTIES}?sysparm_limit=10", True),
        (f"{PROPERTIES}?sysparm_query=name=mid.version.overridden", False),
        (f"{PROPERTIES}?sysparm_query=name=mid.buildstamps", False),
        (f"{PROPERTIES}?sysparm_query=name=mid.version.history", False),
        (f"{PROPERTIES}?sysparm_query=name=mid.log.level", False),
        (f"{PROPERTIES}/1c", True),
        (f"{PROPERTIES}_category/1c", False),
        (f"{TABLE}/ecc_agent_property?sysparm_query=name=mid.version", False),
        (f"{TABLE}/ecc_queue", False),
    ],
)
def test_a_question_for_the_version_is_known_by_its_path(path: str, *, is_one: bool) -> None:
    assert is_version_question(path) is is_one
    assert is_check(exchange(f"GET {path}")) is is_one
    assert is_version_request(Request("GET", f"https://{INSTANCE}{path}")) is is_one
    assert not is_version_request(Request("PATCH", f"https://{INSTANCE}{path}"))


@pytest.mark.parametrize(
    ("seen", "is_one"),
    [
        (exchange(f"GET {MID}/instance_info", 500), True),
        (unanswered(f"GET {MID}/instance_info"), True),
        (exchange(f"PATCH {PROPERTIES}/1c"), False),
        (exchange(f"GET {MID}/instance_info", server=ELSEWHERE), False),
        (entry("read", path=f"{MID}/instance_info"), False),
    ],
    ids=["refused", "not answered", "changed", "another server", "of the host"],
)
def test_a_check_is_such_a_question_to_the_instance_answered_or_not(seen: Entry, *, is_one: bool) -> None:
    assert is_check(seen) is is_one


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
    ("path", "is_one"),
    [
        (f"{MID}/assigned_packages", True),
        (f"{MID}/assigned_packages?os=linux&version=x", True),
        ("/api/now/v1/mid/assigned_packages", True),
        (f"{MID}/instance_info", False),
        (f"/?next={MID}/assigned_packages", False),
    ],
)
def test_a_request_for_the_list_of_packages_is_known_by_its_path(path: str, *, is_one: bool) -> None:
    assert is_list_request(Request("GET", f"https://{INSTANCE}{path}")) is is_one


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
