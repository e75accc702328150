"""Each refusal says where and why; the reasons of a file come together, and nothing of it runs."""

import re
from collections.abc import Callable

import pytest

from tests.midcert.run.project import STEPS, Project, Run
from tests.midcert.run.wrong_features import BAD, STEPS_TO_REFUSE, WELL


@pytest.fixture(scope="module")
def run(projects: Callable[[], Project]) -> Run:
    project = projects()
    features = {name: text for name, (text, _) in BAD.items()} | {"well": WELL}
    project.write({f"features/{name}.feature": text for name, text in features.items()})
    project.path.joinpath("features", "latin.feature").write_bytes("Feature: Zürich\n".encode("latin-1"))
    project.write({"conftest.py": STEPS + STEPS_TO_REFUSE})
    return project.run()


def problems(run: Run, name: str) -> list[str]:
    heading = rf"^_+ ERROR collecting features/{name}\.feature _+\n(.*?)(?=^(?:_|=))"
    found = re.search(heading, run.out, re.MULTILINE | re.DOTALL)
    return found[1].splitlines() if found else []


def pattern(line: str) -> str:
    return re.escape(line).replace(r"\*", ".*")


@pytest.mark.parametrize("name", BAD)
def test_it_names_file_line_and_reason(run: Run, name: str) -> None:
    expected = [pattern(f"features/{name}.feature:{reason}") for reason in BAD[name][1]]
    found = problems(run, name)
    assert len(found) == len(expected), found
    assert [line for line, each in zip(found, expected, strict=True) if not re.fullmatch(each, line)] == []


def test_both_places_of_an_ambiguous_step_are_named(run: Run) -> None:
    [line] = problems(run, "ambiguous")
    assert re.search(r"conftest\.py:\d+ '\"both\" \{verb\}'", line)
    assert re.search(r"conftest\.py:\d+ '\"\{x\}\" holds'", line)


def test_a_file_that_is_not_utf_8_is_refused(run: Run) -> None:
    assert problems(run, "latin") == ["features/latin.feature:1: not UTF-8: invalid start byte"]


def test_what_is_well_is_not_mentioned_and_nothing_runs(run: Run) -> None:
    assert run.code == pytest.ExitCode.INTERRUPTED
    assert problems(run, "well") == []
    assert "good.feature" not in run.out
    assert f"{len(BAD) + 1} errors" in run.out
    assert "Traceback" not in run.out + run.err
    assert run.document["rows"] == []
