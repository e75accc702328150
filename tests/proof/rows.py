"""Of each scenario outline one row: what takes long meets these, and each row is met by somebody."""

from collections import defaultdict
from collections.abc import Mapping, Sequence


def one_of_each(scenarios: Mapping[str, Sequence[str]], turn: int) -> list[str]:
    """The ids of all scenarios, but of each outline one row alone: another one at each turn.

    Args:
        scenarios: The ids of scenarios by the id of their rule.
        turn: Counts those who meet them, from 0.
    """
    outlines: dict[str, list[str]] = defaultdict(list)
    for ids in scenarios.values():
        for scenario in ids:
            outlines[scenario.partition("[")[0]].append(scenario)
    return [rows[turn % len(rows)] for rows in outlines.values()]
