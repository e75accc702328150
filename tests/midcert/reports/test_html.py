"""The page as a browser would take it: whole, harmless, and sufficient to itself."""

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise, product

import msgspec
import pytest

from fakes.journal import Entry
from midcert.reports.html import html
from midcert.reports.html_page import page_of_run, page_of_specification
from midcert.reports.html_states import State
from midcert.reports.html_timeline import Timeline, timeline
from midcert.results.mismatch import Comparison, Mismatch
from midcert.results.outcomes import Outcome
from midcert.results.row import KnownDeviation, Row, Status
from midcert.run.layout import ROOT
from tests.midcert.reports.made_pages import KNOWN, journal, outline_rows, row, run, step

VOID = {"meta", "link", "br"}
HOSTILE = [
    "<script>alert(1)</script>",
    "</style></script></pre><img src=x onerror=alert(1)>",
    "\"' onmouseover=alert(1) x='",
    "{{ page.title }}{% raw %}",
    "\u202egnp.exe\u2066",
    "\x1b[31mred\x00\x08",
    "\ud800",
    "x" * 100_000,
    "a\nb\r\nc\u2028d",
    "javascript:alert(1)",
]
STYLE = (ROOT / "midcert/reports/templates/style.css").read_text("utf-8")


class Seen(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self.unclosed: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, wanted: str) -> list[str]:
        return [value for _, name, value in self.attributes if name == wanted]


def hostile_rows(text: str) -> list[Row]:
    words = {"reason": text, "last_words": text, "repeat": text, "timeline": [text]}
    failed = [step(text, "then", Status.FAILED, (0, 2))]
    mismatch = Mismatch(Comparison.EQUAL, text, [text, {text: text}], "text")
    return [
        row(Outcome.FAILED, steps=failed, mismatch=mismatch, **words),
        row(Outcome.CRASHED, name="T", **words),
        row(Outcome.DEVIATION, name="U", deviation=KnownDeviation("A-ONE", text, ""), **words),
        row(Outcome.NOT_VERIFIED, name="V", reason=text),
        row(Outcome.ERROR, None, name="W", reason=text),
        *(msgspec.structs.replace(each, example={"case": text, "long": text}) for each in outline_rows(Outcome.PASSED)),
    ]


def hostile_journal(text: str) -> list[Entry]:
    return journal(
        (0, "scenario", "then", {"text": text}),
        (0, "host", "installed", {"mid": "berlin", "played": False, "os": "linux", "folder": "/opt"}),
        (0, "host", "started", {"mid": "berlin", "version": text, "whole": True, "pin": text}),
        (1, "berlin", "append", {"path": "/opt/logs/agent0.log.0", "text": f"SEVERE {text}"}),
    )


def drawn(rows: list[Row], text: str = "x", name: str = "mine") -> str:
    def draw(row: Row, state: State) -> Timeline | None:
        del state
        return timeline(hostile_journal(text), row)

    return html(page_of_run(run(rows, name=name), KNOWN, draw))


def whole() -> str:
    steps = [step("it runs", "given"), step("it asks", "then")]
    return drawn([row(steps=steps), *outline_rows(Outcome.PASSED, Outcome.FAILED), row(Outcome.FAILED, "A-TWO", "T")])


def test_every_element_is_closed_every_name_is_given_once_and_every_link_leads_somewhere() -> None:
    page = Seen(whole())
    assert page.unclosed == []
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    links = {link.removeprefix("#") for link in page.values("href")}
    assert links <= set(ids)
    assert {name for names in page.values("aria-labelledby") for name in names.split()} <= set(ids)


def test_the_specification_is_a_page_as_well() -> None:
    page = Seen(html(page_of_specification([row(), *outline_rows(Outcome.PASSED)], (), "1.0", KNOWN)))
    assert page.unclosed == []
    assert {link.removeprefix("#") for link in page.values("href")} <= set(page.values("id"))
    assert not {"passed", "failed"} & set(page.values("data-state"))


def test_nothing_is_loaded_and_nothing_runs_but_its_own_script() -> None:
    text = whole()
    page = Seen(text)
    [policy] = [value for value in page.values("content") if "default-src" in value]
    for name in ("style", "script"):
        [own] = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not {"link", "img", "iframe", "object", "base"} & page.tags.keys()
    assert [name for _, name, _ in page.attributes if name in {"style", "src"} or name.startswith("on")] == []
    assert "http:" not in text
    assert "https:" not in text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_texts(text: str) -> None:
    """A page with them has the same elements and attributes as one with a harmless word in their place."""
    page, harmless = (drawn(hostile_rows(each), each, each) for each in (text, "x"))
    seen, wanted = Seen(page), Seen(harmless)
    assert seen.tags == wanted.tags
    assert [(tag, name) for tag, name, _ in seen.attributes] == [(tag, name) for tag, name, _ in wanted.attributes]
    assert seen.unclosed == []
    page.encode()
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", page) == []


def test_what_does_something_is_shown_by_its_number() -> None:
    page = "".join(Seen(drawn(hostile_rows("\u202egnp\x1b"), "\u202egnp\x1b")).text)
    assert r"\u202egnp\u001b" in page


def test_the_same_run_gives_the_same_bytes() -> None:
    assert whole() == whole()


def test_headings_leave_out_no_level() -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", whole())]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= sooner + 1 for sooner, later in pairwise(levels))


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))


LIGHT = colours(STYLE.partition("@media (prefers-color-scheme: dark)")[0])
DARK = {**LIGHT, **colours(STYLE.partition("@media (prefers-color-scheme: dark)")[2].partition("\n}\n")[0])}
PAPER = {**LIGHT, **colours(STYLE.partition("@media print")[2])}
TEXTS = [
    *product(("ink", "mute", "link", "good", "bad", "open", "read"), ("ground",)),
    *product(("ink", "mute"), ("raised", "soft")),
    ("good", "good-soft"),
    ("bad", "bad-soft"),
    ("ink", "bad-soft"),
    ("ink", "open-soft"),
    ("open", "open-soft"),
    ("on-bad", "bad"),
]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(scheme: dict[str, str], text: str, ground: str) -> None:
    darker, lighter = sorted((luminance(scheme[text]), luminance(scheme[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5  # WCAG 2.2, 1.4.3
