"""What can become of a scenario, and of a run.

The words are the same in the summary, in the results file and on a certificate.
"""

from enum import IntEnum, StrEnum

from _pytest.outcomes import Skipped


class Outcome(StrEnum):
    """What became of one scenario."""

    PASSED = "passed"
    FAILED = "failed"
    """A Then-step saw something else than the documentation says."""
    HUNG = "hung"
    CRASHED = "crashed"
    DEVIATION = "deviation"
    """It did not pass, and the implementer has said so beforehand."""
    NOT_APPLICABLE = "not applicable"
    """The target does not declare what the scenario is about, and need not."""
    NOT_VERIFIED = "not verified"
    """Required, but it could not be judged; the reason is given."""
    ERROR = "error"
    """The harness's fault: no verdict on the target."""


class NotApplicable(Skipped):
    """Raised where a scenario turns out to be about something that the target does not declare."""


class ExitCode(IntEnum):
    """How `midcert certify` ends. The numbers agree with pytest's own wherever both have a word for it."""

    CONFORMANT = 0
    NOT_CONFORMANT = 1
    INCOMPLETE = 2
    """Something required was not verified, or the run was narrowed."""
    HARNESS_ERROR = 3
    BAD_INPUT = 4
    """An option, a file or a target is unusable; nothing was run."""
    NOTHING_RAN = 5
