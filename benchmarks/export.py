"""How fast whole lists are exported, and how much memory that takes: the seeds, repeated until so many articles.

    python benchmarks/export.py --articles 300

Each format runs in a process of its own, whose greatest memory is printed beside what the process held before it began.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.api.addresses import Addresses
from app.api.exporting import ExportedPage, read_export, write_export
from app.api.schemas.export_query import ExportFormat, ExportQuery
from app.archive.unit_of_work import Archive

HERE = Addresses("http://127.0.0.1:8000/")


def main() -> None:
    """Record the copies, export them in every format, print the times."""
    parser = argparse.ArgumentParser(description="Measure exports over the seeds, repeated.")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--database-url", help="measure this database as it is, instead")
    parser.add_argument(
        "--format", choices=[one.value for one in ExportFormat], help="this format alone, in this process"
    )
    arguments = parser.parse_args()
    if arguments.format:
        measure(arguments.database_url, ExportFormat(arguments.format))
    elif arguments.database_url:
        measure_all(arguments.database_url)
    else:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/export.db"
            record(url, arguments.articles)
            measure_all(url)


def record(url: str, articles: int) -> None:
    """Put the seeds and variants of them on record."""
    from lookup import prepare_seeds, record_copies  # noqa: PLC0415

    archive = Archive(url)
    archive.migrate()
    record_copies(archive, prepare_seeds(), articles)
    archive.dispose()


def measure_all(url: str) -> None:
    """Measure every format in a process of its own."""
    for one in ExportFormat:
        command = [sys.executable, __file__, "--database-url", url, "--format", one.value]
        subprocess.run(command, check=True)


def measure(url: str, file_format: ExportFormat) -> None:
    """Export all quotes and figures once, and print how long it took and what the process held."""
    archive = Archive(url)
    with archive.reading() as session:
        session.connection()
    before = memory_megabytes("VmRSS")
    begun = time.perf_counter()
    facts = size = 0
    for name, filters in (("quotes", {}), ("figures", {"role": "all"})):
        asked = {"type": name, "format": file_format, "min_confidence": 0, **filters}
        exported, written = export(archive, ExportQuery.model_validate(asked))
        facts, size = facts + exported, size + written
    seconds = time.perf_counter() - begun
    archive.dispose()
    print(
        f"{file_format:8} {facts} facts in {seconds:.1f} s, {facts / seconds:,.0f} facts/s, {size / 2**20:.1f} MiB; "
        f"memory {before:.0f} MiB before, {memory_megabytes('VmHWM'):.0f} MiB at most"
    )


def export(archive: Archive, query: ExportQuery) -> tuple[int, int]:
    """How many facts and bytes an export has."""
    facts = size = 0

    def counted(pages: Iterator[ExportedPage]) -> Iterator[Sequence[Any]]:
        nonlocal facts
        for page in pages:
            facts += len(page.items)
            yield page.items

    with archive.reading() as session:
        for chunk in write_export(counted(read_export(session, query)), query, HERE):
            size += len(chunk)
    return facts, size


def memory_megabytes(name: str) -> float:
    """What the process holds now (VmRSS) or held at most (VmHWM), as Linux tells it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


if __name__ == "__main__":
    main()
