from datetime import UTC, datetime
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from reference_impl.instance import Instance, InstanceApi, counting_ids

STAMP = "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720"
NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
ADMIN, MID = ("admin", "secret"), ("mid.berlin", "password")
AGENTS = "/api/now/table/ecc_agent"


class Surroundings:
    """An instance with an administrator, a MID user and the record of a MID Server."""

    def __init__(self) -> None:
        self.called: list[str] = []
        self.instance = Instance(lambda: NOON, counting_ids(1), STAMP, [STAMP], self.called.append)
        self.instance.add_administrator(*ADMIN)
        user = {"user_name": MID[0], "user_password": MID[1], "roles": "mid_server"}
        self.instance.tables.insert("sys_user", user)
        self.agent = self.add("berlin")
        self.client = Client(InstanceApi(self.instance))

    def add(self, name: str) -> str:
        return self.instance.tables.insert("ecc_agent", {"name": name, "status": "Up"})["sys_id"]

    def ask(self, method: str, path: str, body: object = None, *, by: tuple[str, str] = ADMIN) -> TestResponse:
        more: dict[str, Any] = {} if body is None else {"json": body}
        return self.client.open(path, method=method, auth=by, **more)


@pytest.fixture
def around() -> Surroundings:
    return Surroundings()


def result(answer: TestResponse) -> Any:  # noqa: ANN401 - JSON
    assert answer.status_code in (200, 201)
    assert answer.content_type == "application/json"
    assert answer.json is not None
    return answer.json["result"]


def error(answer: TestResponse) -> tuple[int, str]:
    assert answer.json is not None
    assert answer.json["status"] == "failure"
    return answer.status_code, answer.json["error"]["message"]


# ---- Table API: reading


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["berlin", "oslo", "rome"]),
        ("?sysparm_query=nameINrome,oslo^ORDERBYDESCname", ["rome", "oslo"]),
        ("?sysparm_limit=2", ["berlin", "oslo"]),
        ("?sysparm_offset=1&sysparm_limit=1", ["oslo"]),
        ("?sysparm_offset=3", []),
        ("?sysparm_offset=-1", ["berlin", "oslo", "rome"]),
        ("?sysparm_limit=-1", []),
        ("?sysparm_limit=all", ["berlin", "oslo", "rome"]),
    ],
)
def test_records_are_filtered_sorted_and_paged(around: Surroundings, query: str, names: list[str]) -> None:
    around.add("oslo")
    around.add("rome")
    assert [record["name"] for record in result(around.ask("GET", AGENTS + query))] == names


def test_the_number_of_all_that_match_is_told_whatever_the_page(around: Surroundings) -> None:
    around.add("oslo")
    answer = around.ask("GET", f"{AGENTS}?sysparm_query=status=Up&sysparm_limit=1")
    assert answer.headers["X-Total-Count"] == "2"


def test_only_the_fields_asked_for_are_shown_and_those_lacking_are_empty(around: Surroundings) -> None:
    shown = {"name": "berlin", "router": ""}
    assert result(around.ask("GET", f"{AGENTS}?sysparm_fields=name,router")) == [shown]
    assert result(around.ask("GET", f"{AGENTS}/{around.agent}?sysparm_fields=name,router")) == shown


def test_one_record_is_read_by_its_id(around: Surroundings) -> None:
    assert result(around.ask("GET", f"{AGENTS}/{around.agent}")) == {
        "name": "berlin",
        "status": "Up",
        "sys_id": around.agent,
        "sys_created_on": "2020-07-01 12:00:00",
        "sys_updated_on": "2020-07-01 12:00:00",
    }


@pytest.mark.parametrize("query", ["", "?sysparm_fields=user_name,user_password"])
def test_passwords_are_never_shown(around: Surroundings, query: str) -> None:
    users = "/api/now/table/sys_user"
    assert [user["user_name"] for user in result(around.ask("GET", users + query))] == ["admin", "mid.berlin"]
    made = result(around.ask("POST", users + query, {"user_name": "x", "user_password": "y"}))
    one = result(around.ask("GET", f"{users}/{around.instance.tables.select('sys_user')[2]['sys_id']}{query}"))
    assert "user_password" not in {*made, *one}
    assert all("user_password" not in user for user in result(around.ask("GET", users + query)))


# ---- Table API: writing


def test_an_inserted_record_is_answered_with_201(around: Surroundings) -> None:
    answer = around.ask("POST", AGENTS, {"name": "oslo"})
    assert answer.status_code == 201
    assert around.instance.tables.get("ecc_agent", result(answer)["sys_id"])["name"] == "oslo"


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_changed_record_keeps_what_was_not_sent(around: Surroundings, method: str) -> None:
    changed = result(around.ask(method, f"{AGENTS}/{around.agent}", {"status": "Down"}))
    assert (changed["name"], changed["status"]) == ("berlin", "Down")


def test_a_deleted_record_is_answered_with_204_and_gone(around: Surroundings) -> None:
    answer = around.ask("DELETE", f"{AGENTS}/{around.agent}")
    assert (answer.status_code, answer.data) == (204, b"")
    assert error(around.ask("GET", f"{AGENTS}/{around.agent}")) == (404, "No Record found")


def test_a_status_told_by_the_mid_server_may_free_its_permit(around: Surroundings) -> None:
    for agent in (around.agent, "2"):
        around.instance.take_permit(agent)
    around.ask("PATCH", f"{AGENTS}/{around.agent}", {"version": STAMP}, by=MID)
    assert not around.instance.take_permit("3")
    around.ask("PATCH", f"{AGENTS}/{around.agent}", {"status": "Up"}, by=MID)
    assert around.instance.take_permit("3")


@pytest.mark.parametrize(
    ("body", "called"),
    [
        ({"agent": "mid.server.berlin", "queue": "output", "state": "ready"}, ["berlin"]),
        ({"agent": "mid.server.berlin", "queue": "input", "state": "ready"}, []),
        ({"queue": "output", "state": "ready"}, [""]),
    ],
)
def test_a_queued_command_calls_its_mid_server(around: Surroundings, body: dict[str, str], called: list[str]) -> None:
    assert around.ask("POST", "/api/now/table/ecc_queue", body).status_code == 201
    assert around.called == called


@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"count": 1}', "Every value is a string"),
        (b'{"name": null}', "Every value is a string"),
        (b'["name"]', "The body is one JSON object"),
        (b"name=oslo", None),
        (b"", None),
        (b"\xff", None),
    ],
)
def test_a_body_that_is_no_object_of_strings_is_refused(
    around: Surroundings, method: str, body: bytes, message: str | None
) -> None:
    path = AGENTS if method == "POST" else f"{AGENTS}/{around.agent}"
    status, told = error(around.client.open(path, method=method, data=body, auth=ADMIN))
    assert status == 400
    assert message in (None, told)
    assert len(around.instance.tables.select("ecc_agent", "name=berlin")) == 1


# ---- Who may do what


@pytest.mark.parametrize("login", [None, ("admin", "wrong"), ("nobody", ""), ("ADMIN", "secret")])
def test_strangers_are_asked_to_sign_in(around: Surroundings, login: tuple[str, str] | None) -> None:
    answer = around.client.get(AGENTS, auth=login)
    assert error(answer) == (401, "User Not Authenticated")
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="Service-now"'


def test_a_user_without_password_or_roles_can_do_nothing_and_hinders_nobody(around: Surroundings) -> None:
    around.instance.tables.insert("sys_user", {"user_name": "bare"})
    around.instance.tables.insert("sys_user", {"user_name": "roleless", "user_password": "x"})
    assert around.ask("GET", AGENTS, by=("bare", "")).status_code == 401
    assert around.ask("GET", AGENTS, by=("roleless", "x")).status_code == 403
    assert around.ask("GET", AGENTS, by=MID).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/now/table/sys_properties", 200),
        ("GET", "/api/now/table/ecc_agent", 200),
        ("GET", "/api/now/table/sys_user", 403),
        ("POST", "/api/now/table/ecc_queue", 201),
        ("POST", "/api/now/table/ecc_agent_issue", 201),
        ("POST", "/api/now/table/sys_properties", 403),
        ("POST", "/api/now/table/sys_user", 403),
        ("PATCH", "/api/now/table/sys_properties/1", 403),
        ("DELETE", "/api/now/table/sys_user/1", 403),
        ("DELETE", "/api/now/mid/channel/1", 403),
    ],
)
def test_a_mid_server_reads_all_but_users_and_writes_what_is_its_own(
    around: Surroundings, method: str, path: str, status: int
) -> None:
    assert around.ask(method, path, {} if method in ("POST", "PATCH") else None, by=MID).status_code == status


# ---- What is not there


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_there_is_no_record_of_an_unknown_id(around: Surroundings, method: str) -> None:
    assert error(around.ask(method, f"{AGENTS}/x", {})) == (404, "No Record found")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "incident"), ("POST", "incident"), ("GET", "incident/1"), ("DELETE", "incident/1")]
)
def test_an_unknown_table_is_a_bad_request(around: Surroundings, method: str, path: str) -> None:
    assert error(around.ask(method, f"/api/now/table/{path}", {})) == (400, "Invalid table incident")


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/api/now/x", 404), ("DELETE", AGENTS, 405)])
def test_other_paths_and_methods_are_errors_in_json(around: Surroundings, method: str, path: str, status: int) -> None:
    assert error(around.ask(method, path))[0] == status


# ---- MID Server upgrades


def test_instance_info_names_the_assigned_version_and_the_instance_s_own(around: Surroundings) -> None:
    told = {"mid_buildstamp": STAMP, "instance_buildstamp": STAMP}
    assert result(around.ask("GET", "/api/now/mid/instance_info", by=MID)) == told


def test_assigned_packages_are_those_for_the_host(around: Surroundings) -> None:
    path = "/api/now/mid/assigned_packages?os=linux&architecture=x86-64"
    told = result(around.ask("GET", path, by=MID))
    assert told["buildstamp"] == STAMP
    assert [each["name"] for each in told["packages"]] == ["mid-core", "mid-jre"]
    assert told["packages"][1]["file"] == f"mid-jre.{STAMP}.linux.x86-64.zip"
    assert result(around.ask("GET", f"{path}&version={STAMP}", by=MID)) == told
    told_so = (404, "No build, or more than one, is named latest")
    assert error(around.ask("GET", f"{path}&version=latest", by=MID)) == told_so


def test_an_assigned_version_that_is_no_stamp_has_no_packages(around: Surroundings) -> None:
    around.instance.tables.insert("sys_properties", {"name": "mid.version.override", "value": "latest"})
    assert result(around.ask("GET", "/api/now/mid/instance_info", by=MID))["mid_buildstamp"] == "latest"
    assert around.ask("GET", "/api/now/mid/assigned_packages", by=MID).status_code == 404


def test_the_third_permit_is_refused_with_409_until_one_is_given_back(around: Surroundings) -> None:
    agents = [around.agent, around.add("oslo"), around.add("rome")]
    permits = [f"/api/now/mid/upgrade_permit/{agent}" for agent in agents]
    assert [around.ask("POST", path, by=MID).status_code for path in permits] == [201, 201, 409]
    assert around.ask("DELETE", permits[0], by=MID).status_code == 204
    assert result(around.ask("POST", permits[2], by=MID)) == {"mid_server": agents[2]}


def test_only_a_mid_server_with_a_record_is_given_a_permit(around: Surroundings) -> None:
    assert error(around.ask("POST", "/api/now/mid/upgrade_permit/x", by=MID)) == (404, "No Record found")
    assert around.instance.holders == set()


def test_what_a_check_met_becomes_issues(around: Surroundings) -> None:
    path = f"/api/now/mid/upgrade_check/{around.agent}"
    body = {"source": "UpgradeCheck", "messages": ["no space"]}
    assert around.ask("POST", path, body, by=MID).status_code == 204
    (issue,) = result(around.ask("GET", "/api/now/table/ecc_agent_issue", by=MID))
    assert (issue["mid_server"], issue["message"], issue["state"]) == (around.agent, "no space", "new")
    assert around.ask("POST", path.replace(around.agent, "x"), body, by=MID).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"source": "x"}, {"messages": []}, {"source": "x", "messages": "y"}, {"source": "x", "messages": [1]}]
)
def test_a_report_without_source_or_messages_is_refused(around: Surroundings, body: object) -> None:
    answer = around.ask("POST", f"/api/now/mid/upgrade_check/{around.agent}", body, by=MID)
    assert error(answer) == (400, "A source and a list of messages are needed")


def test_a_closed_channel_takes_the_mid_server_down(around: Surroundings) -> None:
    assert around.ask("DELETE", f"/api/now/mid/channel/{around.agent}").status_code == 204
    assert around.instance.tables.get("ecc_agent", around.agent)["status"] == "Down"
    assert around.ask("DELETE", "/api/now/mid/channel/x").status_code == 404
