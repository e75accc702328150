"""What is kept of a scenario that is red."""

import json
from pathlib import Path
from typing import Any

from tests.midcert.run.certified import FAILING, STEPS, Runner

ELSEWHERE = """
@then("it was elsewhere")
def elsewhere(world):
    world.journal.note("berlin", "looks around")
    assert 0, "it was here"
"""


def row(folder: Path, scenario: str) -> dict[str, Any]:
    rows = json.loads((folder / "results.json").read_text("utf-8"))["rows"]
    [found] = [row for row in rows if row["scenario"] == scenario]
    return dict(found)


def test_what_happened_is_kept_of_what_is_red_alone(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "features/failing.feature").write_text(FAILING, "utf-8")
    (tmp_path / "conftest.py").write_text(STEPS + ELSEWHERE, "utf-8")
    ran = run("--target=py:own:good")
    assert ran.outcomes["failing"] == ("failed", "it was here")
    assert row(tmp_path, "failing")["timeline"] == [
        "0:00:00  scenario: When two hours pass",
        "2:00:00  berlin: looks around",
    ]
    assert row(tmp_path, "mid")["timeline"] == []
