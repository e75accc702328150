"""Whatever is edited of a certificate, of its run or of its journals is noticed, and named."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from midcert.certificates import envelope
from tests.midcert.certificates.made import KEY, SIGNER, Kept, run_of

TIMES = 100
"""How often each of the three is edited, when it is signed and when it is not."""
Edit = Callable[[Kept, Random], None]


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """The ways to all values in a document, but to the document itself."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*at, key)
        yield from places(each, (*at, key))


def edited(document: Any, draw: Random) -> Any:  # noqa: ANN401 - JSON
    """A document with one value of it changed, left out, doubled, or exchanged for another one."""
    *way, last = draw.choice(list(places(document)))
    holder = document
    for key in way:
        holder = holder[key]
    value, kind = holder[last], draw.choice(["change", "leave out", "double", "exchange"])
    if kind == "leave out":
        del holder[last]
    elif kind == "double" and isinstance(holder, list):
        holder.insert(last, value)
    elif kind == "exchange" and isinstance(holder, list) and holder[0] != value:
        holder[0], holder[last] = value, holder[0]
    elif isinstance(value, bool):
        holder[last] = not value
    elif isinstance(value, int | float):
        holder[last] = value + 1
    elif isinstance(value, str):
        holder[last] = f"{value}x"
    else:
        holder[last] = 0
    return document


def edit_json(path: Path, draw: Random) -> None:
    path.write_text(json.dumps(edited(json.loads(path.read_bytes()), draw), indent=1) + "\n", "utf-8")


def flip(path: Path, draw: Random) -> None:
    content = bytearray(path.read_bytes())
    content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
    path.write_bytes(content)


def edit_statement(kept: Kept, draw: Random) -> None:
    """Says something else, in an envelope that nobody has signed anew."""
    was = envelope.opened(kept.certificate.read_bytes())
    said = edited(json.loads(was.payload), draw)
    was.payload = json.dumps(said).encode()
    kept.certificate.write_text(json.dumps(was.to_dict()) + "\n", "utf-8")


def edit_certificate(kept: Kept, draw: Random) -> None:
    draw.choice([flip, edit_json])(kept.certificate, draw)


def edit_run(kept: Kept, draw: Random) -> None:
    draw.choice([flip, edit_json, edit_json])(kept.run, draw)


def edit_journals(kept: Kept, draw: Random) -> None:
    first, second = draw.sample(sorted(kept.journals.iterdir()), 2)
    lines = first.read_text("utf-8").splitlines(keepends=True)
    match draw.choice(["flip", "answer", "delete", "move", "remove", "exchange", "add"]):
        case "flip":
            flip(first, draw)
        case "answer":
            first.write_text("".join(lines).replace('["9-', '["8-', 1), "utf-8")
        case "delete":
            del lines[draw.randrange(len(lines))]
            first.write_text("".join(lines), "utf-8")
        case "move":
            lines.insert(0, lines.pop())
            first.write_text("".join(lines), "utf-8")
        case "remove":
            first.unlink()
        case "exchange":
            content = first.read_bytes()
            first.write_bytes(second.read_bytes())
            second.write_bytes(content)
        case "add":
            shutil.copy(first, kept.journals / "another.jsonl")


def bytes_of(kept: Kept) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in kept.folder.rglob("*.json*") if path.is_file()}


def names_of(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The names of the files that have been edited."""
    return [Path(each).name for each in {**before, **after} if before.get(each) != after.get(each)]


NAMED = {
    "certificate": (edit_certificate, ("certificate: ", "signature: ")),
    "statement": (edit_statement, ("certificate: ", "signature: ", "run: ")),
    "run": (edit_run, ("run: ",)),
    "journals": (edit_journals, ("journal: ",)),
}


@pytest.mark.parametrize(
    ("edit", "is_signed"),
    [(edit, is_signed) for edit in NAMED for is_signed in (True, False) if is_signed or edit != "certificate"],
)
def test_an_edit_is_noticed_and_named(tmp_path: Path, edit: str, is_signed: bool) -> None:  # noqa: FBT001
    key, (act, beginnings) = KEY if is_signed else None, NAMED[edit]
    for seed in range(TIMES):
        kept = Kept(tmp_path / str(seed)).keep(run_of(), SIGNER if is_signed else None)
        before = bytes_of(kept)
        act(kept, Random(seed))  # noqa: S311 - has to be the same again
        changed = names_of(before, bytes_of(kept))
        assert changed, f"seed {seed}: nothing was edited"
        said = kept.broken(key)
        assert said, f"seed {seed}"
        assert said[0].startswith(beginnings), f"seed {seed}: {said}"
        if edit == "journals":
            assert all(any(name in each for each in said) for name in changed), f"seed {seed}: {said}"


def test_an_edited_row_is_named_whatever_of_it_was_edited(kept: Kept) -> None:
    for number in range(12):
        document = json.loads(kept.run.read_bytes())
        document["rows"][number]["seconds"] += 1
        before = kept.run.read_bytes()
        kept.run.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
        assert kept.broken() == [
            f"run: {kept.run} is not the one that was certified",
            f"run: other than certified: the row of features/x.feature::test_{number}",
            "certificate: other than its evidence: run",
        ]
        kept.run.write_bytes(before)
