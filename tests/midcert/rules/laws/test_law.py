"""How laws are written, and for whom they are there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.observe import events as e
from midcert.rules.laws.all import BY_STEP, LAWS
from midcert.rules.laws.law import Finding, Law, found, law
from midcert.rules.laws.story import Story
from midcert.rules.ledger import Keeper, Ledger, load_ledger
from tests.midcert.rules.laws.stories import (
    BERLIN,
    MUNICH,
    Told,
    asked,
    beginning,
    comes,
    moments,
    permit,
    story,
    wrongs,
)

FEATURES = Path(__file__).parents[4] / "features"
LINE = "      Then at every moment "
NAMES = ("MID", "Paused", "Upgrading", "Up", "Down")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load_ledger(FEATURES / "rules.toml")


def test_every_sentence_and_every_name_is_there_once() -> None:
    assert len({each.sentence for each in LAWS}) == len({each.name for each in LAWS}) == len(LAWS)
    assert list(BY_STEP.values()) == list(LAWS)


@pytest.mark.parametrize("each", LAWS, ids=lambda each: each.name)
def test_a_sentence_is_one_line_of_a_feature(each: Law) -> None:
    first = each.sentence.split()[0]
    assert "\n" not in each.sentence
    assert len(f"{LINE}{each.sentence}") <= 120
    assert not first[0].isupper() or first in NAMES
    assert not each.sentence.endswith(".")
    assert each.step == f"at every moment {each.sentence}"


@pytest.mark.parametrize("each", LAWS, ids=lambda each: each.name)
def test_a_law_belongs_to_a_rule_that_is_judged_and_kept_by_the_same(each: Law, ledger: Ledger) -> None:
    rule = ledger.rules[each.rule]
    assert rule.judged
    assert each.role in (Keeper.MID, Keeper.INSTANCE)
    assert rule.role in (each.role, Keeper.SYSTEM)


def test_a_docstring_is_the_sentence() -> None:
    @law("ERR-409", "mid")
    def nobody_is_late(story: Story) -> Iterator[Finding]:
        """Nobody
        is late.
        """
        yield from (found(moment, holds=True, wrong="") for moment in story.moments)

    assert (nobody_is_late.name, nobody_is_late.rule, nobody_is_late.role) == ("nobody_is_late", "ERR-409", "mid")
    assert nobody_is_late.sentence == "nobody is late"


@pytest.mark.parametrize(("holds", "wrong"), [(True, ""), (False, "it was late")])
def test_what_is_wrong_is_told_of_what_did_not_hold_alone(*, holds: bool, wrong: str) -> None:
    moment = story().moments[0]
    assert found(moment, holds=holds, wrong="it was late") == Finding(moment, wrong)


def everything(role: str) -> Law:
    return Law("ERR-409", role, "all is wrong", lambda story: iter([Finding(each, "wrong") for each in story.moments]))


@pytest.mark.parametrize(
    ("role", "is_played", "mids"),
    [
        ("mid", False, {BERLIN}),
        ("mid", True, set()),
        ("instance", False, {BERLIN, MUNICH, ""}),
        ("instance", True, set()),
    ],
)
def test_findings_are_for_those_under_test_alone(role: str, *, is_played: bool, mids: set[str]) -> None:
    begin = [*beginning(role, is_played=is_played), *comes(MUNICH)]
    told: list[Told] = [(0, each) for each in begin]
    findings = everything(role).findings(Story(moments([*told, (1, permit()), (1, permit(mid=MUNICH))])))
    assert {finding.moment.mid.name for finding in findings} == mids


EVENTFUL: list[Told] = [
    (1, permit()),
    (1, permit(mid=MUNICH)),
    (1, permit(mid="hamburg")),
    (2, asked("latest")),
    (3, e.ActionTried(BERLIN, "upgrade", frozenset(), is_accepted=True)),
    (4, e.ProgramChanged(BERLIN, is_done=True)),
    (5, e.Started(BERLIN, "", is_whole=False, pin="x")),
]


@pytest.mark.parametrize("each", LAWS, ids=lambda each: each.name)
def test_nobody_is_judged_where_the_suite_plays_both(each: Law) -> None:
    assert wrongs(each, EVENTFUL, is_played=True) == []


@pytest.mark.parametrize("each", LAWS, ids=lambda each: each.name)
def test_nothing_is_at_stake_where_nothing_happens(each: Law) -> None:
    assert [*each.findings(Story([]))] == []
