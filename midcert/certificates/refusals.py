"""Why a run gets no certificate."""

from midcert.results.outcomes import Outcome, Word
from midcert.results.run import Run

HAS_NO_JOURNAL = (Outcome.NOT_APPLICABLE, Outcome.NOT_VERIFIED)
"""What was not run, or not to its end."""


def refusal(run: Run) -> str:
    """The reason, in one line; empty for a conformant run with all of its evidence."""
    word = run.verdict.word
    if word is Word.PASSED_DRAFT:
        return "the rule set is a draft, and nothing is conformant to a draft"
    if word is not Word.CONFORMANT:
        return run.verdict.sentence
    if run.tested is None:
        return "no target has been tested"
    judged = [row for row in run.rows if row.outcome not in HAS_NO_JOURNAL and row.at_stake is None]
    if unproven := [row.id for row in judged if row.journal is None]:
        return f"scenarios without a journal: {len(unproven)}, such as {unproven[0]}"
    return ""
