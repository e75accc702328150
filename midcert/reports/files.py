"""The files that can be made of a run, by the options that ask for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from midcert.results.run import Run, written


@dataclass(frozen=True)
class Form:
    """One form of a report."""

    says: str
    """What it is, for --help."""
    make: Callable[[Run, Path], str]
    """Of a run, and the folder in which features/ is."""


def _junit(run: Run, _folder: Path) -> str:
    from midcert.reports.junit import junit  # noqa: PLC0415 - what nobody asks for is not loaded

    return junit(run)


def _messages(run: Run, folder: Path) -> str:
    from midcert.reports.cucumber import messages  # noqa: PLC0415 - as above

    return messages(run, folder)


def _summary(run: Run, _folder: Path) -> str:
    from midcert.reports.markdown import markdown  # noqa: PLC0415 - as above

    return markdown(run)


def _badge(run: Run, _folder: Path) -> str:
    from midcert.reports.badge import svg  # noqa: PLC0415 - as above

    return svg(run)


def _endpoint(run: Run, _folder: Path) -> str:
    from midcert.reports.badge import endpoint  # noqa: PLC0415 - as above

    return endpoint(run)


RUN_FILE = "--run"
"""Of which every other file can be made again."""

FORMS: Mapping[str, Form] = {
    RUN_FILE: Form("the run, with what became of every scenario, as JSON", lambda run, _: written(run)),
    "--junit": Form("the run as JUnit XML, for a CI system", _junit),
    "--messages": Form("the run as Cucumber Messages (ndjson), for the tools around Cucumber", _messages),
    "--summary": Form("the verdict and what did not pass in Markdown, for the page of a CI job", _summary),
    "--badge": Form("the verdict as a picture (SVG)", _badge),
    "--badge-endpoint": Form("the verdict as JSON for shields.io", _endpoint),
}
