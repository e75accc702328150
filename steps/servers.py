"""Steps about what is wrong with the instance, the download site or the OCSP responder."""

from pytest_bdd import given, when

from fakes.network.front import Condition, Fault, SpoiledAnswer
from fakes.network.http_types import NetworkFault
from fakes.releases.builds import Build
from fakes.troubles.bad_packages import Choosing, serving
from fakes.troubles.faults import no_answer
from fakes.world import World
from steps.words.phrase import phrase


@given(phrase("{server:Server} {fault:NetworkFault}"))
@when(phrase("{server:Server} {fault:NetworkFault}"))
def does_not_answer(world: World, server: str, fault: NetworkFault) -> None:
    """From now on no MID Server under test gets an answer from it, until it works again.

    Administrators and MID Servers that the suite plays do.
    """
    world.server(server).fail(Fault(no_answer(fault)))


@given(phrase("{server:Server} answers {requests:Requests} with {answer:Answer}"))
@when(phrase("{server:Server} answers {requests:Requests} with {answer:Answer}"))
def answers_wrongly(world: World, server: str, requests: Condition, answer: SpoiledAnswer) -> None:
    """From now on MID Servers under test get this answer to these requests, until it works again.

    To all other requests they get the right one.
    """
    world.server(server).fail(Fault(answer, requests))


@given(phrase("the download site serves {package:Package} of {build:Version} {flaw:Flaw}"))
@when(phrase("the download site serves {package:Package} of {build:Version} {flaw:Flaw}"))
def serves_bad_packages(world: World, package: Choosing, build: Build, flaw: str) -> None:
    """From now on whoever downloads this package of this build gets one with a flaw, until the site works again.

    The first package is the one that is downloaded first, whichever that is. All others are as they should be. A file
    that is exchanged was good when it was downloaded.
    """
    world.site.fail(serving(package, build, flaw, world.hosts))


@given(phrase("{server:Server} works again"))
@when(phrase("{server:Server} works again"))
def works_again(world: World, server: str) -> None:
    """From now on it answers as it should."""
    world.server(server).work_again()
