from datetime import UTC, datetime

import pytest

from fakes.observe import events as e
from fakes.observe.details import StepTold
from fakes.observe.reader import Happening
from fakes.releases.builds import named
from midcert.reports.html_words import MAX_TEXT_CHARACTERS, SENTENCES, Told, Tone, brief, told

STAMP = named("Orlando Patch 2").stamp
OF_NO_INTEREST = {
    e.Event,
    e.MidEvent,
    e.InstanceBegun,
    e.Installed,
    e.RecordAdded,
    e.PropertiesSeen,
    e.QueuesSeen,
    e.Rested,
    e.ScenarioEnded,
    e.Unanswered,
}
"""The step of the scenario says it, or another line, or it is for laws alone."""


def said(event: e.Event | StepTold) -> Told | None:
    return told(Happening(datetime(2020, 7, 1, tzinfo=UTC), 0, "berlin", event))


def test_every_event_is_told_or_of_no_interest() -> None:
    kinds = {kind for kind in vars(e).values() if isinstance(kind, type) and issubclass(kind, e.Event)}
    assert kinds - SENTENCES.keys() == OF_NO_INTEREST


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (e.Started("berlin", STAMP, True, ""), "starts with Orlando Patch 2"),
        (e.Ended("berlin", "cannot start"), "cannot start"),
        (e.Reported("berlin", "Up", STAMP, has_arrived=True), "reports Up, Orlando Patch 2"),
        (e.Reported("berlin", "Up", "", has_arrived=False), "reports Up, and is not heard"),
        (
            e.VersionAsked("berlin", True, 200, STAMP, False, False),
            "asks for its version: Orlando Patch 2",
        ),
        (e.VersionAsked("berlin", False, 500, "", True, False), "asks for its version: HTTP 500"),
        (e.VersionAsked("berlin", False, 0, "", True, True), "asks for its version: no answer"),
        (e.VersionAsked("berlin", True, 200, "", False, False), "asks for its version: none is named"),
        (e.PackagesListed("berlin", "", STAMP, 2, False), "asks for the list of packages: 2 of Orlando Patch 2"),
        (
            e.PackagesListed("berlin", STAMP, "", 0, True),
            "asks for the list of packages of Orlando Patch 2, and gets none",
        ),
        (e.PermitAsked("berlin", 201, False), "asks for a permit, and gets it"),
        (e.PermitAsked("berlin", 409, False), "asks for a permit: all are taken (409)"),
        (e.PermitReturned("berlin", has_arrived=True), "gives its permit back"),
        (e.Tested("berlin", "UpgradeCheck", (), True), "reports its pre-upgrade tests: no message"),
        (e.PackageAsked("berlin", STAMP, "linux", True), "asks for a package of Orlando Patch 2 for linux"),
        (e.PackageAsked("berlin", "x", "linux", False), "asks for a package of x for linux, and gets none"),
        (e.Extracted("berlin", is_done=False), "cannot extract an archive"),
        (e.ProgramChanged("berlin", is_done=False), "cannot replace a file of the program"),
        (e.ProgramChanged("berlin", is_done=True, is_runtime=True), "replaces files of the Java runtime"),
        (e.Said("berlin", "07/01/20 SEVERE *** no\n", is_logged=True), "logs: SEVERE *** no"),
        (StepTold("berlin", "Permit", "failed", "none", has_arrived=True), "tells the step Permit: none"),
        (e.CommandSeen("berlin", "1", True, "autoUpgrade", "ready"), "sees the command autoUpgrade"),
        (
            e.ActionTried("berlin", "upgrade", frozenset(), False, 403),
            "without a role asks for upgrade of berlin: HTTP 403",
        ),
        (e.PropertySet("mid.buildstamp", STAMP), "sets mid.buildstamp to Orlando Patch 2"),
        (e.PropertySet("mid.buildstamp", ""), "empties mid.buildstamp"),
        (e.Configured("berlin", "mid.pinned.version", ""), "takes mid.pinned.version of berlin away"),
        (e.InstanceUpgraded(STAMP), "is upgraded to Orlando Patch 2"),
    ],
)
def test_an_event_in_words(event: e.Event, words: str) -> None:
    found = said(event)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    "event",
    [
        e.Said("berlin", "Checking to see if MID server needs to upgrade.", is_logged=True),
        e.Said("berlin", "SEVERE", is_logged=False),
        e.Extracted("berlin", is_done=True),
        StepTold("berlin", "Permit", "success", "", has_arrived=True),
        e.CommandSeen("berlin", "1", False, "uptime", "ready"),
        e.VersionAsked("berlin", True, 200, STAMP, False, True),
    ],
)
def test_what_a_reader_need_not_be_told(event: e.Event) -> None:
    assert said(event) is None


def test_trouble_is_loud() -> None:
    tones = [said(e.PermitAsked("berlin", status, False)) for status in (201, 409, 500)]
    assert [each.tone if each else None for each in tones] == [Tone.PLAIN, Tone.BAD, Tone.BAD]


def test_a_text_is_on_one_line_and_not_endless_and_everything_in_it_is_seen() -> None:
    assert brief("a\nb\x1b[31m\u202ec") == r"a\nb\u001b[31m\u202ec"
    long = brief("x" * 1_000_000)
    assert long == f"{'x' * MAX_TEXT_CHARACTERS} … (1000000 characters in all)"


def test_a_password_is_hidden() -> None:
    assert brief("password-of-mid.berlin!") == "(hidden).berlin!"
