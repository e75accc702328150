"""Which requests ask for the assigned version, one row for each way to be one or to miss it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fakes.journal import Entry
from fakes.network.http_types import Request
from fakes.observe.events import VersionAsked
from fakes.observe.version_requests import (
    VERSION_PROPERTIES,
    asks_for_version,
    is_list_request,
    is_record_request,
    is_version_request,
    may_select,
)
from reference_impl.instance.encoded_query import OPERATORS, UnreadableError, parse_query
from tests.fakes.observe.entries import ELSEWHERE, INSTANCE, MID, PROPERTIES, TABLE, entry, events, exchange, unanswered


def is_check(seen: Entry) -> bool:
    """Whether berlin asks for its version here."""
    return any(isinstance(event, VersionAsked) for event in events(seen))


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
    assert asks_for_version(path) is is_one
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
    ("path", "is_one"),
    [
        (f"{TABLE}/ecc_agent", True),
        (f"{TABLE}/ecc_agent?sysparm_query=name=berlin", True),
        (f"{TABLE}/ecc_agent/1c", True),
        (f"{TABLE}/ecc_agent_property", False),
        (f"{TABLE}/ecc_agent_issue/1c", False),
    ],
)
def test_a_request_for_a_record_is_known_by_its_table(path: str, *, is_one: bool) -> None:
    assert is_record_request(Request("GET", f"https://{INSTANCE}{path}")) is is_one


# ---- Two readers of encoded queries: the instance, which selects records, and the one that reads the journal

NAMES = (*VERSION_PROPERTIES, "mid.log.level", "glide.war", "")
CONDITIONS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["name", "value", "names", "sys_name", "nam", ""]),
    st.sampled_from([*OPERATORS, "NOT", "OR", ""]),
    st.sampled_from([*NAMES, "mid.", "version", "mid.pinned,mid.version", "a@z", "name", "=", "^", "OR", "BY"]),
)
JOINTS = st.sampled_from(["^", "^OR", "^NQ", "^ORDERBY", "^ORDERBYDESC", "^ORDER", "^ORORDERBY", "^^", "^EQ", ""])
QUERIES = st.lists(st.tuples(CONDITIONS, JOINTS), max_size=6).map(lambda parts: "".join(map("".join, parts)))


@given(QUERIES)
@example("nameINSTANCEOFmid.version")
@example("name=MID.Version")
@example("nameINMID.VERSION,x")
@example("name=mid.log.level^ORDERBYname^ORname=mid.version")
@example("name=mid.log.level^ORDERname=mid.version^NQname=mid.version")
@settings(deadline=None, max_examples=200)
def test_a_query_that_selects_a_property_is_seen_to_do_so(query: str) -> None:
    records = [{"name": name, "value": value} for name in NAMES for value in ("", "orlando", "name")]
    try:
        selected = {record["name"] for record in parse_query(query).select(records)}
    except UnreadableError:
        selected = set()
    assert {name for name in NAMES if may_select(query, name)} >= selected
