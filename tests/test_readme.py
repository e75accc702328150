"""The README's commands are the ones that are run."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def commands(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if "python3 -m venv" in line]


def test_ci_runs_the_second_command_of_the_readme() -> None:
    in_readme = commands((ROOT / "README.md").read_text("utf-8"))
    assert len(in_readme) == 2
    assert commands((ROOT / ".ci" / "run").read_text("utf-8")) == in_readme[1:]
