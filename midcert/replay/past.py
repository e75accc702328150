"""A scenario told again by its journal: who is there, what has happened so far, and what their agent logs hold."""

from collections.abc import Sequence

from fakes.agent_folder import AgentFolder
from fakes.host.host import AGENT_LOG, Host
from fakes.journal import Entry, Journal
from fakes.observe.evidence import Evidence
from fakes.observe.exchanges import ADMINISTRATOR, TABLE_API, result_of
from fakes.party import Party
from midcert.gherkin.pickles import Kind
from midcert.rules.profiles import PLATFORMS

ENDS = ("stopped", "killed", "restarting")
"""What a host says of a process that is gone."""
RECORDS = f"{TABLE_API}/ecc_agent"


class Past:
    """What a scenario was up to one moment, which goes forward.

    Args:
        entries: All of its journal.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.begin_time = entries[0].time
        self.now = self.begin_time
        """Virtual time of the moment: that of the entry which comes next."""
        self.journal = Journal(lambda: self.now)
        """As far as it was told."""
        self.parties: dict[str, Party] = {}
        self.evidence = Evidence(self.journal, self.parties)
        self._sys_ids: dict[str, str] = {}
        self._step_kind = ""

    def tell(self, end: int) -> None:
        """Go forward until this many entries are told."""
        for entry in self.entries[len(self.journal) : end]:
            self.now = entry.time
            self._take(entry)
            self.journal.take(entry)
        if end < len(self.entries):
            self.now = self.entries[end].time

    def _take(self, entry: Entry) -> None:
        """What is known besides the journal, just before an entry stands there."""
        match entry.actor:
            case "scenario":
                self._begin_step(entry.kind)
            case "host":
                self._of_host(entry)
            case actor if actor == ADMINISTRATOR and entry.kind == "exchange":
                self._of_record(entry)
            case actor if actor in self.parties and "error" not in entry.detail:
                self._of_log(self.parties[actor], entry)

    def _begin_step(self, kind: str) -> None:
        """A period begins with each When that follows no other When."""
        if kind == Kind.WHEN != self._step_kind:
            self.evidence.begin_period()
        self._step_kind = kind

    def _of_record(self, entry: Entry) -> None:
        sent, made = entry.detail.get("sent"), result_of(entry)
        if entry.detail["method"] == "POST" and entry.detail["path"] == RECORDS and isinstance(sent, dict):
            self._sys_ids[sent["name"]] = made["sys_id"] if isinstance(made, dict) else ""

    def _of_host(self, entry: Entry) -> None:
        name, detail = entry.detail["mid"], entry.detail
        match entry.kind:
            case "installed":
                host = Host(name, PLATFORMS[detail["os"]], self.journal, lambda: self.now)
                folder = AgentFolder(host.files, detail["folder"], {})
                self.parties[name] = Party(name, self._sys_ids[name], host, folder, detail["played"], self.now)
            case "started":
                party = self.parties[name]
                party.is_running, party.started, party.start_entry = True, self.now, len(self.journal)
            case kind if kind in ENDS:
                self.parties[name].is_running = False

    def _of_log(self, party: Party, entry: Entry) -> None:
        """What a MID Server has let its host do with its agent log, or with a folder above it."""
        files, log = party.host.files, party.folder.path("logs", AGENT_LOG)
        path, text = entry.detail.get("path"), entry.detail.get("text")
        if not isinstance(path, str) or not files.is_below(log, path):
            return
        if entry.kind == "delete" and files.has(path):
            files.delete(path)
        elif text is not None:
            before = b"" if entry.detail.get("anew") else party.folder.read("logs", AGENT_LOG)
            files.write(log, before + text.encode())
