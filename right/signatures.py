"""Free: where packages lie and in which order they come, how a refusal is recorded, and what trace says."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import VerificationError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import InstanceClient, Package
from right.base import Polling, RightMidServer


class BackwardsInstallation(Installation):
    """Begins with the last package of the list."""

    def carry_out(self, packages: Sequence[Package]) -> Iterator[datetime]:
        return super().carry_out(packages[::-1])


class BeginsWithTheLastPackage(
    RightMidServer, freedom="SIG-ONE-BY-ONE: packages are downloaded one by one; no sentence says in which order"
):
    """Downloads and verifies the packages of the list from its end."""

    installation_type = BackwardsInstallation


class ElsewhereInstallation(Installation):
    """Keeps packages in the temporary folder until all are good."""

    def fetch(self, package: Package) -> None:
        folder = self._host.facts().temp_folder
        place = self._agent.separator.join((folder, "mid-packages", package.file))
        self._host.write(place, self._site.download(package))
        self._host.copy(place, self._incoming(package))
        self.verify(package)
        self._host.delete(place)


class KeepsPackagesElsewhere(
    RightMidServer, freedom='SIG-ONE-BY-ONE: "stores them in the file system"; docs/measured.md: wherever that is'
):
    """Writes what it downloads into the temporary folder first."""

    installation_type = ElsewhereInstallation


class ForgetfulInstallation(Installation):
    """Deletes a package that was refused."""

    def fetch(self, package: Package) -> None:
        try:
            super().fetch(package)
        except VerificationError:
            self._host.delete(self._incoming(package))
            raise


class DeletesWhatItRefuses(RightMidServer, freedom="SIG-VERIFY: no sentence says what becomes of a refused package"):
    """Does not keep a bad package."""

    installation_type = ForgetfulInstallation


class OneIssueForAll(InstanceClient):
    """Writes issues by itself, as an instance would."""

    def publish_verification(self, messages: Sequence[str]) -> None:
        for message in messages:
            facts = {"source": "AutoUpgrade", "state": "new", "count": "1", "last_detected": "2020-07-01 00:00:00"}
            self._try(
                "POST", "/api/now/table/ecc_agent_issue", {**facts, "mid_server": self._agent, "message": message}
            )


class WritesIssuesOfRefusals(
    RightMidServer,
    freedom="SIG-FAIL-RECORDED: what the issue says, which source it names and how many there are is free",
):
    """Makes a new issue of each refusal, under another source, and resolves none."""

    instance_type = OneIssueForAll


class StructuredAgent(Agent):
    """Logs in JSON, with an id for each line, and tells at trace what else it does."""

    lines = 0

    def log(self, text: str, *, error: bool = False) -> None:
        self.lines += 1
        level = "ERROR" if error else "INFO"
        fields = {"id": f"{self._host.now().timestamp() * 1000 + self.lines:.0f}", "level": level, "msg": text}
        self._host.append(self._log_file, f"{json.dumps(fields)}\n")

    def trace(self, text: str) -> None:
        if self.parameter("mid.log.level") == "trace":
            for each in (text, "entering verify()", "leaving verify()"):
                self.log(each)


class LogsInJson(RightMidServer, freedom="SIG-TRACE: no format of a line is given, nor what trace adds besides"):
    """Writes its log in JSON, and more lines than others at trace."""

    agent_type = StructuredAgent


class TracesItsLooksIntoTheQueue(Polling, freedom="SIG-TRACE: nor what trace adds besides, and when"):
    """Writes at trace that it looks into its queue, less often from look to look."""

    def look(self) -> None:
        self.agent.trace("Looking into the queue")
        self.poll_period += timedelta(seconds=1)
        super().look()
