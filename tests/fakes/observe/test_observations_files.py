"""What Then-steps ask of the files in the agent folder: in which status they were replaced, and whose they are."""

import contextlib
from typing import Any

import pytest

from fakes.host.files import HostError
from fakes.releases.download_site import signed_package
from tests.fakes.scene import AGENT, LOG, PATCH_1, PATCH_2, Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.mark.parametrize(
    ("operation", "arguments", "counts"),
    [
        ("write", {"path": f"{AGENT}/bin/mid.sh", "content": b""}, True),
        ("write", {"path": f"{AGENT}/binary", "content": b""}, False),
        ("append", {"path": LOG, "text": "x"}, False),
        ("copy", {"source": f"{AGENT}/config.xml", "target": f"{AGENT}/lib/mid.jar"}, True),
        ("copy", {"source": f"{AGENT}/lib/mid.jar", "target": "/tmp/mid.jar"}, False),  # noqa: S108 - of a fake
        ("delete", {"path": f"{AGENT}/package/meta"}, True),
        ("delete", {"path": AGENT}, True),
        ("delete", {"path": f"{AGENT}/lib/none.jar"}, False),
        ("write", {"path": f"{AGENT}/package/incoming/mid-core.zip", "content": b""}, False),
        ("read", {"path": f"{AGENT}/lib/mid.jar"}, False),
    ],
)
def test_files_are_replaced_where_the_product_lies(
    scene: Scene, operation: str, arguments: dict[str, Any], *, counts: bool
) -> None:
    scene.reports(status="Upgrading")
    with contextlib.suppress(HostError):  # it may be one that is not there
        getattr(scene.target.host("berlin"), operation)(**arguments)
    assert scene.ask.statuses_at_replacements("berlin") == (["Upgrading"] if counts else [])


def test_an_archive_extracted_over_the_product_replaces_it(scene: Scene) -> None:
    archive = signed_package("mid-core", PATCH_2)
    scene.mid.host.files.write(f"{AGENT}/core.zip", archive)
    scene.target.host("berlin").extract(f"{AGENT}/core.zip", f"{AGENT}/work")
    assert scene.ask.statuses_at_replacements("berlin") == []
    scene.target.host("berlin").extract(f"{AGENT}/core.zip", AGENT)
    assert scene.ask.statuses_at_replacements("berlin") == [""]


def test_statuses_at_replacements_are_told_each_once(scene: Scene) -> None:
    for status in ("Upgrading", "Up", "Upgrading"):
        scene.reports(status=status)
        scene.target.host("berlin").write(f"{AGENT}/bin/mid.sh", b"")
    assert scene.ask.statuses_at_replacements("berlin") == ["Up", "Upgrading"]


def test_foreign_files_are_those_that_differ_that_are_missing_and_that_are_too_many(scene: Scene) -> None:
    assert scene.ask.foreign_files("berlin", PATCH_1) == []
    files = scene.mid.host.files
    files.write(f"{AGENT}/lib/mid.jar", files.read(f"{AGENT}/lib/mid.jar") + b"x")
    files.write(f"{AGENT}/lib/more.jar", b"")
    files.delete(f"{AGENT}/bin/mid.sh")
    files.write(f"{AGENT}/work/mid.jar", b"of no concern")
    assert scene.ask.foreign_files("berlin", PATCH_1) == ["bin/mid.sh", "lib/mid.jar", "lib/more.jar"]


def test_the_files_of_another_patch_differ_but_for_the_runtime_s(scene: Scene) -> None:
    assert scene.ask.foreign_files("berlin", PATCH_2) == [
        "bin/mid.bat",
        "bin/mid.sh",
        "lib/mid.jar",
        "package/meta/mid-core.meta.properties",
    ]
