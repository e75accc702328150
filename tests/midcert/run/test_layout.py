import importlib
from pathlib import Path

import pytest
from pytest_bdd.steps import StepNamePrefix

from midcert.run.layout import ROOT, configuration, legend, plugins


def definitions(module: str) -> list[str]:
    """The step definitions in a module, by the names under which pytest-bdd keeps them there."""
    return [name for name in vars(importlib.import_module(module)) if name.startswith(StepNamePrefix.step_def.value)]


def test_every_module_of_the_steps_is_a_plugin() -> None:
    modules = sorted(path.stem for path in (ROOT / "steps").glob("*.py") if path.stem != "__init__")
    assert plugins() == ["midcert.run.plugin", "midcert.run.target", *(f"steps.{name}" for name in modules)]


@pytest.mark.parametrize("module", plugins()[2:])
def test_a_plugin_of_the_steps_defines_some(module: str) -> None:
    assert definitions(module) != []


@pytest.mark.parametrize("path", sorted((ROOT / "steps" / "words").glob("*.py")), ids=lambda path: path.stem)
def test_the_words_of_steps_define_none(path: Path) -> None:
    assert definitions("steps.words" if path.stem == "__init__" else f"steps.words.{path.stem}") == []


def test_a_checkout_has_a_configuration_and_a_legend_of_its_own() -> None:
    assert configuration() == ROOT / "pyproject.toml"
    assert legend() == ROOT / "docs" / "reading-the-features.md"
