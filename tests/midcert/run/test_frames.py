from tests.midcert.run.project import FIRST, STEPS, Project

MORE_STEPS = """
from fakes.errors import TargetHungError

def compare(found, expected):
    deep = "below the step"
    assert found == expected

def stall():
    deep = "below the step"
    raise TargetHungError("5 s passed")

def trip():
    deep = "below the step"
    raise KeyError("x")

@when("it fails")
def it_fails(): compare([1, 2], [1, 3])

@when("it hangs")
def it_hangs(): stall()

@when("it fails outright")
def outright(): pytest.fail("shortly", pytrace=False)

@when("it trips")
def it_trips(): trip()

@pytest.fixture
def broken(): raise KeyError("in a fixture")

@when("its fixture trips")
def its_fixture_trips(broken): pass
"""
NAMES = ("it fails", "it hangs", "it fails outright", "it trips", "its fixture trips")
FEATURE = FIRST + "".join(f"  Scenario: {name}\n   When {name}\n   Then c\n" for name in NAMES)


def sections(project: Project, *args: str) -> dict[str, str]:
    project.write({"conftest.py": STEPS + MORE_STEPS, "features/sub/bad.feature": FEATURE})
    out = project.run("features/sub", "--python-traceback", *args).out.partition(" red scenarios ")[0]
    parts = [part.partition(" _") for part in out.split("_ test_")[1:]]
    return {name.replace("_", " "): text for name, _, text in parts}


def test_a_failure_says_which_step_of_which_line(project: Project) -> None:
    found = sections(project)
    for number, name in enumerate(NAMES):
        assert f"  at features/sub/bad.feature:{6 + 3 * number}  When {name}\n" in found[name]


def test_a_verdict_shows_the_step_alone(project: Project) -> None:
    found = sections(project)
    assert ">   def it_fails(): compare([1, 2], [1, 3])" in found["it fails"]
    assert "At index 1 diff: 2 != 3" in found["it fails"]
    assert ">   def it_hangs(): stall()" in found["it hangs"]
    for name in ("it fails", "it hangs"):
        assert "below the step" not in found[name]


def test_a_fault_of_the_harness_shows_where_it_is_but_no_machinery(project: Project) -> None:
    found = sections(project)
    assert "below the step" in found["it trips"]
    assert 'def broken(): raise KeyError("in a fixture")' in found["its fixture trips"]
    for text in found.values():
        assert "site-packages" not in text


def test_everything_is_shown_on_request(project: Project) -> None:
    found = sections(project, "--full-trace")
    assert "below the step" in found["it fails"]
    assert "call_fixture_func" in found["it fails"]
