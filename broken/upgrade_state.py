"""Faults in the chapter "The Upgrade state": which status a MID Server shows."""

from datetime import timedelta

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.buildstamp import InvalidBuildstampError, parse_buildstamp
from reference_impl.mid import Sleep, commands
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.waiting import Waiting


class StaysUpWhileItUpgrades(BrokenMidServer, rule="STATE-UPGRADING"):
    """Never tells the instance that it upgrades."""

    def show_upgrading(self) -> None:
        """Not here."""


class StaysUpWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="STATE-UPGRADING"):
    """Tells of the upgrades that come with the hour, and of none that somebody has asked for."""

    def show_upgrading(self) -> None:
        if not self.is_told:
            super().show_upgrading()


class StaysUpAtItsStart(BrokenMidServer, rule="STATE-UPGRADING"):
    """Thinks that its start is news enough."""

    def show_upgrading(self) -> None:
        if self.host.now() > self.started + timedelta(minutes=1):
            super().show_upgrading()


class StaysUpOnItsWayBack(BrokenMidServer, rule="STATE-UPGRADING"):
    """Calls only what leads to a later build an upgrade."""

    def show_upgrading(self) -> None:
        if parse_buildstamp(self.destination).built > self.running.built:
            super().show_upgrading()


class StaysUpForHotfixes(BrokenMidServer, rule="STATE-UPGRADING"):
    """Does not call a hotfix an upgrade."""

    def show_upgrading(self) -> None:
        if "-hotfix" not in self.destination:
            super().show_upgrading()


class HidesTheWayToHelsinki(BrokenMidServer, rule="STATE-UPGRADING"):
    """Asks whether the next version knows the status, and not whether its own does."""

    def is_older_than_the_upgrade_states(self) -> bool:
        try:
            return parse_buildstamp(self.destination).is_older_than("istanbul")
        except InvalidBuildstampError:
            return super().is_older_than_the_upgrade_states()


class ShowsItsFirstUpgradeAlone(BrokenMidServer, rule="STATE-UPGRADING"):
    """Has shown the status once, and thinks that this is known now."""

    def show_upgrading(self) -> None:
        if not self.kept("shown"):
            super().show_upgrading()
        self.keep("shown")


class IsUpBeforeItRestarts(BrokenMidServer, rule="STATE-UPGRADING"):
    """Takes the upgrade for done once the files are in place."""

    def restart(self) -> Waiting:
        self.report("Up")
        yield from super().restart()


class ClaimsTheNewVersionBeforeItRuns(BrokenMidServer, rule="STATE-UPGRADING"):
    """Reports what lies in the agent folder, not what runs."""

    def restart(self) -> Waiting:
        self.running = parse_buildstamp(self.agent.installed())
        self.report("Upgrading")
        yield from super().restart()


class ClaimsTheVersionThatFailed(KnowsWhatItIsAbout, BrokenMidServer, rule="STATE-UPGRADING"):
    """Reports the assigned version where somebody has asked for it, whether or not it could be installed."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if self.is_told:
            self.instance.report("Up", wanted)


class TellsAStatusOnce(BrokenMidServer, rule="STATE-UPGRADING"):
    """Does not look whether the instance has taken a status over."""

    def report(self, status: str) -> None:
        super().report(status)
        self.is_known = True


class TellsASuccessAgainAlone(BrokenMidServer, rule="STATE-UPGRADING"):
    """Tells again what a new process could not tell, and keeps the end of a failed upgrade to itself."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if not self.is_known:
            self.check_period = timedelta(days=3)


class PausesInTheMiddle(BrokenMidServer, rule="STATE-UPGRADING"):
    """Is Paused as soon as it is told, whatever it is doing."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.is_busy and any(command.source == commands.PAUSE for command in self.waiting()):
            self.report("Paused")


class StopsForAnotherCommand(BrokenMidServer, rule="STATE-UPGRADING"):
    """Is Up again when it is told in the middle of an upgrade to upgrade."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.is_busy and any(command.source == commands.UPGRADE for command in self.waiting()):
            self.report("Up")


class ForgetsAnUpgradeThatWasCutShort(BrokenMidServer, rule="STATE-UPGRADING"):
    """Finds after its start that it was upgrading, and waits for somebody to look after it."""

    def show_upgrading(self) -> None:
        super().show_upgrading()
        self.keep("upgrading", self.running.text)

    def check(self) -> Waiting:
        if self.host.now() == self.started and self.kept("upgrading") == self.running.text:
            yield Sleep(None)
        yield from super().check()

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.keep("upgrading", "")


class AlwaysShowsUpgrading(BrokenMidServer, rule="STATE-PRE-ISTANBUL"):
    """Behaves like a version that knows the status, whichever it is."""

    def is_older_than_the_upgrade_states(self) -> bool:
        return False


class ShowsUpgradingWhenHelsinkiIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="STATE-PRE-ISTANBUL"):
    """Tells whoever has asked for an upgrade, whatever its version."""

    def show_upgrading(self) -> None:
        if self.is_told:
            self.report("Upgrading")
        super().show_upgrading()


class ShowsUpgradingOnItsWayToLaterFamilies(BrokenMidServer, rule="STATE-PRE-ISTANBUL"):
    """Shows a status that the version knows to which it goes."""

    def show_upgrading(self) -> None:
        if not parse_buildstamp(self.destination).is_older_than("jakarta"):
            self.report("Upgrading")
        super().show_upgrading()


class ShowsUpgradingAtItsSecondAttempt(BrokenMidServer, rule="STATE-PRE-ISTANBUL"):
    """Shows a status that it does not know once an upgrade has failed."""

    attempts = 0

    def show_upgrading(self) -> None:
        self.attempts += 1
        if self.attempts > 1:
            self.report("Upgrading")
        super().show_upgrading()


class NeverShowsUpgradingOnIstanbul(BrokenMidServer, rule="STATE-PRE-ISTANBUL"):
    """Takes Istanbul for a version that does not know the status."""

    def is_older_than_the_upgrade_states(self) -> bool:
        return self.running.is_older_than("jakarta")


class FailsLikeANewVersion(BrokenMidServer, rule="STATE-PRE-ISTANBUL-FAILED"):
    """Knows the status Upgrade Failed before there was one."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if self.is_other_family(wanted):
            self.report("Upgrade Failed")


class FailsLikeANewVersionWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="STATE-PRE-ISTANBUL-FAILED"):
    """Shows Upgrade Failed to whoever has asked for the upgrade, whatever its version."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if self.is_told and self.is_other_family(wanted):
            self.report("Upgrade Failed")


class NeverFailsOnIstanbul(BrokenMidServer, rule="STATE-PRE-ISTANBUL-FAILED"):
    """Takes Istanbul for a version that does not know the status Upgrade Failed."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        if self.running.is_older_than("jakarta"):
            self.come_up()


class ComparesFamiliesByLetter(BrokenMidServer, rule="STATE-RELEASE-ORDER"):
    """Takes Australia for a version from before Istanbul."""

    def is_older_than_the_upgrade_states(self) -> bool:
        return self.running.family < "istanbul"


class TakesTheWayBackToZurichForOlder(BrokenMidServer, rule="STATE-RELEASE-ORDER"):
    """Shows the status only on its way to a later letter."""

    def show_upgrading(self) -> None:
        if self.destination[0] < "y":
            super().show_upgrading()
