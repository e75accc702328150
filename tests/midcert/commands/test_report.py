"""`midcert certify --html`, `midcert report` and `midcert spec`: the page, from a run that really was."""

from pathlib import Path

import pytest

from midcert.results.outcomes import ExitCode
from midcert.results.run import read
from tests.forked import Ended, Interpreter
from tests.midcert.commands.conftest import Midcert

MAX_BYTES_EACH = 2_000
HOURLY = "features/03_upgrade_methods/hourly_check.feature"
RED = f"{HOURLY}::test_a_day_has_24_checks"
GREEN = f"{HOURLY}::test_nothing_is_asked_in_the_first_49_minutes"
RUN = [
    "certify",
    "--target=py:broken.hourly_check:ChecksEvery61Minutes.target",
    f"--scenario={RED}",
    f"--scenario={GREEN}",
    "--html=page.html",
    "--results=run.json",
]


def page(folder: Path, name: str = "page.html") -> str:
    return (folder / name).read_text("utf-8")


def opened(page: str, anchor: str) -> str:
    """What stands in the scenario that this anchor leads to."""
    return page.partition(f'id="{anchor}"')[2].partition("</details>")[0]


def test_a_run_with_a_failure_shows_what_happened_and_leaves_its_results_as_they_are(
    midcert: Midcert, tmp_path: Path
) -> None:
    assert midcert(*RUN).code == ExitCode.NOT_CONFORMANT
    red = opened(page(tmp_path), "s-a_day_has_24_checks")
    assert "<time>1:01:00</time>" in red
    assert "and so on, 22 times more, every 1 h 1 min, until 23:23:00" in red
    assert "midcert certify --scenario" in red
    assert "<time>" not in opened(page(tmp_path), "s-nothing_is_asked_in_the_first_49_minutes")
    found = read(tmp_path / "run.json")
    assert found.asked.given == ["run", "target"]
    assert {row.journal for row in found.rows} == {None}


def test_all_timelines_are_drawn_on_request(midcert: Midcert, tmp_path: Path) -> None:
    midcert(*RUN, "--all-timelines")
    assert "<time>" in opened(page(tmp_path), "s-nothing_is_asked_in_the_first_49_minutes")


def test_the_page_is_made_again_from_the_run_and_its_journals(midcert: Midcert, tmp_path: Path) -> None:
    midcert(*RUN, "--journals=journals")
    assert midcert("report", "run.json", "--html=again.html", "--journals=journals") == Ended(0, "", "")
    assert page(tmp_path, "again.html") == page(tmp_path)
    assert midcert("report", "run.json", "--html=ways.html", "--journals=journals", "--ways").code == ExitCode.PASSED
    assert "In which ways it is tried" in page(tmp_path, "ways.html")
    assert "it was not in this run" in page(tmp_path, "ways.html")


def test_without_journals_the_page_has_what_the_terminal_has_shown(midcert: Midcert, tmp_path: Path) -> None:
    midcert(*RUN)
    assert midcert("report", "run.json", "--html=again.html").code == ExitCode.PASSED
    red = opened(page(tmp_path, "again.html"), "s-a_day_has_24_checks")
    assert "<time>" not in red
    assert "1:01:00  berlin: " in red


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "none.json", "--html=x.html"], "midcert report: none.json: cannot be read: No such file"),
        (["report", "own.py", "--html=x.html"], "midcert report: own.py: no run of format 1"),
        (["certify", "--html=none/x.html"], "midcert certify: --html: none/x.html is no file in a folder that exists"),
        (["report", "own.py"], "midcert report: it needs one of --html, --junit,"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(midcert: Midcert, arguments: list[str], said: str) -> None:
    ended = midcert(*arguments)
    assert (ended.code, ended.out) == (ExitCode.BAD_INPUT, "")
    assert ended.err.startswith(said)
    assert ended.err.count("\n") == 1


def test_the_specification_has_every_rule_and_every_scenario(
    midcert: Midcert, tmp_path: Path, interpreter: Interpreter
) -> None:
    assert midcert("spec", "--html=spec.html") == Ended(0, "", "")
    spec = page(tmp_path, "spec.html")
    assert {name for name in interpreter.scenarios if f'id="{name}"' not in spec} == set()
    for name in (
        "s-a_day_has_24_checks",
        "ChecksEvery61Minutes",
        "LooksEvery40Seconds",
    ):
        assert name in spec
    assert "not applicable" not in spec.partition("<main")[2]
    assert len(spec.encode()) < MAX_BYTES_EACH * sum(map(len, interpreter.scenarios.values()))
