"""The reference passes the whole suite, and gets a certificate that holds: what `tox run -e features` runs.

The journals of this run say in which ways each rule is tried.
"""

import configparser
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from fakes.observe.tried import WAYS
from midcert.commands.tried import measured, page, unexplained
from midcert.rules.ledger import load_ledger
from midcert.rules.untried import load_untried
from midcert.run.layout import FEATURES, ROOT
from tests.proof import caught

SAID = (
    "Verdict: conformant to the profile both of the rule set 1.0 (",
    "replay: steps and laws, judged again from the journals, come to the same",
)
"""What the two commands say among other things."""
LEAST_STAKES = 5
"""In how many scenarios a law has to be at stake."""


def commands(folder: Path) -> list[list[str]]:
    """Those of the environment, in this interpreter."""
    tox = configparser.ConfigParser(interpolation=None)
    tox.read(ROOT / "tox.ini", "utf-8")
    text = tox["testenv:features"]["commands"].strip().replace("\\\n", " ")
    lines = text.replace("{env_tmp_dir}", str(folder)).splitlines()
    return [[sys.executable, "-m", *shlex.split(line)] for line in lines]


@pytest.mark.long
def test_the_reference_passes_and_what_is_tried_is_as_it_is_told(tmp_path: Path) -> None:
    for command, words in zip(commands(tmp_path), SAID, strict=True):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert words in done.stdout
    rows = json.loads((tmp_path / "results.json").read_text("utf-8"))["rows"]
    assert [row["id"] for row in rows if row["at_stake"] is not None and row["at_stake"] < LEAST_STAKES] == []
    told = (ROOT / "docs" / "laws.md").read_text("utf-8").splitlines()
    assert list(caught.page(rows)) == told, "python -m tests.proof.caught --page RESULTS > docs/laws.md"
    ledger = load_ledger(FEATURES / "rules.toml")
    untried = load_untried(FEATURES / "untried.toml", ledger, WAYS)
    found = measured(tmp_path / "results.json", tmp_path / "journals")
    assert unexplained(found, ledger, untried) == [], "features/untried.toml: scenarios or reasons are missing"
    told = (ROOT / "docs" / "tried.md").read_text("utf-8").splitlines()
    assert list(page(found, ledger, untried)) == told, "midcert list --tried > docs/tried.md"
