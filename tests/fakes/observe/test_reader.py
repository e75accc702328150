"""Which events an entry tells, one row for each way to tell them or to miss them; requests have a file of their own."""

from datetime import timedelta

import pytest

from fakes.journal import Entry
from fakes.observe import events as e
from fakes.observe.reader import EventReader, Happening
from tests.fakes.observe.entries import (
    ADDED,
    INSTALLED,
    MID,
    PROPERTIES,
    RECORD,
    administrator,
    by,
    entry,
    events,
    exchange,
)

NOTHING = [None]
LOG, PACKAGE = "/opt/mid/logs/agent0.log.0", "/opt/mid/temp/mid-core.x.linux.x86-64.zip"
SCRIPT, ELSEWHERE = "/opt/mid/bin/mid.sh", "/opt/mid/temp/mid.sh"
AT_ONCE = entry("requests at once", server="instance.service-now.com", answers={"201": 2, "409": 1})
DONE, REFUSED = e.ProgramChanged("berlin", is_done=True), e.ProgramChanged("berlin", is_done=False)


def on_host(kind: str, mid: str = "berlin", **detail: object) -> Entry:
    return by("host", entry(kind, mid=mid, **detail))


# ---- What an entry is to a reader


def test_a_happening_is_an_event_with_the_time_the_place_and_the_actor_of_its_entry() -> None:
    later = ADDED.time + timedelta(minutes=1)
    seen = Entry(later, 7, "instance", "restarted", {})
    assert [*EventReader().read([seen])] == [Happening(later, 7, "instance", e.InstanceRestarted())]


def test_an_entry_with_two_events_is_two_happenings_and_one_without_any_tells_the_time() -> None:
    facts = entry("facts")
    assert [*EventReader().read([ADDED, facts])] == [
        Happening(ADDED.time, 0, "administrator", e.RecordAdded("berlin", "v")),
        Happening(ADDED.time, 0, "administrator", e.Validated("berlin", "true")),
        Happening(facts.time, 0, "berlin", None),
    ]


def test_a_record_that_the_journal_does_not_tell_of_may_be_known_from_elsewhere() -> None:
    patch = exchange(f"PATCH {RECORD}", sent={"status": "Up"})
    names = {"1a": "berlin"}
    alone, helped, needless = EventReader(), EventReader(names), EventReader(names)
    read = [*alone.read([patch]), *helped.read([patch]), [*needless.read([ADDED, patch])][-1]]
    up = e.Reported("berlin", "Up", "", has_arrived=True)
    assert [happening.event for happening in read] == [e.Reported("", "Up", "", has_arrived=True), up, up]
    assert [reader.was_helped for reader in (alone, helped, needless)] == [False, True, False]


def test_a_journal_may_be_empty_and_a_reader_reads_on_where_it_was() -> None:
    reader = EventReader()
    assert [*reader.read([])] == []
    assert len([*reader.read([ADDED, INSTALLED])]) == 3
    [happening, _] = reader.read([exchange(f"PATCH {RECORD}", sent={"status": "Up"})])
    assert happening.event == e.Reported("berlin", "Up", "", has_arrived=True)


# ---- The parties, and what is done to them


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (by("instance", entry("begun", version="v", played=True)), [e.InstanceBegun("v", is_played=True)]),
        (by("instance", entry("begun", version="v", played=False)), [e.InstanceBegun("v", is_played=False)]),
        (by("instance", entry("restarted")), [e.InstanceRestarted()]),
        (by("instance", entry("upgraded", version="w")), [e.InstanceUpgraded("w")]),
        (by("instance", entry("notified", mid="berlin")), NOTHING),
        (
            on_host("installed", "oslo", played=True, os="windows", folder="C:\\MID"),
            [e.Installed("oslo", is_played=True, os="windows")],
        ),
        (INSTALLED, [e.Installed("berlin", is_played=False, os="linux")]),
        (on_host("configured", parameter="a", value="b"), [e.Configured("berlin", "a", "b")]),
        (on_host("configured", parameter="a", value=None), [e.Configured("berlin", "a", "")]),
        (
            on_host("started", version="v", whole=True, pin="x"),
            [e.Started("berlin", "v", is_whole=True, pin="x")],
        ),
        (on_host("started", version="v", whole=False, pin=""), [e.Started("berlin", "v", is_whole=False, pin="")]),
        (on_host("stopped"), [e.Ended("berlin", "stopped")]),
        (on_host("killed"), [e.Ended("berlin", "killed")]),
        (on_host("restarting"), [e.Ended("berlin", "restarting")]),
        (on_host("cannot start", reason="no version is installed"), [e.Ended("berlin", "cannot start")]),
        (on_host("service reinstalled"), NOTHING),
        (on_host("refuses"), NOTHING),
        (on_host("refuses nothing"), NOTHING),
        (entry("started", mid="berlin", version="v", whole=True, pin=""), NOTHING),
        (entry("stopped", mid="berlin"), NOTHING),
        (entry("restarted"), NOTHING),
        (by("scenario", entry("rest")), [e.Rested()]),
        (by("scenario", entry("end")), [e.ScenarioEnded()]),
        (by("scenario", entry("when", text="When 1 hour passes")), NOTHING),
        (entry("end"), NOTHING),
        (by("network", entry("fails", server="instance.service-now.com")), NOTHING),
        (by("observer", AT_ONCE), [e.PermitsAskedAtOnce((("201", 2), ("409", 1)))]),
        (by("observer", entry("question", about="berlin")), NOTHING),
        (AT_ONCE, NOTHING),
        (by("user", entry("acts", roles="admin")), NOTHING),
    ],
)
def test_what_is_done_to_a_party_is_told_by_whoever_does_it(seen: Entry, told: list[e.Event | None]) -> None:
    assert events(seen) == told


# ---- What a MID Server lets its host do


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (entry("append", path=LOG, text="no space\n"), [e.Said("berlin", "no space\n", is_logged=True)]),
        (entry("write", path=LOG, text="no space\n"), [e.Said("berlin", "no space\n", is_logged=True)]),
        (entry("append", path=LOG, text=""), NOTHING),
        (entry("append", path=LOG, text="no space\n", error="denied"), NOTHING),
        (entry("write", path=LOG, text="no space\n", error="denied"), NOTHING),
        (entry("write", path=SCRIPT), [DONE]),
        (entry("write", path=SCRIPT, error="denied"), [REFUSED]),
        (entry("append", path=SCRIPT, text="x"), [DONE]),
        (entry("delete", path=SCRIPT), [DONE]),
        (entry("delete", path=SCRIPT, error="denied"), [REFUSED]),
        (entry("copy", source=ELSEWHERE, target=SCRIPT), [DONE]),
        (entry("copy", source=ELSEWHERE, target=SCRIPT, error="denied"), [REFUSED]),
        (entry("copy", source=SCRIPT, target=ELSEWHERE), NOTHING),
        (entry("read", path=SCRIPT), NOTHING),
        (entry("list_files", path="/opt/mid/bin"), NOTHING),
        (entry("make_folder", path="/opt/mid/bin"), NOTHING),
        (entry("run", command=f"rm {SCRIPT}"), NOTHING),
        (entry("extract", archive=PACKAGE, folder="/opt/mid/work"), [e.Extracted("berlin", is_done=True)]),
        (entry("extract", archive=PACKAGE, folder="/tmp"), [e.Extracted("berlin", is_done=True)]),  # noqa: S108
        (entry("extract", archive=PACKAGE, folder="/opt/mid"), [e.Extracted("berlin", is_done=True), DONE]),
        (
            entry("extract", archive=PACKAGE, folder="/opt/mid/lib", error="no archive"),
            [e.Extracted("berlin", is_done=False), REFUSED],
        ),
        (
            entry("extract", archive=PACKAGE, folder="/opt/mid/work", error="no archive"),
            [e.Extracted("berlin", is_done=False)],
        ),
        (entry("write", path=PACKAGE), [e.PackageStored("berlin")]),
        (entry("write", path=PACKAGE, error="No space left on device"), NOTHING),
        (entry("delete", path=PACKAGE), NOTHING),
        (entry("read", path=PACKAGE), NOTHING),
        (entry("facts"), NOTHING),
        (entry("free_bytes"), NOTHING),
        (entry("restart_service"), NOTHING),
        (entry("refused", reason="no process runs", plane="host"), NOTHING),
        (by("oslo", entry("write", path=SCRIPT)), NOTHING),
        (by("oslo", entry("write", path=PACKAGE)), NOTHING),
        (by("oslo", entry("extract", archive=PACKAGE, folder="/opt/mid")), NOTHING),
        (by("host", entry("write", mid="berlin", path=SCRIPT)), NOTHING),
    ],
)
def test_what_a_mid_server_does_is_told_by_its_host(seen: Entry, told: list[e.Event | None]) -> None:
    assert events(seen) == told


@pytest.mark.parametrize(
    ("os", "path", "what"),
    [
        ("linux", "/opt/mid/lib/x/y.jar", "program"),
        ("linux", "/opt/mid/package/meta/mid-core.meta.properties", "program"),
        ("linux", "/opt/mid/./temp/../jre/bin/java", "runtime"),
        ("linux", "/opt/mid/jre", "runtime"),
        ("linux", "/opt/mid/bin", "program"),
        ("linux", "/opt/mid/lib/mid.jar", "program"),
        ("linux", "/opt", "program"),
        ("linux", "/opt/mid/package", "program"),
        ("linux", "/opt/mid/", "program"),
        ("linux", "/opt/mid/lib/mid-core.x.linux.x86-64.zip", "program"),
        ("linux", "/opt/mid/binary/mid.sh", ""),
        ("linux", "/opt/mid/BIN/mid.sh", ""),
        ("linux", "/opt/mid/temp/bin/mid.sh", ""),
        ("linux", "/opt/mid/bin/../config.xml", ""),
        ("linux", "/opt/middle/bin/mid.sh", ""),
        ("linux", "/opt/mid/package/incoming/mid-jre.x.linux.x86-64.zip", "package"),
        ("linux", "/opt/mid/mid-core.x.universal.universal.zip", "package"),
        ("linux", "/opt/mid/temp/mid-core.zip", ""),
        ("linux", "/opt/mid/temp/mid-core..linux.x86-64.zip", ""),
        ("linux", "/tmp/mid-core.x.linux.x86-64.zip", ""),  # noqa: S108 - a path of a fake
        ("windows", "C:\\Mid\\agent\\bin\\mid.bat", "program"),
        ("windows", "c:/MID/Agent/LIB/mid.jar", "program"),
        ("windows", "C:\\Mid\\agent\\JRE\\bin\\java.exe", "runtime"),
        ("windows", "C:\\Mid\\agent\\work\\..\\package\\meta\\a", "program"),
        ("windows", "C:\\Mid\\agent", "program"),
        ("windows", "C:\\Mid\\agent\\work\\mid.bat", ""),
        ("windows", "C:\\Mid\\agents\\bin\\mid.bat", ""),
        ("windows", "D:\\Mid\\agent\\bin\\mid.bat", ""),
        ("windows", "C:\\Mid\\agent\\work\\mid-core.x.windows.x86-64.zip", "package"),
        ("windows", "C:\\temp\\mid-core.x.windows.x86-64.zip", ""),
    ],
)
def test_program_and_packages_lie_in_the_agent_folder_as_its_host_spells_paths(os: str, path: str, what: str) -> None:
    folder = {"linux": "/opt/mid", "windows": "C:\\Mid\\agent"}[os]
    installed = on_host("installed", played=False, os=os, folder=folder)
    runtime = e.ProgramChanged("berlin", is_done=True, is_runtime=True)
    told = {"program": DONE, "runtime": runtime, "package": e.PackageStored("berlin"), "": None}[what]
    assert events(installed, entry("write", path=path))[1:] == [told]


# ---- What a reader learns on the way


def test_a_record_is_known_by_its_sys_id_from_then_on() -> None:
    patch = exchange(f"PATCH {RECORD}", sent={"status": "Up"})
    told = [each.event for each in EventReader().read([patch, ADDED, patch])]
    first, *_, last = told
    assert (first, last) == (
        e.Reported("", "Up", "", has_arrived=True),
        e.Reported("berlin", "Up", "", has_arrived=True),
    )


def test_a_property_that_is_taken_away_is_known_by_whoever_was_shown_it_before() -> None:
    gone = administrator(f"DELETE {PROPERTIES}/7", None, 204)
    shown = administrator(
        f"GET {PROPERTIES}?sysparm_query=name%3Da", [{"sys_id": "7", "name": "mid.buildstamp", "value": "x"}]
    )
    refused = administrator(f"DELETE {PROPERTIES}/7", None, 403)
    assert events(gone) == NOTHING
    assert events(shown, refused, gone) == [None, None, e.PropertySet("mid.buildstamp", "")]


def test_roles_are_those_of_whoever_acted_last() -> None:
    click = by("user", exchange(f"POST {MID}/action/1a/upgrade", 204))
    acts = [by("user", entry("acts", roles=roles)) for roles in ("itil,mid_server", "admin", "")]
    told = events(click, acts[0], click, click, acts[1], click, acts[2], click)
    seen = [event.roles for event in told if isinstance(event, e.ActionTried)]
    both = {"itil", "mid_server"}
    assert seen == [set(), both, both, {"admin"}, set()]
