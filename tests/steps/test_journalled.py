"""A Then asserts only what is journalled: what it reads of the world is the answer to a question, and nothing else."""

import ast
import inspect
from collections.abc import Iterable
from pathlib import Path

import pytest

from midcert.run.layout import ROOT
from tests.fakes.scene import Scene

MODULES = sorted((ROOT / "steps").rglob("*.py"))
QUESTIONS = {
    (subject, name)
    for subject, of in vars(Scene().world.observe).items()
    for name, method in inspect.getmembers(of, inspect.ismethod)
    if inspect.unwrap(method) is not method.__func__
}
"""Such as ("permits", "requests")."""


OWN_CHOICES = {"assign_another"}
"""What a step learns of what it has chosen itself, and nobody under test."""


def root_of(node: ast.AST) -> str:
    """The name that a chain of attributes and calls begins with, such as `world` in `world.mid(name).settle()`."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""


class Reader(ast.NodeVisitor):
    """Finds what is read of the world, or of what came from it, otherwise than by a question."""

    def __init__(self, names: set[str]) -> None:
        self.names = names
        self.found: set[int] = set()
        """Lines."""

    def visit_Expr(self, node: ast.Expr) -> None:
        """A deed whose outcome is thrown away, such as `world.put_right()`, is nothing that is asserted on."""
        match node.value:
            case ast.Call(ast.Name("expect")):
                pass
            case ast.Call() as deed if root_of(deed) == "world":
                return
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        match node.func:
            case ast.Attribute(ast.Name("world"), name) if name in OWN_CHOICES:
                return
            case ast.Attribute(ast.Attribute(ast.Attribute(ast.Name("world"), "observe"), subject), name):
                if (subject, name) in QUESTIONS:
                    for each in (*node.args, *node.keywords):
                        self.visit(each)
                    return
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in self.names:
            self.found.add(node.lineno)


def read(nodes: Iterable[ast.AST], names: set[str]) -> list[int]:
    """The lines on which these parts of a step read something that is not journalled."""
    reader = Reader(names)
    for node in nodes:
        reader.visit(node)
    return sorted(reader.found)


def unjournalled(source: str) -> list[int]:
    """The lines on which the steps of a module assert something, or may, that is not journalled."""
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return [line for each in functions for line in (read(each.body, {"world"}) if is_then(each) else expected(each))]


def imports(tree: ast.Module) -> set[str]:
    """The modules that a module imports, or imports something from."""
    nodes = list(ast.walk(tree))
    plain = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def is_then(function: ast.FunctionDef) -> bool:
    """Whether it defines a Then."""
    called = [node.func for node in function.decorator_list if isinstance(node, ast.Call)]
    return any(isinstance(name, ast.Name) and name.id in ("then", "step") for name in called)


def expected(function: ast.FunctionDef) -> list[int]:
    """The lines on which a Given or a When gives something to an `expect` that is not journalled."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    given = [
        part
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id.startswith("expect")
        for part in (*call.args, *call.keywords)
    ]
    return read(given, from_world(function))


def from_world(function: ast.FunctionDef) -> set[str]:
    """The names in a function that hold something of the world."""
    names, before = {"world"}, set[str]()
    while names != before:
        before = set(names)
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets, value):
                    holders: list[ast.expr] = targets
                case ast.For(target, value) | ast.NamedExpr(target, value) | ast.comprehension(target, value):
                    holders = [target]
                case _:
                    continue
            if read([value], names):
                names |= {each.id for holder in holders for each in ast.walk(holder) if isinstance(each, ast.Name)}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_steps_assert_only_what_is_journalled(path: Path) -> None:
    assert unjournalled(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_steps_reach_for_nothing_behind_the_questions(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    own = [node for node in attributes if isinstance(node.value, ast.Name) and node.value.id == "self"]
    reached = {node.attr for node in attributes if node not in own}
    assert not [name for name in reached if name.startswith("_") and not name.endswith("__")]
    assert reached.isdisjoint({"journal", "happenings", "evidence", "parties", "party"})
    assert {name for name in imports(tree) if name.startswith("fakes.observe")} <= {"fakes.observe.version_requests"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Assert)], "an expect says what was seen"


ASKED = "world.observe.versions.running(mid)"


@pytest.mark.parametrize(
    ("decorator", "body", "lines"),
    [
        ("then", f"expect({ASKED}, 'x')", []),
        ("then", f"seen = {ASKED}\n    expect(seen.strip(), 'x')", []),
        ("then", "expect(world.now, 'x')", [3]),
        ("then", "now = world.now\n    expect(now, 'x')", [3]),
        ("then", "expect(world.observe.versions.evidence.period(mid), [])", [3]),
        ("then", "expect(world.observe.commands.player(mid), [])", [3]),
        ("then", "expect(world.observe.versions, [])", [3]),
        ("then", "expect(world.observe.versions.running(world.site.name), [])", [3]),
        ("then", "expect(helper(world), [])", [3]),
        ("given", f"world.mid(mid).start()\n    expect({ASKED}, 'x')", []),
        ("given", f"berlin = world.mid(mid)\n    berlin.start()\n    expect({ASKED}, 'x')", []),
        ("given", "expect(world.now, 'x')", [3]),
        ("given", "berlin = world.mid(mid)\n    expect(berlin.host.free_space, 0)", [4]),
        ("given", "host = world.mid(mid).host\n    free = host.free_space\n    expect(free, 0)", [5]),
        ("when", "for each in world.parties:\n        expect_among(each, 'x')", [4]),
        ("when", "expect_some([each for each in world.parties], 'x')", [3]),
    ],
)
def test_whatever_else_a_step_asserts_is_found(decorator: str, body: str, lines: list[int]) -> None:
    assert unjournalled(f"@{decorator}(phrase('x'))\ndef step(world: World, mid: str) -> None:\n    {body}\n") == lines
