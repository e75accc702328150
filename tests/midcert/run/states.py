"""Scenarios that end in every way there is, and the steps for them."""

from tests.midcert.run.project import FIRST

MORE_STEPS = """
from fakes.errors import NotVerifiedError, TargetCrashedError, TargetHungError
from midcert.run.judgement import NotApplicable

class Broken(Exception): pass

RAISED = {
    "assertion": AssertionError("seen this\\nnot that"),
    "bare assertion": AssertionError(),
    "hang": TargetHungError("5 s passed"),
    "crash": TargetCrashedError("exit code 3"),
    "not verifiable": NotVerifiedError("needs a clock"),
    "bug": Broken("a bug"),
    "exit": SystemExit(3),
}

@when(parsers.parse("{what} is raised"))
def raised(what): raise RAISED[what]

@when("it fails outright")
def fails_outright(): pytest.fail("outright")

@when("it does not apply")
def does_not_apply(): raise NotApplicable("no proxy declared")

@when("it skips")
def skips(): pytest.skip("cannot")

@when("it is known to fail")
def known_to_fail(): pytest.xfail("known")

@then(parsers.parse("each row is {parity}"))
def even(parity, datatable, subtests):
    for [n] in datatable:
        with subtests.test(n):
            if n == "skip":
                pytest.skip("cannot tell")
            assert int(n) % 2 == 0

@then("a text")
def a_text(docstring): pass

@pytest.fixture
def broken(): raise Broken("set-up")

@pytest.fixture
def wrong(): assert 1 == 2, "in a fixture"

@given("a broken fixture")
def needs_broken(broken): pass

@given("a fixture that asserts")
def needs_wrong(wrong): pass

@given(parsers.parse("a teardown with {what}"))
def teardown(what):
    yield
    raise RAISED[what]

@pytest.fixture(autouse=True)
def early(request):
    assert "before_its_first_step" not in request.node.name
    if "does_not_apply_from_the_start" in request.node.name:
        raise NotApplicable("another platform")

MARKS = {
    "test_marked_skip": pytest.mark.skip(reason="by a mark"),
    "test_marked_xfail_and_fails": pytest.mark.xfail(reason="issue 1"),
    "test_marked_xfail_and_passes": pytest.mark.xfail(reason="issue 2"),
    "test_marked_xfail_loosely_and_passes": pytest.mark.xfail(reason="issue 3", strict=False),
}

def pytest_collection_modifyitems(items):
    for item in items:
        if item.name in MARKS:
            item.add_marker(MARKS[item.name])
"""
FATAL_STEPS = """
import os, signal

@when("it is interrupted")
def interrupted(): raise KeyboardInterrupt

@when("the process dies")
def dies(): os.kill(os.getpid(), signal.SIGKILL)
"""
PASSED, FAILED, SKIPPED, NOT_RUN = "passed", "failed", "skipped", "not run"

STATES: dict[str, tuple[str, str, str, list[str]]] = {
    "passes": ("Given a\nThen c", "passed", "", [PASSED, PASSED]),
    "asserts": (
        "Given a\nWhen assertion is raised\nThen c",
        "failed",
        "seen this",
        [PASSED, FAILED, NOT_RUN],
    ),
    "asserts nothing": ("When bare assertion is raised\nThen c", "failed", "AssertionError", [FAILED, NOT_RUN]),
    "fails outright": ("When it fails outright\nThen c", "failed", "outright", [FAILED, NOT_RUN]),
    "hangs": ("When hang is raised\nThen c", "hung", "5 s passed", [FAILED, NOT_RUN]),
    "crashes": ("When crash is raised\nThen c", "crashed", "exit code 3", [FAILED, NOT_RUN]),
    "cannot be verified": ("When not verifiable is raised\nThen c", "not verified", "needs a clock", [FAILED, NOT_RUN]),
    "has a bug": ("When bug is raised\nThen c", "error", "Broken: a bug", [FAILED, NOT_RUN]),
    "exits": ("When exit is raised\nThen c", "error", "SystemExit: 3", [FAILED, NOT_RUN]),
    "does not apply": ("When it does not apply\nThen c", "not applicable", "no proxy declared", [SKIPPED, NOT_RUN]),
    "does not apply from the start": ("When b\nThen c", "not applicable", "another platform", [NOT_RUN, NOT_RUN]),
    "skips": ("When it skips\nThen c", "not verified", "cannot", [SKIPPED, NOT_RUN]),
    "marked skip": ("When b\nThen c", "not verified", "by a mark", [NOT_RUN, NOT_RUN]),
    "known": ("When it is known to fail\nThen c", "not verified", "expected to fail: known", [FAILED, NOT_RUN]),
    "marked xfail and fails": (
        "When bug is raised\nThen c",
        "not verified",
        "expected to fail: issue 1",
        [FAILED, NOT_RUN],
    ),
    "marked xfail and passes": ("When b\nThen c", "not verified", "expected to fail, but passed", [PASSED, PASSED]),
    "marked xfail loosely and passes": (
        "When b\nThen c",
        "not verified",
        "expected to fail: issue 3",
        [PASSED, PASSED],
    ),
    "one row of two is wrong": (
        "Then each row is even\n | 2 |\n | 3 |\nAnd c",
        "failed",
        "assert (3 % 2) == 0",
        [FAILED, PASSED],
    ),
    "one row of two is skipped": (
        "Then each row is even\n | skip |\n | 2 |\nAnd c",
        "not verified",
        "cannot tell",
        [SKIPPED, PASSED],
    ),
    "a fixture of a step fails": ("Given a broken fixture\nThen c", "error", "Broken: set-up", [FAILED, NOT_RUN]),
    "a fixture of a step asserts": (
        "Given a fixture that asserts\nThen c",
        "error",
        "AssertionError: in a fixture",
        [FAILED, NOT_RUN],
    ),
    "fails before its first step": ("Given a\nThen c", "error", "AssertionError: assert *", [NOT_RUN, NOT_RUN]),
    "teardown has a bug": ("Given a teardown with bug\nThen c", "error", "Broken: a bug", [PASSED, PASSED]),
    "teardown asserts": (
        "Given a teardown with assertion\nThen c",
        "error",
        "AssertionError: seen this",
        [PASSED, PASSED],
    ),
    "teardown hangs": ("Given a teardown with hang\nThen c", "hung", "5 s passed", [PASSED, PASSED]),
    "asserts and teardown has a bug": (
        "Given a teardown with bug\nWhen assertion is raised\nThen c",
        "error",
        "Broken: a bug",
        [PASSED, FAILED, NOT_RUN],
    ),
    "hangs and teardown cannot be verified": (
        "Given a teardown with not verifiable\nWhen hang is raised\nThen c",
        "hung",
        "5 s passed",
        [PASSED, FAILED, NOT_RUN],
    ),
}
FEATURE = FIRST + "".join(f"  Scenario: {name}\n{state[0]}\n" for name, state in STATES.items())
RICH = """@both
Feature: Rich
  Background:
    Given a

  @ACC-OCSP
  Rule: OCSP is asked

    Background:
      Given a

    Scenario Outline: it holds for <x>
      Then "<x>" holds
      And a text
        \"\"\"
        <x> it is
        \"\"\"
      And each row is even
        | <x> |

      Examples:
        | case | x |
        | two  | 2 |
        | four | 4 |
"""
