"""What a MID Server asks of its instance and of the download site, over HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import requests

from reference_impl.mid.failures import DownloadError, QueryError, RefreshError
from reference_impl.mid.http import HttpClient


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


class InstanceClient:
    """One MID Server's way to its instance."""

    def __init__(self, url: str, login: tuple[str, str], agent: str, timeout: float) -> None:
        self.url = url
        self._agent = agent
        self._http = HttpClient(timeout, login)

    def assigned_stamp(self) -> str:
        """InstanceInfo: the version assigned to all MID Servers.

        Raises:
            QueryError: The instance is unavailable.
        """
        try:
            answer = self._ask("GET", "/api/now/mid/instance_info")
            answer.raise_for_status()
            return str(answer.json()["result"]["mid_buildstamp"])
        except (requests.RequestException, KeyError, TypeError) as error:
            raise QueryError(_reason(error)) from error

    def packages(self, os: str, architecture: str, version: str) -> tuple[str, list[Package]]:
        """Stamp and packages of the assigned version, or of the named one.

        Raises:
            RefreshError: The instance does not say.
        """
        query = {"os": os, "architecture": architecture, "version": version}
        try:
            answer = self._ask("GET", "/api/now/mid/assigned_packages", params=query)
            answer.raise_for_status()
            result = answer.json()["result"]
            return result["buildstamp"], [Package(**each) for each in result["packages"]]
        except (requests.RequestException, KeyError, TypeError) as error:
            raise RefreshError(_reason(error)) from error

    def report(self, status: str, version: str) -> None:
        """Set status and version of the MID Server's record; nothing is lost when the instance is unavailable."""
        values = {"status": status, "version": version}
        self._try("PATCH", f"/api/now/table/ecc_agent/{self._agent}", json=values)

    def publish(self, messages: Sequence[str]) -> None:
        """Report what one run of the pre-upgrade tests met."""
        body = {"source": "UpgradeCheck", "messages": list(messages)}
        self._try("POST", f"/api/now/mid/upgrade_check/{self._agent}", json=body)

    def take_permit(self) -> bool:
        """Ask for a permit; False when the instance answers 409.

        Raises:
            RefreshError: There is no such answer.
        """
        answer = self._try("POST", f"/api/now/mid/upgrade_permit/{self._agent}")
        if answer is None or answer.status_code not in (HTTPStatus.CREATED, HTTPStatus.CONFLICT):
            raise RefreshError("the instance does not answer the request for a permit")
        return answer.status_code == HTTPStatus.CREATED

    def release_permit(self) -> None:
        """Give the permit back."""
        self._try("DELETE", f"/api/now/mid/upgrade_permit/{self._agent}")

    def waiting_commands(self, mid: str) -> list[Command]:
        """The commands that wait for this MID Server, the oldest first."""
        query = f"agent=mid.server.{mid}^queue=output^state=ready^ORDERBYsys_created_on"
        answer = self._try("GET", "/api/now/table/ecc_queue", params={"sysparm_query": query})
        if answer is None or not answer.ok:
            return []
        fields = ("sys_id", "topic", "source", "name")
        return [Command(*(record.get(field, "") for field in fields)) for record in answer.json()["result"]]

    def set_state(self, command: Command, state: str) -> None:
        """Say how far a command is: processing, processed."""
        self._try("PATCH", f"/api/now/table/ecc_queue/{command.sys_id}", json={"state": state})

    def send_result(self, mid: str, command: Command, payload: str) -> None:
        """Put the result of a command into the queue."""
        result = {"agent": f"mid.server.{mid}", "queue": "input", "topic": command.topic, "source": command.source}
        more = {"state": "ready", "payload": payload, "response_to": command.sys_id}
        self._try("POST", "/api/now/table/ecc_queue", json={**result, **more})

    def _try(self, method: str, path: str, **options: Any) -> requests.Response | None:  # noqa: ANN401 - of requests
        try:
            return self._ask(method, path, **options)
        except requests.RequestException:
            return None

    def _ask(self, method: str, path: str, **options: Any) -> requests.Response:  # noqa: ANN401 - of requests
        return self._http.ask(method, self.url + path, **options)


class DownloadSite:
    """install.service-now.com, or what stands in its place."""

    def __init__(self, url: str, timeout: float) -> None:
        self._url = url
        self._http = HttpClient(timeout)

    def is_accessible(self) -> bool:
        """Whether the site answers at all, and with success."""
        try:
            return self._http.ask("HEAD", f"{self._url}/").ok
        except requests.RequestException:
            return False

    def download(self, package: Package) -> bytes:
        """The bytes of a package.

        Raises:
            DownloadError: The site is not there, or does not have it.
        """
        try:
            answer = self._http.ask("GET", package.url)
            answer.raise_for_status()
        except requests.RequestException as error:
            raise DownloadError(f"{package.file}: {_reason(error)}") from error
        return answer.content


def _reason(error: Exception) -> str:
    """Why there is no good answer, without what differs from run to run."""
    response = getattr(error, "response", None)
    return type(error).__name__ if response is None else f"HTTP {response.status_code}"
