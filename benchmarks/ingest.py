"""How fast the service starts, reads articles, and answers meanwhile.

`python benchmarks/ingest.py [--rounds 10]` starts a server of its own on a database in a temporary folder and prints:
seconds from start to ready; milliseconds to ingest an article of 600 words; and milliseconds a lookup takes while
nothing else happens, and while two senders have articles read one after another.

`--batch 200 [--words 600]` measures instead how long so many articles take in one batch, sent one after another, and
sent by four senders at once, and how much memory the server's own process takes at most meanwhile (Linux only).
"""

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
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
    parser.add_argument("--batch", type=int, default=0, help="compare a batch of so many articles with single ones")
    parser.add_argument("--words", type=int, default=WORDS, help="how long the articles of a batch are")
    asked = parser.parse_args()
    if asked.batch:
        compare_batch(asked.batch, asked.words)
    else:
        measure_ingest(asked.rounds)


def measure_ingest(rounds: int) -> None:
    """One article at a time, and lookups meanwhile."""
    with tempfile.TemporaryDirectory() as folder, served(folder) as (address, seconds, _):
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
def served(folder: str) -> Iterator[tuple[str, float, int]]:
    """A server's address, how many seconds it took to be ready, and the number of its process."""
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
        yield address, time.perf_counter() - begun, process.pid
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


def compare_batch(count: int, words: int) -> None:
    """The same number of articles in one batch and one by one; half of the single ones before the batch, half after."""
    with tempfile.TemporaryDirectory() as folder, served(folder) as (address, _, process_id):
        bodies = [body_of(number, words) for number in range(3 * count + 2)]
        send_in_turn(address, [bodies.pop(), bodies.pop()])
        half, ways = count // 2, {"one after another": send_in_turn, "by four senders": send_side_by_side}
        seconds = dict.fromkeys(ways, 0.0)
        for name, way in ways.items():
            forget_peak(process_id)
            seconds[name] += timed(way, address, [bodies.pop() for _ in range(half)])
            print(f"{name}: the server's process took {peak_megabytes(process_id):.0f} MB at most")
        forget_peak(process_id)
        batch = timed(send_batch, address, [bodies.pop() for _ in range(count)])
        print(f"in one batch: the server's process took {peak_megabytes(process_id):.0f} MB at most")
        for name, way in ways.items():
            seconds[name] += timed(way, address, [bodies.pop() for _ in range(half)])
        print(f"{count} articles of {words} words in one batch: {batch:.1f} s")
        for name, taken in seconds.items():
            print(f"{2 * half} articles of {words} words, {name}: {taken:.1f} s, {taken / batch:.2f} times the batch")


def body_of(number: int, words: int) -> bytes:
    """An article from the seeds with every number in it made another."""
    text = " ".join(article_of(number).split(" ")[:words])
    changed = re.sub(r"\b\d{1,3}\b", lambda found: str(int(found[0]) + number), text)
    return json.dumps({"text": changed, "published_at": "2024-10-24", "url": f"https://x.example/{number}"}).encode()


def send(address: str, body: bytes, media_type: str = "application/json") -> bytes:
    """Send a body, and give the answer."""
    request = urllib.request.Request(address, body, {"Content-Type": media_type})
    with urllib.request.urlopen(request) as response:
        return bytes(response.read())


def send_in_turn(address: str, bodies: list[bytes]) -> None:
    """Send articles one after another."""
    for body in bodies:
        send(f"{address}/v1/articles", body)


def send_side_by_side(address: str, bodies: list[bytes]) -> None:
    """Send articles by four senders at once."""
    with ThreadPoolExecutor(4) as senders:
        list(senders.map(lambda body: send(f"{address}/v1/articles", body), bodies))


def send_batch(address: str, bodies: list[bytes]) -> None:
    """Send articles in one batch, each of which must be new."""
    answers = send(f"{address}/v1/articles/batch", b"\n".join(bodies), "application/x-ndjson").splitlines()
    if [json.loads(answer)["status"] for answer in answers] != [201] * len(bodies):
        raise SystemExit("not every line of the batch was taken as a new article")


def timed(way: Callable[[str, list[bytes]], None], address: str, bodies: list[bytes]) -> float:
    """How many seconds something takes."""
    begun = time.perf_counter()
    way(address, bodies)
    return time.perf_counter() - begun


def forget_peak(process_id: int) -> None:
    """Have the peak of a process's memory counted anew."""
    Path(f"/proc/{process_id}/clear_refs").write_text("5")


def peak_megabytes(process_id: int) -> float:
    """How much memory a process has taken at most."""
    status = Path(f"/proc/{process_id}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


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
