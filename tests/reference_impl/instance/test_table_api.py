import pytest

from tests.reference_impl.instance.surroundings import ADMIN, AGENTS, MID, STAMP, Surroundings, error, result


@pytest.fixture
def around() -> Surroundings:
    return Surroundings()


# ---- Reading


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


# ---- Writing


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
