"""The run as a value, as it is written: all that a report, a certificate or a comparison needs."""

import hashlib
import json

import jsonschema
import pytest

from midcert.results.outcomes import Outcome
from midcert.results.row import Party
from midcert.results.run import Asked, Digest, Implementation, Run, read, schema
from tests.midcert.run.certified import FAILING, STEPS, Ran, Runner

ELSEWHERE = """
from midcert.results.mismatch import Comparison, Mismatch, MismatchError

@then("it was elsewhere")
def elsewhere(world):
    seen = world.observe.versions.run("berlin")
    raise MismatchError("expected x; seen nothing", Mismatch(Comparison.EQUAL, ["x"], seen, "build"))
"""


def document(ran: Ran) -> Run:
    return read(ran.folder / "results.json")


def test_it_says_what_was_tested_and_by_which_terms(run: Runner) -> None:
    ran = run("--target=py:own:of_old", "--seed=7", "--profile=mid/linux")
    said, own = document(ran), Digest("own.py", hashlib.sha256((ran.folder / "own.py").read_bytes()).hexdigest())
    assert said.whole
    assert said.tested == Implementation(
        "py:own:of_old", "py", "mine", "2", 1, ["mid"], "advance", ["older-agents"], [own]
    )
    given = ["profile", "run", "seed", "target"]
    assert said.asked == Asked("draft", "mid/linux", ["linux"], 7, given)
    assert [head.file for head in said.features] == [f"features/{tag}.feature" for tag in ("both", "instance", "mid")]
    assert [rule.id for rule in said.features[0].rules] == ["A-BOTH"]


def test_another_feature_or_rule_is_another_suite(run: Runner) -> None:
    ran = run()
    before = document(ran).suite
    feature, rules = ran.folder / "features/mid.feature", ran.folder / "features/rules.toml"
    feature.write_text(feature.read_text("utf-8").replace("Rule: R", "Rule: Another"), "utf-8")
    changed = document(run()).suite
    assert (changed.features != before.features, changed.rules, changed.code) == (True, before.rules, before.code)
    rules.write_text(rules.read_text("utf-8") + "# more\n", "utf-8")
    assert document(run()).suite.rules == hashlib.sha256(rules.read_bytes()).hexdigest() != before.rules


def test_each_step_has_its_stretch_of_the_journal_and_of_virtual_time(run: Runner) -> None:
    row = document(run("--journals=j")).rows[-1]
    waits, then = (step.span for step in row.steps)
    assert waits is not None
    assert then is not None
    assert waits.first_entry == 0
    assert waits.end_entry == then.first_entry == then.end_entry - 2  # what it is, and what it asks
    assert waits.begin < waits.end == then.begin == then.end


def test_a_journal_is_named_with_its_digest(run: Runner) -> None:
    ran = run("--journals=j")
    for row in document(ran).rows:
        assert row.journal is not None
        content = (ran.folder / "j" / row.journal.file).read_bytes()
        assert row.journal.sha256 == hashlib.sha256(content).hexdigest()
        assert row.journal.entries == content.count(b"\n")
    assert {row.journal for row in document(run()).rows} == {None}


def test_what_was_expected_and_seen_are_values_with_their_question(run: Runner) -> None:
    ran = run("--seed=7", files={"features/failing.feature": FAILING, "conftest.py": STEPS + ELSEWHERE})
    [row] = (row for row in document(ran).rows if row.outcome is Outcome.FAILED)
    assert row.mismatch is not None
    assert (row.mismatch.expected, row.mismatch.seen, row.mismatch.kind) == (["x"], [], "build")
    assert row.mismatch.question is not None
    assert (row.mismatch.question.asks, row.mismatch.question.about) == ("versions.run", ["berlin"])
    assert row.repeat == f"midcert certify --scenario {row.id} --seed=7"


@pytest.mark.parametrize(("role", "is_target"), [("mid", False), ("instance", True)])
def test_parties_say_which_of_them_was_under_test(run: Runner, role: str, is_target: bool) -> None:  # noqa: FBT001 - a row of the table
    [row] = (row for row in document(run()).rows if row.scenario == role)
    assert row.parties == [Party("instance", is_target=is_target, platform="")]


def test_it_is_as_its_schema_says(run: Runner) -> None:
    ran = run("--journals=j", files={"features/failing.feature": FAILING, "conftest.py": STEPS + ELSEWHERE})
    jsonschema.validate(json.loads((ran.folder / "results.json").read_text("utf-8")), schema())
