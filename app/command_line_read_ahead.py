"""Preparing side by side what is then worked off one after the other."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Prepared = TypeVar("Prepared")


def prepare_in_order(
    items: Iterable[Item], prepare: Callable[[Item], Prepared], concurrency: int
) -> Iterator[tuple[Item, Future[Prepared]]]:
    """Prepare items in threads, a few ahead of the one given. They come in their order, each with what came of it."""
    waiting: deque[tuple[Item, Future[Prepared]]] = deque()
    threads = ThreadPoolExecutor(concurrency)
    try:
        for item in items:
            waiting.append((item, threads.submit(prepare, item)))
            # So many that no worker is idle, so few that what is prepared fits in memory.
            if len(waiting) > 2 * concurrency:
                yield waiting.popleft()
        yield from waiting
    finally:
        threads.shutdown(wait=True, cancel_futures=True)
