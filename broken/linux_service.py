"""Faults in the chapter "Failed upgrades": Linux, where the service takes the upgrade along."""

from broken.base import BrokenMidServer
from reference_impl.buildstamp import parse_buildstamp
from reference_impl.mid.waiting import Waiting


class DoesNotTryFromMadrid(BrokenMidServer, rule="FAIL-LINUX-MADRID"):
    """Does not try to upgrade from Madrid or older to New York on Linux, even once its service was reinstalled."""

    def upgrade(self) -> Waiting:
        if self.host.facts().os != "linux" or not self.running.is_older_than("newyork"):
            yield from super().upgrade()


class UpgradesWithoutItsService(BrokenMidServer, rule="FAIL-LINUX-MADRID"):
    """Replaces its files and says that it is Up, without a restart of the service."""

    def restart(self) -> Waiting:
        self.running = parse_buildstamp(self.agent.installed())
        self.report("Up")
        yield from ()


class TriesLinuxAgain(BrokenMidServer, rule="FAIL-LINUX-MADRID"):
    """Does without its service on the way from Madrid or older, where a command asks."""

    is_ordered = False

    def carry_out(self, order: str) -> Waiting:
        self.is_ordered = True
        yield from super().carry_out(order)

    def restart(self) -> Waiting:
        if self.is_ordered and self.running.is_older_than("newyork"):
            self.running = parse_buildstamp(self.agent.installed())
            self.report("Up")
        else:
            yield from super().restart()
