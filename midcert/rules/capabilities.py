"""What a scenario needs of a target, as its tags say it.

One with the tag of a capability that the target does not declare is not applicable.
"""

from collections.abc import Mapping

from midcert.protocol.words import Capability

CAPABILITY_TAGS: Mapping[str, str] = {
    Capability.CONCURRENT: "needs a MID Server that does other things while a command runs or an upgrade is under way",
    Capability.OLDER_AGENTS: "needs a MID Server that behaves like an older one where such a version is installed",
}
"""The capabilities of protocol 1, which are also tags of scenarios, and what each means."""
REAL_TIME = "real-time"
TIME_TAGS = {REAL_TIME: "can be judged on a wall clock: it takes minutes at the most, and no exact time matters"}
"""The tags about time modes; a scenario without them needs virtual time."""
