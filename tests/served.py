"""The service as a process of its own."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def start_server(folder: Path, database_url: str) -> "subprocess.Popen[str]":
    """The service as it is run, on a port of its own choice, which the first line of its standard error names."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    return subprocess.Popen(
        [sys.executable, "-m", "app.command_line", "serve", "--port", "0"],
        cwd=folder,
        env=inherited | {"PYTHONPATH": str(ROOT), "ONRECORD_DATABASE_URL": database_url},
        stderr=subprocess.PIPE,
        text=True,
    )


def descendants_of(process_id: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    listed = Path(f"/proc/{process_id}/task/{process_id}/children")
    children = [int(child) for child in listed.read_text().split()]
    return children + [grandchild for child in children for grandchild in descendants_of(child)]


def wait_until_gone(process_ids: list[int]) -> list[int]:
    """Wait for processes to end; gives back those that do not."""
    deadline = time.monotonic() + 20
    while (left := [one for one in process_ids if _runs(one)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def _runs(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
