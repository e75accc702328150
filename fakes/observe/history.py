"""Questions about the steps in the MID Server Upgrade History."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fakes.administrator import Administrator
from fakes.observe.details import StepTold
from fakes.observe.evidence import Evidence, timed
from fakes.observe.exchanges import plain
from fakes.observe.questions import question
from fakes.observe.reader import Happening
from fakes.releases.builds import Build
from fakes.upgrade_steps import FAILED, Step

NUMBER = re.compile(r"[0-9a-f]{8,}|\d+")


@dataclass(frozen=True)
class History:
    """What the instance has written down of the upgrades of its MID Servers.

    A build stands for the latest upgrade of the instance to it.
    """

    evidence: Evidence
    administrator: Administrator

    @question
    def steps(self, mid: str, build: Build) -> list[str]:
        """The MID Server's steps in that upgrade, the oldest first."""
        return list(map(str, self._steps(mid, build)))

    @question
    def outcomes(self, mids: Iterable[str], build: Build) -> dict[str, str]:
        """How the last of these went, for each MID Server; empty where there is none."""
        return {mid: next((step.state for step in reversed(self._steps(mid, build))), "") for mid in mids}

    @question
    def new_errors(self, mid: str) -> list[str]:
        """What failed steps have told in the period and never before, whatever numbers are in it."""
        about, begin = self.evidence.about(mid), self.evidence.period_begins_at
        before = {_without_numbers(each) for each in _errors(each for each in about if each.sequence < begin)}
        return [each for each in _errors(self.evidence.period(mid)) if _without_numbers(each) not in before]

    def _steps(self, mid: str, build: Build) -> list[Step]:
        """Those that MID Servers have told; an instance may add others."""
        upgrades = self.administrator.select("ecc_agent_upgrade_history", "ORDERBYsys_created_on")
        wanted = [each["sys_id"] for each in upgrades if each.get("new_version") == build.stamp]
        if not wanted:
            return []
        query = f"upgrade_history={wanted[-1]}^mid_server={self.evidence.sys_id(mid)}^ORDERBYsys_created_on"
        found = self.administrator.select("ecc_agent_upgrade_history_stage", query)
        told = {step.stage for _, step in timed(self.evidence.happenings(), StepTold)}
        steps = (Step(*(plain(each, name) for name in Step._fields)) for each in found)
        return [step for step in steps if step.stage in told]


def _errors(happenings: Iterable[Happening]) -> list[str]:
    told = (step for _, step in timed(happenings, StepTold))
    return [step.message for step in told if step.state == FAILED and step.has_arrived and step.message.strip()]


def _without_numbers(message: str) -> str:
    return NUMBER.sub("", message)
