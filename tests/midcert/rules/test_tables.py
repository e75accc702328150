from pathlib import Path
from typing import Annotated

import pytest
from msgspec import Meta, Struct

from midcert.rules.tables import TableError, Text, decoded, nearest, read_tables


class Bird(Struct, frozen=True, forbid_unknown_fields=True):
    name: Text
    legs: Annotated[int, Meta(ge=0, description="a number of legs")]
    song: Text | None = None
    eats: Annotated[tuple[Text, ...], Meta(description="a list of foods")] = ()


def test_a_table_becomes_a_value() -> None:
    assert decoded({"name": "wren", "legs": 2}, Bird) == Bird("wren", 2)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        (3, "not a table: 3"),
        ({"nam": "wren", "legs": 2}, "unknown key 'nam'; the nearest is 'name'"),
        ({"colour": "brown"}, "unknown key 'colour'"),
        ({}, "missing key: name, legs"),
        ({"name": " ", "legs": 2}, "name is not a text: ' '"),
        ({"name": "wren", "legs": -1}, "legs is not a number of legs: -1"),
        ({"name": "wren", "legs": "two"}, "legs is not a number of legs: 'two'"),
        ({"name": "wren", "legs": 2, "song": 1}, "song is not a text: 1"),
        ({"name": "wren", "legs": 2, "eats": ["flies", " "]}, "eats is not a list of foods: ['flies', ' ']"),
    ],
)
def test_what_a_table_lacks_is_said_in_one_line(table: object, complaint: str) -> None:
    with pytest.raises(TableError) as caught:
        decoded(table, Bird)
    assert str(caught.value) == complaint


def test_tables_are_read_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "birds.toml"
    file.write_text('[[bird]]\nname = "wren"\n[[bird]]\nname = "owl"\n', "utf-8")
    assert read_tables(file, "bird") == [{"name": "wren"}, {"name": "owl"}]
    file.write_text("", "utf-8")
    assert read_tables(file, "bird") == []


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"[[bird]", "not TOML: "),
        (b"# \xfc", "not UTF-8: "),
        (b"[[cat]]", "unknown key 'cat': entries stand under [[bird]]"),
        (b"[bird]", "entries stand under [[bird]], in double brackets"),
    ],
)
def test_a_file_that_holds_none_is_refused_in_one_line(tmp_path: Path, content: bytes, complaint: str) -> None:
    file = tmp_path / "birds.toml"
    file.write_bytes(content)
    with pytest.raises(TableError) as caught:
        read_tables(file, "bird")
    assert str(caught.value).startswith(complaint)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read: No such file or directory"):
        read_tables(tmp_path / "none.toml", "bird")


def test_only_a_word_that_is_near_is_named() -> None:
    assert nearest("nme", ["name", "legs"]) == "; the nearest is 'name'"
    assert nearest("zzz", ["name", "legs"]) == ""
