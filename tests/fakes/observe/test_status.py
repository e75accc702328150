import contextlib
from datetime import timedelta
from typing import Any

import pytest

from fakes.host.files import HostError
from fakes.releases.download_site import signed_package
from tests.fakes.scene import AGENT, API, LOG, Scene
from tests.fakes.worlds import PATCH_1, PATCH_2


def test_the_record_tells_status_and_version(scene: Scene) -> None:
    assert scene.ask.status.record("berlin") == {"status": "Down", "version": PATCH_1.stamp}
    scene.reports(status="Up", version=PATCH_2.stamp)
    assert scene.ask.status.record("berlin") == {"status": "Up", "version": PATCH_2.stamp}


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_statuses_are_those_the_instance_took_over_each_once(scene: Scene, method: str) -> None:
    path = f"{API}/table/ecc_agent/{scene.sys_id}?sysparm_fields=status"
    for body in ('{"status": "Up"}', '{"status": "Up"}', '{"version": "x"}', '{"status": "Paused"', '["status"]'):
        scene.sends(method, path, body)
    scene.mid.stop()
    assert scene.ask.status.told("berlin") == ["Up", "Down"]


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
    assert scene.ask.status.at_replacements("berlin") == (["Upgrading"] if counts else [])


def test_an_archive_extracted_over_the_product_replaces_it(scene: Scene) -> None:
    archive = signed_package("mid-core", PATCH_2)
    scene.mid.host.files.write(f"{AGENT}/core.zip", archive)
    scene.target.host("berlin").extract(f"{AGENT}/core.zip", f"{AGENT}/work")
    assert scene.ask.status.at_replacements("berlin") == []
    scene.target.host("berlin").extract(f"{AGENT}/core.zip", AGENT)
    assert scene.ask.status.at_replacements("berlin") == [""]


def test_statuses_at_replacements_are_told_each_once(scene: Scene) -> None:
    for status in ("Upgrading", "Up", "Upgrading"):
        scene.reports(status=status)
        scene.target.host("berlin").write(f"{AGENT}/bin/mid.sh", b"")
    assert scene.ask.status.at_replacements("berlin") == ["Up", "Upgrading"]


def test_what_follows_an_instant_at_which_up_and_another_status_were_told_happens_in_the_latter(scene: Scene) -> None:
    work = scene.administrator.queue("berlin", "Command", "hostname")["sys_id"]
    scene.reports(status="Up")
    scene.reports(status="Upgrading")
    scene.says_of_command("grabLog", "processed")
    scene.world.clock.advance(timedelta(minutes=1))
    scene.queues(queue="input", source="hostname", response_to=work)
    assert scene.ask.status.at_commands("berlin") == ["Upgrading"]


def test_statuses_at_commands_are_those_of_work_that_was_taken_or_answered(scene: Scene) -> None:
    def seen() -> list[str]:
        return scene.ask.status.at_commands("berlin")

    (work, _) = (
        scene.administrator.queue("berlin", topic, source)["sys_id"]
        for topic, source in (("Command", "hostname"), ("SystemCommand", "grabLog"))
    )
    scene.reports(status="Upgrading")
    scene.says_of_command("grabLog", "processed")
    scene.queues(queue="input", source="grabLog")
    assert seen() == []
    scene.reports(status="Up")
    scene.says_of_command("hostname", "processing")
    assert seen() == ["Up"]
    scene.world.clock.advance(timedelta(minutes=1))
    scene.reports(status="Paused")
    scene.queues(queue="input", source="hostname", response_to=work)
    assert seen() == ["Paused", "Up"]
    scene.reports(status="Down")
    scene.administrator.update("ecc_queue", work, state="processed")
    assert seen() == ["Paused", "Up"]
