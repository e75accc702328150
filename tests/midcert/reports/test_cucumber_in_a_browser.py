"""Cucumber's own formatter makes a page of the messages: what it shows is what became of the scenarios."""

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from midcert.reports.cucumber import messages
from midcert.results.outcomes import Outcome
from tests.conftest import TOOLS_ARE_THERE
from tests.midcert.reports.runs import FAILED, FEATURE, FILE, NOT_RUN, PASSED, noon, run, times

FORMATTER = "MIDCERT_HTML_FORMATTER"
"""The environment variable that names the folder of @cucumber/html-formatter; .ci/run installs it."""
RENDERS = """
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
const { CucumberHtmlStream } = await import(pathToFileURL(process.argv[1] + '/dist/src/index.js'))
const page = new CucumberHtmlStream()
page.pipe(process.stdout)
for await (const line of createInterface({ input: process.stdin })) page.write(JSON.parse(line))
page.end()
"""


@pytest.fixture
def formatter() -> str:
    folder = os.environ.get(FORMATTER)
    if not folder:
        end = pytest.fail if os.environ.get(TOOLS_ARE_THERE) else pytest.skip
        end(f"{FORMATTER} names no folder of @cucumber/html-formatter")
    return str(Path(folder).resolve())


@pytest.mark.needs("chromium", "node")
def test_it_shows_each_scenario_with_what_was_seen(formatter: str, page: Page, tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(FEATURE)
    red = noon(Outcome.FAILED, "seen 0", PASSED, FAILED, NOT_RUN)
    told = messages(run(red, times("once", 1), times("twice", 2)), tmp_path)
    node = ["node", "--input-type=module", "--eval", RENDERS, formatter]
    rendered = subprocess.run(node, input=told, capture_output=True, encoding="utf-8", check=True)
    (tmp_path / "page.html").write_text(rendered.stdout, "utf-8")
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((tmp_path / "page.html").as_uri())
    page.get_by_text("It asks at noon").first.wait_for()
    shown = page.locator("body").inner_text()
    assert "The queue" in shown
    assert "seen 0" in shown
    assert "(2 / 3) passed" in shown
    assert "FAILED 1" in shown
    assert wrong == []
