"""Train the tagger, or go on from a checkpoint.

    python -m training.train_tagger --corpus FOLDER --base FOLDER --out FOLDER [--written FILE] [--fold K/N] …

`--corpus` holds `text/` and `attributions/`, `--base` MiniLM's `model.safetensors` and `tokenizer.json`. After every
epoch `--out` gets a checkpoint; a run that was stopped goes on from it. `--fold 0/2` leaves out every second article,
beginning with the first, so that the linker can be trained on articles that the tagger has not seen.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from app.extraction.quotes.learned.encoding import END_ID, START_ID, load_tokenizer
from training.corpus import Article, read_corpus, read_written_articles
from training.examples import NOWHERE, UNKNOWN, Example, example_of
from training.tagger import Tagger, pointer_scores, start_from_minilm
from training.variants import common_names, renamed

_WINDOW = 254
_SHARE_OF_VARIANTS = 0.35
_WARM_UP = 0.06
_AVERAGING = 0.998
_HEADS = 5  # how much faster the new heads learn than the top layer


@dataclass(frozen=True, slots=True)
class Window:
    """Some pieces of an example: half-open."""

    example: Example
    start: int
    end: int


def articles_of_fold(articles: Sequence[Article], fold: str) -> list[Article]:
    """The articles to train on: all but every N-th, beginning with the K-th, for "K/N"; all for ""."""
    if not fold:
        return list(articles)
    left_out, parts = map(int, fold.split("/"))
    return [article for number, article in enumerate(articles) if number % parts != left_out]


def windows_of(examples: Sequence[Example], chance: random.Random) -> list[Window]:
    """Cut every example into windows, at places that differ from epoch to epoch."""
    windows = []
    for example in examples:
        length = len(example.encoded)
        start = -chance.randrange(_WINDOW) if length > _WINDOW else 0
        while start < length:
            window = Window(example, max(0, start), min(length, start + _WINDOW))
            if window.end - window.start > 24:
                windows.append(window)
            start += _WINDOW
    return windows


def batches_of(windows: list[Window], size: int, chance: random.Random) -> Iterator[list[Window]]:
    """Batches of windows of about one length, in random order."""
    chance.shuffle(windows)
    windows.sort(key=lambda window: (window.end - window.start) // 32)
    batches = [windows[at : at + size] for at in range(0, len(windows), size)]
    chance.shuffle(batches)
    yield from batches


def loss_of(tagger: Tagger, batch: Sequence[Window], pointer_weight: float) -> Tensor:
    """The loss of a batch: tags, and pointers to source and cue within the window."""
    length = max(window.end - window.start for window in batch) + 2
    ids, features = np.zeros((len(batch), length), int), np.zeros((len(batch), length), int)
    mask = np.full((len(batch), length), -1e4, np.float32)
    tags = np.full((len(batch), length), UNKNOWN)
    targets = np.full((2, len(batch), length), UNKNOWN)
    for row, (example, start, end) in enumerate((window.example, window.start, window.end) for window in batch):
        size = end - start
        ids[row, 0], ids[row, 1 : size + 1], ids[row, size + 1] = START_ID, example.encoded.ids[start:end], END_ID
        features[row, 1 : size + 1] = example.encoded.features[start:end]
        mask[row, : size + 2] = 0
        tags[row, 1 : size + 1] = example.tags[start:end]
        for kind, places in enumerate((example.sources, example.cues)):
            targets[kind, row, 1 : size + 1] = _within(places[start:end], start, size)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        mask_of_scores = torch.from_numpy(mask)[:, None, None, :].to(torch.bfloat16)
        logits, vectors = tagger(torch.from_numpy(ids), torch.from_numpy(features), mask_of_scores)
    loss = functional.cross_entropy(
        logits.float().flatten(0, 1), torch.from_numpy(tags).flatten(), ignore_index=UNKNOWN
    )
    for kind in (0, 1):
        target = torch.from_numpy(targets[kind])
        if (target != UNKNOWN).any():
            rows = pointer_scores(vectors.float(), tagger.distances.weight, kind) + torch.from_numpy(mask)[:, None, :]
            loss = loss + pointer_weight * functional.cross_entropy(
                rows.flatten(0, 1), target.flatten(), ignore_index=UNKNOWN
            )
    return loss


def _within(places: np.ndarray, start: int, size: int) -> np.ndarray:
    """Where pieces point inside a window whose piece 0 is the start mark, which stands for nobody."""
    moved = places - start + 1
    moved = np.where((moved >= 1) & (moved <= size), moved, UNKNOWN)
    return np.where(places == NOWHERE, 0, np.where(places == UNKNOWN, UNKNOWN, moved))


def optimizer_of(tagger: Tagger, rate: float, decay: float) -> torch.optim.Optimizer:
    """AdamW with lower rates for lower layers, a high one for the new heads, and the words' rows frozen."""
    tagger.words.weight.requires_grad = False
    depth = len(tagger.layers)
    groups = []
    for name, weight in tagger.named_parameters():
        if not weight.requires_grad:
            continue
        is_new = name.startswith(("tags", "pointers", "distances"))
        level = depth if not name.startswith("layers.") else depth - 1 - int(name.split(".")[1])
        groups.append(
            {
                "params": [weight],
                "lr": _HEADS * rate if is_new else rate * decay**level,
                "weight_decay": 0.01 if weight.ndim > 1 else 0.0,
            }
        )
    return torch.optim.AdamW(groups, fused=True)


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, action="append")
    parser.add_argument("--written", type=Path, action="append", default=[], help="JSON file of articles of one's own")
    parser.add_argument("--repeat", type=int, default=4, help="how often an epoch shows the written articles")
    parser.add_argument("--share", type=float, default=1.0, help="how much of the corpus an epoch shows")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="go on from the last weights of this run")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", default="")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--pointer-weight", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


class Data:
    """The articles to learn from, and what each epoch shows of them."""

    def __init__(self, chosen: argparse.Namespace, chance: random.Random) -> None:
        self._tokenizer = load_tokenizer(chosen.base / "tokenizer.json")
        self._chosen = chosen
        self._chance = chance
        folders = [articles_of_fold(read_corpus(folder), chosen.fold) for folder in chosen.corpus]
        self._articles = [article for articles in folders for article in articles]
        self._written = [article for path in chosen.written for article in read_written_articles(path)]
        self._names = common_names(self._articles, least_articles=8)
        self._examples = {
            id(article): example_of(self._tokenizer, article) for article in (*self._articles, *self._written)
        }

    def __str__(self) -> str:
        pieces = sum(len(example.encoded) for example in self._examples.values())
        return f"{len(self._articles)} articles of the corpus, {len(self._written)} written ones, {pieces} pieces"

    def of_epoch(self) -> Iterator[list[Window]]:
        """Batches of one epoch; some articles are shown as a variant."""
        chance = self._chance
        some = chance.sample(self._articles, round(self._chosen.share * len(self._articles)))
        shown = [self._shown(article) for article in (*some, *(self._written * self._chosen.repeat))]
        return batches_of(windows_of(shown, chance), self._chosen.batch, chance)

    def _shown(self, article: Article) -> Example:
        if self._chance.random() >= _SHARE_OF_VARIANTS:
            return self._examples[id(article)]
        return example_of(self._tokenizer, renamed(article, self._names, self._chance))


class Run:
    """A tagger in training, its optimizer, and how far it has come."""

    def __init__(self, chosen: argparse.Namespace, chance: random.Random) -> None:
        self._chosen = chosen
        self._chance = chance
        self.tagger = Tagger(chosen.layers, chosen.dropout)
        if chosen.init is not None:
            self.tagger.load_state_dict(torch.load(chosen.init / "checkpoint.pt", weights_only=False)["tagger"])
        else:
            start_from_minilm(self.tagger, chosen.base)
        self._optimizer = optimizer_of(self.tagger, chosen.rate, chosen.decay)
        self._rates = [group["lr"] for group in self._optimizer.param_groups]
        averaging = torch.optim.swa_utils.get_ema_multi_avg_fn(_AVERAGING)
        self._average = torch.optim.swa_utils.AveragedModel(self.tagger, multi_avg_fn=averaging)
        self._checkpoint = chosen.out / "checkpoint.pt"
        self.epochs = self.steps = 0

    def resume(self) -> None:
        """Go on from the checkpoint, if there is one."""
        self._checkpoint.parent.mkdir(parents=True, exist_ok=True)
        if not self._checkpoint.exists():
            return
        saved = torch.load(self._checkpoint, weights_only=False)
        self.tagger.load_state_dict(saved["tagger"])
        self._average.load_state_dict(saved["average"])
        self._optimizer.load_state_dict(saved["optimizer"])
        self._chance.setstate(saved["chance"])
        torch.set_rng_state(saved["dropout"])
        self.epochs, self.steps = saved["epochs"], saved["steps"]

    def save(self) -> None:
        """Replace the checkpoint; a kill in the middle leaves the former one."""
        state = {
            "tagger": self.tagger.state_dict(),
            "average": self._average.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "chance": self._chance.getstate(),
            "dropout": torch.get_rng_state(),
            "epochs": self.epochs,
            "steps": self.steps,
            "layers": self._chosen.layers,
        }
        torch.save(state, self._checkpoint.with_suffix(".new"))
        self._checkpoint.with_suffix(".new").replace(self._checkpoint)

    def step(self, batch: Sequence[Window], total: int) -> float:
        """Learn from one batch at the rate of this step of all. Gives the loss."""
        part = min(1.0, self.steps / (_WARM_UP * total)) * max(0.02, 1 - self.steps / total)
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * part
        loss = loss_of(self.tagger, batch, self._chosen.pointer_weight)
        self._optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.tagger.parameters(), 1.0)
        self._optimizer.step()
        self._average.update_parameters(self.tagger)
        self.steps += 1
        return loss.item()


def main() -> None:
    """Train and write checkpoints."""
    chosen = parse_arguments()
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    chance = random.Random(chosen.seed)
    data = Data(chosen, chance)
    print(data, flush=True)
    run = Run(chosen, chance)
    run.resume()
    while run.epochs < chosen.epochs:
        run.tagger.train()
        began, losses = time.monotonic(), []
        batches = list(data.of_epoch())
        for batch in batches:
            losses.append(run.step(batch, chosen.epochs * len(batches)))
            if run.steps % 100 == 0:
                seconds = time.monotonic() - began
                recent = np.mean(losses[-100:])
                print(f"epoch {run.epochs} step {run.steps} loss {recent:.4f} {seconds:.0f} s", flush=True)
        run.epochs += 1
        run.save()
        seconds = time.monotonic() - began
        print(f"{run.epochs} epochs, the last in {seconds:.0f} s, loss {np.mean(losses):.4f}", flush=True)


if __name__ == "__main__":
    main()
