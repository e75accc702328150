from datetime import UTC, datetime, timedelta

from fakes.observe.earlier import EVENTS, last_seen
from fakes.observe.events import PermitAsked, VersionAsked
from fakes.observe.reader import Happening
from midcert.reports.asked import PHRASES

BEGIN = datetime(2020, 7, 1, tzinfo=UTC)
ASKED = VersionAsked(mid="berlin", is_answered=True, status=200, stamp="", is_spoiled=False, is_list=False)
HAPPENINGS = [
    Happening(BEGIN, 0, "berlin", ASKED),
    Happening(BEGIN + timedelta(hours=1), 1, "berlin", ASKED),
    Happening(BEGIN + timedelta(hours=2), 2, "lagos", ASKED),
    Happening(BEGIN + timedelta(hours=3), 3, "berlin", PermitAsked(mid="berlin", status=409, is_spoiled=False)),
]


def test_the_last_one_of_the_same_mid_server_and_of_the_same_kind_counts() -> None:
    assert last_seen("checks.times", "berlin", HAPPENINGS) == BEGIN + timedelta(hours=1)
    assert last_seen("permits.requests", "berlin", HAPPENINGS) == BEGIN + timedelta(hours=3)


def test_what_never_happened_or_has_no_time_was_never_seen() -> None:
    assert last_seen("permits.requests", "lagos", HAPPENINGS) is None
    assert last_seen("versions.run", "berlin", HAPPENINGS) is None


def test_each_of_these_questions_is_there() -> None:
    assert EVENTS.keys() <= PHRASES.keys()
