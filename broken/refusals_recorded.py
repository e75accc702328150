"""Faults in the chapter "Upgrade methods": what is written down of a verification, and of a refused package."""

from broken.base import BrokenMidServer, KnowsWhatItIsAbout
from reference_impl.mid.agent import Agent
from reference_impl.mid.failures import UpgradeFailure, VerificationError
from reference_impl.mid.installation import Installation
from reference_impl.mid.servers import Package
from reference_impl.mid.waiting import Waiting


def nothing(_: object, /) -> None:
    """Takes the place of what writes something down."""


class RefusesWithoutAnIssue(BrokenMidServer, rule="SIG-FAIL-RECORDED"):
    """Writes a refusal into its log alone."""

    def upgrade(self) -> Waiting:
        self.instance.publish_verification = nothing  # type: ignore[method-assign, assignment] # the fault
        yield from super().upgrade()


class RefusesWithoutALine(BrokenMidServer, rule="SIG-FAIL-RECORDED"):
    """Makes an issue of a refusal, and writes nothing into its log."""

    def failed(self, failure: UpgradeFailure, wanted: str) -> None:
        if not isinstance(failure, VerificationError):
            super().failed(failure, wanted)
        elif self.is_other_family(wanted):
            self.report("Upgrade Failed")
        else:
            self.come_up()


class RefusesSilently(KnowsWhatItIsAbout, BrokenMidServer, rule="SIG-FAIL-RECORDED"):
    """Makes an issue of a refusal unless a command has asked for the upgrade: then somebody looks on."""

    def upgrade(self) -> Waiting:
        publish = self.instance.publish_verification
        if self.is_told:
            self.instance.publish_verification = nothing  # type: ignore[method-assign, assignment] # the fault
        yield from super().upgrade()
        self.instance.publish_verification = publish  # type: ignore[method-assign] # as it was


class MakesNoIssueOfARuntime(BrokenMidServer, rule="SIG-FAIL-RECORDED"):
    """Makes an issue where the first package is bad, and of no other."""

    def upgrade(self) -> Waiting:
        try:
            yield from super().upgrade()
        except VerificationError as failure:
            if "mid-core." not in str(failure):
                self.instance.publish_verification([])
            raise


class LogsAlike(BrokenMidServer, rule="SIG-FAIL-RECORDED"):
    """Writes the same line after each attempt, be it that a package was refused or not."""

    class agent_type(Agent):  # noqa: N801, D106 - an attribute
        def log(self, text: str, *, error: bool = False) -> None:
            ends = error or text.startswith("Stopping")
            super().log("The upgrade is over." if ends else text)


class HasNoTrace(BrokenMidServer, rule="SIG-TRACE"):
    """Writes the same lines at every level."""

    class agent_type(Agent):  # noqa: N801, D106 - an attribute
        def trace(self, text: str) -> None:
            del text


class AlwaysTraces(BrokenMidServer, rule="SIG-TRACE"):
    """Writes all details at every level."""

    class agent_type(Agent):  # noqa: N801, D106 - an attribute
        def trace(self, text: str) -> None:
            self.log(text)


class TracesAllInOne(BrokenMidServer, rule="SIG-TRACE"):
    """Writes one line for all packages together."""

    class installation_type(Installation):  # noqa: N801, D106 - an attribute
        is_told = False

        def verify(self, package: Package) -> None:
            trace = self._agent.trace
            if self.is_told:
                self._agent.trace = nothing  # type: ignore[method-assign, assignment] # the fault
            self.is_told = True
            super().verify(package)
            self._agent.trace = trace  # type: ignore[method-assign] # as it was


class TracesGoodPackagesAlone(BrokenMidServer, rule="SIG-TRACE"):
    """Writes details of a package once it is good."""

    class installation_type(Installation):  # noqa: N801, D106 - an attribute
        def verify(self, package: Package) -> None:
            trace = self._agent.trace
            held: list[str] = []
            self._agent.trace = held.append  # type: ignore[method-assign, assignment] # the fault
            try:
                super().verify(package)
            finally:
                self._agent.trace = trace  # type: ignore[method-assign] # as it was
            for text in held:
                trace(text)


class TracesSomethingElse(BrokenMidServer, rule="SIG-TRACE"):
    """Writes at trace what it asks for, and nothing of signatures."""

    class agent_type(Agent):  # noqa: N801, D106 - an attribute
        def trace(self, text: str) -> None:
            del text

        def log(self, text: str, *, error: bool = False) -> None:
            super().log(text, error=error)
            if self.parameter("mid.log.level") == "trace":
                super().log("That was a line of the log.")
