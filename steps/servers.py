"""Steps about what is wrong with the instance or the download site."""

from pytest_bdd import given, when

from fakes.network.http_types import NetworkFault
from fakes.troubles.faults import Condition, Fault, Spoiled, no_answer
from fakes.world import World
from steps.phrase import phrase


@given(phrase("{server:Server} {fault:NetworkFault}"))
@when(phrase("{server:Server} {fault:NetworkFault}"))
def does_not_answer(world: World, server: str, fault: NetworkFault) -> None:
    world.fronts[server].fault = Fault(no_answer(fault))


@given(phrase("{server:Server} answers {requests:Requests} with {answer:Answer}"))
@when(phrase("{server:Server} answers {requests:Requests} with {answer:Answer}"))
def answers_wrongly(world: World, server: str, requests: Condition, answer: Spoiled) -> None:
    world.fronts[server].fault = Fault(answer, requests)


@when(phrase("{server:Server} works again"))
def works_again(world: World, server: str) -> None:
    world.fronts[server].fault = None
