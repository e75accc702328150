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


# ---- One by one


def get(scene: Scene, package: str) -> bytes:
    platform = ("universal", "universal") if package == "mid-core" else ("linux", "x86-64")
    scene.sends("GET", DOWNLOAD_SITE_URL + package_url_path(package, PATCH_2, *platform))
    return signed_package(package, PATCH_2)


def test_a_package_is_stored_once_all_of_it_lies_in_a_file_wherever_that_is(scene: Scene) -> None:
    host = scene.target.host("berlin")
    host.write("/tmp/first", get(scene, "mid-core"))  # noqa: S108 - of a fake
    get(scene, "mid-jre")
    assert scene.ask.packages.downloaded("berlin") == ["stored", "not stored"]
    host.write("/tmp/second", signed_package("mid-jre", PATCH_2))  # noqa: S108 - as above
    assert scene.ask.packages.downloaded("berlin") == ["stored", "stored"]


def test_what_is_stored_after_the_next_one_has_come_is_too_late(scene: Scene) -> None:
    host = scene.target.host("berlin")
    first, second = get(scene, "mid-core"), get(scene, "mid-jre")
    host.write("/tmp/first", first)  # noqa: S108 - of a fake
    host.write("/tmp/second", second)  # noqa: S108 - as above
    assert scene.ask.packages.downloaded("berlin") == ["not stored", "stored"]


def test_half_a_package_is_not_stored(scene: Scene) -> None:
    body = get(scene, "mid-core")
    scene.target.host("berlin").write("/tmp/first", body[:-1])  # noqa: S108 - of a fake
    assert scene.ask.packages.downloaded("berlin") == ["not stored"]


def test_a_package_that_is_downloaded_again_counts_once_and_one_that_was_refused_not_at_all(scene: Scene) -> None:
    scene.target.host("berlin").write("/tmp/first", get(scene, "mid-core"))  # noqa: S108 - of a fake
    get(scene, "mid-core")
    scene.sends("GET", f"{DOWNLOAD_SITE_URL}/a/mid-jre.x.universal.universal.zip")
    assert scene.ask.packages.downloaded("berlin") == ["stored"]
    scene.world.begin_period()
    assert scene.ask.packages.downloaded("berlin") == []
