"""Scenarios that state a law: one Then, and nothing else."""

from collections.abc import Iterator

from midcert.gherkin.pickles import Case
from midcert.gherkin.tree import Problem
from midcert.rules.laws.all import BY_STEP
from midcert.rules.laws.law import Law


def law_of(case: Case) -> Law | None:
    """The law that a scenario states; None for any other scenario."""
    return next((BY_STEP[step.text] for step in case.steps if step.text in BY_STEP), None)


def law_problems(case: Case) -> Iterator[Problem]:
    """A law stands alone, below its rule, and is tagged with who keeps it."""
    law = law_of(case)
    if law is None:
        return
    if len(case.steps) > 1:
        yield case.line, f"{case.name!r} has other steps beside a law, which would not run: a law stands alone"
    if case.rule_id not in (None, law.rule):
        yield case.line, f"{case.name!r} states a law of {law.rule}, and stands under {case.rule_id}"
    if law.role not in case.tags:
        yield case.line, f"{case.name!r} states a law that is kept by @{law.role}"
