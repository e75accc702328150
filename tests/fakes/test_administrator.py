import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fakes.administrator import Administrator, Client, InstanceError, PlayedMidServer, is_result
from fakes.errors import TargetError
from fakes.network.backends import in_process
from fakes.network.http_types import Answer, NetworkFault, Request, Response
from reference_impl.instance import Instance, InstanceApi, counting_ids

STAMP = "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720"
NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)


class Recorder:
    """Gives one answer to every request and keeps the requests."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.requests: list[Request] = []

    def __call__(self, request: Request) -> Answer:
        self.requests.append(request)
        return self.answer


def ok(result: object, status: int = 200) -> Response:
    return Response(status, json.dumps({"result": result}).encode())


@pytest.fixture
def instance() -> Instance:
    made = Instance(lambda: NOON, counting_ids(1), STAMP, [STAMP])
    made.add_administrator("admin", "secret")
    return made


@pytest.fixture
def administrator(instance: Instance) -> Administrator:
    return Administrator(in_process(InstanceApi(instance)), "admin", "secret")


def test_a_client_signs_in_and_speaks_json() -> None:
    ask = Recorder(Response(200, b'{"result": 1}'))
    assert Client(ask, "mid.berlin", "password of berlin").ask("POST", "/api/x", {"a": "b"}) == (200, {"result": 1})
    (request,) = ask.requests
    assert request == Request(
        "POST",
        "https://instance.service-now.com/api/x",
        {"Authorization": "Basic bWlkLmJlcmxpbjpwYXNzd29yZCBvZiBiZXJsaW4=", "Content-Type": "application/json"},
        b'{"a": "b"}',
    )


def test_a_client_without_a_login_shows_none() -> None:
    ask = Recorder(Response(401))
    assert Client(ask).ask("GET", "/") == (401, None)
    assert ask.requests == [Request("GET", "https://instance.service-now.com/", {"Content-Type": "application/json"})]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Response(204), (204, None)),
        (Response(502, b"<html>"), (502, "<html>")),
        (NetworkFault.TIMED_OUT, (0, "timed out")),
    ],
)
def test_a_client_tells_status_and_body_whatever_they_are(answer: Answer, told: tuple[int, object]) -> None:
    assert Client(lambda _: answer, "u", "p").ask("GET", "/") == told


def test_records_are_selected_by_an_encoded_query(administrator: Administrator) -> None:
    administrator.insert("ecc_agent", name="berlin", status="Up")
    administrator.insert("ecc_agent", name="a&b=c d^e", status="Up")
    assert [record["name"] for record in administrator.select("ecc_agent", "status=Up^nameSTARTSWITHa&b=")] == [
        "a&b=c d^e"
    ]
    assert len(administrator.select("ecc_agent")) == 2


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
    administrator.add_user("mid.berlin", "password", "mid_server,itil")
    (*_, user) = instance.tables.select("sys_user")
    expected = {"user_name": "mid.berlin", "user_password": "password", "roles": "mid_server,itil"}
    assert {name: value for name, value in user.items() if not name.startswith("sys_")} == expected


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
    made.add_administrator("admin", "secret")
    administrator = Administrator(in_process(InstanceApi(made)), "admin", "secret")
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
            ok(["text"]),
            r"^the instance answers /api/now/table/ecc_agent\?sysparm_query= with no record: text$",
        ),
        (
            lambda admin: admin.insert("ecc_agent", name="berlin"),
            ok({"name": "berlin"}, 201),
            r"^the instance answers /api/now/table/ecc_agent with no record: \{'name': 'berlin'\}$",
        ),
    ],
    ids=["error status", "bad request", "no answer", "no list", "no records", "no sys_id"],
)
def test_an_instance_that_fails_an_administrator_is_to_blame(
    act: Callable[[Administrator], object], answer: Answer, message: str
) -> None:
    with pytest.raises(InstanceError, match=message) as failed:
        act(Administrator(lambda _: answer, "admin", "secret"))
    assert isinstance(failed.value, TargetError)


def test_a_played_mid_server_speaks_for_itself() -> None:
    ask = Recorder(Response(200))
    played = PlayedMidServer(ask, "1a", "mid.oslo", "password")
    played.report("Up", version=STAMP)
    played.ask_for_permit()
    played.release_permit()
    assert [(each.method, each.path, each.body) for each in ask.requests] == [
        ("PATCH", "/api/now/table/ecc_agent/1a", json.dumps({"status": "Up", "version": STAMP}).encode()),
        ("POST", "/api/now/mid/upgrade_permit/1a", b"{}"),
        ("DELETE", "/api/now/mid/upgrade_permit/1a", b""),
    ]


def test_a_played_mid_server_takes_no_answer_amiss() -> None:
    PlayedMidServer(lambda _: NetworkFault.REFUSED, "1a", "mid.oslo", "password").ask_for_permit()
    PlayedMidServer(lambda _: Response(500), "1a", "mid.oslo", "password").report("Up")


@pytest.mark.parametrize(
    ("answer", "version"),
    [
        (ok({"mid_buildstamp": STAMP, "buildstamp": STAMP}), [STAMP]),
        (ok({"mid_buildstamp": STAMP, "buildstamp": "other"}), [STAMP, "other"]),
        (ok({"instance_buildstamp": "other"}), [""]),
        (ok([STAMP]), [""]),
        (Response(200, b"<html>"), [""]),
        (Response(401, b'{"error": {}}'), [""]),
        (NetworkFault.TIMED_OUT, [""]),
    ],
    ids=["agreed", "at odds", "none", "a list", "a page", "an error", "no answer"],
)
def test_a_played_mid_server_is_told_its_version_by_both_who_know(answer: Answer, version: list[str]) -> None:
    ask = Recorder(answer)
    assert PlayedMidServer(ask, "1a", "mid.oslo", "password").assigned() == version
    packages = "/api/now/mid/assigned_packages?os=linux&architecture=x86-64&version="
    asked = [(each.method, each.path) for each in ask.requests]
    assert asked == [("GET", "/api/now/mid/instance_info"), ("GET", packages)]


@pytest.mark.parametrize(
    ("answer", "sources"),
    [
        (ok([{"source": "hostname"}, {"source": "autoUpgrade"}, {}]), ["hostname", "autoUpgrade", ""]),
        (ok(["hostname", {"source": "uptime"}]), ["uptime"]),
        (ok([]), []),
        (ok({"source": "hostname"}), []),
        (ok(None), []),
        (Response(200, b"[]"), []),
        (NetworkFault.REFUSED, []),
    ],
    ids=["some", "one that is none", "an empty list", "no list", "null", "another form", "no answer"],
)
def test_a_played_mid_server_finds_the_commands_that_wait_for_it(answer: Answer, sources: list[str]) -> None:
    ask = Recorder(answer)
    assert PlayedMidServer(ask, "1a", "mid.oslo", "password").waiting_commands("oslo") == sources
    query = "agent%3Dmid.server.oslo%5Equeue%3Doutput%5Estate%3Dready"
    assert [each.path for each in ask.requests] == [f"/api/now/table/ecc_queue?sysparm_query={query}"]


@pytest.mark.parametrize(
    ("answer", "holds"),
    [({"result": {}}, True), ({"result": []}, False), ({"result": None}, False), ({}, False), ("result", False)],
)
def test_an_answer_holds_one_record_or_it_does_not(answer: object, *, holds: bool) -> None:
    assert is_result(answer) is holds
