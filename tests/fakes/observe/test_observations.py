"""Whatever a Then may ask is a question, and is journalled with its answer."""

import inspect
import json
import re
from collections.abc import Callable

import pytest

from fakes.observe.observations import Observations
from tests.fakes.scene import Scene
from tests.fakes.worlds import PATCH_1

ARGUMENTS = {
    "mid": "oslo",
    "other": "berlin",
    "mids": ["berlin", "oslo"],
    "source": "hostname",
    "command": "hostname",
    "in_log": re.compile("no space"),
    "message": re.compile("no space"),
    "in_issue": re.compile("no space"),
    "like": re.compile("no space"),
    "build": PATCH_1,
    "builds": [PATCH_1],
    "name": "mid.buildstamp",
}
"""What questions are asked about here, by the names of their parameters."""


def methods_of(observations: Observations) -> dict[str, Callable[..., object]]:
    """All public methods of all subjects, by names such as "permits.requests"."""
    return {
        f"{subject}.{name}": method
        for subject, of in vars(observations).items()
        for name, method in inspect.getmembers(of, inspect.ismethod)
        if not name.startswith("_")
    }


NAMES = sorted(methods_of(Scene().world.observe))


def test_there_is_something_to_ask_of_every_subject(scene: Scene) -> None:
    assert {name.partition(".")[0] for name in NAMES} == vars(scene.ask).keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_public_method_of_a_subject_is_a_question_with_its_name_and_its_meaning(scene: Scene, name: str) -> None:
    method = methods_of(scene.ask)[name]
    assert inspect.unwrap(method).__qualname__ == method.__qualname__
    assert inspect.unwrap(method) is not method.__func__, "it is no question"
    assert method.__name__ == name.partition(".")[2]
    assert method.__doc__


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_journalled_under_its_subject_with_its_answer(scene: Scene, name: str) -> None:
    scene.world.install("oslo", PATCH_1, is_played=True).start()
    ask = methods_of(scene.ask)[name]
    answer = ask(*(ARGUMENTS[each] for each in inspect.signature(ask).parameters))
    *_, entry = scene.world.journal
    assert (entry.actor, entry.kind) == ("observer", "question")
    assert (entry.detail["asks"], entry.detail["answer"]) == (name, answer)
    assert json.loads(entry.to_json())["detail"]["about"] == entry.detail["about"]
    assert len(entry.detail["about"]) == len(inspect.signature(ask).parameters)
