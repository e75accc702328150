import importlib

import pytest
from pytest_bdd.steps import StepNamePrefix

from midcert.run.layout import NOT_STEPS, ROOT, configuration, plugins


def definitions(module: str) -> list[str]:
    """The step definitions in a module, by the names under which pytest-bdd keeps them there."""
    return [name for name in vars(importlib.import_module(module)) if name.startswith(StepNamePrefix.step_def.value)]


def test_every_module_of_the_steps_is_a_plugin_unless_it_helps_the_others() -> None:
    modules = {path.stem for path in (ROOT / "steps").glob("*.py")}
    assert plugins() == [
        "midcert.run.plugin",
        "midcert.run.target",
        *(f"steps.{name}" for name in sorted(modules - NOT_STEPS)),
    ]


@pytest.mark.parametrize("module", plugins()[2:])
def test_a_plugin_of_the_steps_defines_some(module: str) -> None:
    assert definitions(module) != []


@pytest.mark.parametrize("name", sorted(NOT_STEPS))
def test_what_helps_the_others_defines_none(name: str) -> None:
    assert definitions("steps" if name == "__init__" else f"steps.{name}") == []


def test_a_checkout_has_a_configuration_of_its_own() -> None:
    assert configuration() == ROOT / "pyproject.toml"
