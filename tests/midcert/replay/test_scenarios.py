"""One scenario judged again: what the journal does not tell stands in the row, and in no words of others there."""

import pytest
from msgspec.structs import replace

from midcert.replay.scenarios import _is_graver
from midcert.results.outcomes import Outcome
from midcert.results.row import KnownDeviation
from tests.midcert.results.made import row


@pytest.mark.parametrize(
    ("reason", "is_graver"),
    [
        ("issue 7 (hung: no answer to advance)", True),
        ("issue 7 (failed: expected nothing; seen 'it is (hung: really)')", False),
    ],
)
def test_a_deviation_is_graver_where_it_covers_what_is(reason: str, *, is_graver: bool) -> None:
    known = KnownDeviation("AUTO-HOURLY", "issue 7", "")
    assert _is_graver(replace(row(Outcome.DEVIATION), reason=reason, deviation=known)) is is_graver


def test_without_a_deviation_the_outcome_tells() -> None:
    assert _is_graver(row(Outcome.CRASHED))
    assert not _is_graver(row(Outcome.FAILED))
