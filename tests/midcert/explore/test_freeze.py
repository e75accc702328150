"""The frozen set: what is kept catches something new, is a scenario like any other, and is passed by what is right."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from midcert.explore.bench import Bench
from midcert.explore.corpus import Line
from midcert.explore.found import Found
from midcert.explore.freeze import Freezer, features
from midcert.gherkin.pickles import cases_of
from midcert.gherkin.preflight import MOST_STEPS, text_problems
from midcert.gherkin.tags import tag_problems
from midcert.gherkin.tree import read
from midcert.protocol.handler import REFERENCE
from midcert.rules.ledger import EXPLORED
from midcert.targets import locate

WRONG = "py:broken.instance_upgrade:TellsUnderAnotherTopic.target"
SEQUENCES = 40
RUNS = Line("given", 'the MID Server "berlin" runs Orlando Patch 1')
UPGRADED = Line("when", "the instance is upgraded to Orlando Patch 2")
UP = Line("then", '"berlin" is Up')


@pytest.fixture(scope="module")
def bench(benches: Mapping[str, Bench]) -> Bench:
    return replace(benches["instance"], draws=(6, 0.0), _sequences={})


@pytest.fixture(scope="module")
def freezer(bench: Bench) -> Freezer:
    freezer = Freezer(bench, "1", SEQUENCES)
    came_of_it = [freezer.catch(bench.stage(locate(spec, 60).describe())) for spec in (REFERENCE, WRONG, WRONG)]
    assert came_of_it == ["not caught by anything new", "kept as instance/1", "caught by instance/1"]
    return freezer


def test_what_is_kept_is_short_and_no_scenario_does_the_same(freezer: Freezer, bench: Bench) -> None:
    [found] = freezer.kept
    assert len(found.lines) <= MOST_STEPS
    assert found.lines[-1].text in found.missing
    done = {line.text for line in found.lines if line.kind != "then"}
    assert not any(done <= {line.text for line in lines} for _, lines in bench.corpus.scenarios)


def test_it_is_written_as_features_that_a_run_takes(freezer: Freezer, bench: Bench) -> None:
    [(name, text)] = features(freezer.kept, bench)
    feature = read(text)
    [case] = cases_of(feature, bench.ledger.rules)
    [found] = freezer.kept
    assert name.endswith("_instance.feature")
    assert [*text_problems(feature, text), *tag_problems(feature, bench.ledger)] == []
    assert (case.rule_id, case.name) == (EXPLORED, f"Explored instance/1, most likely {found.likely}")
    assert [Line(step.kind, step.text) for step in case.steps] == [*found.lines]


def test_there_is_a_file_for_each_chapter(bench: Bench) -> None:
    def kept(number: int, rule: str) -> Found:
        return Found(f"instance/{number}", "", "", [RUNS, UPGRADED, UP], [UP.text], rule)

    files = dict(features([kept(1, "ERR-409"), kept(2, "VER-OVERRIDE"), kept(3, "ERR-409-DEAD-HOLDER")], bench))
    assert list(files) == ["upgrade_error_messages_instance.feature", "version_control_properties_instance.feature"]
    assert files["upgrade_error_messages_instance.feature"].count("Scenario: Explored") == 2
