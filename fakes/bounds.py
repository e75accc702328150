"""How long a MID Server and an instance may take, where the documentation names no time.

docs/instance.md, chapter "How long things may take", says the same to implementers; a test compares the two.
"""

from datetime import timedelta

COMING_UP = timedelta(minutes=10)
"""From the start of a process until it has reported Up and has asked for its version."""
PAUSING = timedelta(minutes=20)
"""From the click until the MID Server has reported Paused."""
LOOKING = timedelta(minutes=10)
"""From the notice that something waits in its queue until a MID Server looks into it."""
UPGRADING = timedelta(minutes=15)
"""What an upgrade takes from the check to Up, or an attempt at one, beside what the host takes for its part."""
RETURNING = timedelta(hours=24)
"""From a failed upgrade within the family until the MID Server is Up again."""
AT_ONCE = timedelta(seconds=10)
"""What is done at once: the check of a MID Server that has come Up."""
SAME_CHECK = timedelta(minutes=5)
"""How long after a failed question for the version further ones still belong to the same check."""
TELLING = timedelta(minutes=10)
"""From an upgrade of the instance until autoUpgrade waits for its MID Servers."""
LAST_STEP = timedelta(minutes=10)
"""From Up after an upgrade until a MID Server has told of the last step of it."""
INSTANCE = timedelta(minutes=5)
"""What an instance takes for a restart or an upgrade, during which it answers 503."""

TIME_FOR_AN_UPGRADE = timedelta(minutes=30)
"""What a step gives to whatever asks for an upgrade: to be noticed, to be carried out, to restart the service."""
NEXT_CHECK = timedelta(hours=1) + UPGRADING
"""How long a step waits for the next check: the attempt at an upgrade that came before it may have taken time."""
