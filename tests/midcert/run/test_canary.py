"""Every private thing of pytest, pytest-bdd and pytest-xdist that is relied on. A failure names what breaks with it."""

# ruff: noqa: SLF001 - private things are what this is about

import importlib
import inspect
import os
from pathlib import Path

import parse
import pytest
from gherkin import parser_types
from gherkin.parser import Parser
from pytest_bdd import compat, hooks, parsers, steps
from pytest_bdd.parser import FeatureParser

from midcert.gherkin.pickles import Case, cases_of
from midcert.gherkin.tree import function_name, read
from tests.midcert.run.project import GOOD, PLUGINS, Project

bdd = importlib.import_module("pytest_bdd.scenario")

RICH = """@mid
Feature: F
  Background:
    Given a background
    And more

  Scenario: plain
    When <y> & < z > stay
    And so does this
    But not that

  Rule: R
    Background:
      Given a rule's background

    Scenario Outline: <x> of <case>
      Given "<x>" in a step
      Then a table
        | <x> | <y> | a \\| b |
      And a text
        \"\"\"xml
        <x><y>
        \"\"\"

      Examples:
        | case | x |
        | one  | 1 |
        | two  |   |

      Examples: more
        | x | case  |
        | 3 | three |
"""


def source(thing: object) -> str:
    return inspect.getsource(thing)  # type: ignore[arg-type]


def test_a_module_makes_its_own_object() -> None:
    """collector.FeatureFile overrides it: without it pytest would import the feature file as Python."""
    assert list(inspect.signature(pytest.Module._getobj).parameters) == ["self"]
    assert "self._getobj()" in source(pytest.Module.obj.fget)  # type: ignore[attr-defined]


def test_the_fixture_registry_can_be_read(request: pytest.FixtureRequest) -> None:
    """collector._visible_definitions reads it: without it no step has a definition."""
    manager = request.session._fixturemanager
    assert "request" in compat.get_fixture_names(manager) or "tmp_path" in compat.get_fixture_names(manager)
    assert list(inspect.signature(compat.getfixturedefs).parameters) == ["fixturemanager", "fixturename", "node"]
    [found] = compat.getfixturedefs(manager, "tmp_path_factory", request.node) or ()
    assert callable(found.func)


def test_a_definition_is_a_fixture_whose_function_is_registered() -> None:
    """collector._visible_definitions finds definitions by it."""

    @steps.given("a canary")
    def canary() -> None:
        pass

    name = f"{steps.StepNamePrefix.step_def.value}_given_a canary"
    fixture = locals()[name]
    function = fixture._get_wrapped_function()
    context = steps.step_function_context_registry[function]
    assert (context.type, context.step_func, context.parser.name) == ("given", canary, "a canary")


def test_where_a_test_is_comes_from_what_it_says_itself() -> None:
    """collector.FeatureFile._prepared says it: without it reports point at pytest_bdd/scenario.py."""
    assert "self.reportinfo()" in source(pytest.Item.location.func)  # type: ignore[attr-defined]
    assert "item.reportinfo()" in source(pytest.TestReport)


def test_the_row_of_an_outline_is_a_parameter_of_this_name() -> None:
    """collector.FeatureFile._prepared tells rows apart by it."""
    assert '"_pytest_bdd_example"' in source(bdd.__dict__["_get_scenario_decorator"])


def test_a_step_is_looked_up_through_a_function_of_the_module() -> None:
    """lookup replaces it: called in any other way, the slow search would be back, or a step lost."""
    assert list(inspect.signature(bdd.get_step_function).parameters) == ["request", "step"]
    assert "get_step_function(request=request, step=step)" in source(bdd._execute_scenario)


def test_the_hooks_say_when_a_step_runs() -> None:
    """evidence counts steps by them, and takes an assertion for a verdict only after before_step_call."""
    for name in ("before_step", "before_step_call", "after_step", "step_error", "step_func_lookup_error"):
        assert "request" in inspect.signature(getattr(hooks, f"pytest_bdd_{name}")).parameters
    text = source(bdd._execute_step_function)
    order = ("pytest_bdd_before_step(", "getfixturevalue", "before_step_call", "call_fixture_func", "after_step")
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert "except (Exception, Failed)" in text
    assert "pytest_bdd_after_scenario" in source(bdd._execute_scenario).partition("finally:")[2]


def test_the_frames_of_pytest_bdd_are_hidden() -> None:
    """errors leaves the outermost frame in place: unless it is hidden, every failure shows it."""
    for function in (bdd._execute_step_function, bdd._execute_scenario):
        assert "__tracebackhide__ = True" in source(function)


def test_an_outright_failure_shows_its_msg() -> None:
    """errors writes the step into it."""
    failure = pytest.fail.Exception("shortly", pytrace=False)
    failure.msg = "changed"
    assert (str(failure), failure.pytrace) == ("changed", False)


def test_the_fields_of_a_phrase_are_the_names_of_its_arguments() -> None:
    """definitions finds dropped fields by them."""
    assert set(parsers.parse("{a} of {b:d}").parse_arguments("x of 1")) == {"a", "b"}
    assert set(parsers.re(r"(?P<a>x)|(?P<b>y)").parse_arguments("x") or ()) == {"a", "b"}
    assert parse.compile("{a}").named_fields == ["a"]


def test_subtests_report_through_the_test_s_own_hook() -> None:
    """evidence sees wrong rows by it: they do not raise, and the test's own report says passed."""
    text = source(importlib.import_module("_pytest.subtests"))
    assert "pytest_runtest_makereport(\n            item=self.request.node" in text


def test_a_worker_sends_its_output_and_the_main_process_hears() -> None:
    """results hears from workers which scenarios the whole suite has: otherwise no run with -n is whole."""
    assert "workeroutput" in source(importlib.import_module("xdist.remote"))
    assert "self.workeroutput" in source(importlib.import_module("xdist.workermanage"))


def test_gherkin_s_tree_has_the_keys_that_are_read() -> None:
    """tree and preflight read them."""
    assert {"steps", "examples", "tags", "description", "keyword"} <= parser_types.Scenario.__annotations__.keys()
    assert {"keyword", "text", "keywordType", "dataTable", "docString"} <= parser_types.Step.__annotations__.keys()
    assert Parser().parse("# nothing").get("feature") is None


def test_scenarios_are_read_as_pytest_bdd_reads_them(tmp_path: Path) -> None:
    """Pre-flight and the rows speak of the steps that really run."""
    tmp_path.joinpath("rich.feature").write_text(RICH, "utf-8")
    theirs = FeatureParser(os.fspath(tmp_path), "rich.feature").parse()
    feature = read(RICH)
    ours: dict[str, list[Case]] = {}
    for case in cases_of(feature, ()):
        ours.setdefault(case.written, []).append(case)
    assert list(ours) == list(theirs.scenarios)
    for name, template in theirs.scenarios.items():
        contexts = [each for examples in template.examples for each in examples.as_contexts()] or [{}]
        rendered = [template.render(each) for each in contexts]
        assert [case.row.values if case.row else {} for case in ours[name]] == contexts
        for case, scenario in zip(ours[name], rendered, strict=True):
            assert (case.name, case.line) == (scenario.name, scenario.line_number)
            assert [(s.kind, s.keyword, s.text, s.line, s.table, s.docstring) for s in case.steps] == [
                (s.type, s.keyword, s.name, s.line_number, s.datatable and s.datatable.raw(), s.docstring)
                for s in scenario.steps
            ]
    assert [function_name(name) for name in ours] == ["test_plain", "test_of"]


@pytest.mark.parametrize(
    "change", ["del bdd.get_step_function", "bdd.get_step_function = lambda request, step, node: None"]
)
def test_a_changed_lookup_is_refused(project: Project, change: str) -> None:
    """lookup refuses to guess."""
    setup = "import importlib\nbdd = importlib.import_module('pytest_bdd.scenario')\n"
    project.write({"changed.py": f"{setup}{change}\n"})
    run = project.run(plugins=("-p", "changed", *PLUGINS))
    assert run.code == pytest.ExitCode.USAGE_ERROR
    assert run.err.strip() == ("ERROR: pytest_bdd.scenario.get_step_function has changed: mend midcert/run/lookup.py")


def test_the_lookup_is_in_use_and_is_put_back(project: Project) -> None:
    """A run inside a run, or after one, sees pytest-bdd as it was."""
    project.write({
        "features/good.feature": GOOD,
        "watch.py": """
import importlib, pytest
bdd = importlib.import_module("pytest_bdd.scenario")
original = bdd.get_step_function
searched = bdd.find_fixturedefs_for_step
bdd.find_fixturedefs_for_step = lambda **kw: print("SEARCHED") or searched(**kw)
def pytest_sessionfinish():
    print("IN USE", bdd.get_step_function is not original)
@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    config.add_cleanup(lambda: print("PUT BACK", bdd.get_step_function is original))
""",
    })  # fmt: skip
    run = project.run("-s", plugins=("-p", "watch", *PLUGINS))
    assert "IN USE True" in run.out
    assert "PUT BACK True" in run.out
    assert "SEARCHED" not in run.out
    assert run.code == 0
