"""Every console block of the README is run against a freshly seeded service and must answer as printed.

Ids differ from one database to the next, so they are compared by their prefix alone.
"""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

_ROOT = Path(__file__).resolve().parents[1]
_SERVICE = "http://127.0.0.1:8000"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b(art|quo|fig|src)_[0-9a-z]{26}\b")

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="the README's commands need curl")


def _commands() -> list[tuple[str, str]]:
    """Each command of the README with the answer printed under it."""
    found = []
    for block in _BLOCK.findall((_ROOT / "README.md").read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            length = next(n for n in range(1, len(lines) + 1) if _is_whole("\n".join(lines[:n])))
            found.append(("\n".join(lines[:length]), "\n".join(lines[length:]).strip()))
    return found


def _is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:
        return False
    return not command.endswith("\\")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(service: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended before it was ready"
        try:
            if httpx.get(f"{service}/readyz", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError("the server was not ready within two minutes")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    database = tmp_path_factory.mktemp("readme") / "onrecord.db"
    settings = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return settings | {"ONRECORD_DATABASE_URL": f"sqlite:///{database}", "PATH": path, "COLUMNS": "110"}


@pytest.fixture(scope="module")
def service(environment: dict[str, str]) -> Iterator[str]:
    subprocess.run(["onrecord", "seed"], cwd=_ROOT, env=environment, check=True, capture_output=True)
    port = _free_port()
    server = subprocess.Popen(
        ["onrecord", "serve", "--port", str(port)], cwd=_ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_the_readme_prints_commands() -> None:
    assert len(_commands()) >= 5


@pytest.mark.parametrize(("command", "answer"), _commands())
def test_a_command_of_the_readme_answers_as_printed(
    command: str, answer: str, service: str, environment: dict[str, str]
) -> None:
    run = subprocess.run(
        ["bash", "-c", command.replace(_SERVICE, service)],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert _ID.sub(r"\1_", run.stdout).strip() == _ID.sub(r"\1_", answer)
