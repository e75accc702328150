from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fakes.administrator import Administrator, InstanceError
from fakes.errors import TargetError
from fakes.network.backends import in_process
from fakes.network.http_types import Answer, NetworkFault, Response
from fakes.target import Login
from reference_impl.instance import Instance, InstanceApi, counting_ids

STAMP = "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720"
NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
LOGIN = Login("admin", "secret")


@pytest.fixture
def instance() -> Instance:
    made = Instance(lambda: NOON, counting_ids(1), STAMP, [STAMP])
    made.add_administrator(LOGIN.user, LOGIN.password)
    return made


@pytest.fixture
def administrator(instance: Instance) -> Administrator:
    return Administrator(in_process(InstanceApi(instance)), LOGIN)


def test_records_are_selected_by_an_encoded_query(administrator: Administrator) -> None:
    administrator.insert("ecc_agent", name="berlin", status="Up")
    administrator.insert("ecc_agent", name="a&b=c d^e", status="Up")
    assert [record["name"] for record in administrator.select("ecc_agent", "status=Up^nameSTARTSWITHa&b=")] == [
        "a&b=c d^e"
    ]
    assert len(administrator.select("ecc_agent")) == 2


def test_the_one_record_is_had_or_told_to_be_none_or_several(administrator: Administrator) -> None:
    for name in ("berlin", "paris"):
        administrator.insert("ecc_agent", name=name, status="Up")
    assert administrator.one("ecc_agent", "name=berlin")["status"] == "Up"
    with pytest.raises(InstanceError, match=r"^ecc_agent has 0 records with name=rome, not one$"):
        administrator.one("ecc_agent", "name=rome")
    with pytest.raises(InstanceError, match=r"^ecc_agent has 2 records with status=Up, not one$"):
        administrator.one("ecc_agent", "status=Up")


def test_records_are_inserted_and_changed(administrator: Administrator, instance: Instance) -> None:
    record = administrator.insert("ecc_agent", name="berlin", status="Up")
    administrator.update("ecc_agent", record["sys_id"], status="Down")
    assert instance.tables.get("ecc_agent", record["sys_id"])["status"] == "Down"


def test_a_property_is_set_whether_or_not_there_was_one(administrator: Administrator, instance: Instance) -> None:
    for value in ("one", "two"):
        administrator.set_property("mid.version.override", value)
        administrator.set_property("mid.buildstamp", value)
    for name in ("mid.version.override", "mid.buildstamp"):
        found = instance.tables.select("sys_properties", f"name={name}")
        assert [each["value"] for each in found] == ["two"]


def test_a_property_is_taken_away_and_can_be_set_anew(administrator: Administrator, instance: Instance) -> None:
    administrator.remove_property("mid.version.override")
    for value in ("one", "two"):
        administrator.set_property("mid.version.override", value)
        administrator.remove_property("mid.version.override")
        assert instance.tables.select("sys_properties", "name=mid.version.override") == []
    assert instance.property_value("mid.buildstamp") == STAMP


def test_a_user_has_a_password_and_roles(administrator: Administrator, instance: Instance) -> None:
    administrator.add_user(Login("mid.berlin", "password"), "mid_server,itil")
    (*_, user) = instance.tables.select("sys_user")
    expected = {"user_name": "mid.berlin", "user_password": "password", "roles": "mid_server,itil"}
    assert {name: value for name, value in user.items() if not name.startswith("sys_")} == expected


def test_a_user_is_in_the_global_domain_until_they_are_moved(administrator: Administrator, instance: Instance) -> None:
    for name in ("mid.berlin", "mid.berlina"):
        administrator.add_user(Login(name, "password"), "mid_server")
    administrator.move_user("mid.berlin", "north")
    domains = {user["user_name"]: user.get("sys_domain") for user in instance.tables.select("sys_user")}
    assert (domains["mid.berlin"], domains["mid.berlina"]) == ("north", "global")


def test_a_command_is_queued_for_one_mid_server(administrator: Administrator, instance: Instance) -> None:
    administrator.queue("berlin", "SystemCommand", "autoUpgrade")
    (command,) = instance.tables.select("ecc_queue")
    assert {name: value for name, value in command.items() if not name.startswith("sys_")} == {
        "agent": "mid.server.berlin",
        "queue": "output",
        "topic": "SystemCommand",
        "source": "autoUpgrade",
        "name": "",
        "state": "ready",
        "priority": "0",
    }


def test_a_closed_channel_takes_the_mid_server_down(administrator: Administrator, instance: Instance) -> None:
    agent = administrator.insert("ecc_agent", name="berlin", status="Up")["sys_id"]
    administrator.close_channel(agent)
    assert instance.tables.get("ecc_agent", agent)["status"] == "Down"


@pytest.mark.parametrize(("waits", "called"), [(True, ["berlin"]), (False, [])])
def test_an_open_channel_is_used_at_once_if_a_command_waits(*, waits: bool, called: list[str]) -> None:
    calls: list[str] = []
    made = Instance(lambda: NOON, counting_ids(1), STAMP, [STAMP], calls.append)
    made.add_administrator(LOGIN.user, LOGIN.password)
    administrator = Administrator(in_process(InstanceApi(made)), LOGIN)
    agent = administrator.insert("ecc_agent", name="berlin", status="Down")["sys_id"]
    if waits:
        administrator.queue("berlin", "Command", "hostname")
    calls.clear()
    administrator.open_channel(agent)
    assert calls == called
    assert made.tables.get("ecc_agent", agent)["status"] == "Down"


@pytest.mark.parametrize(
    ("act", "answer", "message"),
    [
        (
            lambda admin: admin.update("ecc_agent", "1", status="Up"),
            Response(403, b'{"error": 1}'),
            r"^the instance answers an administrator's PATCH /api/now/table/ecc_agent/1 with 403: \{'error': 1\}$",
        ),
        (
            lambda admin: admin.open_channel("1"),
            Response(400),
            r"^the instance answers an administrator's POST /api/now/mid/channel/1 with 400: None$",
        ),
        (
            lambda admin: admin.close_channel("1"),
            NetworkFault.REFUSED,
            r"^the instance answers an administrator's DELETE /api/now/mid/channel/1 with 0: connection refused$",
        ),
        (
            lambda admin: admin.select("ecc_agent"),
            Response(200, b"<html>"),
            r"^the instance answers GET /api/now/table/ecc_agent\?sysparm_query= with no list: None$",
        ),
        (
            lambda admin: admin.select("ecc_agent"),
            Response(200, b'{"result": ["text"]}'),
            r"^the instance answers /api/now/table/ecc_agent\?sysparm_query= with no record: text$",
        ),
        (
            lambda admin: admin.insert("ecc_agent", name="berlin"),
            Response(201, b'{"result": {"name": "berlin"}}'),
            r"^the instance answers /api/now/table/ecc_agent with no record: \{'name': 'berlin'\}$",
        ),
    ],
    ids=["error status", "bad request", "no answer", "no list", "no records", "no sys_id"],
)
def test_an_instance_that_fails_an_administrator_is_to_blame(
    act: Callable[[Administrator], object], answer: Answer, message: str
) -> None:
    with pytest.raises(InstanceError, match=message) as failed:
        act(Administrator(lambda _: answer, LOGIN))
    assert isinstance(failed.value, TargetError)
