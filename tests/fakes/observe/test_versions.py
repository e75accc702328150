import pytest

from fakes.releases.builds import named
from fakes.releases.download_site import DOWNLOAD_SITE_URL, program_of
from tests.fakes.scene import AGENT, LOG, Scene
from tests.fakes.worlds import PATCH_1, PATCH_2


def test_what_runs_is_what_lay_in_the_folder_at_the_start(scene: Scene) -> None:
    scene.folder.install(named("Orlando Patch 2"))
    assert scene.ask.versions.running("berlin") == PATCH_1.stamp
    scene.mid.stop()
    assert scene.ask.versions.running("berlin") == ""


def test_versions_run_are_those_of_all_processes_equal_neighbours_once(scene: Scene) -> None:
    scene.world.install("rome", PATCH_2)
    for build in (PATCH_1, PATCH_2, PATCH_2, PATCH_1):
        scene.folder.install(build)
        scene.restarts()
        scene.world.mid("rome").start()
    assert scene.ask.versions.run("berlin") == [PATCH_1.stamp, PATCH_2.stamp, PATCH_1.stamp]


def test_it_has_come_up_when_this_process_was_up_and_has_asked(scene: Scene) -> None:
    seen = [scene.ask.versions.come_up_with("berlin")]
    scene.asks_for_version()
    seen.append(scene.ask.versions.come_up_with("berlin"))
    scene.reports(status="Upgrading", version="x")
    seen.append(scene.ask.versions.come_up_with("berlin"))
    scene.reports(status="Up")
    seen.append(scene.ask.versions.come_up_with("berlin"))
    scene.reports(version="y")
    seen.append(scene.ask.versions.come_up_with("berlin"))
    scene.restarts()
    seen.append(scene.ask.versions.come_up_with("berlin"))
    scene.reports(status="Up", version="z")
    seen.append(scene.ask.versions.come_up_with("berlin"))
    scene.asks_for_version()
    seen.append(scene.ask.versions.come_up_with("berlin"))
    assert seen == ["", "", "", "x", "y", "", "", "z"]


def test_one_that_the_suite_plays_has_come_up_without_asking(scene: Scene) -> None:
    oslo = scene.world.install("oslo", PATCH_2, is_played=True)
    assert scene.ask.versions.come_up_with("oslo") == ""
    oslo.start()
    assert scene.ask.versions.come_up_with("oslo") == PATCH_2.stamp


def test_foreign_files_are_those_that_differ_that_are_missing_and_that_are_too_many(scene: Scene) -> None:
    assert scene.ask.versions.foreign_files("berlin", [PATCH_1]) == []
    files = scene.mid.host.files
    files.write(f"{AGENT}/lib/mid.jar", files.read(f"{AGENT}/lib/mid.jar") + b"x")
    files.write(f"{AGENT}/lib/more.jar", b"")
    files.delete(f"{AGENT}/bin/mid.sh")
    files.write(f"{AGENT}/work/mid.jar", b"of no concern")
    assert scene.ask.versions.foreign_files("berlin", [PATCH_1]) == ["bin/mid.sh", "lib/mid.jar", "lib/more.jar"]


def test_of_two_builds_each_file_may_be_of_either(scene: Scene) -> None:
    files, both = scene.mid.host.files, [PATCH_1, PATCH_2]
    new = program_of(PATCH_2)["lib/mid.jar"]
    files.write(scene.folder.path("lib", "mid.jar"), new)
    assert scene.ask.versions.foreign_files("berlin", both) == []
    files.write(scene.folder.path("lib", "mid.jar"), new + b"x")
    files.delete(scene.folder.path("bin", "mid.sh"))
    files.write(scene.folder.path("jre", "more"), b"")
    assert scene.ask.versions.foreign_files("berlin", both) == ["bin/mid.sh", "jre/more", "lib/mid.jar"]


def test_the_files_of_another_patch_differ_but_for_the_runtime_s(scene: Scene) -> None:
    assert scene.ask.versions.foreign_files("berlin", [PATCH_2]) == [
        "bin/mid.bat",
        "bin/mid.sh",
        "lib/mid.jar",
        "package/meta/mid-core.meta.properties",
    ]


def test_a_parameter_is_what_config_xml_holds_now(scene: Scene) -> None:
    assert scene.ask.versions.parameter("berlin", "mid.pinned.version") == ""
    scene.folder.configure("mid.pinned.version", PATCH_2.tag)
    assert scene.ask.versions.parameter("berlin", "mid.pinned.version") == PATCH_2.tag


def test_places_with_blanks_are_those_used_on_host_and_network_in_any_spelling(scene: Scene) -> None:
    for path in ("/tmp/a b", "/tmp/a_b"):  # noqa: S108 - of a fake
        scene.target.host("berlin").write(path, b"")
    scene.target.host("berlin").append(LOG, "a b\n")
    scene.sends("GET", f"{DOWNLOAD_SITE_URL}/a%20b.zip?c=d%20e")
    scene.sends("GET", f"{DOWNLOAD_SITE_URL}/ab.zip?c=d%20e")
    assert scene.ask.versions.places_with_blanks("berlin") == ["/tmp/a b", "/a%20b.zip"]  # noqa: S108 - of a fake


@pytest.mark.parametrize("gone", ["package", "config.xml", ""])
def test_what_is_gone_is_seen_as_such(scene: Scene, gone: str) -> None:
    scene.mid.host.files.delete(scene.folder.path(*filter(None, [gone])))
    assert scene.ask.versions.parameter("berlin", "name") == ("berlin" if gone == "package" else "")
    assert ("bin/mid.sh" in scene.ask.versions.foreign_files("berlin", [PATCH_1])) is (gone == "")
