from fakes.releases.download_site import DOWNLOAD_SITE_URL
from fakes.releases.package_paths import package_url_path
from tests.fakes.scene import Scene
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
