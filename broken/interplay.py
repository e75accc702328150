"""Faults that show where two things meet that each go well by themselves."""

from datetime import datetime, timedelta

from broken.base import BrokenMidServer
from reference_impl.mid.waiting import Waiting


class BreaksOutOfALoop(BrokenMidServer, rule="AUTO-DIFFERENT"):
    """Stays where it is once it has changed its version twice within six hours."""

    most_changes, period = 2, timedelta(hours=6)

    def upgrade(self) -> Waiting:
        now = self.host.now()
        known = [datetime.fromisoformat(each) for each in self.kept("changes").split()]
        recent = [each for each in known if now - each < self.period]
        if len(recent) < self.most_changes:
            self.keep("changes", " ".join(each.isoformat() for each in (*recent, now)))
            yield from super().upgrade()


class RemembersItsTestsOverAWait(BrokenMidServer, rule="AUTO-PRECHECK-GATES"):
    """Runs no tests at its start where it was waiting for a permit before, as they had passed then."""

    def obtain_permit(self) -> Waiting:
        self.keep("waits")
        yield from super().obtain_permit()
        self.keep("waits", " ")

    def check_preconditions(self) -> None:
        if not self.kept("waits").strip():
            super().check_preconditions()


class CountsAnErrorThatItHasMended(BrokenMidServer, rule="ISSUE-RESOLVED-AUTO"):
    """Reports the errors of before its tests were switched off together with those of its next run."""

    def run_tests(self) -> list[str]:
        errors = super().run_tests()
        known = self.kept("errors").split("\n") if self.kept("off") else []
        self.keep("errors", "\n".join(errors))
        return [*errors, *filter(None, known)]

    def tests_are_disabled(self) -> bool:
        are_off = super().tests_are_disabled()
        if are_off:
            self.keep("off")
        return are_off
