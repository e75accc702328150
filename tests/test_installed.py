"""What is installed works as the checkout does, from any folder."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_wheel_certifies_from_an_empty_folder(tmp_path: Path) -> None:
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(ROOT)]
    subprocess.run(pip, check=True, capture_output=True)
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            "-m",
            "midcert",
            "certify",
            "--watchdog=60",
            "--target",
            "py:examples.with_requests:target",
        ],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"rootdir: {site}" in done.stdout
    assert "Verdict: passed what there is (draft)" in done.stdout
