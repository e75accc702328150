import pytest

from tests.reference_impl.instance.surroundings import AGENTS, MID, STAMP, Surroundings, error, result


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
    assert (issue["mid_server"]["value"], issue["message"], issue["state"]) == (around.agent, "no space", "new")
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
    assert around.ask("DELETE", f"/api/now/mid/channel/{around.agent}", by=MID).status_code == 403
