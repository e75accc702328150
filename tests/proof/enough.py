"""A pytest plugin: a run stops at the first scenario of a rule that does not pass, `--enough RULE`.

That is all a proof needs that its own rule notices a broken implementation; what comes after it takes time alone.
"""

from collections.abc import Iterator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--enough", metavar="RULE", default="")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield  # type: ignore[misc,assignment]
    rule: str = item.config.option.enough
    if rule and report.failed and item.get_closest_marker(rule):
        items = item.session.items  # that there are no more is not told at length, as it is that a run was stopped
        del items[items.index(item) + 1 :]
    return report  # type: ignore[return-value]
