"""Which scenarios try what each rule is tried with at least: docs/cases.md."""

from collections.abc import Iterator

from midcert.rules.cases import Cases
from midcert.rules.ledger import Ledger

_HEAD = """# Which scenarios try what

What the scenarios of each rule try at least, and those that do, by their titles. Behind a stroke stands the first word
of the row that is meant; else all rows are. [B1] to [B30] are the boundary cases that told most wrong
implementations from right ones.

Made by `midcert list --cases`, from features/cases.toml.
"""


def page(cases: Cases, ledger: Ledger) -> Iterator[str]:
    """The page of the documentation that says which scenarios try which cases."""
    yield from _HEAD.splitlines()
    for chapter, rules in ledger.chapters.items():
        tried = [rule for rule in rules if rule.judged and not rule.planned]
        if tried:
            yield from ("", f"## {chapter}", "", "| rule | it is tried | by |", "| --- | --- | --- |")
        for rule in tried:
            for number, (case, named) in enumerate(cases.of(rule).items()):
                cells = (f"`{rule.id}`" if not number else "", case, "<br>".join(named))
                yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
