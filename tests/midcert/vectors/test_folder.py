from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12

from fakes.releases.packages.corpus import CORPUS
from fakes.releases.packages.pki import default_pki
from midcert.vectors.folder import write
from midcert.vectors.manifest import ANCHORS, TRUSTSTORE, VectorsError, read, vectors


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("vectors")
    write(made)
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_what_is_written_is_read_again(folder: Path) -> None:
    assert read(folder) == vectors()


def test_all_files_are_there_that_the_manifest_names_and_packages_are_the_corpus(folder: Path) -> None:
    told, held = read(folder), files(folder)
    assert [held[vector.file] for vector in told.vectors] == [specimen.make() for specimen in CORPUS]
    assert [held[vector.reply] if vector.reply else None for vector in told.vectors] == [
        specimen.reply() for specimen in CORPUS
    ]
    named = {vector.file for vector in told.vectors} | {vector.reply for vector in told.vectors if vector.reply}
    assert held.keys() - named == {"README.md", "anchors.p12", "anchors.pem", "vectors.json", "vectors.schema.json"}


def test_vectors_are_the_same_bytes_each_time(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "again")
    assert files(tmp_path / "again") == files(folder)


def test_the_same_root_is_trusted_by_java(folder: Path) -> None:
    assert (folder / ANCHORS).read_text("ascii") == "".join(default_pki().trust_anchors)
    _, _, (anchor,) = pkcs12.load_key_and_certificates((folder / TRUSTSTORE).read_bytes(), b"changeit")
    assert anchor == default_pki().root.certificate


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(VectorsError, match="is not empty"):
        write(tmp_path)
    assert list(files(tmp_path)) == ["mine"]
