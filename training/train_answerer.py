"""Train the network that reads a question and a fact together and tells whether the one answers the other.

    python -m training.train_answerer --pairs training/answer_pairs_*.jsonl --base FOLDER --out runs/answerer --epochs 4

A cross-encoder (Nogueira and Cho, "Passage re-ranking with BERT", 2019) of six layers that starts from
all-MiniLM-L6-v2. Of every question it sees each fact that answers it, the facts of the same matter that are most like
it and do not, and one of another matter. One group in ten, told by a hash of its matter, is left out; after every
epoch the area under the curve over its pairs is printed, and that of its questions, by the best of their facts.
"""

import argparse
import hashlib
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.tagger import HIDDEN, POSITIONS, VOCABULARY, Layer, copy_layers

MOST_PIECES = 112
_BATCH = 32
_ONE_IN = 10
_HARD, _STRAY = 4, 1


class CrossEncoder(nn.Module):
    """BERT over "[CLS] question [SEP] fact [SEP]"; one logit from the first piece and the mean of all."""

    def __init__(self, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.kinds = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.head = nn.Linear(2 * HIDDEN, 1)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """Logits (batch) for pieces, their kinds (0 question, 1 fact) and which are there (batch, length)."""
        places = self.positions.weight[: ids.shape[1]].unsqueeze(0)
        hidden = self.dropout(self.norm(self.words(ids) + self.kinds(kinds) + places))
        added = (1 - mask)[:, None, None, :] * -1e9
        for layer in self.layers:
            hidden = layer(hidden, added)
        mean = (hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        logits: Tensor = self.head(self.dropout(torch.cat([hidden[:, 0], mean], -1))).squeeze(-1)
        return logits


@dataclass(frozen=True)
class Group:
    """A matter: its facts, and its questions with the places of the facts that answer each."""

    matter: str
    facts: Sequence[str]
    questions: Sequence[tuple[str, frozenset[int]]]

    @property
    def is_left_out(self) -> bool:
        """Whether the group serves to measure."""
        return int(hashlib.sha256(self.matter.encode()).hexdigest(), 16) % _ONE_IN == 0


@dataclass(frozen=True)
class Pair:
    """A question with one fact, encoded."""

    ids: Sequence[int]
    kinds: Sequence[int]
    answers: bool


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, nargs="+", required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="a run to go on from")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--all", action="store_true", help="leave no group out")
    chosen = parser.parse_args()
    torch.manual_seed(1)
    shuffle = random.Random(1)
    groups = [one for path in chosen.pairs for one in read_groups(path)]
    learned = [one for one in groups if chosen.all or not one.is_left_out]
    left_out = [one for one in groups if one.is_left_out]
    tokenizer = Tokenizer.from_file(str(chosen.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_PIECES)
    model = CrossEncoder(chosen.layers)
    start_from_minilm(model, chosen.base)
    if chosen.init:
        model.load_state_dict(torch.load(chosen.init / "last.pt", weights_only=True))
    model.train()
    optimiser = _optimiser_of(model, chosen.rate)
    steps = chosen.epochs * (len(_pairs_of(learned, tokenizer, random.Random(1))) // _BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
    )
    chosen.out.mkdir(parents=True, exist_ok=True)
    questions = sum(len(one.questions) for one in learned)
    _say(f"{len(learned)} groups, {questions} questions; {len(left_out)} groups left out; {steps} steps")
    loss_of = nn.BCEWithLogitsLoss()
    for epoch in range(chosen.epochs):
        begun, total = time.monotonic(), 0.0
        batches = list(_batches(_pairs_of(learned, tokenizer, shuffle), shuffle))
        for number, batch in enumerate(batches):
            optimiser.zero_grad()
            ids, kinds, mask = as_tensors(batch)
            loss = loss_of(model(ids, kinds, mask), torch.tensor([float(one.answers) for one in batch]))
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
            if number % 50 == 49:
                _say(f"  {number + 1} of {len(batches)}: {total / (number + 1):.3f}, {time.monotonic() - begun:.0f} s")
        torch.save(model.state_dict(), chosen.out / "last.pt")
        if left_out:
            pairs, any_of_them = measure(model, left_out, tokenizer)
            _say(f"epoch {epoch + 1}: area under the curve {pairs:.3f} of pairs, {any_of_them:.3f} of questions")


def _optimiser_of(model: CrossEncoder, rate: float) -> torch.optim.Optimizer:
    # Words keep what they mean: most of them are in none of the pairs.
    model.words.requires_grad_(requires_grad=False)
    model.positions.requires_grad_(requires_grad=False)
    trained = [(name, each) for name, each in model.named_parameters() if each.requires_grad]
    decayed = [each for name, each in trained if "norm" not in name and "bias" not in name]
    others = [each for name, each in trained if "norm" in name or "bias" in name]
    return torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}], lr=rate
    )


def read_groups(path: Path) -> list[Group]:
    """Read a file of groups, one JSON object a line."""
    return [_as_group(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _as_group(told: dict[str, list[dict[str, object]]]) -> Group:
    asked = [*told["questions"], *told.get("keywords", [])]
    return Group(str(told["matter"]), told["facts"], [(one["q"], frozenset(one["answers"])) for one in asked])  # type: ignore[arg-type,misc]


def encode_pair(tokenizer: Tokenizer, question: str, fact: str, *, answers: bool = False) -> Pair:
    """One pair as the network reads it."""
    read = tokenizer.encode(question, fact)
    return Pair(read.ids, read.type_ids, answers)


def as_tensors(batch: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, kinds and mask of pairs, filled up to one length."""
    length = max(len(one.ids) for one in batch)
    ids, kinds = torch.zeros(len(batch), length, dtype=torch.long), torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length)
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        kinds[row, : len(one.kinds)] = torch.tensor(one.kinds)
        mask[row, : len(one.ids)] = 1
    return ids, kinds, mask


def _pairs_of(groups: Sequence[Group], tokenizer: Tokenizer, shuffle: random.Random) -> list[Pair]:
    strays = [fact for one in groups for fact in one.facts]
    found = []
    for group in groups:
        for question, answers in group.questions:
            right = shuffle.sample(sorted(answers), min(len(answers), 4))
            wrong = [place for place in range(len(group.facts)) if place not in answers]
            near = sorted(wrong, key=lambda place: -_overlap(question, group.facts[place]) * shuffle.uniform(0.5, 1))
            chosen = [(group.facts[place], True) for place in right]
            chosen += [(group.facts[place], False) for place in near[:_HARD]]
            chosen += [(one, False) for one in shuffle.sample(strays, _STRAY) if one not in group.facts]
            found += [encode_pair(tokenizer, question, fact, answers=is_right) for fact, is_right in chosen]
    return found


def _overlap(question: str, fact: str) -> float:
    asked, told = (set(re.findall(r"\w+", text.lower())) for text in (question, fact))
    return 0.2 + len(asked & told) / (len(asked) or 1)


def _batches(pairs: list[Pair], shuffle: random.Random) -> Iterator[list[Pair]]:
    """Pairs of about one length together, in an order of chance."""
    ordered = sorted(pairs, key=lambda one: len(one.ids) + shuffle.uniform(0, 6))
    every = [ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH)]
    shuffle.shuffle(every)
    return iter(every)


def measure(model: CrossEncoder, groups: Sequence[Group], tokenizer: Tokenizer) -> tuple[float, float]:
    """Area under the curve over all pairs of some groups, and over their questions by the best of their facts."""
    model.eval()
    labels, scores, has_answer, best = [], [], [], []
    with torch.no_grad():
        for group in groups:
            for question, answers in group.questions:
                pairs = [encode_pair(tokenizer, question, fact) for fact in group.facts]
                logits = model(*as_tensors(pairs)).numpy()
                labels += [place in answers for place in range(len(pairs))]
                scores += list(logits)
                has_answer.append(bool(answers))
                best.append(logits.max())
    model.train()
    return _area(labels, scores), _area(has_answer, best)


def _area(labels: Sequence[bool], scores: Sequence[float]) -> float:
    right = np.array([score for label, score in zip(labels, scores, strict=True) if label])
    wrong = np.array([score for label, score in zip(labels, scores, strict=True) if not label])
    return float((right[:, None] > wrong[None, :]).mean())


def start_from_minilm(model: CrossEncoder, folder: Path) -> None:
    """Copy the published weights into the network, layer for layer."""
    from safetensors.torch import load_file  # noqa: PLC0415  # nothing but this function needs it

    weights = {re.sub(r"^bert\.", "", name): value for name, value in load_file(folder / "model.safetensors").items()}
    with torch.no_grad():
        model.kinds.weight.copy_(weights["embeddings.token_type_embeddings.weight"])
    copy_layers(model, weights)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
