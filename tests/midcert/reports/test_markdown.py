"""The summary for the page of a CI job."""

from midcert.reports.markdown import MAX_RED, markdown
from midcert.results.outcomes import Outcome, Word
from midcert.results.verdict import Counts
from tests.midcert.reports.runs import noon, run, times


def test_it_says_the_verdict_what_was_tested_and_how_many() -> None:
    counts = Counts({"passed": 3, "failed": 1}, {"passed": 2}, {}, 0)
    lines = markdown(run(word=Word.NOT_CONFORMANT, counts=counts)).splitlines()
    assert lines[0] == "## MID Server upgrades: not conformant"
    assert "* Under test: mine 2 (mid)" in lines
    assert lines[-4:-1] == ["| --- | ---: | ---: |", "| required | 3 | 1 |", "| interpreted | 2 | 0 |"]


def test_what_did_not_pass_stands_under_its_rule_required_ones_first() -> None:
    made = run(times("once", 1, Outcome.FAILED, "seen 0"), noon(Outcome.CRASHED, "it died"), times("twice", 2))
    red = [line for line in markdown(made).splitlines() if line.startswith(("**", "* failed", "* crashed"))]
    assert red == [
        "**A-ONE (required) It asks**",
        "* crashed: It asks at noon (features/queue.feature:4): it died",
        "**A-TWO (interpreted) It asks**",
        "* failed: It asks 1 times (once) (features/queue.feature:13): seen 0",
    ]


def test_only_so_many_are_named() -> None:
    lines = markdown(run(*[noon(Outcome.FAILED)] * (MAX_RED + 3))).splitlines()
    assert sum(line.startswith("* failed") for line in lines) == MAX_RED
    assert lines[-1] == "3 more did not pass."


def test_what_a_target_says_means_nothing_to_markdown() -> None:
    (line,) = (
        line
        for line in markdown(run(noon(Outcome.FAILED, "<img src=x>\n# [a](http://b) @you `c` | d"))).splitlines()
        if line.startswith("* failed")
    )
    assert line.endswith("\\<img src=x\\> \\# \\[a\\](http\\://b) \\@you \\`c\\` \\| d")


def test_a_long_reason_is_cut_and_says_so() -> None:
    assert f"{'x' * 300}..." in markdown(run(noon(Outcome.FAILED, "x" * 301)))
