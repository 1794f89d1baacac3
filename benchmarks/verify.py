"""How fast texts are verified.

`python benchmarks/verify.py [--articles 300] [--rounds 5]` builds the archive of `lookup.py` in a temporary folder,
verifies a bare quotation, a sentence with a figure, a passage that makes the same claims three times and an answer that
makes each of its claims once, and prints for each the median of the milliseconds that reading it, and judging its
claims, take.
"""

import argparse
import statistics
import tempfile
import time

from app.archive.unit_of_work import Archive
from app.use_cases.verify_text import read_posted_text, verify_text
from app.workers.extraction import InProcessExtraction
from benchmarks.lookup import prepare_seeds, record_copies

PASSAGE = (
    "About 11,000 North Korean soldiers have gone to Russia's western Kursk region, Western sources estimate. "
    "Cho Tae-yeol warned of “responsibility under international criminal law” for what the troops do. Both Moscow and "
    "Pyongyang officially deny that troops were sent. The Kremlin dismissed the reports as “fake news”. Yoon Suk-yeol "
    "said that South Korea was “fully prepared” to share what it knows with international bodies. According to the "
    "National Intelligence Service, as many as 12,000 North Korean soldiers will head to Russia this year. "
)
ANSWER = (
    "Western sources put the number of North Korean soldiers in Russia's Kursk region at about 11,000. South "
    "Korea's National Intelligence Service confirmed in October that a special unit of 1,500 had been taken to "
    "Vladivostok, and said that a second transfer, of about 10,000, was expected soon. As many as 12,000 North "
    "Korean soldiers would head to Russia, it estimated. The Kremlin dismissed such reports as “fake news”, and "
    "Pyongyang denied that its army was in the field. Sergei Shoigu had told reporters a year before: “North Korea "
    "is our neighbor.” Ukraine's president, Volodymyr Zelensky, announced that two North Korean soldiers had been "
    "captured. More than 3,000 of them have been killed or wounded, reports suggest. The Central Military "
    "Commission said that the operation to liberate the Kursk region had “ended in victory” and called a friendship "
    "“proven in blood”. Kim Jong Un spoke of “a monument to military merit” and demanded “special treatment and "
    "care” for the families of veterans. Professor Lim Eul-chul said that a visit “cannot be completely ruled out”. "
    "The Korea Institute for Defense Analyses put the gain from the war at 28.7 trillion won. Some 200 military "
    "factories are running at full capacity. Yoon Suk Yeol said that South Korea was “fully prepared” to share what "
    "it knows with international bodies, while Kim Byeong-ju threatened “various legal measures”. The Guardian "
    "wrote that the news of 3,000 troops had “horrified Ukraine, the US and Europe”."
)
TEXTS = {
    "bare quotation": "responsibility under international criminal law",
    "figure": "11,000 North Korean soldiers are in Russia",
    "passage": PASSAGE * 3,
    "answer": ANSWER,
}


def main() -> None:
    """Build the archive, verify every text in every round, print the times."""
    parser = argparse.ArgumentParser(description="Measure verifying over the seeds, repeated.")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    extraction = InProcessExtraction()
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(f"sqlite:///{folder}/verify.db")
        archive.migrate()
        record_copies(archive, prepare_seeds(), arguments.articles)
        for name, text in TEXTS.items():
            times = [time_verifying(archive, extraction, text) for _ in range(arguments.rounds + 1)][1:]
            reading, judging = (statistics.median(part) for part in zip(*times, strict=True))
            print(f"{name}: {len(text.split())} words, read in {reading:.1f} ms, judged in {judging:.1f} ms")
        archive.dispose()


def time_verifying(archive: Archive, extraction: InProcessExtraction, text: str) -> tuple[float, float]:
    """Milliseconds that reading a text, and judging its claims, take."""
    begun = time.perf_counter()
    reading = read_posted_text(extraction, text)
    read = time.perf_counter()
    with archive.reading() as session:
        verify_text(session, text, reading)
    return (read - begun) * 1000, (time.perf_counter() - read) * 1000


if __name__ == "__main__":
    main()
