"""The page as Chromium shows it: on a telephone and on a desktop, light and dark, however many failures."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from midcert.reports.html import html
from midcert.reports.html_page import page_of_run
from midcert.reports.html_states import State
from midcert.reports.html_timeline import Timeline, timeline
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from tests.midcert.reports.made_pages import KNOWN, outline_rows, row, run
from tests.midcert.reports.test_html import HOSTILE, hostile_journal, hostile_rows

WIDTHS = (360, 1440)
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
pytestmark = pytest.mark.needs("chromium")


def written(rows: list[Row], path: Path, text: str = "it works") -> str:
    def draw(row: Row, state: State) -> Timeline | None:
        return timeline(hostile_journal(text), row) if state is State.FAILED else None

    path.write_text(html(page_of_run(run(rows, name=text), KNOWN, draw)), "utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of pages with few failures, with many, and with hostile texts."""
    folder = tmp_path_factory.mktemp("pages")
    passed = [row(), *outline_rows(Outcome.PASSED, Outcome.PASSED), row(rule_id="A-TWO", name="T")]
    many = [row(Outcome.FAILED, name=f"Fails_{number}", reason="expected 1; seen 0") for number in range(300)]
    return {
        "0": written(passed, folder / "0.html"),
        "1": written([*passed, row(Outcome.FAILED, "B-ONE", "U", reason="no")], folder / "1.html"),
        "300": written([*passed, *many], folder / "300.html"),
        "hostile": written(hostile_rows("".join(HOSTILE)), folder / "hostile.html", "".join(HOSTILE)),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["0", "1", "300", "hostile"])
def test_it_is_shown_whole_and_asks_for_nothing(
    page: Page, pages: dict[str, str], name: str, width: int, scheme: str
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(pages[name])
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (said, asked) == ([], [pages[name]])


def test_without_a_script_everything_but_the_filter_is_there(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{pages['1']}#s-u")
    assert not page.locator(".filter").is_visible()
    assert page.locator("#s-u").is_visible()
    assert page.get_by_text("no", exact=True).first.is_visible()
    context.close()


def test_a_link_opens_what_it_leads_to(page: Page, pages: dict[str, str]) -> None:
    page.goto(f"{pages['300']}#s-fails_299")
    assert page.locator("#s-fails_299").is_visible()
    page.goto(f"{pages['0']}#s-waits-2")
    assert page.locator("#s-waits-2").is_visible()


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [("state", "failed", "1 of 5 scenarios"), ("role", "instance", "0 of 5 scenarios"), ("state", "", "5 scenarios")],
)
def test_the_filter_leaves_what_was_asked_for(
    page: Page, pages: dict[str, str], name: str, value: str, left: str
) -> None:
    page.goto(pages["1"])
    page.select_option(f"select[name={name}]", value)
    assert page.locator("output").inner_text() == left
    assert page.locator("#A-ONE").is_visible() is (value == "")


def test_a_filter_by_chapter_hides_the_others(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["1"])
    page.select_option("select[name=chapter]", label="The Down state")
    assert not page.locator("#A-ONE").is_visible()
    assert page.locator("#B-ONE").is_visible()
    assert page.locator("a.cell.dim").count() == 3
    page.click("button[type=reset]")
    page.wait_for_function("document.querySelector('output').textContent === '5 scenarios'")
    assert page.locator("#A-ONE").is_visible()


def test_every_cell_of_the_map_can_be_reached_and_followed_with_the_keyboard(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["1"])
    page.locator("a.cell").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#A-TWO")


def test_what_phrases_mean_is_folded_and_unfolds_with_the_keyboard(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["0"])
    assert not page.locator(".phrases").is_visible()
    page.get_by_text("What the phrases of the scenarios mean").focus()
    page.keyboard.press("Enter")
    assert page.locator(".phrases dt").first.is_visible()
    assert page.locator(".phrases").get_by_text("Orlando Patch 2 is assigned").is_visible()


def test_on_paper_failures_are_open(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["300"])
    page.emulate_media(media="print")
    assert page.locator("#s-fails_299 .steps").evaluate("each => each.getBoundingClientRect().width") > 0
    assert not page.locator(".filter").is_visible()
