"""What the system plane answers to a question: from messages to the fakes and back."""

from fakes.host.files import HostError
from fakes.network.http_types import NetworkFault, Request
from fakes.target import HostOperations, SystemPlane
from midcert.protocol import system
from midcert.protocol.messages import HostQuestion, Question
from midcert.protocol.system import NoResult
from midcert.protocol.values import Message, Time
from midcert.protocol.words import OperatingSystem, StateOfService


def answered(plane: SystemPlane, question: Question) -> Message:
    """The answer to a question."""
    if not isinstance(question, HostQuestion):
        return _network(plane, question)
    try:
        return _result(plane.host(question.mid), question.operation)
    except HostError as error:
        return system.HostRefusal(str(error))


def _result(host: HostOperations, operation: system.HostOperation[Message]) -> Message:  # noqa: PLR0911 - one each
    match operation:
        case system.Facts():
            about = host.facts()
            facts = system.HostFacts(OperatingSystem(about.os), about.architecture, about.temp_folder)
            return system.FactsResult(facts)
        case system.FreeBytes():
            return system.SizeResult(host.free_bytes())
        case system.Read(path):
            return system.ContentResult(host.read(path))
        case system.ListFiles(path):
            return system.FilesResult(host.list_files(path))
        case system.Extract(archive, folder):
            return system.EndResult(system.End(Time.at(host.extract(archive, folder))))
        case system.Run(command):
            done = host.run(command)
            return system.CommandResult(system.CommandEnd(done.output, done.exit_code, Time.at(done.ends)))
        case system.PowershellVersion():
            return system.VersionResult(host.powershell_version())
        case system.ServiceState(service):
            return system.StateResult(StateOfService(host.service_state(service)))
    _do(host, operation)
    return NoResult(None)


def _do(host: HostOperations, operation: system.HostOperation[Message]) -> None:
    """Do what has no result."""
    match operation:
        case system.Write(path, content):
            host.write(path, content)
        case system.Append(path, text):
            host.append(path, text)
        case system.Copy(source, target):
            host.copy(source, target)
        case system.Delete(path):
            host.delete(path)
        case system.MakeFolder(path):
            host.make_folder(path)
        case system.RestartService():
            host.restart_service()
        case _:
            raise ValueError(f"no host does {operation}")


def _network(plane: SystemPlane, call: system.NetworkCall) -> Message:
    answer = plane.network(call.mid, Request(call.method, call.url, call.headers, call.body))
    if isinstance(answer, NetworkFault):
        return system.NetworkFailure(answer)
    return system.NetworkResult(answer.status, dict(answer.headers), answer.body)
