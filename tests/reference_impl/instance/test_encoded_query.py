import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference_impl.instance.encoded_query import Record, UnreadableError, equal_to, parse_query

AGENTS: list[Record] = [
    {"name": "berlin", "status": "Up", "count": "1"},
    {"name": "oslo", "status": "Down", "count": "10"},
    {"name": "rome", "status": "Up", "count": "2"},
    {"name": "lima", "count": "2"},
]


def names(query: str) -> list[str]:
    return [record["name"] for record in parse_query(query).select(AGENTS)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["berlin", "oslo", "rome", "lima"]),
        ("name=oslo", ["oslo"]),
        ("name!=oslo", ["berlin", "rome", "lima"]),
        ("count>2", ["oslo"]),
        ("count>=2", ["oslo", "rome", "lima"]),
        ("count<2", ["berlin"]),
        ("count<=2", ["berlin", "rome", "lima"]),
        ("nameINoslo,rome", ["oslo", "rome"]),
        ("nameNOT INoslo,rome", ["berlin", "lima"]),
        ("nameSTARTSWITHb", ["berlin"]),
        ("nameENDSWITHo", ["oslo"]),
        ("nameLIKEl", ["berlin", "oslo", "lima"]),
        ("nameNOT LIKEl", ["rome"]),
        ("nameCONTAINSl", ["berlin", "oslo", "lima"]),
        ("nameDOES NOT CONTAINl", ["rome"]),
        ("nameINSTANCEOFoslo", ["oslo"]),
        ("nameBETWEENc@oslo", ["oslo", "lima"]),
        ("count>=2^nameBETWEENoslo@oslo", ["oslo"]),
        ("nameBETWEENoslo@lima", []),
        ("nameBETWEEN@c", ["berlin"]),
        ("statusISEMPTY", ["lima"]),
        ("statusISNOTEMPTY", ["berlin", "oslo", "rome"]),
        ("status=", ["lima"]),
        ("statusEMPTYSTRING", ["lima"]),
        ("statusANYTHING", ["berlin", "oslo", "rome", "lima"]),
        ("nameNOT_INoslo,rome", ["berlin", "lima"]),
        ("nameONToday@c@oslo", ["oslo", "lima"]),
        ("name=OSLO", ["oslo"]),
        ("name!=Oslo", ["berlin", "rome", "lima"]),
        ("statusINUP,x", ["berlin", "rome"]),
        ("nameLIKEL", ["berlin", "oslo", "lima"]),
    ],
)
def test_operators_compare_texts_in_any_case_and_what_is_lacking_is_empty(query: str, found: list[str]) -> None:
    assert names(query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=Up^count=2", ["rome"]),
        ("name=oslo^ORname=rome", ["oslo", "rome"]),
        ("status=Up^name=oslo^ORname=rome", ["rome"]),
        ("name=oslo^ORname=rome^status=Up", ["rome"]),
        ("status=Down^NQcount=2", ["oslo", "rome", "lima"]),
        ("status=Up^count=1^NQstatus=Up^count=2", ["berlin", "rome"]),
    ],
)
def test_or_binds_closer_than_and_and_new_queries_add_records(query: str, found: list[str]) -> None:
    assert names(query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ORDERBYname", ["berlin", "lima", "oslo", "rome"]),
        ("ORDERBYDESCname", ["rome", "oslo", "lima", "berlin"]),
        ("status=Up^ORDERBYDESCname", ["rome", "berlin"]),
        ("name=rome^ORname=berlin^ORDERBYname", ["berlin", "rome"]),
        ("ORDERBYcount^ORDERBYDESCname", ["berlin", "rome", "lima", "oslo"]),
        ("ORDERBYDESCcount^ORDERBYname", ["oslo", "lima", "rome", "berlin"]),
        ("ORDERBYcount", ["berlin", "rome", "lima", "oslo"]),
        ("ORDERBYstatus", ["lima", "oslo", "berlin", "rome"]),
    ],
)
def test_records_are_ordered_by_one_field_after_another_and_else_stay_as_they_were(
    query: str, found: list[str]
) -> None:
    assert names(query) == found


@pytest.mark.parametrize("part", ["EQ", ""])
def test_the_end_of_a_query_says_nothing(part: str) -> None:
    assert names(part) == names("")
    assert names(f"status=Up^{part}") == names(f"{part}^status=Up") == ["berlin", "rome"]


@pytest.mark.parametrize(
    "part",
    [
        "nonsense",
        "name~oslo",
        "Name=oslo",
        "=oslo",
        "nameBETWEENoslo",
        " ",
        "nameSOUNDSLIKEoslo",
        "nameONToday",
        "sys_created_onONToday@javascript:gs.beginningOfToday()@javascript:gs.endOfToday()",
    ],
)
def test_what_cannot_be_read_is_refused_and_widens_nothing(part: str) -> None:
    for query in (part, f"status=Up^{part}", f"{part}^status=Up", f"name=oslo^OR{part}", f"name=oslo^NQ{part}"):
        with pytest.raises(UnreadableError, match=re.escape(part)):
            parse_query(query)


def test_same_and_different_compare_two_fields_of_a_record() -> None:
    records = [{"x": "1", "y": "1"}, {"x": "1", "y": "2"}, {"x": "1"}, {}]
    assert parse_query("xSAMEASy").select(records) == [records[0], records[3]]
    assert parse_query("xNSAMEASy").select(records) == records[1:3]


def test_values_are_equal_whatever_they_hold_and_what_can_be_no_field_is_left_out() -> None:
    records = [{"name": "a^ORname=b", "status": "Up"}, {"name": "b", "status": "Up"}, {"name": "a^ORname=b"}]
    assert equal_to({"name": "a^ORname=b", "status": "Up", "Not a field": "x"}).select(records) == records[:1]
    assert equal_to({}).select(records) == records


def test_a_value_is_looked_up_as_the_caller_says() -> None:
    found = parse_query("x=1^ySAMEASx^ORDERBYz").select(
        AGENTS, lambda record, field: "1" if field in "xy" else record["name"]
    )
    assert [record["name"] for record in found] == ["berlin", "lima", "oslo", "rome"]


def test_operands_may_hold_operators_and_line_ends() -> None:
    records = [{"message": "a=b IN c\nd"}, {"message": "a=b"}]
    assert parse_query("message=a=b IN c\nd").select(records) == records[:1]
    assert parse_query("messageLIKE\n").select(records) == records[:1]


TEXTS = st.text("ab1 ", max_size=3)
RECORDS = st.lists(st.dictionaries(st.sampled_from(["x", "y"]), TEXTS, max_size=2), max_size=6)
COMPARISONS = st.sampled_from(
    ["=", "!=", "<", "<=", ">", ">=", "LIKE", "NOT LIKE", "STARTSWITH", "ENDSWITH", "IN", "SAMEAS"]
)
CONDITIONS = st.builds("{}{}{}".format, st.sampled_from(["x", "y"]), COMPARISONS, TEXTS)
ONE_QUERY = st.builds("^".join, st.lists(CONDITIONS, min_size=1, max_size=3))


def selected(query: str, records: list[dict[str, str]]) -> list[int]:
    """The places of the records that a query selects."""
    found = {id(record) for record in parse_query(query).select(records)}
    return [place for place, record in enumerate(records) if id(record) in found]


@given(ONE_QUERY, CONDITIONS, RECORDS)
def test_and_narrows(query: str, condition: str, records: list[dict[str, str]]) -> None:
    both = set(selected(query, records)) & set(selected(condition, records))
    assert set(selected(f"{query}^{condition}", records)) == both


@given(ONE_QUERY, ONE_QUERY, RECORDS)
def test_a_new_query_widens(one: str, other: str, records: list[dict[str, str]]) -> None:
    either = set(selected(one, records)) | set(selected(other, records))
    assert set(selected(f"{one}^NQ{other}", records)) == either


@given(CONDITIONS, CONDITIONS, RECORDS)
def test_or_widens_one_condition(one: str, other: str, records: list[dict[str, str]]) -> None:
    either = set(selected(one, records)) | set(selected(other, records))
    assert set(selected(f"{one}^OR{other}", records)) == either


@given(st.text(), RECORDS)
def test_whatever_is_asked_is_refused_or_answered_with_some_of_the_records(
    query: str, records: list[dict[str, str]]
) -> None:
    with contextlib.suppress(UnreadableError):
        assert all(any(found is record for record in records) for found in parse_query(query).select(records))


@given(RECORDS, st.sampled_from(["ORDERBYx", "ORDERBYDESCx", "ORDERBYx^ORDERBYDESCy"]))
def test_an_order_loses_no_record(records: list[dict[str, str]], order: str) -> None:
    assert selected(order, records) == list(range(len(records)))
