import pytest

from fakes.releases.builds import named
from tests.reference_impl.instance.surroundings import ADMIN, AGENTS, MID, STAMP, Surroundings, error, result


@pytest.fixture
def around() -> Surroundings:
    return Surroundings()


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


# ---- What is not there


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/api/now/x", 404), ("DELETE", AGENTS, 405)])
def test_other_paths_and_methods_are_errors_in_json(around: Surroundings, method: str, path: str, status: int) -> None:
    assert error(around.ask(method, path))[0] == status


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("", 200),
        ("application/json", 200),
        ("application/xml, */*;q=0.1", 200),
        ("application/xml", 406),
        ("application/json;q=0, text/html", 406),
    ],
)
def test_who_takes_no_json_is_told_so(around: Surroundings, accept: str, status: int) -> None:
    answer = around.client.get(AGENTS, auth=ADMIN, headers={"Accept": accept} if accept else {})
    assert answer.status_code == status
    assert answer.content_type == "application/json"


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
    told = result(around.ask("GET", "/api/now/mid/assigned_packages?os=linux&architecture=x86-64", by=MID))
    assert told == {"buildstamp": "latest", "packages": []}


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
    assert (issue["mid_server"]["value"], issue["message"], issue["state"]) == (around.agent, "no space", "new")
    assert around.ask("POST", path.replace(around.agent, "x"), body, by=MID).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"source": "x"}, {"messages": []}, {"source": "x", "messages": "y"}, {"source": "x", "messages": [1]}]
)
def test_a_report_without_source_or_messages_is_refused(around: Surroundings, body: object) -> None:
    answer = around.ask("POST", f"/api/now/mid/upgrade_check/{around.agent}", body, by=MID)
    assert error(answer) == (400, "A source and a list of messages are needed")


def test_what_a_mid_server_tells_of_a_step_becomes_a_record_of_the_last_upgrade(around: Surroundings) -> None:
    path = f"/api/now/mid/upgrade_step/{around.agent}"
    body = {"stage": "Install", "state": "failed", "message": "no space"}
    assert around.ask("POST", path, body, by=MID).status_code == 204
    around.instance.upgrade(named("Orlando Patch 2").stamp)
    around.instance.upgrade(STAMP)
    assert around.ask("POST", path, {**body, "state": "success"}, by=MID).status_code == 204
    before, after = result(around.ask("GET", "/api/now/table/ecc_agent_upgrade_history_stage", by=MID))
    last = around.instance.tables.select("ecc_agent_upgrade_history")[-1]
    assert (before["upgrade_history"], before["stage"], before["state"]) == ("", "Install", "failed")
    assert (after["upgrade_history"]["value"], after["mid_server"]["value"]) == (last["sys_id"], around.agent)
    assert (after["state"], after["message"]) == ("success", "no space")
    assert around.ask("POST", path.replace(around.agent, "x"), body, by=MID).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"stage": "a", "state": "failed"},
        {"stage": "", "state": "failed", "message": ""},
        {"stage": "a", "state": "done", "message": ""},
        {"stage": "a", "state": "failed", "message": 7},
    ],
)
def test_a_step_without_stage_state_or_message_is_refused(around: Surroundings, body: object) -> None:
    answer = around.ask("POST", f"/api/now/mid/upgrade_step/{around.agent}", body, by=MID)
    assert error(answer) == (400, "A stage, a state (in_progress, success, failed) and a message are needed")


def test_a_closed_channel_takes_the_mid_server_down(around: Surroundings) -> None:
    assert around.ask("DELETE", f"/api/now/mid/channel/{around.agent}").status_code == 204
    assert around.instance.tables.get("ecc_agent", around.agent)["status"] == "Down"
    assert around.ask("DELETE", "/api/now/mid/channel/x").status_code == 404
    assert around.ask("DELETE", f"/api/now/mid/channel/{around.agent}", by=MID).status_code == 403


def test_an_opened_channel_calls_the_mid_server_for_which_a_command_waits(around: Surroundings) -> None:
    path = f"/api/now/mid/channel/{around.agent}"
    assert around.ask("POST", path).status_code == 204
    around.instance.send_system_command("berlin", "autoUpgrade")
    around.called.clear()
    assert around.ask("POST", path).status_code == 204
    assert around.called == ["berlin"]
    assert around.ask("POST", "/api/now/mid/channel/x").status_code == 404
    assert around.ask("POST", path, by=MID).status_code == 403


# ---- Actions on the record of a MID Server


@pytest.mark.parametrize("action", ["upgrade", "pause", "restart", "grab_log", "thread_dump", "clear_queue"])
def test_every_action_has_a_path_and_no_answer_but_that_it_is_done(around: Surroundings, action: str) -> None:
    answer = around.ask("POST", f"/api/now/mid/action/{around.agent}/{action}")
    assert (answer.status_code, answer.data) == (204, b"")
    assert around.called == ([] if action == "clear_queue" else ["berlin"])


@pytest.mark.parametrize(
    ("action", "agent", "told"),
    [
        ("resume", "", (409, "resume is not available in the status Up")),
        ("upgrade", "x", (404, "No Record found")),
    ],
)
def test_an_action_that_cannot_be_done_is_an_error_in_json(
    around: Surroundings, action: str, agent: str, told: tuple[int, str]
) -> None:
    assert error(around.ask("POST", f"/api/now/mid/action/{agent or around.agent}/{action}")) == told


@pytest.mark.parametrize(
    ("method", "action", "status"), [("POST", "explode", 404), ("POST", "", 404), ("GET", "upgrade", 405)]
)
def test_there_are_no_other_actions(around: Surroundings, method: str, action: str, status: int) -> None:
    assert error(around.ask(method, f"/api/now/mid/action/{around.agent}/{action}"))[0] == status


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        ("admin", 204),
        ("mid_server", 204),
        ("itil,mid_server", 204),
        ("itil", 403),
        ("mid_server_admin", 403),
        ("", 403),
    ],
)
def test_the_role_mid_server_or_admin_is_required_to_act(around: Surroundings, roles: str, status: int) -> None:
    user = {"user_name": "somebody", "user_password": "x", "roles": roles}
    around.instance.tables.insert("sys_user", user)
    answer = around.ask("POST", f"/api/now/mid/action/{around.agent}/upgrade", by=("somebody", "x"))
    assert answer.status_code == status
    assert around.called == (["berlin"] if status == 204 else [])


def test_nobody_acts_without_a_login(around: Surroundings) -> None:
    answer = around.client.post(f"/api/now/mid/action/{around.agent}/upgrade")
    assert error(answer) == (401, "User Not Authenticated")
    assert around.instance.tables.select("ecc_queue") == []
