"""Tables of the documentation that say of rules what is not plain: how they are read, and why some are never tested."""

from collections.abc import Iterator, Sequence

from midcert.rules.ledger import Ledger, Level, Rule


def readings(ledger: Ledger) -> Iterator[str]:
    """The table at the end of docs/readings.md: every rule that has a reading."""
    yield from _table(("rule", "the documentation", "is read as", "because"))
    for rule in ledger.rules.values():
        if rule.reading:
            level = "" if rule.level is Level.REQUIRED else f"<br>{rule.level}"
            yield _row((f"`{rule.id}`{level}", rule.says, rule.reading, rule.because or ""))


def not_tested(ledger: Ledger) -> Iterator[str]:
    """The table in docs/not-tested.md: every rule that no scenario will ever have."""
    yield from _table(("rule", "the documentation", "is not tested because"))
    for rule in ledger.rules.values():
        if not rule.judged:
            yield _row((f"`{rule.id}`", rule.says, _why_not(rule)))


def _why_not(rule: Rule) -> str:
    if rule.merged_into:
        return f"the scenarios of `{rule.merged_into}` cover it"
    return rule.because or ""


def _table(columns: Sequence[str]) -> Iterator[str]:
    yield _row(columns)
    yield f"|{' --- |' * len(columns)}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
