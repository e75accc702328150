"""Faults in the chapter "The Upgrade state": which MID Servers may upgrade."""

from datetime import timedelta

from broken.base import BrokenInstance, BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid import commands
from reference_impl.mid.failures import UpgradeFailure
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.servers import NO_SUCH_FORM, Command, InstanceClient
from reference_impl.mid.waiting import Waiting


class UpgradesUnvalidated(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Wants to be Up, and no more."""

    def is_validated(self) -> bool:
        return True


class UpgradesUnvalidatedAtItsStart(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Does not ask whether it is validated before it has worked for a while."""

    def is_validated(self) -> bool:
        return self.host.now() == self.started or super().is_validated()


class UpgradesUnvalidatedWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Finds commands in its queue although nobody has validated it, and obeys."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.status == "Up" and not self.is_busy:
            self.orders += [command for command in self.waiting() if command.source == commands.UPGRADE]

    def is_validated(self) -> bool:
        return self.is_told or super().is_validated()


class UpgradesUnvalidatedToItsPin(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Takes the hand that has pinned it for a validation."""

    def is_validated(self) -> bool:
        return bool(self.pin()) or super().is_validated()


class TakesAResumeForAValidation(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Does not ask any more once somebody has resumed it."""

    was_resumed = False

    def carry_out(self, order: str) -> Waiting:
        self.was_resumed |= order == commands.RESUME
        yield from super().carry_out(order)

    def is_validated(self) -> bool:
        return self.was_resumed or super().is_validated()


class LosesPatienceAfterADay(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Takes a day without a no for a yes."""

    def is_validated(self) -> bool:
        return self.host.now() >= self.started + timedelta(hours=24) or super().is_validated()


class ResumesItselfAfterADay(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Has been Paused for long enough after a day."""

    def check(self) -> Waiting:
        if self.status == "Paused" and self.host.now() >= self.started + timedelta(hours=24):
            self.come_up()
        yield from super().check()


class AsksOnceWhetherItIsValidated(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Remembers for good that it was validated."""

    def is_validated(self) -> bool:
        if super().is_validated():
            self.keep("validated")
        return bool(self.kept("validated"))


class TriesAgainUnvalidated(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Does not ask again for what it has tried before."""

    has_failed = False

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        super().failed(failure, wanted)
        self.has_failed = True

    def is_validated(self) -> bool:
        return self.has_failed or super().is_validated()


class GoesOnFromItsFailureUnvalidated(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Wants out of the status Upgrade Failed at any price."""

    def is_validated(self) -> bool:
        return self.status == "Upgrade Failed" or super().is_validated()


class TakesSilenceForAYes(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Is validated unless its record says otherwise, whether or not it can be read."""

    def is_validated(self) -> bool:
        return self.instance.validation() in ("true", "")


class ReadsARecordLikeItsOwn(InstanceClient):
    """Finds the record by what its name begins with."""

    mid = ""

    def validation(self) -> str:
        """What the last of these records says."""
        query = f"sysparm_query=nameSTARTSWITH{self.mid}^ORnameIN{self.mid[:-1]}&sysparm_fields=validated"
        try:
            records = self._result("GET", f"/api/now/table/ecc_agent?{query}")
            return max(str(each["validated"]) for each in records)
        except (NoAnswerError, *NO_SUCH_FORM):
            return ""


class ReadsTheRecordOfANamesake(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Is validated if a MID Server is whose name begins alike."""

    instance: ReadsARecordLikeItsOwn
    instance_type = ReadsARecordLikeItsOwn

    def is_validated(self) -> bool:
        self.instance.mid = self.agent.parameter("name")
        return super().is_validated()


class UpgradesWhilePaused(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Wants to be validated, and no more."""

    def may_upgrade(self) -> bool:
        return self.is_validated()


class UpgradesWhilePausedWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Takes a command to upgrade for one to resume."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.status == "Paused":
            self.orders += [command for command in self.waiting() if command.source == commands.UPGRADE]

    def may_carry_out(self, order: Command) -> bool:
        return order.source == commands.UPGRADE or super().may_carry_out(order)

    def may_upgrade(self) -> bool:
        return super().may_upgrade() or (self.is_told and self.is_validated())


class UpgradesWhileItIsThoughtDown(BrokenMidServer, rule="STATE-UP-AND-VALIDATED"):
    """Is Up, whatever the instance thinks."""

    def may_upgrade(self) -> bool:
        return self.status == "Up" and self.is_validated()


class IsContentWithHalfAValidation(BrokenMidServer, rule="STATE-VALIDATED-EDGE"):
    """Takes whatever is not a plain no for a yes."""

    def is_validated(self) -> bool:
        return self.instance.validation() not in ("false", "")


class TakesANewKeyForAValidation(BrokenMidServer, rule="STATE-VALIDATED-EDGE"):
    """Was validated before it was rekeyed, and upgrades."""

    def is_validated(self) -> bool:
        return self.instance.validation() in ("true", "rekey")


class DoesNotWaitForItsValidationAtItsStart(BrokenMidServer, rule="STATE-VALIDATED-EDGE"):
    """Will soon be validated, and begins with the upgrade when it starts."""

    def is_validated(self) -> bool:
        is_soon = self.instance.validation() == "validating" and self.host.now() == self.started
        return is_soon or super().is_validated()


class DoesNotWaitForItsValidationToBePinned(BrokenMidServer, rule="STATE-VALIDATED-EDGE"):
    """Is content with the beginning of a validation where it is pinned."""

    def is_validated(self) -> bool:
        return (bool(self.pin()) and self.instance.validation() == "validating") or super().is_validated()


class DoesNotAskAgainWithThePermit(BrokenMidServer, rule="STATE-VALIDATED-EDGE"):
    """Was validated when it began to wait for a permit, and that is that."""

    def is_validated(self) -> bool:
        return self.is_busy or super().is_validated()


class AsksAgainWithThePermitOfTheHourAlone(KnowsWhatItIsAbout, BrokenMidServer, rule="STATE-VALIDATED-EDGE"):
    """Was validated when somebody asked for the upgrade, and that is that."""

    def is_validated(self) -> bool:
        return (self.is_busy and self.is_told) or super().is_validated()


class KeepsThePermitThatItMayNotUse(BrokenMidServer, rule="STATE-VALIDATED-EDGE"):
    """Waits with its permit until it is validated again."""

    def obtain_permit(self) -> Waiting:
        yield from super().obtain_permit()
        while not self.is_validated():
            yield from self.wait(self.host.now() + self.permit_period)


class ObeysInAnyState(BrokenMidServer, rule="MAN-STATE"):
    """Upgrades when it is told to, Up and validated or not."""

    def take_commands(self) -> None:
        self.orders += [command for command in self.waiting() if command.source == commands.UPGRADE]
        super().take_commands()

    def may_carry_out(self, order: Command) -> bool:
        return bool(order.source)

    def may_upgrade(self) -> bool:
        return True

    def is_validated(self) -> bool:
        return True


class ObeysWhilePaused(UpgradesWhilePausedWhenItIsTold, rule="MAN-STATE"):
    """Upgrades when it is Paused and somebody clicks."""


class ObeysUnvalidated(UpgradesUnvalidatedWhenItIsTold, rule="MAN-STATE"):
    """Upgrades when it is not validated and somebody clicks."""


class ObeysOnceItIsResumed(TakesAResumeForAValidation, rule="MAN-STATE"):
    """Follows a click when it is resumed, validated or not."""

    def take_commands(self) -> None:
        super().take_commands()
        if self.was_resumed and not self.is_busy:
            self.orders += [command for command in self.waiting() if command.source == commands.UPGRADE]


class NeverObeysAfterAPause(BrokenMidServer, rule="MAN-STATE"):
    """Drops what was clicked while it was Paused, and what comes afterwards."""

    def report(self, status: str) -> None:
        super().report(status)
        if status == "Paused":
            self.keep("was paused")

    def may_upgrade(self) -> bool:
        return super().may_upgrade() and not self.kept("was paused")


class CallsItDoneForTheAbsent(BrokenInstance, rule="MAN-STATE"):
    """Calls a command processed when there is nobody to take it."""

    def act(self, agent: str, action: str) -> None:
        super().act(agent, action)
        record = self.tables.get("ecc_agent", agent)
        if (record["status"], record["validated"]) != ("Up", "true"):
            self.clear_queue(record["name"])


class CallsItDoneForTheUnvalidated(BrokenInstance, rule="MAN-STATE"):
    """Calls a command processed where the MID Server is not validated yet."""

    def act(self, agent: str, action: str) -> None:
        super().act(agent, action)
        record = self.tables.get("ecc_agent", agent)
        if record["status"] == "Up" and record["validated"] == "validating":
            self.clear_queue(record["name"])


class RefusesForGood(BrokenInstance, rule="MAN-STATE"):
    """Accepts no more clicks for a MID Server for which it has refused one."""

    refused: frozenset[str] = frozenset()

    def act(self, agent: str, action: str) -> None:
        record = self.tables.get("ecc_agent", agent)
        if action == "upgrade" and (record["status"], record["validated"]) != ("Up", "true"):
            self.refused |= {agent}
        if agent not in self.refused:
            super().act(agent, action)
