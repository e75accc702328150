"""A run as JUnit XML, which most CI systems show: a suite for each feature file, a case for each scenario.

Nobody has standardised the format; `file` and `line` are attributes of a case, as GitLab and CircleCI read them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from midcert.reports.account import account, name_of
from midcert.results.outcomes import Outcome
from midcert.results.row import Row
from midcert.results.run import Run

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no document of XML 1.0 can hold (2.2), though a target may have said it."""

ELEMENTS = {
    Outcome.FAILED: "failure",
    Outcome.HUNG: "failure",
    Outcome.CRASHED: "failure",
    Outcome.ERROR: "error",
    Outcome.DEVIATION: "skipped",
    Outcome.NOT_APPLICABLE: "skipped",
    Outcome.NOT_VERIFIED: "skipped",
}
"""What the format has for an outcome that is not passed; its `type` says which one it is."""


def junit(run: Run) -> str:
    """The run as a document of XML."""
    document = ET.Element("testsuites", {"name": "midcert", **_totals(run.rows)})
    for file, rows in groupby(run.rows, lambda row: row.file):
        document.append(_suite(run, file, list(rows)))
    ET.indent(document)
    return ET.tostring(document, "unicode", xml_declaration=True) + "\n"


def _suite(run: Run, file: str, rows: Sequence[Row]) -> ET.Element:
    began = run.began.removesuffix("Z")  # an xsd:dateTime without a zone, as other writers have it
    about = {"name": rows[0].feature or file, "file": file, "timestamp": began}
    suite = ET.Element("testsuite", {**about, **_totals(rows)})
    suite.extend(map(_case, rows))
    return suite


def _case(row: Row) -> ET.Element:
    group = row.file.removesuffix(".feature").replace("/", ".")
    place = {"file": row.file, "line": str(row.outline.line if row.outline else row.line)}
    case = ET.Element("testcase", place, classname=group, name=_clean(name_of(row)), time=f"{row.seconds:.3f}")
    properties = ET.SubElement(case, "properties")
    for name, value in (("rule", row.rule_id), ("level", row.level)):
        if value:
            ET.SubElement(properties, "property", name=name, value=value)
    if element := ELEMENTS.get(row.outcome):
        said = ET.SubElement(case, element, type=row.outcome, message=_clean(row.reason or row.outcome))
        said.text = _clean("\n".join(line.text for line in account(row)))
    return case


def _totals(rows: Sequence[Row]) -> dict[str, str]:
    found = Counter(ELEMENTS.get(row.outcome) for row in rows)
    counts = {"tests": len(rows), "failures": found["failure"], "errors": found["error"], "skipped": found["skipped"]}
    return {name: str(count) for name, count in counts.items()} | {"time": f"{sum(row.seconds for row in rows):.3f}"}


def _clean(text: str) -> str:
    return NO_XML.sub("\ufffd", text)
