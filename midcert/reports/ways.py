"""In which ways the scenarios of a run have tried its rules, by their journals."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from fakes.observe.tried import Way, tried
from midcert.reports.journals import Journals
from midcert.results.row import Row

Measured = Mapping[str, Counter[Way]]
"""By the id of a rule: in how many of its scenarios each way was tried."""


def ways_of(rows: Iterable[Row], journals: Journals) -> Measured:
    """What scenarios have tried, by the ids of their rules."""
    found: defaultdict[str, Counter[Way]] = defaultdict(Counter)
    for row in rows:
        if row.rule_id and (entries := journals.of(row)):  # whatever never began has none
            found[row.rule_id].update(tried(entries))
    return found
