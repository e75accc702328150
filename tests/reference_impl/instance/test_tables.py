from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from reference_impl.instance.tables import NAMES, NoRecordError, Tables, UnknownTableError, counting_ids

if TYPE_CHECKING:
    from collections.abc import Callable

NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON


def make() -> tuple[Tables, Clock]:
    clock = Clock()
    return Tables(lambda: clock.now, counting_ids(0)), clock


def test_a_record_is_given_an_id_and_the_time() -> None:
    tables, _ = make()
    given = {"name": "berlin", "sys_id": "mine", "sys_created_on": "never"}
    assert tables.insert("ecc_agent", given) == {
        "name": "berlin",
        "sys_id": "0" * 32,
        "sys_created_on": "2020-07-01 12:00:00",
        "sys_updated_on": "2020-07-01 12:00:00",
    }


def test_a_change_keeps_the_id_and_the_other_values() -> None:
    tables, clock = make()
    record = tables.insert("ecc_agent", {"name": "berlin", "status": "Up"})
    clock.now += timedelta(seconds=61)
    changed = {
        "name": "berlin",
        "status": "Down",
        "sys_id": record["sys_id"],
        "sys_created_on": "2020-07-01 12:00:00",
        "sys_updated_on": "2020-07-01 12:01:01",
    }
    assert tables.update("ecc_agent", record["sys_id"], {"status": "Down", "sys_id": "other"}) == changed
    assert tables.get("ecc_agent", record["sys_id"]) == changed


def test_a_property_is_an_application_file_and_has_its_columns() -> None:
    tables, _ = make()
    made = tables.insert("sys_properties", {"name": "mid.version", "sys_name": "mine"})
    assert (made["sys_name"], made["sys_class_name"]) == ("mid.version", "sys_properties")
    changed = tables.update("sys_properties", made["sys_id"], {"name": "mid.buildstamp"})
    assert (changed["sys_name"], changed["sys_class_name"]) == ("mid.buildstamp", "sys_properties")
    assert tables.select("sys_properties", "sys_name=mid.buildstamp") == [changed]


def test_a_deleted_record_is_gone() -> None:
    tables, _ = make()
    sys_id = tables.insert("ecc_agent", {})["sys_id"]
    tables.delete("ecc_agent", sys_id)
    assert tables.select("ecc_agent") == []
    with pytest.raises(NoRecordError):
        tables.get("ecc_agent", sys_id)


def test_records_stay_in_the_order_in_which_they_were_made() -> None:
    tables, _ = make()
    for name in ("oslo", "berlin", "rome"):
        tables.insert("ecc_agent", {"name": name, "status": "Up"})
    tables.update("ecc_agent", tables.select("ecc_agent")[0]["sys_id"], {"status": "Down"})
    assert [record["name"] for record in tables.select("ecc_agent")] == ["oslo", "berlin", "rome"]
    assert [record["name"] for record in tables.select("ecc_agent", "status=Up")] == ["berlin", "rome"]


def test_tables_are_apart() -> None:
    tables, _ = make()
    sys_id = tables.insert("ecc_agent", {})["sys_id"]
    with pytest.raises(NoRecordError):
        tables.get("ecc_queue", sys_id)
    assert {name: len(tables.select(name)) for name in NAMES} == {**dict.fromkeys(NAMES, 0), "ecc_agent": 1}


def test_a_dot_leads_to_the_record_that_a_reference_names() -> None:
    tables, _ = make()
    berlin, rome = (tables.insert("ecc_agent", {"name": name})["sys_id"] for name in ("berlin", "rome"))
    for message, agent in (("first", rome), ("second", berlin), ("third", "x"), ("fourth", "")):
        tables.insert("ecc_agent_issue", {"message": message, "mid_server": agent})

    def messages(query: str) -> list[str]:
        return [record["message"] for record in tables.select("ecc_agent_issue", query)]

    assert messages("mid_server.name=rome") == ["first"]
    assert messages("mid_server.name=") == messages("mid_server.name.name=")[2:] == ["third", "fourth"]
    assert messages("mid_server.nameISNOTEMPTY^ORDERBYmid_server.name") == ["second", "first"]
    assert messages(f"message=first^NQmid_server.sys_id={berlin}") == ["first", "second"]
    assert messages("source.name=^message.nameISNOTEMPTY") == messages("mid_server.=x") == []


def test_there_are_no_other_tables() -> None:
    tables, _ = make()
    with pytest.raises(UnknownTableError, match=r"^incident$"):
        tables.select("incident")
    with pytest.raises(UnknownTableError, match=r"^incident$"):
        tables.insert("incident", {})
    with pytest.raises(UnknownTableError, match=r"^incident$"):
        tables.get("incident", "1")


@pytest.mark.parametrize("act", ["get", "update", "delete"])
def test_there_is_no_record_of_an_unknown_id(act: str) -> None:
    tables, _ = make()
    acts: dict[str, Callable[[], object]] = {
        "get": lambda: tables.get("ecc_agent", "x"),
        "update": lambda: tables.update("ecc_agent", "x", {}),
        "delete": lambda: tables.delete("ecc_agent", "x"),
    }
    with pytest.raises(NoRecordError, match=r"^x$"):
        acts[act]()


def test_times_are_utc() -> None:
    tables, clock = make()
    clock.now = NOON.astimezone(timezone(timedelta(hours=-7)))
    assert tables.stamp() == "2020-07-01 12:00:00"


def test_ids_are_counted_from_the_seed() -> None:
    one, same, other = counting_ids(1), counting_ids(1), counting_ids(2)
    ids = [one(), one()]
    assert ids == [same(), same()] == ["00000000000000000000000100000000", "00000000000000000000000100000001"]
    assert other() == "00000000000000000000000200000000"
