from fakes.observe.evidence import Evidence
from fakes.observe.progress import Progress
from tests.fakes.scene import Scene
from tests.fakes.worlds import PATCH_2, progress_of


def test_the_last_status_is_the_last_one_told(scene: Scene) -> None:
    progress = progress_of(scene.world)
    assert progress.last_status("berlin") == ""
    scene.reports(status="Up")
    scene.reports(status="Upgrading")
    scene.reports(version="x")
    assert progress.last_status("berlin") == "Upgrading"


def test_it_has_come_up_once_this_process_was_up_and_has_asked(scene: Scene) -> None:
    def has_come_up() -> bool:
        return progress_of(scene.world).is_up_and_has_asked("berlin")

    seen = [has_come_up()]
    scene.asks_for_version()
    seen.append(has_come_up())
    scene.reports(status="Upgrading")
    seen.append(has_come_up())
    scene.reports(status="Up")
    seen.append(has_come_up())
    scene.restarts()
    scene.reports(status="Up")
    seen.append(has_come_up())
    assert seen == [False, False, False, True, False]


def test_one_that_the_suite_plays_need_not_ask(scene: Scene) -> None:
    progress = progress_of(scene.world)
    oslo = scene.world.install("oslo", PATCH_2, is_played=True)
    assert not progress.is_up_and_has_asked("oslo")
    oslo.start()
    assert progress.is_up_and_has_asked("oslo")


def test_states_are_the_last_status_and_whether_it_was_turned_away_in_the_period(scene: Scene) -> None:
    evidence = Evidence(scene.world.journal, scene.world.parties)
    progress = Progress(evidence)
    scene.has_others()
    for mid in ("lagos", "oslo"):
        scene.asks_for_permit(mid=mid)
    scene.reports(status="Up")
    assert progress.states("berlin") == {"Up"}
    scene.asks_for_permit()
    assert progress.states("berlin") == {"Up", "turned away with 409"}
    evidence.begin_period()
    assert progress.states("berlin") == {"Up"}


def test_nothing_of_it_is_journalled(scene: Scene) -> None:
    progress, before = progress_of(scene.world), len(scene.world.journal)
    progress.last_status("berlin")
    progress.states("berlin")
    progress.is_up_and_has_asked("berlin")
    assert len(scene.world.journal) == before
