"""JUnit XML: a suite for each feature file, a case for each scenario."""

from xml.etree.ElementTree import fromstring as parse

import pytest

from midcert.reports.account import account
from midcert.reports.junit import junit
from midcert.results.outcomes import Outcome
from tests.midcert.reports.runs import FAILED, NOT_RUN, PASSED, noon, run, times


def test_a_suite_has_the_feature_s_name_and_its_cases_the_place_of_the_scenario() -> None:
    document = parse(junit(run(noon(), times("once", 1), times("twice", 2))))
    (suite,) = document
    assert (suite.attrib["name"], suite.attrib["file"]) == ("The queue", "features/queue.feature")
    assert [(case.attrib["name"], case.attrib["line"], case.attrib["time"]) for case in suite] == [
        ("It asks at noon", "4", "0.250"),
        ("It asks 1 times (once)", "13", "1.500"),
        ("It asks 2 times (twice)", "14", "1.500"),
    ]
    assert {case.attrib["classname"] for case in suite} == {"features.queue"}
    assert [each.attrib["value"] for each in suite[0].iter("property")] == ["A-ONE", "required"]


@pytest.mark.parametrize(
    ("outcome", "element"),
    [
        (Outcome.FAILED, "failure"),
        (Outcome.CRASHED, "failure"),
        (Outcome.HUNG, "failure"),
        (Outcome.ERROR, "error"),
        (Outcome.NOT_VERIFIED, "skipped"),
        (Outcome.NOT_APPLICABLE, "skipped"),
        (Outcome.DEVIATION, "skipped"),
        (Outcome.PASSED, None),
    ],
)
def test_an_outcome_is_what_the_format_has_for_it_and_is_counted(outcome: Outcome, element: str | None) -> None:
    document = parse(junit(run(noon(outcome, "why"))))
    said = [each for each in document[0][0] if each.tag != "properties"]
    assert [(each.tag, each.attrib) for each in said] == (
        [(element, {"type": outcome.value, "message": "why"})] if element else []
    )
    totals = {"failure": "failures", "error": "errors", "skipped": "skipped"}
    assert {name: document.attrib[name] for name in totals.values()} == {
        name: str(int(kind == element)) for kind, name in totals.items()
    }


def test_a_failure_tells_what_the_terminal_does() -> None:
    row = noon(Outcome.FAILED, "expected 1; seen 0", PASSED, FAILED, NOT_RUN, last_words="Bye")
    (failure,) = parse(junit(run(row))).iter("failure")
    assert (failure.text or "").splitlines() == [line.text for line in account(row)]


def test_what_xml_cannot_hold_is_replaced() -> None:
    row = noon(Outcome.FAILED, "seen \x1b[31m\x00 <b> & \udcff", PASSED, FAILED, NOT_RUN)
    (failure,) = parse(junit(run(row))).iter("failure")
    assert failure.attrib["message"] == "seen \ufffd[31m\ufffd <b> & \ufffd"
