"""Free: in how many processes an upgrade goes, and what is told of a restart."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from reference_impl.mid import Process
from reference_impl.mid.commands import UP, UPGRADING
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.history import INSTALL, step
from reference_impl.mid.host import HostError
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import NO_SUCH_FORM, InstanceClient, Package
from reference_impl.mid.waiting import Waiting
from right.base import RightMidServer


class HalfInstallation(Installation):
    """Fetches the packages in one process, and puts them in place in the next."""

    is_second_half = False

    @property
    def note(self) -> str:
        """The file that tells the next process what to put in place."""
        return self._agent.path("work", "upgrade.json")

    def fetch(self, package: Package) -> None:
        if not self.is_second_half:
            super().fetch(package)

    def install(self, packages: Sequence[Package]) -> Iterator[datetime]:
        if self.is_second_half:
            yield from super().install(packages)
        else:
            self._host.write(self.note, json.dumps([asdict(package) for package in packages]).encode())

    def left_over(self) -> list[Package]:
        """What the process before has fetched; it is told once."""
        try:
            found = [Package(**each) for each in json.loads(self._host.read(self.note))]
            self._host.delete(self.note)
        except HostError:
            return []
        return found


class StatusReader(InstanceClient):
    """Reads what the instance knows of the status."""

    def status(self) -> str:
        """The status of the MID Server's record; empty where the instance does not say."""
        try:
            return str(self._result("GET", f"/api/now/table/ecc_agent/{self._agent}?sysparm_fields=status")["status"])
        except (NoAnswerError, *NO_SUCH_FORM):
            return ""


class RestartsTwice(
    RightMidServer,
    freedom="STATE-UPGRADING: the status is Upgrading while the upgrade runs, and Up again after it"
    " succeeded; no sentence counts restarts",
):
    """Fetches the packages and restarts; its next process puts them in place and restarts once more."""

    instance: StatusReader
    instance_type = StatusReader
    installation: HalfInstallation
    installation_type = HalfInstallation

    def run(self) -> Process:
        packages = self.installation.left_over()
        if packages and self.instance.status() in (UP, UPGRADING):  # else it was Down meanwhile, and has no permit
            yield from self.finish(packages)
            yield from self.work()
        yield from super().run()

    def finish(self, packages: Sequence[Package]) -> Waiting:
        """Put the packages in place; comes back when that has failed."""
        self.is_busy = self.installation.is_second_half = True
        try:
            with step(self.tell, INSTALL):
                yield from self.install(packages)
            yield from self.restart()
        except UpgradeFailure as failure:
            _, stamp, *_ = packages[0].file.split(".")
            self.failed(failure, stamp)
        self.is_busy = self.installation.is_second_half = False
        if self.commands.left_behind:
            self.take_commands()


class CleansUpInAProcessOfItsOwn(
    RightMidServer,
    freedom="STATE-UPGRADING: the status is Upgrading while the upgrade runs, and Up again after it"
    " succeeded; no sentence counts restarts",
):
    """Restarts once more, still Upgrading, when the new version has started for the first time."""

    def run(self) -> Process:
        note = self.agent.path("work", "upgraded")
        try:
            self.host.delete(note)
        except HostError:  # no upgrade came before
            yield from super().run()
        yield from super().restart()

    def restart(self) -> Waiting:
        if self.is_different(self.agent.installed()):
            self.host.write(self.agent.path("work", "upgraded"), b"")
        yield from super().restart()


class TellsThatItsServiceIsDown(
    RightMidServer,
    freedom="STATE-PRE-ISTANBUL: never Upgrading is what is judged; Down while the service restarts"
    " is no upgrade state",
):
    """Says that it is Down before its service restarts, as a version from before Istanbul."""

    def restart(self) -> Waiting:
        if self.is_older_than_the_upgrade_states():
            self.report("Down")
        yield from super().restart()
