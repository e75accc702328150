"""What can become of a scenario, and of a run.

The words are the same in the summary, in the run's JSON and on a certificate.
"""

from enum import IntEnum, StrEnum


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


class ExitCode(IntEnum):
    """How `midcert certify` ends. The numbers agree with pytest's own wherever both have a word for it."""

    PASSED = 0
    """Every required scenario passed: conformant to a rule set, or passed what there is of the draft."""
    NOT_CONFORMANT = 1
    INCOMPLETE = 2
    """Something required was not verified, or the run was narrowed or interrupted."""
    HARNESS_ERROR = 3
    """No verdict: the fault is the suite's."""
    BAD_INPUT = 4
    """An option, a file or a target cannot be used."""
    NOTHING_RAN = 5
    FOUND = 6
    """Exploration has found something; it reaches no verdict."""


class Word(StrEnum):
    """What a verdict comes to, the gravest first."""

    NOTHING_RAN = "nothing ran"
    HARNESS_ERROR = "harness error"
    BAD_DEVIATIONS = "deviations that do not hold"
    NOT_CONFORMANT = "not conformant"
    INCOMPLETE = "incomplete"
    PASSED_DRAFT = "passed what there is (draft)"
    """All that decides passed, but no release has frozen the scenarios: some rules have none yet."""
    CONFORMANT = "conformant"

    @property
    def exit_code(self) -> ExitCode:
        """How the command ends with it."""
        return _EXIT_CODES[self]


_EXIT_CODES = {
    Word.NOTHING_RAN: ExitCode.NOTHING_RAN,
    Word.HARNESS_ERROR: ExitCode.HARNESS_ERROR,
    Word.BAD_DEVIATIONS: ExitCode.BAD_INPUT,
    Word.NOT_CONFORMANT: ExitCode.NOT_CONFORMANT,
    Word.INCOMPLETE: ExitCode.INCOMPLETE,
    Word.PASSED_DRAFT: ExitCode.PASSED,
    Word.CONFORMANT: ExitCode.PASSED,
}
