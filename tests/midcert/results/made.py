"""Rules and rows with what a test does not care about filled in."""

import msgspec

from midcert.results.outcomes import Outcome
from midcert.results.row import Row, unknown
from midcert.rules.ledger import Keeper, Ledger, Level, Rule


def rule(
    rule_id: str, level: Level = Level.REQUIRED, chapter: str = "Upgrade methods", *, planned: bool = False
) -> Rule:
    status = "planned" if planned else None
    return Rule(id=rule_id, chapter=chapter, level=level, role=Keeper.MID, says="It asks.", status=status)


def ledger(*rules: Rule) -> Ledger:
    return Ledger({each.id: each for each in rules})


def row(  # noqa: PLR0913 - whatever a test cares about
    outcome: Outcome,
    rule_id: str | None = "A-ONE",
    level: Level | None = Level.REQUIRED,
    *,
    node_id: str = "features/x.feature::test_s",
    name: str = "S",
    reason: str = "",
) -> Row:
    made = unknown(node_id, "features/x.feature", 5, name, reason)
    return msgspec.structs.replace(made, rule_id=rule_id, level=level, role=Keeper.MID, outcome=outcome)
