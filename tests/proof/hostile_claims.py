"""Targets that mean no good, by what they claim: of time, of themselves, and in texts that would rewrite a report."""

from collections.abc import Callable
from datetime import datetime, timedelta

from broken.null import ClaimsSuccess, GrantsEverything
from midcert.adapter import System
from reference_impl.mid import MidServer
from tests.proof.hostile import MARKUP, Attack, Hostile, Message, honest, raises

# ---- Lies about time


def says_next(lie: Callable[[datetime], str]) -> Attack:
    """Do all that is due, and say something else of what is due next."""

    def act(target: Hostile, message: Message) -> Message:
        honest(target, message)
        return {"next": lie(datetime.fromisoformat(message["to"]))}

    return Attack(act)


def after(**time: int) -> Callable[[datetime], str]:
    return lambda now: (now + timedelta(**time)).isoformat()


def goes_backwards(system: System) -> Hostile:
    """Say an earlier time with every answer."""
    hours = iter(range(2, -1000, -1))
    return says_next(lambda now: (now + timedelta(hours=next(hours))).isoformat())(system)


is_early = says_next(after(minutes=-1))
is_late = says_next(after(days=100))
stands_still = says_next(after())
crawls = says_next(after(milliseconds=1))
begins_the_calendar = says_next(lambda _: "0001-01-01T00:00:00+14:00")
ends_the_calendar = says_next(lambda _: "9999-12-31T23:59:59.999999Z")


# ---- Claims, and texts that would rewrite a report


class MarksUp(MidServer):
    """Marks up all that it reports, logs and runs."""

    version = MARKUP

    def report(self, status: str) -> None:
        self.status = status
        self.agent.log(MARKUP)
        self.host.run(MARKUP)
        self.is_known = self.instance.report(status, self.version)


class ReportsHalfACharacter(MarksUp):
    """Calls its version half of a surrogate pair."""

    version = "\ud800"


def have_a_name(target: Hostile, message: Message) -> Message:
    return {**honest(target, message), "implementation": {"name": MARKUP, "version": MARKUP}}


claims_success = Attack(honest, mid=ClaimsSuccess, instance=GrantsEverything)
marks_up_its_name = Attack(have_a_name, "describe")
marks_up_its_error = raises(RuntimeError(MARKUP))
marks_up_its_reason = raises(NotImplementedError(MARKUP))
marks_up_its_last_words = raises(SystemExit(MARKUP))
marks_up_its_reports = Attack(honest, mid=MarksUp)
reports_half_a_character = Attack(honest, mid=ReportsHalfACharacter)
