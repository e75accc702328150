"""Every right implementation passes the explored sequences: a share of them each, and all of them with `--whole`."""

import re
from collections.abc import Mapping, Sequence

import pytest

from fakes.host.host import LINUX, WINDOWS
from midcert.explore.bench import RIGHTS, Bench, benches_of
from midcert.explore.corpus import Line
from midcert.gherkin.pickles import Case, cases_of
from midcert.gherkin.tree import read
from midcert.protocol.handler import REFERENCE
from midcert.rules.ledger import EXPLORED, load_ledger
from midcert.run.layout import FEATURES
from midcert.targets import locate
from tests.proof.certified import LONGEST_ANSWER_SECONDS

SHARE = 12
"""Each right implementation meets one sequence of so many, and the next one others."""
STRANGERS = 20
"""How many are asked besides that the sequences were not chosen with."""
LEDGER = load_ledger(FEATURES / "rules.toml")
TITLE = re.compile(r"Explored (mid|instance)/\d+, most likely (\S+)")
ROLES = ("mid", "instance")


def explored(role: str) -> list[Case]:
    files = sorted((FEATURES / "99_explored").glob(f"*_{role}.feature"))
    return [case for file in files for case in cases_of(read(file.read_text("utf-8")), LEDGER.rules)]


CASES: Mapping[str, Sequence[Case]] = {role: explored(role) for role in ROLES}


@pytest.fixture(scope="module")
def benches() -> Mapping[str, Bench]:
    return benches_of(locate(REFERENCE, LONGEST_ANSWER_SECONDS).describe(), LEDGER, [LINUX, WINDOWS])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("number", range(RIGHTS + STRANGERS))
def test_no_right_one_is_red(benches: Mapping[str, Bench], role: str, number: int, *, whole: bool) -> None:
    right = benches[role].right(number)
    for case in CASES[role] if whole else CASES[role][number % SHARE :: SHARE]:
        lines = [Line(step.kind, step.text) for step in case.steps]
        assert right.play(lines, f"{number}/{case.name}", rests=False).done == lines, case.name


@pytest.mark.parametrize("role", ROLES)
def test_each_has_a_number_and_the_rule_that_it_is_most_likely_about(role: str) -> None:
    titles = [TITLE.fullmatch(case.name) for case in CASES[role]]
    assert titles
    assert {case.rule_id for case in CASES[role]} == {EXPLORED}
    assert all(title and title[1] == role and title[2] in LEDGER.rules for title in titles)
