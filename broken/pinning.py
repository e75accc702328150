"""Faults in the chapter "Version control configuration parameter": the pin of one MID Server."""

import re
from datetime import timedelta

from broken.base import BrokenMidServer
from broken.stamps import build_stamp, order_of, parse_buildstamp_or_refuse
from reference_impl.mid import Sleep
from reference_impl.mid.waiting import Waiting


class ReadsItsPinAtTheStart(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Knows of its pin when it starts, and forgets it at the next check."""

    def pin(self) -> str:
        return super().pin() if self.host.now() == self.started else ""


class IgnoresItsPin(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Takes what is assigned to all MID Servers, pinned or not."""

    def pin(self) -> str:
        return ""


class LeavesItsPinWhenItIsTold(BrokenMidServer, rule="VER-PINNED"):
    """Thinks that a command goes before its pin."""

    told = False

    def carry_out(self, order: str) -> Waiting:
        self.told = True
        yield from super().carry_out(order)
        self.told = False

    def pin(self) -> str:
        return "" if self.told else super().pin()


class LeavesItsPinOnceItIsThere(BrokenMidServer, rule="VER-PINNED"):
    """Has done what the pin says once it runs that version, and follows the instance again."""

    def pin(self) -> str:
        pin = super().pin()
        return "" if self.running.is_named_by(pin) else pin


class KnowsTagsOnly(BrokenMidServer, rule="VER-PINNED-STAMP"):
    """Wants a pin without the time of the build."""

    def pin(self) -> str:
        return re.sub(r"_\d{2}-\d{2}-\d{4}_\d{4}$", "", super().pin())


class IgnoresABadPin(BrokenMidServer, rule="VER-PINNED-EDGE"):
    """Follows the instance when its pin names nothing."""

    def pin(self) -> str:
        pin = super().pin()
        return pin if "__patch" in pin and "patch99" not in pin else ""


class TakesTheFirstOfTwo(BrokenMidServer, rule="VER-PINNED-EDGE"):
    """Takes one build of several that have the name of its pin."""

    def pin(self) -> str:
        pin = super().pin()
        return f"{pin}_01-23-2023_1901" if pin.startswith("sandiego") else pin


class IsFreedByAnUpgradeOfTheInstance(BrokenMidServer, rule="VER-PINNED-SURVIVES"):
    """Takes the command of an upgraded instance for the end of its pin."""

    freed = False

    def carry_out(self, order: str) -> Waiting:
        self.freed = True
        yield from super().carry_out(order)

    def pin(self) -> str:
        return "" if self.freed else super().pin()


class RemovesItsPin(BrokenMidServer, rule="VER-PINNED-OWN-UPGRADE"):
    """Writes a new config.xml when it has moved to its pin."""

    def restart(self) -> Waiting:
        path = self.agent.path("config.xml")
        self.host.write(path, self.host.read(path).replace(b"mid.pinned.version", b"mid.former.version"))
        yield from super().restart()


class TakesTheNewerOfPinAndOverride(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Follows its pin only where that is newer than what is assigned."""

    now_assigned = ""

    def pin(self) -> str:
        pin = super().pin()
        return pin if order_of(pin) >= order_of(self.now_assigned) else ""

    def check(self) -> Waiting:
        self.now_assigned = self.instance.assigned_stamp()
        yield from super().check()


class TakesTheOlderOfPinAndOverride(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Follows its pin only where that is older than what is assigned."""

    now_assigned = ""

    def pin(self) -> str:
        pin = super().pin()
        return pin if order_of(pin) <= order_of(self.now_assigned) else ""

    def check(self) -> Waiting:
        self.now_assigned = self.instance.assigned_stamp()
        yield from super().check()


class NeedsAGoodStampForItsPin(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Wants what is assigned to be a build stamp, pinned or not."""

    def wanted(self, assigned: str) -> str:
        parse_buildstamp_or_refuse(assigned)
        return super().wanted(assigned)


class IsPinnedWithinItsFamily(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Follows a pin only within the family that runs."""

    def pin(self) -> str:
        pin = super().pin()
        return pin if pin.startswith(f"{self.running.family}-") else ""


class KeepsARemovedPin(BrokenMidServer, rule="VER-PRECEDENCE"):
    """Stays on a version that its pin has named once."""

    def is_different(self, wanted: str) -> bool:
        return super().is_different(wanted) and (bool(self.pin()) or "patch4" not in self.running.text)


class ConfusesNeighbours(BrokenMidServer, rule="VER-PINNED"):
    """Takes a pin for another MID Server's where its own name is longer than six letters."""

    def pin(self) -> str:
        return super().pin() if len(self.agent.parameter("name")) <= len("berlin") else ""


class LeavesItsPinForAClick(BrokenMidServer, rule="VER-PINNED"):
    """Thinks that an administrator who clicks means the assigned version, once the pin is reached."""

    clicked = False

    def carry_out(self, order: str) -> Waiting:
        self.clicked = self.running.is_named_by(super().pin())
        yield from super().carry_out(order)
        self.clicked = False

    def pin(self) -> str:
        return "" if self.clicked else super().pin()


class LeavesItsPinAfterADay(BrokenMidServer, rule="VER-PINNED"):
    """Follows the instance again a day after its start."""

    def pin(self) -> str:
        return super().pin() if self.host.now() - self.started < timedelta(days=1) else ""


class IsFreedByTheSecondUpgrade(BrokenMidServer, rule="VER-PINNED-SURVIVES"):
    """Goes by its pin only while the instance is of its family."""

    def pin(self) -> str:
        family = build_stamp(self).partition("-")[0]
        return super().pin() if family in ("", self.running.family) else ""


class RemovesThePinOfAFamily(BrokenMidServer, rule="VER-PINNED-OWN-UPGRADE"):
    """Writes a new config.xml when it has moved to a pin of another family."""

    def restart(self) -> Waiting:
        if self.is_other_family(self.pin() or self.running.text):
            path = self.agent.path("config.xml")
            self.host.write(path, self.host.read(path).replace(b"mid.pinned.version", b"mid.former.version"))
        yield from super().restart()


class LosesItsPinInTheWait(BrokenMidServer, rule="VER-PINNED"):
    """Goes where the instance says once it had to wait for a permit."""

    was_refused = False

    def obtain_permit(self) -> Waiting:
        while not self.instance.take_permit():
            self.was_refused = True
            self.agent.log(f"Method failed ({self.instance.url}) HTTP/1.1 409 Conflict with code: 409", error=True)
            yield Sleep(self.host.now() + self.permit_period)

    def pin(self) -> str:
        return "" if self.was_refused else super().pin()
