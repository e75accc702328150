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


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?status=Up", ["berlin", "oslo"]),
        ("?status=Up&name=oslo&sysparm_limit=5", ["oslo"]),
        ("?status=Down", []),
        ("?NAME=rome", ["berlin", "oslo"]),
        ("?name=oslo&sysparm_query=ORDERBYname", ["berlin", "oslo"]),
        ("?name=oslo&sysparm_query=", ["berlin", "oslo"]),
    ],
)
def test_without_a_query_records_are_found_by_the_values_of_fields(
    around: Surroundings, query: str, names: list[str]
) -> None:
    around.add("oslo")
    assert [record["name"] for record in result(around.ask("GET", AGENTS + query))] == names


@pytest.mark.parametrize(
    ("version", "answer"), [("", (200, [])), ("/v1", (404, "No Record found")), ("/v2", (200, []))]
)
def test_the_first_version_alone_answers_404_where_nothing_matches(
    around: Surroundings, version: str, answer: tuple[int, object]
) -> None:
    path = f"/api/now{version}/table/ecc_agent"
    assert [record["name"] for record in result(around.ask("GET", path))] == ["berlin"]
    assert result(around.ask("PATCH", f"{path}/{around.agent}", {"status": "Down"}))["status"] == "Down"
    none = around.ask("GET", f"{path}?name=oslo")
    assert (error(none) if none.status_code == 404 else (none.status_code, result(none))) == answer
    assert around.ask("DELETE", f"{path}/{around.agent}").status_code == 204


# ---- Pages


@pytest.mark.parametrize(
    ("first", "offsets"),
    [
        (0, {"first": 0, "next": 2, "last": 4}),
        (1, {"first": 0, "prev": 0, "next": 3, "last": 4}),
        (2, {"first": 0, "prev": 0, "next": 4, "last": 4}),
        (3, {"first": 0, "prev": 1, "last": 4}),
        (4, {"first": 0, "prev": 2, "last": 4}),
    ],
)
def test_a_page_has_links_to_the_others(around: Surroundings, first: int, offsets: dict[str, int]) -> None:
    for name in ("oslo", "rome", "lima", "bern"):
        around.add(name)
    answer = around.ask("GET", f"{AGENTS}?sysparm_query=name!%3Dx%5EORDERBYname&sysparm_limit=2&sysparm_offset={first}")
    url = f"http://localhost{AGENTS}?sysparm_query=name%21%3Dx%5EORDERBYname&sysparm_limit=2&sysparm_offset="
    assert answer.headers["Link"] == ",".join(f'<{url}{offset}>;rel="{page}"' for page, offset in offsets.items())


@pytest.mark.parametrize(
    "query", ["", "sysparm_limit=2", "sysparm_limit=0", "sysparm_limit=1&sysparm_suppress_pagination_header=true"]
)
def test_a_page_that_is_the_only_one_or_wants_no_links_has_none(around: Surroundings, query: str) -> None:
    around.add("oslo")
    answer = around.ask("GET", f"{AGENTS}?{query}")
    assert "Link" not in answer.headers
    assert answer.headers["X-Total-Count"] == "2"


def test_who_wants_no_count_is_told_none(around: Surroundings) -> None:
    assert "X-Total-Count" not in around.ask("GET", f"{AGENTS}?sysparm_no_count=true").headers


# ---- References

ISSUES = "/api/now/table/ecc_agent_issue"


def shown(around: Surroundings, query: str, field: str = "mid_server") -> object:
    (issue,) = result(around.ask("GET", f"{ISSUES}?{query}"))
    return issue[field]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("", ["link", "value"]),
        ("sysparm_display_value=false", ["link", "value"]),
        ("sysparm_display_value=other", ["link", "value"]),
        ("sysparm_display_value=true", ["display_value", "link"]),
        ("sysparm_display_value=all", ["display_value", "link", "value"]),
        ("sysparm_display_value=all&sysparm_exclude_reference_link=true", ["display_value", "value"]),
        ("sysparm_display_value=true&sysparm_exclude_reference_link=true", "display_value"),
        ("sysparm_exclude_reference_link=true", "value"),
    ],
)
def test_a_reference_is_shown_by_value_name_and_link(around: Surroundings, query: str, parts: list[str] | str) -> None:
    around.instance.report_check(around.agent, "UpgradeCheck", ["no space"])
    link = f"http://localhost{AGENTS}/{around.agent}"
    every = {"display_value": "berlin", "link": link, "value": around.agent}
    expected = every[parts] if isinstance(parts, str) else {part: every[part] for part in parts}
    assert shown(around, query) == expected


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("", "new"),
        ("sysparm_display_value=true", "new"),
        ("sysparm_display_value=all", {"display_value": "new", "value": "new"}),
    ],
)
def test_another_field_is_shown_as_it_is(around: Surroundings, query: str, state: object) -> None:
    around.instance.report_check(around.agent, "UpgradeCheck", ["no space"])
    assert shown(around, query, "state") == state


@pytest.mark.parametrize(
    ("value", "label"),
    [("true", "Yes"), ("false", "No"), ("validating", "Validating"), ("rekey", "Rekeying"), ("", "")],
)
def test_a_choice_is_shown_by_its_label(around: Surroundings, value: str, label: str) -> None:
    path = f"{AGENTS}/{around.agent}?sysparm_fields=validated&sysparm_display_value"
    around.ask("PATCH", path, {"validated": value})
    assert result(around.ask("GET", path)) == {"validated": value}
    assert result(around.ask("GET", f"{path}=true")) == {"validated": label}
    assert result(around.ask("GET", f"{path}=all")) == {"validated": {"display_value": label, "value": value}}


@pytest.mark.parametrize(
    ("agent", "held"),
    [("", ""), ("x", {"display_value": "", "link": f"http://localhost{AGENTS}/x", "value": "x"})],
)
def test_a_reference_that_leads_nowhere_has_no_name(around: Surroundings, agent: str, held: object) -> None:
    around.ask("POST", ISSUES, {"mid_server": agent})
    expected = held or {"display_value": "", "value": ""}
    assert shown(around, "sysparm_display_value=all") == expected
    assert shown(around, "sysparm_fields=mid_server.name", "mid_server.name") == ""


def test_fields_of_the_record_behind_a_reference_are_shown(around: Surroundings) -> None:
    made = around.ask("POST", "/api/now/table/ecc_agent_property", {"name": "mid.x", "ecc_agent": around.agent})
    path = f"/api/now/table/ecc_agent_property/{result(made)['sys_id']}"
    assert result(around.ask("GET", f"{path}?sysparm_fields=name,ecc_agent.name,ecc_agent.x.y,name.z,")) == {
        "name": "mid.x",
        "ecc_agent.name": "berlin",
        "ecc_agent.x.y": "",
        "name.z": "",
    }
    found = around.ask("GET", "/api/now/table/ecc_agent_property?ecc_agent.name=berlin&sysparm_fields=name")
    assert result(found) == [{"name": "mid.x"}]


# ---- Writing


def test_an_inserted_record_is_answered_with_201(around: Surroundings) -> None:
    answer = around.ask("POST", AGENTS, {"name": "oslo"})
    assert answer.status_code == 201
    assert around.instance.tables.get("ecc_agent", result(answer)["sys_id"])["name"] == "oslo"
    assert result(around.ask("GET", answer.headers["Location"]))["name"] == "oslo"


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


@pytest.mark.parametrize(("value", "held"), [(3, "3"), (True, "true"), (False, "false"), (None, ""), (1.5, "1.5")])
def test_values_of_json_are_held_as_texts(around: Surroundings, value: object, held: str) -> None:
    made = around.ask("POST", AGENTS, {"name": "oslo", "validated": value}).get_json()["result"]
    assert made["validated"] == held


@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"name": {"value": "oslo"}}', "Every value is a string, a number, true, false or null"),
        (b'{"name": ["oslo"]}', "Every value is a string, a number, true, false or null"),
        (b'["name"]', "The body is one JSON object"),
        (b"name=oslo", None),
        (b"", None),
        (b"\xff", None),
    ],
)
def test_a_body_that_is_no_object_of_values_is_refused(
    around: Surroundings, method: str, body: bytes, message: str | None
) -> None:
    path = AGENTS if method == "POST" else f"{AGENTS}/{around.agent}"
    status, told = error(around.client.open(path, method=method, data=body, auth=ADMIN))
    assert status == 400
    assert message in (None, told)
    assert len(around.instance.tables.select("ecc_agent", "name=berlin")) == 1


@pytest.mark.parametrize(
    ("kind", "status"), [("application/json", 201), ("application/json; charset=utf-8", 201), ("text/xml", 415)]
)
def test_a_record_is_sent_as_json(around: Surroundings, kind: str, status: int) -> None:
    answer = around.client.post(AGENTS, data=b'{"name": "oslo"}', content_type=kind, auth=ADMIN)
    assert answer.status_code == status
    if status == 415:
        assert error(answer) == (415, "A record is sent as application/json, not as text/xml")


# ---- Who may do what


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/now/table/sys_properties", 200),
        ("GET", "/api/now/table/ecc_agent", 200),
        ("GET", "/api/now/table/sys_user", 403),
        ("POST", "/api/now/table/ecc_queue", 201),
        ("POST", "/api/now/table/ecc_agent_issue", 201),
        ("POST", "/api/now/table/ecc_agent_upgrade_history_stage", 201),
        ("PATCH", "/api/now/table/ecc_agent_upgrade_history_stage/1", 403),
        ("POST", "/api/now/table/ecc_agent_upgrade_history", 403),
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


def test_a_query_that_cannot_be_read_is_a_bad_request(around: Surroundings) -> None:
    answer = around.ask("GET", f"{AGENTS}?sysparm_query=nameSOUNDSLIKEberlin")
    assert error(answer) == (400, "Invalid query: nameSOUNDSLIKEberlin")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("DELETE", AGENTS, "GET, HEAD, POST"), ("POST", f"{AGENTS}/x", "DELETE, GET, HEAD, PATCH, PUT")],
)
def test_a_method_that_is_not_there_is_told_which_are(
    around: Surroundings, method: str, path: str, allowed: str
) -> None:
    answer = around.ask(method, path, {})
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)


@pytest.mark.parametrize("yes", ["true", "True", "TRUE"])
def test_yes_is_said_in_any_case(around: Surroundings, yes: str) -> None:
    around.instance.tables.insert("ecc_agent", {"name": "oslo", "validated": "true"})
    page = f"sysparm_limit=1&sysparm_no_count={yes}&sysparm_suppress_pagination_header={yes}"
    fields = f"sysparm_display_value={yes}&sysparm_fields=validated"
    answer = around.ask("GET", f"{AGENTS}?sysparm_query=ORDERBYDESCname&{page}&{fields}")
    assert not {"Link", "X-Total-Count"} & {*answer.headers.keys()}
    assert result(answer) == [{"validated": "Yes"}]


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_there_is_no_record_of_an_unknown_id(around: Surroundings, method: str) -> None:
    assert error(around.ask(method, f"{AGENTS}/x", {})) == (404, "No Record found")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "incident"), ("POST", "incident"), ("GET", "incident/1"), ("DELETE", "incident/1")]
)
def test_an_unknown_table_is_a_bad_request(around: Surroundings, method: str, path: str) -> None:
    assert error(around.ask(method, f"/api/now/table/{path}", {})) == (400, "Invalid table incident")
