"""Faults in the chapter "The Upgrade state": what becomes of commands and results."""

import json
from contextlib import suppress
from dataclasses import asdict

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid import Http, Surroundings
from reference_impl.mid.commands import QUEUED_OUTPUT, Job
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.host import Host, HostError
from reference_impl.mid.waiting import Waiting


class TakesCommandsWhileItUpgrades(BrokenMidServer, rule="STATE-QUIET"):
    """Takes every command as soon as it comes."""

    def take_commands(self) -> None:
        self.orders += self.commands.take("Up")
        self.commands.finish(hold=self.holds_results())


class TakesUrgentCommandsWhileItUpgrades(BrokenMidServer, rule="STATE-QUIET"):
    """Takes what has a priority of its own as soon as it comes."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.is_busy:
            for command in self.instance.waiting_commands(f"{self.agent.parameter('name')}^priority!=0"):
                self.instance.set_state(command, "processing")


class TakesCommandsWhileItIsTold(KnowsWhatItIsAbout, TakesCommandsWhileItUpgrades, rule="STATE-QUIET"):
    """Is at hand while an upgrade runs that somebody has asked for."""

    def take_commands(self) -> None:
        if self.is_told:
            super().take_commands()
        else:
            BrokenMidServer.take_commands(self)


class TakesCommandsInItsNextAttempt(TakesCommandsWhileItUpgrades, rule="STATE-QUIET"):
    """Does not want to keep its instance waiting a second time once an upgrade has failed."""

    has_failed = False

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.has_failed = True

    def take_commands(self) -> None:
        if self.has_failed:
            super().take_commands()
        else:
            BrokenMidServer.take_commands(self)


class TakesCommandsInItsSecondUpgrade(TakesCommandsWhileItUpgrades, rule="STATE-QUIET"):
    """Has upgraded before, and works while it does so again."""

    def restart(self) -> Waiting:
        self.keep("upgraded")
        yield from super().restart()

    def take_commands(self) -> None:
        if self.kept("upgraded"):
            super().take_commands()
        else:
            BrokenMidServer.take_commands(self)


class SendsResultsWhileItUpgrades(BrokenMidServer, rule="STATE-QUIET"):
    """Sends every result as soon as it is there."""

    def holds_results(self) -> bool:
        return False


class HoldsOneResultBack(BrokenMidServer, rule="STATE-QUIET"):
    """Has room for one result, and sends the others."""

    def holds_results(self) -> bool:
        return super().holds_results() and not self.commands.holds_output


class LosesResults(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Keeps the results of the time of the upgrade, and never sends them."""

    def come_up(self) -> None:
        self.report("Up")


class LosesAllResultsButOne(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Sends the first of the results that were held back, and throws the others away."""

    def come_up(self) -> None:
        folder = self.agent.path(*QUEUED_OUTPUT)
        with suppress(HostError):
            for name in self.host.list_files(folder)[1:]:
                self.host.delete(self.agent.separator.join((folder, name)))
        super().come_up()


class SendsResultsTwice(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Sends what it held back, and once more to be sure."""

    def come_up(self) -> None:
        folder, kept = self.agent.path(*QUEUED_OUTPUT), {}
        with suppress(HostError):
            paths = [self.agent.separator.join((folder, name)) for name in self.host.list_files(folder)]
            kept = {path: self.host.read(path) for path in paths}
        super().come_up()
        for path, content in kept.items():
            self.host.write(path, content)
        self.commands.send_held()


class ForgetsResultsOfAFailedUpgrade(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Throws away what it has held back when the upgrade fails."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        with suppress(HostError):
            self.host.delete(self.agent.path(*QUEUED_OUTPUT))
        super().failed(failure, wanted)


class IgnoresCommandsOfTheMeantime(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Calls processed what has waited while it restarted."""

    def come_up(self) -> None:
        super().come_up()
        for command in self.waiting():
            if not command.is_system:
                self.instance.set_state(command, "processed")


class IgnoresCommandsAfterAFailure(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Does not come back to the commands that it has left in the queue when the upgrade fails."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.commands.left_behind = False


class TakesOneOfTheCommandsThatHaveWaited(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Takes the first of the commands that have waited for its new version, and calls the others processed."""

    def come_up(self) -> None:
        super().come_up()
        for command in [each for each in self.waiting() if not each.is_system][1:]:
            self.instance.set_state(command, "processed")


class SendsResultsWhenItWasTold(KnowsWhatItIsAbout, BrokenMidServer, rule="STATE-QUIET"):
    """Sends results in the middle of an upgrade that a command has asked for."""

    def holds_results(self) -> bool:
        return super().holds_results() and not self.is_told


class KeepsOneResultForEachWording(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Holds a result back in a file that is named after the command line, so that a second one replaces it."""

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        super().__init__(host, http, surroundings)
        self.commands._hold = self.hold  # type: ignore[method-assign]  # noqa: SLF001 - what is to be broken

    def hold(self, job: Job) -> None:
        """Keep the result of a command until it may be sent."""
        self.commands.holds_output = True
        path = self.agent.path(*QUEUED_OUTPUT, f"output_{job.command.name.split()[0]}.json")
        self.host.write(path, json.dumps({**asdict(job.command), "output": job.output}).encode())


class ForgetsWhatItCouldNotSend(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Is done with the results that it has held back once it has tried to send them."""

    def come_up(self) -> None:
        super().come_up()
        with suppress(HostError):
            self.host.delete(self.agent.path(*QUEUED_OUTPUT))


class MarksACommandWhenItIsDone(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Leaves a command that runs `ready`, and begins it anew when it looks into its queue meanwhile."""

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        super().__init__(host, http, surroundings)
        set_state = self.instance.set_state
        self.instance.set_state = (  # type: ignore[method-assign]
            lambda command, state: set_state(command, state) if state == "processed" else None
        )


class SendsHeldResultsWhenItComesUpAlone(BrokenMidServer, rule="DOWN-RECONNECT"):
    """Keeps a result that it could not send while it was Up until it becomes Up the next time."""

    def catch_up(self) -> None:
        if not self.is_known:
            self.report(self.status)


class HoldsResultsUntilAnUpgradeGoesWell(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Sends no result that it has held back after an upgrade that has failed."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        send = self.commands.send_held
        self.commands.send_held = lambda: None  # type: ignore[method-assign]
        super().failed(failure, wanted)
        self.commands.send_held = send  # type: ignore[method-assign]
        self.commands.holds_output = False


class TakesThreeCommandsAtOnce(BrokenMidServer, rule="STATE-QUEUED-OUTPUT"):
    """Takes three of the commands that have waited, and does not look for more."""

    def __init__(self, host: Host, http: Http, surroundings: Surroundings) -> None:
        super().__init__(host, http, surroundings)
        look = self.instance.waiting_commands
        self.instance.waiting_commands = lambda mid: look(mid)[:3]  # type: ignore[method-assign]
