"""ServiceNow's own client, PySNC, as it comes, against the instance on loopback."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from pysnc import GlideRecord, ServiceNowClient
from pysnc.exceptions import AuthenticationException, NotFoundException, RequestException, RoleException
from werkzeug.serving import make_server, make_ssl_devcert

from reference_impl.instance import InstanceApi
from tests.reference_impl.instance.surroundings import ADMIN, MID, STAMP, Surroundings

Certificate = tuple[str, str]
"""The files of a certificate and of its key."""


class Served(Surroundings):
    """An instance over TLS, without which the client asks nobody."""

    def __init__(self, certificate: Certificate) -> None:
        super().__init__()
        self._trusted = certificate[0]
        self._server = make_server("127.0.0.1", 0, InstanceApi(self.instance), ssl_context=certificate)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self._clients: list[ServiceNowClient] = []
        self.url = f"https://localhost:{self._server.port}"

    def sign_in(self, login: tuple[str, str] = ADMIN) -> ServiceNowClient:
        client = ServiceNowClient(self.url, login, verify=self._trusted)
        client.session.trust_env = False  # proxies and authorities of the machine have no part in it
        self._clients.append(client)
        return client

    def agents(self, **conditions: str) -> GlideRecord:
        records = self.sign_in().GlideRecord("ecc_agent")
        for field, value in conditions.items():
            records.add_query(field, value)
        return records

    def close(self) -> None:
        for client in self._clients:
            client.session.close()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_ssl_devcert(str(tmp_path_factory.mktemp("tls") / "instance"), host="localhost")


@pytest.fixture
def served(certificate: Certificate) -> Iterator[Served]:
    around = Served(certificate)
    yield around
    around.close()


@pytest.fixture
def four(served: Served) -> Served:
    """Berlin, and three more MID Servers."""
    tables = served.instance.tables
    tables.insert("ecc_agent", {"name": "oslo", "status": "Down", "router": "lisbon"})
    tables.insert("ecc_agent", {"name": "rome", "status": "Up", "router": "rome"})
    tables.insert("ecc_agent", {"name": "lima", "status": ""})
    return served


def names(records: GlideRecord) -> list[str]:
    records.query()
    return [record.get_value("name") for record in records]


# ---- Reading


def test_one_record_is_read_by_its_id(served: Served) -> None:
    agent = served.agents()
    assert agent.get(served.agent)
    assert agent.serialize() == {
        "name": "berlin",
        "status": "Up",
        "sys_id": served.agent,
        "sys_created_on": "2020-07-01 12:00:00",
        "sys_updated_on": "2020-07-01 12:00:00",
    }
    assert not agent.get("0" * 32)


def test_one_record_is_read_by_a_field(four: Served) -> None:
    agent = four.agents()
    assert agent.get("name", "oslo")
    assert (agent.status, len(agent)) == ("Down", 1)
    assert not four.agents().get("name", "paris")


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (("name", "rome"), ["rome"]),
        (("name", "=", "rome"), ["rome"]),
        (("name", "!=", "rome"), ["berlin", "oslo", "lima"]),
        (("name", ">", "oslo"), ["rome"]),
        (("name", ">=", "oslo"), ["oslo", "rome"]),
        (("name", "<", "lima"), ["berlin"]),
        (("name", "<=", "lima"), ["berlin", "lima"]),
        (("name", "IN", "rome,lima"), ["rome", "lima"]),
        (("name", "NOT IN", "rome,lima"), ["berlin", "oslo"]),
        (("name", "STARTSWITH", "r"), ["rome"]),
        (("name", "ENDSWITH", "lo"), ["oslo"]),
        (("name", "LIKE", "m"), ["rome", "lima"]),
        (("name", "NOT LIKE", "m"), ["berlin", "oslo"]),
        (("name", "CONTAINS", "m"), ["rome", "lima"]),
        (("name", "DOES NOT CONTAIN", "m"), ["berlin", "oslo"]),
        (("name", "BETWEEN", "c@oslo"), ["oslo", "lima"]),
        (("name", "SAMEAS", "router"), ["rome"]),
        (("name", "NSAMEAS", "router"), ["berlin", "oslo", "lima"]),
        (("name", "INSTANCEOF", "rome"), ["rome"]),
    ],
)
def test_records_are_filtered_by_every_operator(four: Served, condition: Sequence[str], found: list[str]) -> None:
    agents = four.agents()
    agents.add_query(*condition)
    assert names(agents) == found


def test_records_are_filtered_by_what_is_empty(four: Served) -> None:
    agents = four.agents()
    agents.add_null_query("status")
    assert names(agents) == ["lima"]
    agents = four.agents()
    agents.add_not_null_query("router")
    assert names(agents) == ["oslo", "rome"]


def test_conditions_are_joined_by_and_and_or(four: Served) -> None:
    agents = four.agents(status="Up")
    either = agents.add_query("name", "oslo")
    either.add_or_condition("name", "rome")
    either.add_or_condition("name", "STARTSWITH", "l")
    assert names(agents) == ["rome"]


def test_an_encoded_query_comes_on_top(four: Served) -> None:
    agents = four.agents(status="Up")
    agents.add_encoded_query("name=oslo^NQstatus=Down^ORDERBYDESCname")
    assert names(agents) == ["oslo"]


def test_records_are_ordered(four: Served) -> None:
    agents = four.agents()
    agents.order_by("name")
    assert names(agents) == ["berlin", "lima", "oslo", "rome"]
    agents = four.agents()
    agents.order_by_desc("name")
    assert names(agents) == ["rome", "oslo", "lima", "berlin"]


def test_only_some_fields_are_read(four: Served) -> None:
    agents = four.agents(name="oslo")
    agents.fields = ["name", "version"]
    agents.query()
    assert [agent.serialize() for agent in agents] == [{"sys_id": agents.sys_id, "name": "oslo", "version": ""}]


# ---- Pages


def many(served: Served) -> list[str]:
    """Make 251 MID Servers of berlin."""
    return ["berlin", *(name for name in (f"m{number:03}" for number in range(250)) if served.add(name))]


def test_more_records_than_one_page_holds_are_all_read(served: Served) -> None:
    expected = many(served)
    agents = served.agents()
    assert names(agents) == expected
    assert agents.get_row_count() == 251


@pytest.mark.parametrize("limit", [1, 99, 100, 101, 200, 251, 300])
def test_a_limit_ends_the_pages(served: Served, limit: int) -> None:
    expected = many(served)
    agents = served.agents()
    agents.limit = limit
    assert names(agents) == expected[:limit]
    assert agents.get_row_count() == 251


def test_the_links_of_a_page_lead_from_the_first_to_the_last(served: Served) -> None:
    expected = many(served)
    session = served.sign_in().session
    answer = session.get(f"{served.url}/api/now/table/ecc_agent?sysparm_query=ORDERBYsys_id&sysparm_limit=100")
    first, last = (answer.links[page]["url"] for page in ("first", "last"))
    read = [record["name"] for record in answer.json()["result"]]
    while "next" in answer.links:
        answer = session.get(answer.links["next"]["url"])
        read += [record["name"] for record in answer.json()["result"]]
    assert read == expected
    assert answer.url == last
    assert session.get(answer.links["prev"]["url"]).links["prev"]["url"] == first


def test_a_query_too_long_for_a_url_goes_as_a_batch(served: Served) -> None:
    expected = many(served)
    agents = served.agents()
    agents.add_query("name", "IN", ",".join([*expected, "x" * 10_000]))
    assert names(agents) == expected


# ---- References


@pytest.fixture
def issue(served: Served) -> str:
    """The sys_id of an issue of berlin."""
    served.instance.report_check(served.agent, "UpgradeCheck", ["no space"])
    return served.instance.tables.select("ecc_agent_issue")[0]["sys_id"]


def test_a_reference_is_read_with_what_it_shows_and_without_its_link(served: Served, issue: str) -> None:
    issues = served.sign_in().GlideRecord("ecc_agent_issue")
    assert issues.get(issue)
    shown = {"value": served.agent, "display_value": "berlin"}
    assert issues.mid_server.serialize() == shown
    assert issues.serialize(display_value=True)["mid_server"] == "berlin"


@pytest.mark.parametrize(
    ("display_value", "value", "shown"),
    [(False, "{agent}", "{agent}"), (True, "berlin", "berlin"), ("all", "{agent}", "berlin")],
)
def test_a_reference_is_read_as_the_client_wants_it(
    served: Served, issue: str, *, display_value: bool | str, value: str, shown: str
) -> None:
    issues = served.sign_in().GlideRecord("ecc_agent_issue")
    issues.display_value, issues.exclude_reference_link = display_value, False
    assert issues.get(issue)
    element = issues.mid_server
    assert element.get_value() == value.format(agent=served.agent)
    assert element.get_display_value() == shown.format(agent=served.agent)
    assert element.get_link() == f"{served.url}/api/now/table/ecc_agent/{served.agent}"


def test_a_link_leads_to_the_record(served: Served, issue: str) -> None:
    client = served.sign_in()
    issues = client.GlideRecord("ecc_agent_issue")
    issues.exclude_reference_link = False
    assert issues.get(issue)
    assert client.session.get(issues.mid_server.get_link()).json()["result"]["name"] == "berlin"


def test_fields_of_the_record_behind_a_reference_are_read_filtered_and_ordered(served: Served, issue: str) -> None:
    served.instance.report_check(served.add("athens"), "UpgradeCheck", ["no space"])
    issues = served.sign_in().GlideRecord("ecc_agent_issue")
    issues.fields = ["mid_server", "mid_server.name"]
    issues.order_by("mid_server.name")
    issues.query()
    assert [issue.get_value("mid_server.name") for issue in issues] == ["athens", "berlin"]
    issues = served.sign_in().GlideRecord("ecc_agent_issue")
    issues.add_query("mid_server.name", "berlin")
    issues.query()
    assert [each.get_value("sys_id") for each in issues] == [issue]


# ---- Writing


def test_a_record_is_inserted_changed_and_deleted(served: Served) -> None:
    tables, command = served.instance.tables, served.sign_in().GlideRecord("ecc_queue")
    command.initialize()
    command.agent, command.queue, command.state = "mid.server.berlin", "output", "ready"
    sys_id = command.insert()
    record = tables.get("ecc_queue", sys_id)
    assert (record["agent"], record["state"], served.called) == ("mid.server.berlin", "ready", ["berlin"])
    command.state = "processed"
    assert command.update() == sys_id
    assert (record["agent"], record["state"]) == ("mid.server.berlin", "processed")
    assert command.delete()
    assert tables.select("ecc_queue") == []


def test_many_records_are_changed_and_deleted_in_batches(served: Served) -> None:
    many(served)
    agents = served.agents(status="Up")
    agents.query()
    for agent in agents:
        agent.status = "Down"
    assert agents.update_multiple()
    assert len(served.instance.tables.select("ecc_agent", "status=Down")) == 251
    assert served.agents(name="berlin").delete_multiple()
    assert served.instance.tables.select("ecc_agent", "name=berlin") == []
    assert served.agents(status="Down").delete_multiple()
    assert served.instance.tables.select("ecc_agent") == []


def test_a_batch_tells_which_of_its_requests_have_failed(served: Served) -> None:
    agents = served.agents()
    agents.query()
    served.instance.tables.delete("ecc_agent", served.agent)
    assert not agents.delete_multiple()


# ---- Errors and roles


def test_a_wrong_password_is_an_authentication_exception(served: Served) -> None:
    with pytest.raises(AuthenticationException, match="User Not Authenticated"):
        served.sign_in(("admin", "wrong")).GlideRecord("ecc_agent").query()


def test_an_unknown_table_is_a_request_exception(served: Served) -> None:
    with pytest.raises(RequestException, match="Invalid table incident"):
        served.sign_in().GlideRecord("incident").query()


def test_a_record_that_is_gone_is_a_not_found_exception(served: Served) -> None:
    agent = served.agents()
    agent.get(served.agent)
    served.instance.tables.delete("ecc_agent", served.agent)
    agent.status = "Down"
    for act in (agent.update, agent.delete):
        with pytest.raises(NotFoundException, match="No Record found"):
            act()


def test_a_mid_server_reads_properties_and_may_not_write_them(served: Served) -> None:
    properties = served.sign_in(MID).GlideRecord("sys_properties")
    assert properties.get("name", "mid.version")
    assert properties.value == STAMP
    properties.value = "other"
    for act in (properties.update, properties.insert, properties.delete):
        with pytest.raises(RoleException, match="The role admin is required"):
            act()
    assert not properties.delete_multiple()
    assert served.instance.property_value("mid.version") == STAMP


def test_users_are_seen_by_administrators_alone_and_passwords_by_nobody(served: Served) -> None:
    with pytest.raises(RoleException, match="The role admin is required"):
        served.sign_in(MID).GlideRecord("sys_user").query()
    users = served.sign_in().GlideRecord("sys_user")
    users.fields = ["user_name", "user_password"]
    users.query()
    assert [user.serialize(fields=["user_name", "user_password"]) for user in users] == [
        {"user_name": "admin"},
        {"user_name": "mid.berlin"},
    ]
