"""What a MID Server asks of its instance and of the download site."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from reference_impl.mid.failures import BuildstampError, DownloadError, QueryError, RefreshError
from reference_impl.mid.http import Answer, Http, NoAnswerError

NO_SUCH_FORM = (LookupError, TypeError, ValueError)
"""What reading an answer raises that is no answer to the question."""


@dataclass(frozen=True)
class Package:
    """A package that the instance has assigned."""

    name: str
    file: str
    url: str


@dataclass(frozen=True)
class Command:
    """A command that waits in the ECC queue."""

    sys_id: str
    topic: str
    source: str
    name: str

    @property
    def is_system(self) -> bool:
        """Whether it is for the MID Server itself, and not for its host."""
        return self.topic == "SystemCommand"


class InstanceClient:
    """One MID Server's way to its instance."""

    source = "UpgradeCheck"
    """The source of all issues of the pre-upgrade tests."""

    def __init__(self, http: Http, url: str, login: tuple[str, str], agent: str) -> None:
        self.url = url
        self._http, self._agent = http, agent
        credentials = base64.b64encode(":".join(login).encode()).decode()  # RFC 7617
        self._headers = {"Authorization": f"Basic {credentials}", "Content-Type": "application/json"}

    def assigned_stamp(self) -> str:
        """InstanceInfo: the version assigned to all MID Servers.

        Raises:
            QueryError: The instance is unavailable.
        """
        try:
            return str(self._result("GET", "/api/now/mid/instance_info")["mid_buildstamp"])
        except NoAnswerError as error:
            raise QueryError(str(error)) from error
        except NO_SUCH_FORM as error:
            raise QueryError("the answer has another form") from error

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        """Stamp and packages of the assigned version, or of the named one.

        Raises:
            BuildstampError: The instance knows no build of that name, or several.
            RefreshError: The instance does not say, or there are no packages.
        """
        query = urlencode({"os": os, "architecture": architecture, "version": version})
        try:
            answer = self.ask("GET", f"/api/now/mid/assigned_packages?{query}")
            if answer.status == HTTPStatus.NOT_FOUND:
                raise BuildstampError(version)
            result = _result(answer)
            stamp, packages = result["buildstamp"], [Package(**each) for each in result["packages"]]
        except NoAnswerError as error:
            raise RefreshError(str(error)) from error
        except NO_SUCH_FORM as error:
            raise RefreshError("the answer has another form") from error
        if not packages:
            raise RefreshError(f"there are no packages of {stamp}")
        return stamp, packages

    def is_validated(self) -> bool:
        """Whether an administrator has validated the MID Server; validating and rekey do not count."""
        return self.validation() == "true"

    def validation(self) -> str:
        """What the MID Server's record says of its validation; empty where the instance does not say."""
        return self._own_record("validated")

    def known_status(self) -> str:
        """The status in the MID Server's record; empty where the instance does not say."""
        return self._own_record("status")

    def mid_property(self, name: str) -> str:
        """The value of a MID Server property: of this MID Server, else of all; empty where the instance has none."""
        query = urlencode({"sysparm_query": f"name={name}", "sysparm_exclude_reference_link": "true"})
        try:
            found = self._result("GET", f"/api/now/table/ecc_agent_property?{query}")
            values = {each["ecc_agent"]: str(each["value"]) for each in found}
        except (NoAnswerError, *NO_SUCH_FORM):
            return ""
        return values.get(self._agent) or values.get("", "")

    def report(self, status: str, version: str) -> bool:
        """Set status and version of the MID Server's record; False when the instance does not take it over."""
        path = f"/api/now/table/ecc_agent/{self._agent}"
        return self._is_done("PATCH", path, {"status": status, "version": version})

    def publish(self, messages: Sequence[str]) -> None:
        """Report what one run of the pre-upgrade tests met; nothing, too."""
        self._publish(self.source, messages)

    def publish_verification(self, messages: Sequence[str]) -> None:
        """Report what the verification of packages has met (rule SIG-FAIL-RECORDED); nothing, too."""
        self._publish("PackageVerification", messages)

    def take_permit(self) -> bool:
        """Ask for a permit; False when the instance answers 409.

        Raises:
            RefreshError: There is no such answer.
        """
        answer = self._try("POST", f"/api/now/mid/upgrade_permit/{self._agent}")
        if answer is not None and answer.status == HTTPStatus.CONFLICT:
            return False
        if answer is None or not answer.is_success:
            raise RefreshError("the instance does not answer the request for a permit")
        return True

    def release_permit(self) -> None:
        """Give the permit back."""
        self._try("DELETE", f"/api/now/mid/upgrade_permit/{self._agent}")

    def waiting_commands(self, mid: str) -> list[Command]:
        """The commands that wait for this MID Server, the oldest first."""
        query = f"agent=mid.server.{mid}^queue=output^state=ready^ORDERBYsys_created_on"
        try:
            records = self._result("GET", f"/api/now/table/ecc_queue?{urlencode({'sysparm_query': query})}")
            fields = ("sys_id", "topic", "source", "name")
            return [Command(*(each.get(field, "") for field in fields)) for each in records]
        except (NoAnswerError, LookupError, TypeError, ValueError, AttributeError):
            return []

    def set_state(self, command: Command, state: str) -> None:
        """Say how far a command is: processing, processed."""
        self._try("PATCH", f"/api/now/table/ecc_queue/{command.sys_id}", {"state": state})

    def send_result(self, mid: str, command: Command, payload: str) -> bool:
        """Put the result of a command into the queue; False when the instance does not take it."""
        result = {"agent": f"mid.server.{mid}", "queue": "input", "topic": command.topic, "source": command.source}
        more = {"state": "ready", "payload": payload, "response_to": command.sys_id}
        return self._is_done("POST", "/api/now/table/ecc_queue", {**result, **more})

    def _publish(self, source: str, messages: Sequence[str]) -> None:
        body = {"source": source, "messages": list(messages)}
        self._try("POST", f"/api/now/mid/upgrade_check/{self._agent}", body)

    def _own_record(self, field: str) -> str:
        path = f"/api/now/table/ecc_agent/{self._agent}?sysparm_fields={field}"
        try:
            return str(self._result("GET", path)[field])
        except (NoAnswerError, *NO_SUCH_FORM):
            return ""

    def _result(self, method: str, path: str) -> Any:  # noqa: ANN401 - JSON
        return _result(self.ask(method, path))

    def _is_done(self, method: str, path: str, body: Mapping[str, Any]) -> bool:
        answer = self._try(method, path, body)
        return answer is not None and answer.is_success

    def _try(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer | None:
        try:
            return self.ask(method, path, body)
        except NoAnswerError:
            return None

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """One request, with the MID Server's login.

        Raises:
            NoAnswerError: There is no answer.
        """
        sent = b"" if body is None else json.dumps(body).encode()
        return self._http.ask(method, self.url + path, self._headers, sent)


def _result(answer: Answer) -> Any:  # noqa: ANN401 - JSON
    if not answer.is_success:
        raise NoAnswerError(f"HTTP {answer.status}")
    return answer.json()["result"]


class DownloadSite:
    """install.service-now.com, or what stands in its place."""

    def __init__(self, http: Http, url: str) -> None:
        self._http, self._url = http, url

    def is_accessible(self) -> bool:
        """Whether the site answers at all, and with success."""
        try:
            return self._http.ask("HEAD", f"{self._url}/", {}).is_success
        except NoAnswerError:
            return False

    def download(self, package: Package) -> bytes:
        """The bytes of a package.

        Raises:
            DownloadError: The site is not there, or does not have it.
        """
        try:
            answer = self._http.ask("GET", package.url, {})
        except NoAnswerError as error:
            raise DownloadError(f"{package.file}: {error}") from error
        if not answer.is_success:
            raise DownloadError(f"{package.file}: HTTP {answer.status}")
        return answer.body
