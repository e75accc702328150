"""Which scenarios can be judged for a target, and why the others cannot."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from midcert.protocol.handler import Description
from midcert.rules.capabilities import CAPABILITY_TAGS, REAL_TIME
from midcert.rules.profiles import ROLES, Profile

NAMED_HOST = re.compile(r" runs? .* on (Linux|Windows)$")
"""A Given that says on what a MID Server runs."""


def not_applicable(tags: AbstractSet[str], steps: Iterable[str], about: Description, profile: Profile) -> str:
    """Why a scenario is not about this target, as it need not be; empty if it is."""
    [roles] = (ROLES[tag] for tag in tags & ROLES.keys())
    if absent := roles - about.roles:
        return f"the target does not play {' or '.join(sorted(absent))}"
    if absent := roles - profile.roles:
        return f"the profile {profile.name} has no {' and no '.join(sorted(absent))}"
    hosts = {found[1] for found in map(NAMED_HOST.search, steps) if found}
    if other := sorted(host for host in hosts if host.lower() not in profile.platforms):
        return f"the profile {profile.name} has no hosts with {' and '.join(other)}"
    if undeclared := (tags & CAPABILITY_TAGS.keys()) - about.capabilities:
        return f"the target does not declare {' and '.join(sorted(undeclared))}"
    return ""


def not_verifiable(tags: AbstractSet[str], about: Description) -> str:
    """Why a scenario about this target cannot be judged all the same; empty if it can."""
    if about.time == "real" and REAL_TIME not in tags:
        return "it needs virtual time, and the time mode of the target is real"
    return ""
