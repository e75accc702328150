"""No mutant of a good package is accepted of which anybody would install something else than was signed.

`tox run -e mutations` tries ten times as many.
"""

import pytest

from tests.fakes.releases.packages.mutants import GOOD, KINDS
from tests.fakes.releases.packages.mutate import ACCEPTED, INSTALLED, OURS, TOOLS, judge, misread, verdict


def test_the_package_that_is_changed_is_good_and_read_alike_by_all() -> None:
    assert verdict(GOOD) == ACCEPTED
    assert [read([GOOD]) for read in OURS.values()] == [[INSTALLED]] * len(OURS)
    assert len(INSTALLED) == 3


@pytest.mark.long
def test_of_what_is_accepted_every_reader_installs_what_was_signed() -> None:
    figures = judge(2_000, seeded_by=1)
    assert {kind for kind, said in figures.said if said != ACCEPTED} == KINDS.keys()
    assert list(misread(figures, OURS)) == []


@pytest.mark.needs("java", "jar", "jarsigner", "unzip")
def test_of_what_is_accepted_the_real_extractors_install_what_was_signed() -> None:
    figures = judge(500, seeded_by=2)
    assert figures.accepted
    assert list(misread(figures, TOOLS)) == []
