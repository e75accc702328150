"""What phrases mean stands in one document, and on the page as there."""

import re
from pathlib import Path

import pytest

from midcert.reports.html import html
from midcert.reports.html_page import page_of_specification
from midcert.reports.html_phrases import HEAD, Phrase, PhrasesError, load_phrases
from midcert.run.layout import legend
from tests.midcert.reports.made_pages import KNOWN, row
from tests.midcert.reports.test_html import Seen


def folded() -> str:
    """The part of the page that says what phrases mean."""
    page = html(page_of_specification([row()], (), "1.0", KNOWN))
    [part] = re.findall(r"<details [^>]*><summary>What the phrases .*?</details>", page, re.DOTALL)
    return part


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return tmp_path / "reading.md"


def test_the_page_has_every_phrase_of_the_document_folded_and_with_its_words() -> None:
    table = legend().read_text("utf-8").partition(HEAD)[2].partition("\n\n")[0]
    cells = [cell for line in table.splitlines() for cell in line.strip("| ").split(" | ")]
    assert len(cells) >= 40
    assert folded().startswith('<details class="legend"><summary>')
    parts = re.findall(r"<d[td]>(.*?)</d[td]>", folded())
    assert ["".join(Seen(part).text) for part in parts] == [re.sub("[`*]", "", cell) for cell in cells]


def test_code_and_emphasis_are_those_of_the_document() -> None:
    text = legend().read_text("utf-8").partition(HEAD)[2].partition("\n\n")[0]
    tags = Seen("".join(re.findall(r"<d[td]>.*?</d[td]>", folded()))).tags
    assert (tags["code"], tags["em"]) == (text.count("`") / 2, text.count("*") / 2)


def test_the_table_ends_where_it_ends_and_what_is_code_is_taken_as_it_is(document: Path) -> None:
    document.write_text(f"# Reading\n\n{HEAD}| `the <b> of *it*` | *soon*, or not |\n\n| `x` | y |\n", "utf-8")
    assert load_phrases(document) == [Phrase([("code", "the <b> of *it*")], [("em", "soon"), ("", ", or not")])]


@pytest.mark.parametrize(
    "line",
    ["| `x` |", "| `x` | y | z |", "| `x` | [y](z.md) |", "| `x` | **y** |", "| `x` | <b>y</b> |", "| `x | y |"],
    ids=["one cell", "three cells", "a link", "strong", "HTML", "open code"],
)
def test_what_would_be_shown_otherwise_than_it_is_meant_is_refused(document: Path, line: str) -> None:
    document.write_text(f"{HEAD}| `a` | b |\n{line}\n", "utf-8")
    with pytest.raises(PhrasesError) as caught:
        load_phrases(document)
    said = "not a phrase and what it means, in words, `code` and *emphasis*"
    assert str(caught.value) == f"{document}: {said}: {line}"


def test_a_document_without_the_table_is_refused(document: Path) -> None:
    with pytest.raises(PhrasesError, match=r"reading\.md: cannot be read: No such file or directory"):
        load_phrases(document)
    document.write_text("# Reading\n", "utf-8")
    with pytest.raises(PhrasesError, match=r"reading\.md: holds no table of phrases"):
        load_phrases(document)
