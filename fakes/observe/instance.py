"""Questions about the instance: its properties, and what it tells MID Servers and people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fakes.administrator import Administrator
from fakes.observe.events import ActionTried
from fakes.observe.evidence import Evidence, Player, timed
from fakes.observe.questions import question
from fakes.releases.builds import Build, builds
from fakes.releases.download_site import SYSTEMS
from fakes.releases.package_lists import flaw_of_list


@dataclass(frozen=True)
class Instance:
    """Its tables, and its answers."""

    evidence: Evidence
    administrator: Administrator
    player: Callable[[str], Player]
    """What plays a MID Server, by its name."""

    @question
    def assigned(self, mid: str) -> list[str]:
        """What it tells a MID Server that the suite plays as the version for all; one where it agrees with itself."""
        return self.player(mid).assigned()

    @question
    def wrong_lists(self, mid: str, build: Build | str) -> list[str]:
        """How the lists of packages are wrong, of the assigned version and of this one by its stamp and by its tag.

        A MID Server that the suite plays asks for them, for either system. A tag that several builds on offer have is
        to be answered with no list at all; the stamp of a build that is not on offer may be. Where a text is assigned
        that is no stamp, there are no packages.
        """
        wanted: Mapping[str, Build | None] = _names_of(build) if isinstance(build, Build) else {"": None}
        asked = [(system, name) for system in SYSTEMS for name in wanted]
        lists = [(system, wanted[name], name, self.player(mid).packages(system, name)) for system, name in asked]
        return [
            f"{name or 'assigned'}, {system}: {flaw}"
            for system, meant, name, listed in lists
            if (flaw := flaw_of_list(listed, meant, system) if meant else listed and "a list of no version")
        ]

    @question
    def properties(self, name: str) -> list[str]:
        """The values of all system properties of this name."""
        return [record.get("value", "") for record in self.administrator.select("sys_properties", f"name={name}")]

    @question
    def upgrades(self) -> list[tuple[str, str]]:
        """The records of the MID Server Upgrade History, the oldest first: the versions from which and to which."""
        records = self.administrator.select("ecc_agent_upgrade_history", "ORDERBYsys_created_on")
        return [(record.get("old_version", ""), record.get("new_version", "")) for record in records]

    @question
    def answers_to_people(self, mids: Iterable[str]) -> list[int]:
        """The HTTP statuses with which it has answered what somebody last did on each of these records."""
        return [tried.status for tried in self._last_actions(mids).values()]

    @question
    def accepted_from_people(self, mids: Iterable[str]) -> list[str]:
        """Those of these MID Servers on whose records it has let somebody do what they last wanted to do."""
        return [mid for mid, tried in self._last_actions(mids).items() if tried.is_accepted]

    @question
    def refused_to_people(self, mids: Iterable[str]) -> list[str]:
        """Those of these MID Servers on whose records it has said no to what somebody last wanted to do (4xx)."""
        return [mid for mid, tried in self._last_actions(mids).items() if 400 <= tried.status < 500]  # noqa: PLR2004 - RFC 9110, section 15.5

    def _last_actions(self, mids: Iterable[str]) -> dict[str, ActionTried]:
        return {mid: tried for mid in mids for _, tried in timed(self.evidence.about(mid), ActionTried)}


def _names_of(build: Build) -> Mapping[str, Build | None]:
    """The names by which packages can be asked for, and what each means; the empty one is what is assigned."""
    namesakes = [each for each in builds() if each.tag == build.tag]
    if build not in namesakes:
        return {"": build}
    return {"": build, build.stamp: build, build.tag: build if len(namesakes) == 1 else None, build.tag[:-1]: None}
