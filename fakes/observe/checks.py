"""Questions about when a MID Server has asked for its version."""

from dataclasses import dataclass

from fakes.observe import reading
from fakes.observe.evidence import Evidence
from fakes.observe.questions import question
from fakes.observe.version_requests import is_check


@dataclass(frozen=True)
class Checks:
    """A check is a question for the assigned version, in whichever way; all questions of one instant are one."""

    evidence: Evidence

    @question
    def times(self, mid: str) -> list[str]:
        """How long after its process had started the MID Server asked in the period, such as ["1:00:00"]."""
        times = [entry.time for entry in self.evidence.period(mid) if is_check(entry)]
        return [str(time - self.evidence.parties[mid].started) for time in dict.fromkeys(times)]

    @question
    def after_upgrade(self, mid: str) -> tuple[float, float]:
        """Seconds from the beginning and from the end of an upgrade to the MID Server's next check; zeros without one.

        The upgrade began with the last check before the restart, and ended when the MID Server was Up again. The first
        check after the restart belongs to the start.
        """
        party, since = self.evidence.parties[mid], self.evidence.since_start(mid)
        earlier = [e for e in self.evidence.journal if e.actor == mid and e.sequence < party.start_entry]
        before = [entry.time for entry in earlier if is_check(entry)]
        after = list(dict.fromkeys(entry.time for entry in since if is_check(entry)))[1:]
        ups = [entry.time for entry in since if reading.status_told(entry, party.sys_id) == "Up"]
        if not (before and after and ups):
            return (0.0, 0.0)
        return ((after[0] - before[-1]).total_seconds(), (after[0] - ups[0]).total_seconds())

    @question
    def after_up(self, mid: str) -> str:
        """How long lies between Up and the process's first check, such as "0:00:00"; empty if it did not do both."""
        sys_id, since = self.evidence.sys_id(mid), self.evidence.since_start(mid)
        up = next((entry.time for entry in since if reading.status_told(entry, sys_id) == "Up"), None)
        check = next((entry.time for entry in since if is_check(entry)), None)
        return str(abs(check - up)) if up and check else ""
