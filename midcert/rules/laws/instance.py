"""Laws about what an instance tells and keeps. Chapters "Upgrade methods", "Pinning" and "Manual upgrade"."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from fakes import bounds
from fakes.observe import events as e
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.story import Moment, Story

MAY_ACT = {"mid_server", "admin"}
STAMP, OVERRIDE = "mid.buildstamp", "mid.version.override"


@law("AUTO-ON-INSTANCE-UPGRADE", "instance")
def an_upgraded_instance_tells_everybody(story: Story) -> Iterator[Finding]:
    """An upgraded instance has autoUpgrade wait for whoever runs another version."""
    upgrades = story.commands("autoUpgrade")
    due: dict[str, Moment] = {}
    known: set[str] = set()
    for moment in story.moments if story.of(e.InstanceUpgraded) else ():
        match moment.event:
            case e.InstanceUpgraded(version):
                due = {each.name: moment for each in moment.mids.values() if each.recorded != version}
            case e.QueueCleared(name) | e.Reported(name):
                due.pop(name, None)
            case e.InstanceRestarted():
                due = {}
            case e.ScenarioEnded():
                yield from _untold(due, moment)
            case _:
                for name in sorted(due.keys() & _told(moment, upgrades, known)):
                    yield found(moment, holds=True, wrong="")
                    due.pop(name)


def _told(moment: Moment, upgrades: AbstractSet[str], known: set[str]) -> frozenset[str]:
    """Those for whom an autoUpgrade is seen here that is new, or that waits; what was seen is known from then on."""
    match moment.event:
        case e.CommandSeen(name, command) | e.CommandTaken(name, command) if command in upgrades:
            waits = isinstance(moment.event, e.CommandSeen) and moment.event.state == "ready"
            is_new = command not in known
            known.add(command)
            return frozenset({name} if is_new or waits else ())
        case e.QueuesSeen(ready):
            return ready
    return frozenset()


def _untold(due: Mapping[str, Moment], end: Moment) -> Iterator[Finding]:
    for name, upgraded in due.items():
        is_late = end.time - upgraded.time > bounds.TELLING + bounds.INSTANCE
        if is_late and end.mids[name].recorded != end.instance.assigned:
            yield found(upgraded, holds=False, wrong=f"{name} was not told")


@law("MAN-ROLE", "instance")
def only_some_may_act(story: Story) -> Iterator[Finding]:
    """Whoever has neither the role mid_server nor admin is refused Upgrade MID."""
    for moment in story.of(e.ActionTried):
        match moment.event:
            case e.ActionTried(_, "upgrade", roles, is_accepted) if not MAY_ACT & roles:
                wrong = f"it was accepted from somebody with the roles {sorted(roles)}"
                yield found(moment, holds=not is_accepted, wrong=wrong)


@law("VER-OVERRIDE", "instance")
def tells_override_or_stamp(story: Story) -> Iterator[Finding]:
    """Whoever asks for a version is answered with the override, or without one the stamp."""
    for moment in story.of(e.VersionAsked):
        match moment.event:
            case e.VersionAsked(is_answered=True, stamp=stamp, is_spoiled=False) if stamp:
                right = moment.instance.assigned
                yield found(moment, holds=stamp == right, wrong=f"it told {stamp}, and {right} is assigned")


@law("VER-BUILDSTAMP-RESET", "instance")
def only_people_and_restarts_change_the_stamp(story: Story) -> Iterator[Finding]:
    """The property mid.buildstamp is what people, restarts and upgrades have made it."""
    for moment in story.of(e.PropertiesSeen):
        match moment.event:
            case e.PropertiesSeen(values) if STAMP in dict(values):
                seen, right = dict(values)[STAMP], moment.instance.stamp
                yield found(moment, holds=seen == right, wrong=f"it is {seen!r}, not {right!r}")


@law("VER-OVERRIDE-CLEARED", "instance")
def only_people_and_upgrades_change_the_override(story: Story) -> Iterator[Finding]:
    """The property mid.version.override is what people and upgrades have made it."""
    for moment in story.of(e.PropertiesSeen):
        match moment.event:
            case e.PropertiesSeen(values):
                seen, right = dict(values).get(OVERRIDE, ""), moment.instance.override
                yield found(moment, holds=seen == right, wrong=f"it is {seen!r}, not {right!r}")


@law("VER-OVERRIDE-ABSENT", "instance")
def the_override_is_added_by_people(story: Story) -> Iterator[Finding]:
    """Before an upgrade there is no mid.version.override unless somebody has added it."""
    is_added = False
    for moment in story.of(e.PropertySet, e.InstanceUpgraded, e.PropertiesSeen):
        match moment.event:
            case e.PropertySet("mid.version.override") | e.InstanceUpgraded():
                is_added = True
            case e.PropertiesSeen(values) if not is_added:
                yield found(moment, holds=OVERRIDE not in dict(values), wrong="it is there, and nobody added it")
