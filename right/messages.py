"""Free: what a line of the agent log looks like, apart from the documented text in it."""

import json

from reference_impl.buildstamp import InvalidBuildstampError, parse_buildstamp
from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import BuildstampError, QueryError, UpgradeFailure
from reference_impl.mid.host import HostError
from right.base import RightMidServer

LINES = "Patterns: the page gives texts, not line formats: quotes, key=value, JSON and details behind it are all fine"


class JsonAgent(Agent):
    """Writes a line of JSON."""

    def log(self, text: str, *, error: bool = False) -> None:
        line = {"time": self._host.now().isoformat(), "level": "ERROR" if error else "INFO", "message": text}
        self._host.append(self._log_file, json.dumps(line) + "\n")


class LogsJson(RightMidServer, freedom=LINES):
    """Writes its log in lines of JSON."""

    agent_type = JsonAgent


class KeyAndValueAgent(Agent):
    """Writes names and values."""

    def log(self, text: str, *, error: bool = False) -> None:
        level = "error" if error else "info"
        self._host.append(self._log_file, f'ts={self._host.now().isoformat()} level={level} msg="{text}"\n')


class LogsKeysAndValues(RightMidServer, freedom=LINES):
    """Writes its log as names and values, the text in quotes."""

    agent_type = KeyAndValueAgent


class DashingAgent(Agent):
    """Has a dash between a text and its details."""

    def log(self, text: str, *, error: bool = False) -> None:
        for failure in (BuildstampError, QueryError, UpgradeFailure):
            if error and text.startswith(failure.message):
                text = f"{failure.message} - {text.removeprefix(failure.message).removeprefix('. ') or 'HTTP 500'}"
        super().log(text, error=error)


class LogsADashBehindTheText(RightMidServer, freedom=LINES):
    """Sets details off with a dash, as in "Unable to refresh packages - HTTP 500"."""

    agent_type = DashingAgent


class LowerCaseAgent(Agent):
    """Has lower-case names of levels, and no mark."""

    def log(self, text: str, *, error: bool = False) -> None:
        level = "error" if error else "info"
        self._host.append(self._log_file, f"{self._host.now():%Y-%m-%dT%H:%M:%SZ} {level} {text}\n")


class LogsLevelsInLowerCase(RightMidServer, freedom=LINES):
    """Writes the names of levels in lower case, and its own form of time."""

    agent_type = LowerCaseAgent


class DetailedAgent(Agent):
    """Has more to say."""

    def log(self, text: str, *, error: bool = False) -> None:
        super().log(f"{text} (thread=AutoUpgrade.3600, attempt=1)" if error else text, error=error)


class LogsDetailsBehindTheText(RightMidServer, freedom=LINES):
    """Writes details in brackets behind the text."""

    agent_type = DetailedAgent


class TerseAgent(Agent):
    """Says nothing of a check, nor of an upgrade that goes well."""

    def log(self, text: str, *, error: bool = False) -> None:
        if not text.startswith(("Checking to see", "Stopping MID server")):
            super().log(text, error=error)

    def read_log(self) -> str:
        try:
            return super().read_log()
        except HostError:  # there is none yet
            return ""


class LogsNothingOfWhatGoesWell(
    RightMidServer, freedom="docs/instance.md: the texts that have to be recorded are in its table of messages"
):
    """Writes a line for what goes wrong, and for what trace adds, alone."""

    agent_type = TerseAgent


class TellsOfABadStampThoughItIsPinned(
    RightMidServer,
    freedom="docs/instance.md: one that is pinned need not ask; no sentence says that it hides what it is answered",
):
    """Records that the assigned version is no build stamp, and goes by its pin."""

    def wanted(self, assigned: str) -> str:
        if self.pin():
            try:
                parse_buildstamp(assigned)
            except InvalidBuildstampError as error:
                self.agent.log(str(BuildstampError(str(error))), error=True)
        return super().wanted(assigned)
