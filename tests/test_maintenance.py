"""What maintainers are told to run is there: environments of tox, and the news of a release with its rule set."""

import re
import subprocess
import sys

import pytest

from midcert.run.layout import ROOT

ENVIRONMENTS = set(re.findall(r"^\[testenv:([\w-]+)\]", (ROOT / "tox.ini").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", ".pre-commit-config.yaml", "benchmarks/README.md"])
def test_every_environment_that_a_page_names_is_there(page: str) -> None:
    named = set(re.findall(r"tox run (?:-q )?-e ([\w-]+)", (ROOT / page).read_text("utf-8")))
    assert named <= ENVIRONMENTS


def test_the_notes_of_a_release_name_its_rule_set() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "1.0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "The rule set of this release is `1.0`" in done.stdout
    fragments = list((ROOT / "news").glob("*.*.md"))
    assert fragments
    for path in fragments:
        assert path.read_text("utf-8").split()[0] in done.stdout
