"""Faults in the chapter "Upgrade methods": who has signed a package and when, and what a click changes about that."""

from broken.base import BrokenMidServer, KnowsWhatItIsAbout, unchecked
from broken.signatures import Forgiving
from reference_impl.mid.failures import VerificationError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.verification import Code, Refused, verify
from reference_impl.mid.waiting import Waiting


class TrustsAllOfItsRoot(BrokenMidServer, rule="SIG-SIGNER"):
    """Takes whatever hangs from the trusted root, whoever has signed it."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.ANOTHER_ORGANISATION})


class LooksForAName(Installation):
    """Is content when the right name stands somewhere in the signer's."""

    def verify(self, package: Package) -> None:
        try:
            super().verify(package)
        except VerificationError as failure:
            refused = failure.__cause__
            if not isinstance(refused, Refused) or refused.code != Code.ANOTHER_ORGANISATION:
                raise
            if "ServiceNow Inc." not in refused.detail:
                raise


class LooksForItsNameAnywhere(BrokenMidServer, rule="SIG-SIGNER"):
    """Looks for the name of the right organisation anywhere in that of the signer."""

    installation_type = LooksForAName


class TrustsOthersWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="SIG-SIGNER"):
    """Lets a command decide who may sign."""

    def upgrade(self) -> Waiting:
        if self.is_told:
            self.installation.__class__ = TrustsAllOfItsRoot.installation_type
        yield from super().upgrade()


class OfTheDay(Installation):
    """Wants a certificate that is valid today."""

    def verify(self, package: Package) -> None:
        super().verify(package)
        now = self._host.now()
        for signer in verify(self._host.read(self._incoming(package)), self._trust_anchors, now):
            if now > signer.certificate.not_valid_after_utc:
                raise VerificationError(f"{package.file} has expired")


class DoesNotLookAtTimestamps(BrokenMidServer, rule="SIG-TIMESTAMP"):
    """Refuses whatever was signed by a certificate that has expired since."""

    installation_type = OfTheDay


class DoesNotLookAtTimestampsWhenItIsTold(KnowsWhatItIsAbout, BrokenMidServer, rule="SIG-TIMESTAMP"):
    """Refuses by command whatever was signed by a certificate that has expired since."""

    def upgrade(self) -> Waiting:
        if self.is_told:
            self.installation.__class__ = OfTheDay
        yield from super().upgrade()


class TrustsEveryTimestamp(BrokenMidServer, rule="SIG-TIMESTAMP"):
    """Takes the word of any authority for the time."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.TIMESTAMP_UNTRUSTED})


class ReadsTimestampsOnly(BrokenMidServer, rule="SIG-TIMESTAMP"):
    """Reads the time in a timestamp, and does not verify what it is about."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.TIMESTAMP_INVALID})


class IsContentWithAnyTime(BrokenMidServer, rule="SIG-TIMESTAMP"):
    """Is content with a good timestamp, whatever the time in it."""

    class installation_type(Forgiving):  # noqa: N801, D106 - an attribute
        forgives = frozenset({Code.EXPIRED, Code.NOT_YET_VALID})


class DoesNotVerifyByHand(KnowsWhatItIsAbout, BrokenMidServer, rule="SIG-MANUAL"):
    """Leaves it to who clicks to have verified the package."""

    def upgrade(self) -> Waiting:
        if self.is_told:
            self.installation.verify = unchecked  # type: ignore[method-assign] # the fault
        yield from super().upgrade()


class IsForcedByASecondClick(KnowsWhatItIsAbout, BrokenMidServer, rule="SIG-MANUAL"):
    """Refuses a bad package once, and installs it when somebody clicks again."""

    def upgrade(self) -> Waiting:
        try:
            yield from super().upgrade()
        except VerificationError:
            if self.is_told:
                self.installation.verify = unchecked  # type: ignore[method-assign] # the fault
            raise


class RefusesByHandForEver(KnowsWhatItIsAbout, BrokenMidServer, rule="SIG-MANUAL"):
    """Does not let a click try again what a click has tried in vain."""

    def upgrade(self) -> Waiting:
        if self.is_told and self.destination in self.kept("refused"):
            return
        try:
            yield from super().upgrade()
        except VerificationError:
            self.keep("refused", self.destination)
            raise
