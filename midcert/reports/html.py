"""The page as a file: one HTML document that needs nothing else, and runs nothing but its own script.

Three gates stand before a text of a target: `html_words.brief` cuts it and hides passwords, Jinja escapes it, and
`_seen` shows every character that would do something. Behind them stands the page's own policy.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fakes.text import shown
from midcert.reports.html_matrix import Matrix
from midcert.reports.html_page import Page
from midcert.reports.html_scenarios import step_state
from midcert.reports.html_states import State
from midcert.reports.html_words import brief

_TEMPLATES = Path(__file__).parent / "templates"
_NOTHING_ELSE = "base-uri 'none'; form-action 'none'"
MAX_REASON_CHARACTERS = 1_000


def html(page: Page) -> str:
    """The page of a run, or of the specification, as HTML."""
    style, script = _text("style.css"), _text("script.js")
    policy = f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; {_NOTHING_ELSE}"
    page_template = _environment().get_template("page.html.jinja")
    return page_template.render(page=page, style=style, script=script, policy=policy, State=State)


def html_of_matrix(matrix: Matrix) -> str:
    """The page of several runs as HTML."""
    style = _text("style.css")
    policy = f"default-src 'none'; style-src {_source(style)}; {_NOTHING_ELSE}"
    return _environment().get_template("matrix.html.jinja").render(matrix=matrix, style=style, policy=policy)


def _text(name: str) -> str:
    return _TEMPLATES.joinpath(name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_seen,
    )
    environment.filters |= {
        "reason": lambda text: brief(text, MAX_REASON_CHARACTERS),
        "lines": lambda lines: "\n".join(map(brief, lines)),
        "capitalize_first": lambda text: text[:1].upper() + text[1:],
        "brief": brief,
        "step_state": step_state,
    }
    return environment


def _seen(value: object) -> object:
    """A text that goes onto the page; what is HTML already goes as it is."""
    return shown(value) if type(value) is str and not (value.isascii() and value.isprintable()) else value


def _source(text: str) -> str:
    """A style or script as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
