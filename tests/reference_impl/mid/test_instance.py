from collections.abc import Callable, Iterator

import pytest
import requests
import responses

from reference_impl.mid.failures import DownloadError, QueryError, RefreshError
from reference_impl.mid.instance import Command, DownloadSite, InstanceClient, Package

URL, SITE = "https://instance", "https://site"
API = f"{URL}/api/now"
PACKAGE = Package("mid-core", "mid-core.zip", f"{SITE}/mid-core.zip")


@pytest.fixture
def network() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock() as mock:
        yield mock


@pytest.fixture
def client() -> InstanceClient:
    return InstanceClient(URL, ("mid.berlin", "password"), "1a", 0.2)


def test_the_assigned_version_is_asked_for_with_the_mid_server_s_login(
    client: InstanceClient, network: responses.RequestsMock
) -> None:
    network.get(f"{API}/mid/instance_info", json={"result": {"mid_buildstamp": "x"}})
    assert client.assigned_stamp() == "x"
    assert network.calls[0].request.headers["Authorization"] == "Basic bWlkLmJlcmxpbjpwYXNzd29yZA=="


BAD_ANSWERS = [
    ({"status": 500}, "HTTP 500"),
    ({"status": 401, "json": {}}, "HTTP 401"),
    ({"body": requests.ConnectTimeout("at 10.0.0.1:443")}, "ConnectTimeout"),
    ({"body": "<html>"}, "JSONDecodeError"),
    ({"json": {}}, "KeyError"),
    ({"json": {"result": None}}, "TypeError"),
]


@pytest.mark.parametrize(("answer", "reason"), BAD_ANSWERS, ids=[reason for _, reason in BAD_ANSWERS])
@pytest.mark.parametrize(
    ("path", "ask", "failure"),
    [
        ("instance_info", lambda client: client.assigned_stamp(), QueryError),
        ("assigned_packages", lambda client: client.packages("linux", "x86-64", ""), RefreshError),
    ],
    ids=["version", "packages"],
)
def test_whatever_is_no_good_answer_is_a_failure_with_a_reason(  # noqa: PLR0913, PLR0917 - two tables
    client: InstanceClient,
    network: responses.RequestsMock,
    answer: dict[str, object],
    reason: str,
    path: str,
    ask: Callable[[InstanceClient], object],
    failure: type[QueryError | RefreshError],
) -> None:
    network.get(f"{API}/mid/{path}", **answer)
    with pytest.raises(failure) as failed:
        ask(client)
    assert str(failed.value) == f"{failure.message}. {reason}"


@pytest.mark.parametrize(("status", "given"), [(201, True), (409, False)])
def test_a_permit_is_given_or_refused(
    client: InstanceClient, network: responses.RequestsMock, status: int, *, given: bool
) -> None:
    network.post(f"{API}/mid/upgrade_permit/1a", status=status)
    assert client.take_permit() is given


@pytest.mark.parametrize("answer", [{"status": 500}, {"body": requests.ConnectionError("refused")}])
def test_no_word_about_a_permit_is_a_failure(
    client: InstanceClient, network: responses.RequestsMock, answer: dict[str, object]
) -> None:
    network.post(f"{API}/mid/upgrade_permit/1a", **answer)
    with pytest.raises(RefreshError, match=r"the instance does not answer the request for a permit$"):
        client.take_permit()


def test_waiting_commands_are_read_with_what_they_lack_empty(
    client: InstanceClient, network: responses.RequestsMock
) -> None:
    network.get(f"{API}/table/ecc_queue", json={"result": [{"sys_id": "7", "topic": "Command"}]})
    assert client.waiting_commands("berlin") == [Command("7", "Command", "", "")]


@pytest.mark.parametrize("answer", [{"status": 500}, {"body": requests.ConnectionError("refused")}])
def test_an_unavailable_instance_has_no_commands_and_takes_no_reports_amiss(
    client: InstanceClient, network: responses.RequestsMock, answer: dict[str, object]
) -> None:
    network.get(f"{API}/table/ecc_queue", **answer)
    network.patch(f"{API}/table/ecc_agent/1a", **answer)
    assert client.waiting_commands("berlin") == []
    client.report("Up", "x")


@pytest.mark.parametrize(
    ("answer", "there"),
    [({"status": 200}, True), ({"status": 503}, False), ({"body": requests.ConnectTimeout()}, False)],
)
def test_the_site_is_accessible_if_it_answers_with_success(
    network: responses.RequestsMock, answer: dict[str, object], *, there: bool
) -> None:
    network.head(f"{SITE}/", **answer)
    assert DownloadSite(SITE, 0.2).is_accessible() is there


def test_a_package_is_its_bytes(network: responses.RequestsMock) -> None:
    network.get(PACKAGE.url, body=b"PK")
    assert DownloadSite(SITE, 0.2).download(PACKAGE) == b"PK"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [({"status": 404}, "HTTP 404"), ({"body": requests.ReadTimeout()}, "ReadTimeout")],
    ids=["404", "timeout"],
)
def test_a_package_that_cannot_be_had_is_named(
    network: responses.RequestsMock, answer: dict[str, object], reason: str
) -> None:
    network.get(PACKAGE.url, **answer)
    with pytest.raises(DownloadError) as failed:
        DownloadSite(SITE, 0.2).download(PACKAGE)
    assert str(failed.value) == f"Unable to refresh packages. mid-core.zip: {reason}"
