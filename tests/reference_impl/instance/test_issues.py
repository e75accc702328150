"""What the instance does about issues: made, counted, resolved, in a domain, and deleted in the end."""

from datetime import UTC, datetime, timedelta

import pytest

from reference_impl.instance import Instance, counting_ids
from reference_impl.instance.encoded_query import Record
from reference_impl.instance.tables import NoRecordError

PATCH_1 = "orlando-12-11-2019__patch1-02-19-2020_02-26-2020_1720"
NOON = datetime(2020, 7, 1, 12, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
CHECK = "UpgradeCheck"


class Surroundings:
    """An instance, its time, and the MID Servers "berlin" and "oslo"."""

    def __init__(self) -> None:
        self.now = NOON
        self.instance = Instance(lambda: self.now, counting_ids(1), PATCH_1, [PATCH_1])
        self.tables = self.instance.tables
        for user, domain in (("mid.berlin", "north"), ("mid.oslo", "global")):
            self.tables.insert("sys_user", {"user_name": user, "sys_domain": domain})
        self.berlin, self.oslo = (self.add(name) for name in ("berlin", "oslo"))

    def add(self, name: str, **more: str) -> str:
        record = {"name": name, "user_name": f"mid.{name}", "sys_domain": "south", **more}
        return self.tables.insert("ecc_agent", record)["sys_id"]

    def report(self, *messages: str, agent: str = "", source: str = CHECK) -> None:
        self.instance.report_check(agent or self.berlin, source, messages)

    def records(self) -> list[Record]:
        return self.tables.select("ecc_agent_issue")

    def issues(self) -> list[tuple[str, str, str]]:
        return [(each["message"], each["state"], each["count"]) for each in self.records()]

    def field(self, name: str) -> list[str]:
        return [each[name] for each in self.records()]


def test_issues_are_made_counted_and_resolved() -> None:
    around = Surroundings()
    around.report("no space", "no site")
    assert around.issues() == [("no space", "new", "1"), ("no site", "new", "1")]
    around.report("no space")
    assert around.issues() == [("no space", "new", "2"), ("no site", "resolved", "1")]
    around.report()
    assert around.issues() == [("no space", "resolved", "2"), ("no site", "resolved", "1")]


def test_what_one_run_says_twice_is_one_issue() -> None:
    around = Surroundings()
    around.report("no space", "no space")
    assert around.issues() == [("no space", "new", "1")]


def test_what_comes_back_after_it_was_resolved_is_a_new_issue() -> None:
    around = Surroundings()
    for messages in (["no space"], [], ["no space"]):
        around.report(*messages)
    assert around.issues() == [("no space", "resolved", "1"), ("no space", "new", "1")]


def test_what_is_acknowledged_is_counted_and_resolved_like_any_other() -> None:
    around = Surroundings()
    around.report("no space")
    around.tables.update("ecc_agent_issue", around.records()[0]["sys_id"], {"state": "acknowledged"})
    around.report("no space")
    assert around.issues() == [("no space", "acknowledged", "2")]
    around.report()
    assert around.issues() == [("no space", "resolved", "2")]


def test_issues_of_other_mid_servers_and_other_sources_are_left_alone() -> None:
    around = Surroundings()
    around.report("no space")
    around.report("no space", agent=around.oslo)
    around.report("no space", source="Other")
    around.report()
    found = list(zip(around.field("mid_server"), around.field("source"), around.field("state"), strict=True))
    assert found == [
        (around.berlin, CHECK, "resolved"),
        (around.oslo, CHECK, "new"),
        (around.berlin, "Other", "new"),
    ]


def test_an_issue_tells_when_it_was_detected_last() -> None:
    around = Surroundings()
    for messages in (["no space"], ["no space"], []):
        around.report(*messages)
        around.now += SECOND
    assert around.field("last_detected") == ["2020-07-01 12:00:01"]


# ---- Domains


def test_an_issue_is_in_the_domain_of_the_user_whatever_that_of_the_record_is() -> None:
    around = Surroundings()
    around.report("no space")
    around.report("no space", agent=around.oslo)
    assert around.field("sys_domain") == ["north", "global"]


@pytest.mark.parametrize("more", [{"user_name": ""}, {"user_name": "mid.gone"}], ids=["no user", "unknown user"])
def test_a_mid_server_without_a_user_is_in_the_global_domain(more: dict[str, str]) -> None:
    around = Surroundings()
    around.report("no space", agent=around.add("rome", **more))
    assert around.field("sys_domain") == ["global"]


def test_a_user_without_a_domain_is_in_the_global_one() -> None:
    around = Surroundings()
    around.tables.insert("sys_user", {"user_name": "mid.rome"})
    around.report("no space", agent=around.add("rome"))
    assert around.field("sys_domain") == ["global"]


def test_there_is_no_issue_of_nobody() -> None:
    with pytest.raises(NoRecordError):
        Surroundings().report("no space", agent="1")


# ---- The clean-up job


def test_the_job_runs_every_day_and_says_when() -> None:
    around = Surroundings()
    assert around.instance.run_jobs() == NOON + DAY
    around.now += DAY - SECOND
    assert around.instance.run_jobs() == NOON + DAY
    around.now += SECOND
    assert around.instance.run_jobs() == NOON + 2 * DAY
    around.now += 5 * DAY
    assert around.instance.run_jobs() == NOON + 7 * DAY


@pytest.mark.parametrize("state", ["new", "acknowledged", "resolved"])
def test_an_issue_goes_when_it_was_last_detected_30_days_ago_whatever_its_state(state: str) -> None:
    around = Surroundings()
    around.report("no space")
    around.now += 29 * DAY
    around.tables.update("ecc_agent_issue", around.records()[0]["sys_id"], {"state": state})
    around.instance.run_jobs()
    assert around.field("state") == [state]
    around.now += DAY
    around.instance.run_jobs()
    assert around.records() == []


def test_what_was_detected_since_stays_and_so_does_what_was_never_detected() -> None:
    around = Surroundings()
    around.report("no space")
    around.tables.insert("ecc_agent_issue", {"message": "by hand", "state": "new"})
    around.now += 20 * DAY
    around.report("no space")
    around.now += 20 * DAY
    around.instance.run_jobs()
    assert around.field("message") == ["no space", "by hand"]
    assert len(around.tables.select("ecc_agent")) == 2
