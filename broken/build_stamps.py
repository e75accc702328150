"""Faults in the chapter "Upgrade error messages": what is no build stamp."""

from datetime import timedelta

from broken.base import BrokenMidServer
from reference_impl.buildstamp import REAL_STAMP
from reference_impl.mid.failures import BuildstampError, QueryError
from reference_impl.mid.waiting import Waiting


class FindsAStampInAnything(BrokenMidServer, rule="ERR-BUILDSTAMP"):
    """Looks for something like a build stamp, and takes that."""

    found = ""

    def wanted(self, assigned: str) -> str:
        found = REAL_STAMP.search(assigned)
        self.found = found[0] if found else ""
        return super().wanted(self.found or assigned)

    def pin(self) -> str:
        return super().pin() or self.found


class RefusesStampsInSilence(BrokenMidServer, rule="ERR-BUILDSTAMP"):
    """Does not say that it was told no build stamp."""

    def check(self) -> Waiting:
        try:
            self.wanted(self.instance.assigned_stamp())
        except BuildstampError:
            return
        except QueryError:
            pass
        yield from super().check()


class RemembersABadStamp(BrokenMidServer, rule="ERR-BUILDSTAMP-EDGE"):
    """Does not ask again once it was told something that names no version."""

    has_failed = False

    def wanted(self, assigned: str) -> str:
        if self.has_failed:
            raise BuildstampError(assigned)
        self.has_failed = True
        wanted = super().wanted(assigned)
        self.has_failed = False
        return wanted


class MakesNamesOfBlanks(BrokenMidServer, rule="ERR-BUILDSTAMP-EDGE"):
    """Keeps what it was told in a file of that name."""

    def wanted(self, assigned: str) -> str:
        self.host.write(self.agent.path("work", f"{assigned}.txt"), b"")
        return super().wanted(assigned)


class ReadsCapitals(BrokenMidServer, rule="ERR-BUILDSTAMP"):
    """Makes no difference between capitals and small letters in a stamp."""

    lowered = ""

    def wanted(self, assigned: str) -> str:
        self.lowered = assigned.lower() if assigned.lower() != assigned else ""
        return super().wanted(assigned.lower())

    def pin(self) -> str:
        return super().pin() or self.lowered


class ReadsHyphens(BrokenMidServer, rule="ERR-BUILDSTAMP"):
    """Takes a hyphen before the build's date for an underscore."""

    mended = ""

    def wanted(self, assigned: str) -> str:
        mended = assigned[:-16] + "_" + assigned[-15:] if assigned[-16:-15] == "-" else assigned
        self.mended = mended if mended != assigned else ""
        return super().wanted(mended)

    def pin(self) -> str:
        return super().pin() or self.mended


class RefusesTheSecondInSilence(BrokenMidServer, rule="ERR-BUILDSTAMP"):
    """Does not record a bad stamp that its log has already."""

    def check(self) -> Waiting:
        try:
            self.wanted(self.instance.assigned_stamp())
        except BuildstampError as failure:
            if failure.message in self.agent.read_log():
                return
        except QueryError:
            pass
        yield from super().check()


class RefusesStampsInSilenceForACommand(BrokenMidServer, rule="ERR-BUILDSTAMP"):
    """Does not say that it was told no build stamp where a command wants it to upgrade."""

    def carry_out(self, order: str) -> Waiting:
        try:
            self.wanted(self.instance.assigned_stamp())
        except BuildstampError:
            return
        yield from super().carry_out(order)


class FailsAtTheStartOverABadStamp(BrokenMidServer, rule="ERR-BUILDSTAMP"):
    """Does not record a bad stamp in the first minute of its process."""

    def check(self) -> Waiting:
        if self.host.now() - self.started < timedelta(minutes=1):
            try:
                self.wanted(self.instance.assigned_stamp())
            except (BuildstampError, QueryError):
                return
        yield from super().check()
