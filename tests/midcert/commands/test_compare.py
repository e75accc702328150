"""`midcert compare`: its exit codes."""

from pathlib import Path

import pytest

from midcert.commands.cli import main
from midcert.results.outcomes import Outcome
from midcert.results.run import Run, written
from tests.midcert.reports.runs import noon, run

GOOD, BAD = run(noon()), run(noon(Outcome.FAILED, "seen 0"))


def stored(folder: Path, *runs: Run) -> list[str]:
    paths = [folder / f"{number}.json" for number, _ in enumerate(runs)]
    for path, each in zip(paths, runs, strict=True):
        path.write_text(written(each))
    return [str(path) for path in paths]


@pytest.mark.parametrize(
    ("runs", "code"),
    [((GOOD, BAD), 1), ((BAD, GOOD), 0), ((BAD, BAD), 0), ((GOOD, GOOD), 0), ((GOOD, BAD, BAD), 0)],
    ids=["worse", "better", "as bad", "as good", "several"],
)
def test_of_two_it_says_whether_the_second_is_worse(runs: list[Run], code: int, tmp_path: Path) -> None:
    assert main(["compare", *stored(tmp_path, *runs)]) == code


def test_one_run_or_a_file_that_is_none_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (good,) = stored(tmp_path, GOOD)
    assert main(["compare", good]) == 4
    (tmp_path / "other.json").write_text("{}")
    assert main(["compare", good, str(tmp_path / "other.json")]) == 4
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "midcert compare: it needs two runs or more"
    assert said[1].startswith(f"midcert compare: {tmp_path}/other.json: no run of format 1")


def test_the_page_has_all_of_them_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths, page = stored(tmp_path, GOOD, BAD, GOOD), tmp_path / "page.html"
    assert main(["compare", *paths, f"--html={page}"]) == 0
    assert all(path in page.read_text("utf-8") for path in paths)
    assert main(["compare", *paths, f"--html={tmp_path}/none/page.html"]) == 4
    assert capsys.readouterr().err.startswith("midcert compare: [Errno 2] No such file or directory: ")
