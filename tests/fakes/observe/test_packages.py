from fakes.releases.download_site import DOWNLOAD_SITE_URL, signed_package
from fakes.releases.package_paths import package_url_path
from fakes.releases.packages import jar
from tests.fakes.scene import AGENT, Scene
from tests.fakes.worlds import PATCH_1, PATCH_2


def test_packages_asked_for_are_those_of_the_period_got_or_not(scene: Scene) -> None:
    scene.sends("GET", f"{DOWNLOAD_SITE_URL}/old.zip")
    scene.world.begin_period()
    for path in ("/", "/a/mid-core.x.zip", "/a/mid-jre.x.zip"):
        scene.sends("GET", DOWNLOAD_SITE_URL + path)
    assert scene.ask.packages.asked_for("berlin") == ["mid-core.x.zip", "mid-jre.x.zip"]


def test_builds_and_systems_asked_for_are_told_by_the_names_of_packages(scene: Scene) -> None:
    asked = [("mid-core", PATCH_2, "universal"), ("mid-jre", PATCH_2, "windows"), ("mid-core", PATCH_1, "universal")]
    for package, build, system in asked:
        scene.sends("GET", DOWNLOAD_SITE_URL + package_url_path(package, build, system, "x86-64"))
    assert scene.ask.packages.builds("berlin") == [PATCH_2.stamp, PATCH_1.stamp]
    assert scene.ask.packages.systems("berlin") == ["windows"]
    scene.world.begin_period()
    assert scene.ask.packages.builds("berlin") == []
    assert scene.ask.packages.systems("berlin") == []


def test_what_was_done_with_packages_on_the_host_is_told_and_other_archives_are_not(scene: Scene) -> None:
    host = scene.target.host("berlin")
    host.write("/tmp/check.zip", jar.write([("a", b"x")]))  # noqa: S108 - of a fake
    host.extract("/tmp/check.zip", "/tmp/check")  # noqa: S108 - as above
    assert scene.ask.packages.put_on_host("berlin") == []
    package = f"{AGENT}/package/incoming/mid-core.{PATCH_2.stamp}.universal.universal.zip"
    host.write(package, signed_package("mid-core", PATCH_2))
    assert scene.ask.packages.put_on_host("berlin") == ["stored"]
    host.extract(package, "/tmp/new")  # noqa: S108 - as above
    host.copy("/tmp/new/bin/mid.sh", f"{AGENT}/bin/mid.sh")  # noqa: S108 - as above
    assert scene.ask.packages.put_on_host("berlin") == ["stored", "extracted", "installed"]
    scene.world.begin_period()
    assert scene.ask.packages.put_on_host("berlin") == []
