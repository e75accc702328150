"""Faults in the chapter "Upgrade error messages": what is recorded, and what is not."""

from datetime import timedelta

from broken.base import BrokenMidServer, TellsNoFailures
from reference_impl.mid.failures import BuildstampError, QueryError, RefreshError, UpgradeFailure
from reference_impl.mid.waiting import Waiting


class FailsInSilence(TellsNoFailures, BrokenMidServer, rule="ERR-REFRESH"):
    """Says nothing when the host does not let files be replaced."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if isinstance(failure, RefreshError):
            self.come_up()
        else:
            super().failed(failure, wanted)


class CallsEveryErrorTheSame(BrokenMidServer, rule="ERR-REFRESH"):
    """Records the general message whenever it upgrades, just in case."""

    def upgrade(self) -> Waiting:
        self.agent.log("Unable to refresh packages", error=True)
        yield from super().upgrade()


class TakesAnEmptyListForDone(TellsNoFailures, BrokenMidServer, rule="ERR-REFRESH-EDGE"):
    """Has nothing to install, and is content."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if "there are no packages" in str(failure):
            self.instance.release_permit()
        else:
            super().failed(failure, wanted)


class AsksInSilence(BrokenMidServer, rule="ERR-QUERY"):
    """Does not say that it could not ask."""

    def check(self) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError:
            return
        yield from super().check()


class FailsWhenItCannotAsk(BrokenMidServer, rule="ERR-QUERY"):
    """Takes an instance that does not answer for a failed upgrade."""

    def check(self) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError:
            self.report("Upgrade Failed")
        yield from super().check()


class AsksNoMoreAfterAnError(BrokenMidServer, rule="ERR-QUERY"):
    """Waits for its next start once the instance has not answered."""

    has_failed = False

    def check(self) -> Waiting:
        if not self.has_failed:
            try:
                self.instance.assigned_stamp()
            except QueryError:
                self.has_failed = True
            yield from super().check()


class TakesAnyPageForAStamp(BrokenMidServer, rule="ERR-QUERY-EDGE"):
    """Takes an answer that is no InstanceInfo for one with a wrong stamp."""

    def check(self) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError as failure:
            if "another form" in str(failure):
                self.agent.log(str(BuildstampError()), error=True)
                return
        yield from super().check()


class TakesNotFoundForNothingToDo(BrokenMidServer, rule="ERR-QUERY-MISMATCH"):
    """Takes an instance that does not know the question for one that has no other version."""

    def check(self) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError as failure:
            if "404" in str(failure):
                return
        yield from super().check()


class FailsInSilenceForACommand(TellsNoFailures, BrokenMidServer, rule="ERR-REFRESH"):
    """Says nothing of an error where a command has asked for the upgrade."""

    is_ordered = False

    def carry_out(self, order: str) -> Waiting:
        self.is_ordered = True
        yield from super().carry_out(order)
        self.is_ordered = False

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if isinstance(failure, RefreshError) and self.is_ordered:
            self.come_up()
        else:
            super().failed(failure, wanted)


class FailsInSilenceAtItsStart(TellsNoFailures, BrokenMidServer, rule="ERR-REFRESH"):
    """Says nothing of an error in the first minute of its process."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if isinstance(failure, RefreshError) and self.host.now() - self.started < timedelta(minutes=1):
            self.come_up()
        else:
            super().failed(failure, wanted)


class SaysSoOnce(TellsNoFailures, BrokenMidServer, rule="ERR-REFRESH"):
    """Does not record an error that its log has already."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if isinstance(failure, RefreshError) and str(failure.message) in self.agent.read_log():
            self.come_up()
        else:
            super().failed(failure, wanted)


class TakesAnyAnswerForAPermit(BrokenMidServer, rule="ERR-REFRESH"):
    """Upgrades unless a permit was refused with 409, whatever else the instance answers."""

    def obtain_permit(self) -> Waiting:
        try:
            yield from super().obtain_permit()
        except RefreshError as failure:
            self.agent.log(str(failure), error=True)


class TakesAForbiddenPermit(TellsNoFailures, BrokenMidServer, rule="ERR-REFRESH"):
    """Says nothing where a request for a permit fails, and goes on with what it has."""

    def obtain_permit(self) -> Waiting:
        try:
            yield from super().obtain_permit()
        except RefreshError:
            raise UpgradeFailure from None

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if type(failure) is UpgradeFailure:
            self.come_up()
        else:
            super().failed(failure, wanted)


class TakesOtherErrorsForAnAnswer(BrokenMidServer, rule="ERR-QUERY"):
    """Knows an unavailable instance by 500 alone; any other error leaves its version assigned."""

    def check(self) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError as failure:
            if "503" in str(failure):
                return
        yield from super().check()


class RemembersWhatWasAssigned(BrokenMidServer, rule="ERR-QUERY"):
    """Goes by the last answer where the instance does not give one."""

    last = remembered = ""

    def assigned(self) -> str:
        try:
            self.last, self.remembered = super().assigned(), ""
        except QueryError as failure:
            if not self.last:
                raise
            self.agent.log(str(failure), error=True)
            self.remembered = self.last
        return self.last

    def pin(self) -> str:
        return super().pin() or self.remembered


class AsksInSilenceAtItsStart(BrokenMidServer, rule="ERR-QUERY"):
    """Does not say that it could not ask in the first minute of its process."""

    def check(self) -> Waiting:
        if self.host.now() - self.started < timedelta(minutes=1):
            try:
                self.instance.assigned_stamp()
            except QueryError:
                return
        yield from super().check()


class AsksInSilenceForACommand(BrokenMidServer, rule="ERR-QUERY"):
    """Does not say that it could not ask where a command wants it to."""

    def carry_out(self, order: str) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError:
            return
        yield from super().carry_out(order)


class FailsWhenAnOlderFamilyIsHidden(BrokenMidServer, rule="ERR-QUERY-MISMATCH"):
    """Knows a question that was not understood by 404 alone."""

    def check(self) -> Waiting:
        try:
            self.instance.assigned_stamp()
        except QueryError as failure:
            if "400" in str(failure):
                return
        yield from super().check()


class ComplainsOnce(BrokenMidServer, rule="ERR-QUERY"):
    """Says only once in the life of a process that the instance does not answer."""

    has_complained = False

    def assigned(self) -> str:
        try:
            return super().assigned()
        except QueryError as error:
            if self.has_complained:
                error.args = ("",)
            self.has_complained = True
            raise
