"""Faults in the chapters at the beginning: the Application Experience service, and what the download site replies."""

from collections.abc import Collection
from contextlib import suppress

from broken.base import BrokenMidServer, KnowsWhatItIsAbout, TellsNoFailures
from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import RefreshError, UpgradeFailure
from reference_impl.mid.host import HostError
from reference_impl.mid.http import NoAnswerError
from reference_impl.mid.installation import Installation
from reference_impl.mid.precheck import PreUpgradeTests
from reference_impl.mid.waiting import Waiting

SERVICE = "AeLookupSvc"
DENIED = "Access is denied"
SITE = "Unable to download updates"


class DiscreetAgent(Agent):
    """Leaves out what is denied."""

    def log(self, text: str, *, error: bool = False) -> None:
        if DENIED not in text:
            super().log(text, error=error)


class ShowsNoErrorOfTheService(TellsNoFailures, BrokenMidServer, rule="ACC-APP-EXPERIENCE"):
    """Goes on with the version it has, and says nothing of the files that it could not replace."""

    agent_type = DiscreetAgent


class ShowsOneErrorForEverything(TellsNoFailures, BrokenMidServer, rule="ACC-APP-EXPERIENCE"):
    """Writes the same three words at each check, whether there was an error or none."""

    agent_type = DiscreetAgent

    def check(self) -> Waiting:
        self.agent.log("error or none", error=True)
        yield from super().check()


class ShowsNoErrorWhenItIsTold(KnowsWhatItIsAbout, TellsNoFailures, BrokenMidServer, rule="ACC-APP-EXPERIENCE"):
    """Says nothing of the files that it could not replace when a command has asked for the upgrade."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if self.is_told and DENIED in str(failure):
            self.come_up()
        else:
            super().failed(failure, wanted)


class SkippingInstallation(Installation):
    """Leaves out the files that cannot be replaced."""

    def replace(self) -> None:
        copy = self._host.copy

        def try_to_copy(source: str, target: str) -> None:
            try:
                copy(source, target)
            except HostError as error:
                if DENIED not in str(error):
                    raise
                self._agent.log(str(error), error=True)

        self._host.copy = try_to_copy  # type: ignore[method-assign] # the fault
        super().replace()


class LeavesTheOldProgramsThere(BrokenMidServer, rule="ACC-APP-EXPERIENCE"):
    """Replaces what can be replaced, and restarts as the new version with the old programs in bin."""

    installation_type = SkippingInstallation


class LooksAtTheService(BrokenMidServer, rule=""):
    """Does not upgrade while the service is in certain states."""

    states: Collection[str] = ("disabled",)
    systems: Collection[str] = ("windows",)

    def upgrade(self) -> Waiting:
        if self.host.facts().os in self.systems and self.state() in self.states:
            raise RefreshError("Application Experience is disabled on the host")
        yield from super().upgrade()

    def state(self) -> str:
        """That of the service; empty where there is none."""
        with suppress(HostError):
            return self.host.service_state(SERVICE)
        return ""


class WantsTheServiceToRun(LooksAtTheService, rule="ACC-APP-EXPERIENCE"):
    """Takes a service that has stopped for one that is disabled."""

    states = ("disabled", "stopped")


class WantsTheServiceOnLinux(LooksAtTheService, rule="ACC-APP-EXPERIENCE"):
    """Does not upgrade on Linux either while a service of that name is disabled."""

    systems = ("windows", "linux")


class RemembersTheService(LooksAtTheService, rule="ACC-APP-EXPERIENCE"):
    """Asks for the state of the service once in each process."""

    first: str | None = None

    def state(self) -> str:
        self.first = super().state() if self.first is None else self.first
        return self.first


class GivesUpWithoutTheService(LooksAtTheService, rule="ACC-APP-EXPERIENCE"):
    """Does not upgrade any more once it has found the service disabled."""

    def state(self) -> str:
        if super().state() == "disabled":
            self.keep("disabled-service")
        return self.kept("disabled-service") and "disabled"


class StaysUpgradingWithoutTheService(BrokenMidServer, rule="ACC-APP-EXPERIENCE"):
    """Waits, Upgrading, until somebody has enabled the service."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if DENIED in str(failure):
            self.agent.log(str(failure), error=True)
        else:
            super().failed(failure, wanted)


# ---- What the download site replies


class ContentTests(PreUpgradeTests):
    """Is content with a site that replies with some errors."""

    content_with: Collection[int] = ()

    def download_site(self) -> str:
        try:
            answer = self.site._http.ask("HEAD", f"{self.site._url}/", {})  # noqa: SLF001 - the reference's own
        except NoAnswerError:
            return super().download_site()
        return "" if answer.status in self.content_with else super().download_site()


class ContentWithItsOwnErrors(ContentTests):
    """Is content with a site that is out of order."""

    content_with = range(500, 600)


class TakesASiteOutOfOrderForAccess(BrokenMidServer, rule="ACC-DOWNLOAD-EDGE"):
    """Takes a site that replies with 500 for one within reach."""

    tests_type = ContentWithItsOwnErrors


class ContentWithNothing(ContentTests):
    """Is content with a site that has nothing at this address."""

    content_with = (404,)


class TakesAnEmptySiteForAccess(BrokenMidServer, rule="ACC-DOWNLOAD-EDGE"):
    """Takes a site that replies with 404 for one within reach, as its packages lie elsewhere."""

    tests_type = ContentWithNothing


class ContentWithARedirect(ContentTests):
    """Is content with a site that sends it elsewhere, and says nowhere where."""

    content_with = (302,)


class TakesARedirectForAccess(BrokenMidServer, rule="ACC-DOWNLOAD-EDGE"):
    """Takes every status below 400 for success."""

    tests_type = ContentWithARedirect


class TellsErrorsOfTheSiteInItsOwnWords(BrokenMidServer, rule="ACC-DOWNLOAD-EDGE"):
    """Tells the status of the reply instead of the documented message."""

    def run_tests(self) -> list[str]:
        answer = self.answer()
        return [f"HTTP {answer}" if answer and error.startswith(SITE) else error for error in super().run_tests()]

    def answer(self) -> int:
        """The status of the site's reply; 0 where it has none, or says that something is not permitted."""
        with suppress(NoAnswerError):
            status = self.site._http.ask("HEAD", f"{self.site._url}/", {}).status  # noqa: SLF001 - as above
            return 0 if status in (401, 403) else status
        return 0


class TriesAnErrorOfTheSiteNoMore(BrokenMidServer, rule="ACC-DOWNLOAD-EDGE"):
    """Takes the site for broken once and for all when it has replied with an error of its own."""

    def run_tests(self) -> list[str]:
        with suppress(NoAnswerError):
            status = self.site._http.ask("HEAD", f"{self.site._url}/", {}).status  # noqa: SLF001 - as above
            if status in (404, 500, 503):
                self.keep("broken-site")
        known = [f"{SITE} from the install server"] if self.kept("broken-site") else []
        return known or super().run_tests()


class TakesItsPinFromABrokenSite(BrokenMidServer, rule="ACC-DOWNLOAD-EDGE"):
    """Goes on with what it is pinned to where the site is there, however it replies."""

    def run_tests(self) -> list[str]:
        errors = super().run_tests()
        with suppress(NoAnswerError):
            status = self.site._http.ask("HEAD", f"{self.site._url}/", {}).status  # noqa: SLF001 - as above
            if self.pin() and status not in (401, 403):
                return [error for error in errors if not error.startswith(SITE)]
        return errors
