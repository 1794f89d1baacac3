"""Train the linker and the confidence on what a tagger finds in articles that it was not trained on.

    python -m training.train_linker --corpus FOLDER --base FOLDER --fold 0/2=RUN0 --fold 1/2=RUN1 --out linker.json
        [--written FILE=RUN] [--test FOLDER --test-run RUN]

Each `--fold K/N=RUN` names the run whose tagger left that fold out; it tags just that fold. With `--test`, the articles
of that folder are tagged by `--test-run`, linked, and compared.
"""

import argparse
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from app.extraction.quotes.learned.attributions import Confidence, LinkerWeights, merged
from app.extraction.quotes.learned.encoding import encode_lines, load_tokenizer
from app.extraction.quotes.learned.linking import CandidateTable, Linked, Linker, Ranker, Surroundings
from app.extraction.quotes.learned.spans import TaggedSpan, decode_spans
from app.extraction.quotes.learned.tagger import TaggedText, tag_text
from training.corpus import Article, Attribution, Stretch, read_corpus, read_written_articles
from training.evaluation import compare, found_of, summary
from training.examples import lines_of
from training.predict import TorchNetwork

_LEAST_SHARE = 0.3
BIASES = (0.0, 0.7, 0.0, 0.4, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Tagged:
    """An article with what the tagger found in it."""

    article: Article
    around: Surroundings
    text: TaggedText
    spans: Sequence[TaggedSpan]


def tag_articles(network: TorchNetwork, tokenizer: Tokenizer, articles: Sequence[Article]) -> list[Tagged]:
    """Tag articles and read the spans."""
    found = []
    for article in articles:
        lines = lines_of(article.text)
        encoded = encode_lines(tokenizer, article.text, lines)
        tagged = tag_text(network, network.distances, encoded)
        spans = decode_spans(encoded, tagged.logits, [line.start for line in lines], BIASES)
        found.append(Tagged(article, Surroundings(article.text, encoded, lines, spans), tagged, spans))
    return found


def attribution_of(article: Article, stretches: Sequence[Stretch]) -> Attribution | None:
    """The marked attribution whose content shares most with some stretches; None where that is little."""
    best = max(article.attributions, key=lambda one: _shared(one.content, stretches), default=None)
    if best is None or _shared(best.content, stretches) < _LEAST_SHARE * sum(end - start for start, end in stretches):
        return None
    return best


def _shared(left: Sequence[Stretch], right: Sequence[Stretch]) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)


def cue_examples(tagged: Sequence[Tagged]) -> list[tuple[np.ndarray, int]]:
    """Feature rows of the candidate cues of every content that people marked too, and which row is right."""
    examples = []
    for one in tagged:
        table = CandidateTable(one.around, one.text, one.spans)
        for content in table.contents:
            marked = attribution_of(one.article, [(content.start, content.end)])
            if marked is None:
                continue
            candidates = table.cues_for(content)
            fitting = [n for n, c in enumerate(candidates) if _meets(table.cues[c], marked.cue)]
            target = fitting[0] if fitting else len(candidates)
            examples.append((table.cue_features(content, candidates), target))
    return examples


def source_examples(tagged: Sequence[Tagged], cue_ranker: Ranker) -> list[tuple[np.ndarray, int]]:
    """The same for the candidate sources of every group of contents that the linker makes."""
    examples = []
    for one in tagged:
        table = CandidateTable(one.around, one.text, one.spans)
        groups: dict[int, list[TaggedSpan]] = {}
        for content in table.contents:
            candidates = table.cues_for(content)
            best = int(cue_ranker.scores(table.cue_features(content, candidates)).argmax())
            key = candidates[best] if best < len(candidates) else -1 - content.piece
            groups.setdefault(key, []).append(content)
        for key, contents in groups.items():
            marked = attribution_of(one.article, [(content.start, content.end) for content in contents])
            if marked is None:
                continue
            cue = table.cues[key] if key >= 0 else None
            candidates = table.sources_for(cue, contents)
            fitting = [n for n, c in enumerate(candidates) if _meets(table.sources[c], marked.source)]
            if marked.source and not fitting:
                continue
            target = fitting[0] if fitting else len(candidates)
            examples.append((table.source_features(cue, contents, candidates), target))
    return examples


def _meets(span: TaggedSpan, stretches: Sequence[Stretch]) -> bool:
    return any(start < span.end and span.start < end for start, end in stretches)


def train_ranker(examples: Sequence[tuple[np.ndarray, int]], hidden: int, seed: int) -> Ranker:
    """A softmax over each example's candidates. A tenth of the examples decides when to stop."""
    torch.manual_seed(seed)
    width, most = examples[0][0].shape[1], max(len(rows) for rows, _ in examples)
    features = np.zeros((len(examples), most, width), np.float32)
    mask = np.full((len(examples), most), -1e4, np.float32)
    for number, (rows, _) in enumerate(examples):
        features[number, : len(rows)] = rows
        mask[number, : len(rows)] = 0
    every = np.concatenate([rows for rows, _ in examples])
    mean, scale = every.mean(0), every.std(0) + 1e-3
    values, masks = torch.from_numpy((features - mean) / scale), torch.from_numpy(mask)
    targets = torch.tensor([target for _, target in examples])
    held_out = torch.arange(len(examples)) % 10 == 0
    network = torch.nn.Sequential(
        torch.nn.Linear(width, hidden), torch.nn.ReLU(), torch.nn.Dropout(0.1), torch.nn.Linear(hidden, 1, bias=False)
    )
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-2)
    best: tuple[float, dict[str, torch.Tensor]] = (float("inf"), {})
    learning = torch.nonzero(~held_out).flatten()
    for epoch in range(30):
        network.train()
        for rows in learning[torch.randperm(len(learning))].split(128):
            loss = functional.cross_entropy(network(values[rows]).squeeze(-1) + masks[rows], targets[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        network.eval()
        with torch.no_grad():
            scores = network(values[held_out]).squeeze(-1) + masks[held_out]
            loss = functional.cross_entropy(scores, targets[held_out]).item()
            right = (scores.argmax(1) == targets[held_out]).float().mean().item()
        if loss < best[0]:
            best = (loss, {name: weight.clone() for name, weight in network.state_dict().items()})
            print(f"epoch {epoch}: loss {loss:.4f}, right {100 * right:.1f} % of {int(held_out.sum())}", flush=True)
    weights = best[1]
    return Ranker(
        mean, scale, weights["0.weight"].numpy().T.copy(), weights["0.bias"].numpy(), weights["3.weight"].numpy()[0]
    )


def train_confidence(linked: Sequence[Linked], right: Sequence[bool]) -> Confidence:
    """Logistic regression from an attribution's signals, their squares too, to whether it is right."""
    signals = np.array([one.signals for one in linked], np.float32)
    mean, scale = signals.mean(0), signals.std(0) + 1e-3
    values = torch.from_numpy(Confidence.expanded((signals - mean) / scale))
    targets = torch.tensor(right, dtype=torch.float32)
    weights = torch.zeros(values.shape[1], requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(values @ weights + bias, targets)
        loss = loss + 1e-3 * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return Confidence(mean, scale, weights.detach().numpy(), float(bias.detach()))


def link_articles(tagged: Sequence[Tagged], linker: Linker) -> list[list[Linked]]:
    """Every article's attributions."""
    return [[merged(one.article.text, a) for a in linker.link(one.around, one.text, one.spans)] for one in tagged]


def print_curve(weights: LinkerWeights, linked: Sequence[Linked], right: Sequence[bool]) -> None:
    """How often attributions of about one confidence are right."""
    confidences = np.array([weights.confidence.of(one.signals) for one in linked])
    truth = np.array(right)
    for low in np.arange(0, 1, 0.1):
        part = (confidences >= low) & (confidences < low + 0.1 + (low > 0.85))
        if part.any():
            print(f"confidence {low:.1f}-{low + 0.1:.1f}: right {100 * truth[part].mean():.0f} % of {part.sum()}")


def report(name: str, tagged: Sequence[Tagged], weights: LinkerWeights) -> None:
    """Print how good the attributions are, all of them and those of a confidence of at least a half."""
    linker = Linker(weights.cue_ranker, weights.source_ranker)
    linked = link_articles(tagged, linker)
    outcomes = [compare(one.article, list(map(found_of, found))) for one, found in zip(tagged, linked, strict=True)]
    print(f"{name}, all: {summary(outcomes)}")
    sure = [[one for one in found if weights.confidence.of(one.signals) >= 0.5] for found in linked]
    outcomes_of_sure = [compare(one.article, list(map(found_of, f))) for one, f in zip(tagged, sure, strict=True)]
    print(f"{name}, sure: {summary(outcomes_of_sure)}")
    print_curve(weights, [a for found in linked for a in found], [r for one in outcomes for r in one.right])


def main() -> None:
    """Train, write and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--fold", action="append", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hidden", type=int, default=48)
    parser.add_argument("--cache", type=Path, help="keep what the taggers found in this file, and take it from there")
    parser.add_argument(
        "--written", action="append", default=[], help="FILE=RUN: articles of one's own, new to the run"
    )
    parser.add_argument("--averaged", action="store_true", help="use the averaged weights, not the last ones")
    parser.add_argument("--test", type=Path)
    parser.add_argument("--test-run", type=Path)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    tagged, test = _tagged(chosen)
    print(len(tagged), "articles", flush=True)
    cue_ranker = train_ranker(cue_examples(tagged), chosen.hidden, seed=1)
    source_ranker = train_ranker(source_examples(tagged, cue_ranker), chosen.hidden, seed=2)
    linked = link_articles(tagged, Linker(cue_ranker, source_ranker))
    outcomes = [compare(one.article, list(map(found_of, found))) for one, found in zip(tagged, linked, strict=True)]
    confidence = train_confidence([a for found in linked for a in found], [r for one in outcomes for r in one.right])
    weights = LinkerWeights(BIASES, cue_ranker, source_ranker, confidence)
    chosen.out.write_text(json.dumps(weights.as_json()), encoding="utf-8")
    report("trained on", tagged, weights)
    if test:
        report("test", test, weights)


def _tagged(chosen: Any) -> tuple[list[Tagged], list[Tagged]]:
    if chosen.cache and chosen.cache.exists():
        return pickle.loads(chosen.cache.read_bytes())
    tokenizer = load_tokenizer(chosen.base / "tokenizer.json")
    articles = read_corpus(chosen.corpus)
    tagged: list[Tagged] = []
    for fold in chosen.fold:
        part, run = fold.split("=")
        left_out, parts = map(int, part.split("/"))
        tagged += tag_articles(
            TorchNetwork(Path(run), is_averaged=chosen.averaged), tokenizer, articles[left_out::parts]
        )
    for written in chosen.written:
        path, run = written.split("=")
        tagged += tag_articles(
            TorchNetwork(Path(run), is_averaged=chosen.averaged), tokenizer, read_written_articles(Path(path))
        )
    test: list[Tagged] = []
    if chosen.test:
        test = tag_articles(
            TorchNetwork(chosen.test_run, is_averaged=chosen.averaged), tokenizer, read_corpus(chosen.test)
        )
    if chosen.cache:
        chosen.cache.write_bytes(pickle.dumps((tagged, test)))
    return tagged, test


if __name__ == "__main__":
    main()
