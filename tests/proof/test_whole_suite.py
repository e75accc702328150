"""The reference passes the whole suite, which reaches no less of it than before: what `tox run -e features` runs."""

import configparser
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from midcert.run.layout import ROOT


def commands(folder: Path) -> list[list[str]]:
    """Those of the environment, in this interpreter."""
    tox = configparser.ConfigParser(interpolation=None)
    tox.read(ROOT / "tox.ini", "utf-8")
    lines = tox["testenv:features"]["commands"].strip().replace("{env_tmp_dir}", str(folder)).splitlines()
    return [[sys.executable, "-m", *shlex.split(line)] for line in lines]


@pytest.mark.long
def test_the_reference_passes_and_is_reached(tmp_path: Path) -> None:
    for command in commands(tmp_path):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
