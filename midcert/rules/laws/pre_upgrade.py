"""Laws about the tests before an upgrade. Chapters "Upgrade methods" and "Pre-upgrade check"."""

from collections.abc import Iterator

from fakes.observe import events as e
from midcert.rules.laws.law import Finding, found, law
from midcert.rules.laws.story import Moment, Story


@law("AUTO-PRECHECK-GATES", "mid")
def tests_before_an_upgrade(story: Story) -> Iterator[Finding]:
    """Whoever reports tests without errors has done so for this very upgrade, unless they are off."""
    tests = ((moment.mid.name, moment.event) for moment in story.of(e.Tested))
    own = ((name, event) for name, event in tests if isinstance(event, e.Tested) and event.source == "UpgradeCheck")
    reports = {name for name, event in own if not event.errors}
    for moment in story.of(e.ProgramChanged):
        mid = moment.mid
        if mid.name in reports and mid.is_keeping and not mid.has_replaced and not _are_off(moment):
            yield found(moment, holds=mid.tested == "clean", wrong=f"its tests: {mid.tested or 'none'}")


@law("AUTO-PRECHECK-GATES", "mid")
def errors_hold_back(story: Story) -> Iterator[Finding]:
    """No package is stored between a report of errors and the next report without one."""
    for moment in story.of(e.PackageStored):
        mid = moment.mid
        if mid.tested and not _are_off(moment):
            yield found(moment, holds=mid.tested != "errors", wrong="its last tests had errors")


def _are_off(moment: Moment) -> bool:
    return moment.mid.tests_are_off or moment.instance.tests_are_off
