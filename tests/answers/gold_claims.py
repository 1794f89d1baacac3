"""How many of the gold pairs of figures are set against each other right.

`python -m tests.answers.gold_claims` prints the shares, and what of the tuned part is wrong. A fifth of the pairs, told
by the hash of their ids, is held out: it is scored, but no rule is written for it.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from app.answers.claim_groups import group_by_matter
from app.answers.claim_relations import relate_claims
from tests.answers.told_figures import figure_of_gold

GOLD = json.loads((Path(__file__).parents[1] / "gold" / "claim_relations.json").read_text(encoding="utf-8"))
APART = "apart"


def is_held_out(identifier: str) -> bool:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 5 == 0


def found_relation(pair: dict[str, Any]) -> str:
    """How the older figure stands to the newer one; `apart` where they are put in two groups."""
    older, newer = figure_of_gold(pair["older"]), figure_of_gold(pair["newer"])
    groups = group_by_matter([older, newer])
    if len(groups) > 1:
        return APART
    claims = {claim.recorded.id: claim.relation.value for claim in relate_claims([older, newer])}
    other = next((relation for relation in claims.values() if relation != "newest"), "newest")
    return other if claims[older.id] == "newest" else claims[older.id]


def wrong(*, held_out: bool) -> tuple[list[tuple[str, str, str]], int]:
    """The pairs of one part that are judged wrong (id, expected, found), and how many it has."""
    pairs = [pair for pair in GOLD["pairs"] if is_held_out(pair["id"]) is held_out]
    found = [(pair["id"], pair["expected"], found_relation(pair)) for pair in pairs]
    return [one for one in found if one[1] != one[2]], len(pairs)


def main() -> None:
    """Print the shares, and the tuned part's errors."""
    for held_out in (False, True):
        errors, total = wrong(held_out=held_out)
        name = "held out" if held_out else "tuned"
        invented = sum(1 for _, expected, found in errors if found == "conflicts" or expected == APART)
        sys.stdout.write(f"{name}: {total - len(errors)} of {total} right, {invented} wrongly set against each other\n")
    for identifier, expected, found in wrong(held_out=False)[0]:
        sys.stdout.write(f"    {identifier}: expected {expected}, found {found}\n")


if __name__ == "__main__":
    main()
