import json
from collections.abc import Callable

import pytest

from reference_impl.mid.failures import BuildstampError, DownloadError, QueryError, RefreshError
from reference_impl.mid.http import Answer
from reference_impl.mid.servers import Command, DownloadSite, InstanceClient, Package
from tests.reference_impl.mid.scripted_http import ScriptedHttp, result

URL, SITE = "https://instance", "https://site"
API = f"{URL}/api/now"
INFO = f"GET {API}/mid/instance_info"
PACKAGES = f"GET {API}/mid/assigned_packages?os=linux&architecture=x86-64&version="
PERMIT = f"POST {API}/mid/upgrade_permit/1a"
QUERY = "agent%3Dmid.server.berlin%5Equeue%3Doutput%5Estate%3Dready%5EORDERBYsys_created_on"
QUEUE = f"GET {API}/table/ecc_queue?sysparm_query={QUERY}"
PACKAGE = Package("mid-core", "mid-core.zip", f"{SITE}/mid-core.zip")
COMMAND = Command("7", "Command", "hostname", "hostname")
NONE = [Answer(500), "connection refused"]
"""What is no word of the instance."""


def client(http: ScriptedHttp) -> InstanceClient:
    return InstanceClient(http, URL, ("mid.berlin", "password"), "1a")


def test_the_assigned_version_is_asked_for_with_the_mid_server_s_login() -> None:
    http = ScriptedHttp({INFO: result({"mid_buildstamp": "x"})})
    assert client(http).assigned_stamp() == "x"
    assert http.asked[INFO].headers["Authorization"] == "Basic bWlkLmJlcmxpbjpwYXNzd29yZA=="
    assert http.asked[INFO].body == b""


@pytest.mark.parametrize(
    ("version", "sent"), [("", ""), ("orlando-1__patch1", "orlando-1__patch1"), ("a&os=b c", "a%26os%3Db+c")]
)
def test_packages_are_asked_for_by_host_and_version(version: str, sent: str) -> None:
    answer = {"buildstamp": "x", "packages": [{"name": "mid-core", "file": "mid-core.zip", "url": PACKAGE.url}]}
    http = ScriptedHttp({PACKAGES + sent: result(answer)})
    assert client(http).packages("linux", "x86-64", version) == ("x", [PACKAGE])


ANOTHER_FORM = "the answer has another form"
BAD_ANSWERS = [
    (Answer(500), "HTTP 500"),
    (Answer(401, b"{}"), "HTTP 401"),
    (Answer(302, b'{"result": {}}'), "HTTP 302"),
    ("timed out", "timed out"),
    (Answer(200, b"<html>"), ANOTHER_FORM),
    (Answer(200, b"{}"), ANOTHER_FORM),
    (result(None), ANOTHER_FORM),
]


@pytest.mark.parametrize(("answer", "reason"), BAD_ANSWERS, ids=[str(answer) for answer, _ in BAD_ANSWERS])
@pytest.mark.parametrize(
    ("line", "ask", "failure"),
    [
        (INFO, lambda client: client.assigned_stamp(), QueryError),
        (PACKAGES, lambda client: client.packages("linux", "x86-64", ""), RefreshError),
    ],
    ids=["version", "packages"],
)
def test_whatever_is_no_good_answer_is_a_failure_with_a_reason(
    answer: Answer | str,
    reason: str,
    line: str,
    ask: Callable[[InstanceClient], object],
    failure: type[QueryError | RefreshError],
) -> None:
    with pytest.raises(failure) as failed:
        ask(client(ScriptedHttp({line: answer})))
    assert str(failed.value) == f"{failure.message}. {reason}"


def test_a_version_that_the_instance_does_not_know_is_named() -> None:
    http = ScriptedHttp({f"{PACKAGES}latest": Answer(404, b"{}")})
    with pytest.raises(BuildstampError, match=r"^Not a valid package buildstamp\. latest$"):
        client(http).packages("linux", "x86-64", "latest")


def test_a_version_without_packages_is_a_failure() -> None:
    http = ScriptedHttp({PACKAGES: result({"buildstamp": "x", "packages": []})})
    with pytest.raises(RefreshError, match=r"^Unable to refresh packages\. there are no packages of x$"):
        client(http).packages("linux", "x86-64", "")


@pytest.mark.parametrize(
    ("answer", "validation"),
    [
        (result({"validated": "true"}), "true"),
        (result({"validated": "false"}), "false"),
        (result({"validated": "validating"}), "validating"),
        (result({"validated": "rekey"}), "rekey"),
        (result({"validated": "True"}), "True"),
        (result({"validated": ""}), ""),
        (result({}), ""),
        (result([]), ""),
        (Answer(200, b"<html>"), ""),
        (Answer(404), ""),
        ("timed out", ""),
    ],
)
def test_only_what_the_record_calls_true_is_validated(answer: Answer | str, validation: str) -> None:
    http = ScriptedHttp({f"GET {API}/table/ecc_agent/1a?sysparm_fields=validated": answer})
    assert client(http).validation() == validation
    assert client(http).is_validated() is (validation == "true")


@pytest.mark.parametrize(("status", "given"), [(200, True), (201, True), (409, False)])
def test_a_permit_is_given_or_refused(status: int, *, given: bool) -> None:
    assert client(ScriptedHttp({PERMIT: Answer(status)})).take_permit() is given


@pytest.mark.parametrize("answer", NONE)
def test_no_word_about_a_permit_is_a_failure(answer: Answer | str) -> None:
    with pytest.raises(RefreshError, match=r"the instance does not answer the request for a permit$"):
        client(ScriptedHttp({PERMIT: answer})).take_permit()


def test_waiting_commands_are_read_with_what_they_lack_empty() -> None:
    http = ScriptedHttp({QUEUE: result([{"sys_id": "7", "topic": "Command"}])})
    assert client(http).waiting_commands("berlin") == [Command("7", "Command", "", "")]


@pytest.mark.parametrize("answer", [Answer(200, b"<html>"), result({"sys_id": "7"}), result(None), result([7])])
def test_what_is_no_list_of_commands_has_none(answer: Answer) -> None:
    assert client(ScriptedHttp({QUEUE: answer})).waiting_commands("berlin") == []


TOLD: list[tuple[str, Callable[[InstanceClient], object], object]] = [
    ("PATCH table/ecc_agent/1a", lambda it: it.report("Up", "x"), {"status": "Up", "version": "x"}),
    ("POST mid/upgrade_check/1a", lambda it: it.publish(("a",)), {"source": "UpgradeCheck", "messages": ["a"]}),
    (
        "POST mid/upgrade_step/1a",
        lambda it: it.report_step("Install", "failed", "no space"),
        {"stage": "Install", "state": "failed", "message": "no space"},
    ),
    ("DELETE mid/upgrade_permit/1a", lambda it: it.release_permit(), None),
    ("PATCH table/ecc_queue/7", lambda it: it.set_state(COMMAND, "processed"), {"state": "processed"}),
    (
        "POST table/ecc_queue",
        lambda it: it.send_result("berlin", COMMAND, "output"),
        {
            "agent": "mid.server.berlin",
            "queue": "input",
            "topic": "Command",
            "source": "hostname",
            "state": "ready",
            "payload": "output",
            "response_to": "7",
        },
    ),
]


@pytest.mark.parametrize("answer", [Answer(200), *NONE])
@pytest.mark.parametrize(("what", "tell", "body"), TOLD, ids=[what for what, _, _ in TOLD])
def test_the_instance_is_told_and_nothing_comes_of_it_when_it_is_unavailable(
    answer: Answer | str, what: str, tell: Callable[[InstanceClient], object], body: object
) -> None:
    line = what.replace(" ", f" {API}/")
    http = ScriptedHttp({line: answer})
    tell(client(http))
    sent = http.asked[line].body
    assert (json.loads(sent) if sent else None) == body
    assert http.asked[line].headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("answer", NONE)
def test_an_unavailable_instance_has_no_commands(answer: Answer | str) -> None:
    assert client(ScriptedHttp({QUEUE: answer})).waiting_commands("berlin") == []


@pytest.mark.parametrize(
    ("answer", "there"), [(Answer(200), True), (Answer(302), False), (Answer(503), False), ("timed out", False)]
)
def test_the_site_is_accessible_if_it_answers_with_success(answer: Answer | str, *, there: bool) -> None:
    assert DownloadSite(ScriptedHttp({f"HEAD {SITE}/": answer}), SITE).is_accessible() is there


def test_a_package_is_its_bytes_and_the_site_learns_no_login() -> None:
    http = ScriptedHttp({f"GET {PACKAGE.url}": Answer(200, b"PK")})
    assert DownloadSite(http, SITE).download(PACKAGE) == b"PK"
    assert http.asked[f"GET {PACKAGE.url}"].headers == {}


@pytest.mark.parametrize(
    ("answer", "reason"), [(Answer(404), "HTTP 404"), ("timed out", "timed out")], ids=["404", "timeout"]
)
def test_a_package_that_cannot_be_had_is_named(answer: Answer | str, reason: str) -> None:
    with pytest.raises(DownloadError) as failed:
        DownloadSite(ScriptedHttp({f"GET {PACKAGE.url}": answer}), SITE).download(PACKAGE)
    assert str(failed.value) == f"Unable to refresh packages. mid-core.zip: {reason}"
