"""A part of a run: the same scenarios whoever runs them, all laws, and never whole."""

from pathlib import Path

import pytest

from midcert.results.part import digest
from midcert.results.run import Run, read
from tests.midcert.run.project import STEPS, Project
from tests.midcert.run.test_laws import BROKEN, HELD, LAW, TELLS, telling

NAMES = "bcdef"


@pytest.fixture
def suite(project: Project) -> Project:
    scenarios = {f"features/{name}.feature": telling(name.upper(), HELD) for name in NAMES}
    project.write({"conftest.py": STEPS + TELLS, "features/a_law.feature": LAW, **scenarios})
    return project


def of_part(project: Project, shard: str, *options: str) -> Run:
    project.run(f"--shard={shard}", *options)
    return read(Path(project.path, "results.json"))


def names(run: Run) -> list[str]:
    return [row.scenario for row in run.rows]


@pytest.mark.parametrize(
    "options",
    [(), ("-p", "xdist", "-n", "2"), ("-p", "randomly")],
    ids=["alone", "with workers", "in any order"],
)
def test_each_scenario_is_in_one_part_and_each_law_in_all(suite: Project, options: tuple[str, ...]) -> None:
    first, second = of_part(suite, "1/2", *options), of_part(suite, "2/2", *options)
    assert (names(first), names(second)) == (["Law", "B", "D", "F"], ["Law", "C", "E", "S"])
    assert first.part
    assert second.part
    assert first.part.divided == second.part.divided == digest(row.id for row in [*first.rows[1:], *second.rows[1:]])
    assert (first.part.whole, first.part.scenarios, first.whole) == (True, 3, False)


def test_it_says_that_it_is_a_part(suite: Project) -> None:
    sentence = suite.run("--shard=1/2").document["verdict"]["sentence"]
    assert sentence.startswith("incomplete: only part 1 of 2 ran (4 of 4 required scenarios passed; ")
    suite.write({"features/b.feature": telling("B", BROKEN)})
    sentence = suite.run("--shard=1/2").document["verdict"]["sentence"]
    assert sentence.startswith("not conformant, though only part 1 of 2 ran (1 failed; ")


def test_the_only_part_is_a_part_all_the_same(suite: Project) -> None:
    run = of_part(suite, "1/1")
    assert (len(run.rows), run.whole, run.verdict.gaps) == (7, False, ["only part 1 of 1 ran"])


def test_what_is_narrowed_first_is_divided_and_is_not_the_whole_suite(suite: Project) -> None:
    run = of_part(suite, "1/2", "-k", "not test_b")
    assert names(run) == ["Law", "C", "E", "S"]
    assert run.part
    assert not run.part.whole


def test_without_its_laws_it_is_not_the_whole_suite_that_is_divided(suite: Project) -> None:
    run = of_part(suite, "1/2", "-k", "not law")
    assert run.part
    assert not run.part.whole


def test_a_law_that_is_broken_names_the_scenario(suite: Project) -> None:
    suite.write({"features/d.feature": telling("D", BROKEN)})
    law, *_ = of_part(suite, "1/2").rows
    assert law.broken_in == "features/d.feature::test_d"


def test_a_deviation_of_a_law_is_not_over_where_a_part_keeps_it(suite: Project) -> None:
    suite.write({"known.toml": '[[deviation]]\nscenario = "features/a_law.feature::test_law"\nreason = "issue 7"\n'})
    assert of_part(suite, "1/2", "--deviations=known.toml").verdict.gaps == ["only part 1 of 2 ran"]
    assert "the deviation is over" in suite.run("--deviations=known.toml").prose


def test_what_names_no_part_is_refused_in_one_line(suite: Project) -> None:
    run = suite.run("--shard=3/2")
    assert run.code == pytest.ExitCode.USAGE_ERROR
    assert "'3/2' names no part: 2/4 is the second of four" in run.err
