"""How fast the service starts, reads articles, and answers meanwhile.

`python benchmarks/ingest.py [--rounds 10]` starts a server of its own on a database in a temporary folder and prints:
seconds from start to ready; milliseconds to ingest an article of 600 words; and milliseconds a lookup takes while
nothing else happens, and while two senders have articles read one after another.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
WORDS = 600
QUESTIONS = ("How many North Korean soldiers were sent to Russia?", "Who denied the deployment?", "quantum computing")


def main() -> None:
    """Start the server, measure, print."""
    parser = argparse.ArgumentParser(description="Measure start, ingest and lookups meanwhile.")
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, served(folder) as (address, seconds):
        print(f"start to ready {seconds:.1f} s")
        tell(f"ingest of {WORDS} words", [ingest(address, number) for number in range(rounds + 1)][1:])
        tell("lookup, idle", ask(address, rounds))
        done = threading.Event()
        senders = [threading.Thread(target=send_until, args=(address, done, number)) for number in (1, 2)]
        for sender in senders:
            sender.start()
        tell("lookup, articles being read", ask(address, rounds))
        done.set()
        for sender in senders:
            sender.join()


@contextmanager
def served(folder: str) -> Iterator[tuple[str, float]]:
    """A server's address, and how many seconds it took to be ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "ONRECORD_DATABASE_URL": f"sqlite:///{folder}/ingest.db"}
    command = [str(Path(sys.executable).parent / "onrecord"), "serve", "--port", str(port)]
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        while not is_ready(address):
            if process.poll() is not None:
                raise SystemExit("the server has stopped")
            time.sleep(0.05)
        yield address, time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait()


def is_ready(address: str) -> bool:
    """Tell whether the server says that it is ready."""
    try:
        with urllib.request.urlopen(f"{address}/readyz") as response:
            return bool(response.status == 200)
    except (URLError, ConnectionError):
        return False


def article_of(number: int) -> str:
    """An article of 600 words from the seeds, unlike any other by its first line."""
    seeds = json.loads((ROOT / "seeds" / "manifest.json").read_text("utf-8"))["articles"]
    plain = [(ROOT / "seeds" / one["file"]).read_text("utf-8") for one in seeds if one["media_type"] == "text/plain"]
    lines, words = [f"Report number {number}."], 3
    for line in "\n".join(plain).splitlines():
        if words >= WORDS:
            break
        kept = line.split()[: WORDS - words]
        words += len(kept)
        lines.append(" ".join(kept))
    return "\n".join(lines)


def ingest(address: str, number: int) -> float:
    """Milliseconds that one article takes."""
    text = json.dumps({"text": article_of(number), "published_at": "2024-10-24"}).encode()
    request = urllib.request.Request(f"{address}/v1/articles", text, {"Content-Type": "application/json"})
    begun = time.perf_counter()
    with urllib.request.urlopen(request) as response:
        response.read()
    return (time.perf_counter() - begun) * 1000


def send_until(address: str, done: threading.Event, sender: int) -> None:
    """Have articles read, one after another, until done."""
    number = sender * 100_000
    while not done.is_set():
        number += 1
        ingest(address, number)


def ask(address: str, rounds: int) -> list[float]:
    """Milliseconds of every lookup."""
    milliseconds = []
    for question in QUESTIONS * (rounds + 1):
        begun = time.perf_counter()
        with urllib.request.urlopen(f"{address}/v1/lookup?q={quote(question)}") as response:
            response.read()
        milliseconds.append((time.perf_counter() - begun) * 1000)
    return milliseconds[len(QUESTIONS) :]


def tell(what: str, milliseconds: list[float]) -> None:
    """Print the middle and the worst."""
    print(f"{what}: median {statistics.median(milliseconds):.1f} ms, worst {max(milliseconds):.1f} ms")


if __name__ == "__main__":
    main()
