"""Which source each attribution is to, once the corrections in force are taken in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.archive.tables import CorrectionRow, FactRow, SourceRow, SplitFactRow, SplitPresentationRow


@dataclass(frozen=True, slots=True)
class Standing:
    """Splits by what they split, and merged sources by the one that was kept of them.

    Where a split names the fact it decides; else where it took all that the article says of the source; and then
    merges, to the last of their chain.
    """

    kept: Mapping[str, str]
    split_facts: Mapping[tuple[str, str], str]
    split_presentations: Mapping[tuple[str, str], str]

    @property
    def corrects_any(self) -> bool:
        """Whether anything stands otherwise than names find it."""
        return bool(self.corrected_to)

    @property
    def corrected_to(self) -> frozenset[str]:
        """Every source that something may stand under by hand."""
        splits = {*self.split_facts.values(), *self.split_presentations.values()}
        return frozenset(self.kept.get(one, one) for one in splits) | frozenset(self.kept.values())

    def of_fact(self, fact_id: str, article_id: str, own_id: str) -> str:
        """The source that a fact is attributed to where the article's names find `own_id`."""
        split = self.split_facts.get((fact_id, own_id))
        return self.in_article(article_id, own_id) if split is None else self.kept.get(split, split)

    def in_article(self, article_id: str, own_id: str) -> str:
        """The source that an article presents where its names find `own_id`."""
        presented = self.split_presentations.get((article_id, own_id), own_id)
        return self.kept.get(presented, presented)


def read_standing(session: Session, article_ids: Collection[str], own_ids: Collection[str]) -> Standing:
    """What corrections make of these articles, in which names find these sources.

    A later split wins; one whose new source ended, as no article named it any more, splits nothing.
    """
    facts = (
        select(SplitFactRow.fact_id, SplitFactRow.matched_id, CorrectionRow.into_id)
        .join(CorrectionRow, CorrectionRow.id == SplitFactRow.correction_id)
        .join(SourceRow, SourceRow.id == CorrectionRow.into_id)
        .join(FactRow, FactRow.id == SplitFactRow.fact_id)
        .where(FactRow.article_id.in_(sorted(article_ids)))
        .order_by(CorrectionRow.id)
    )
    presentations = (
        select(SplitPresentationRow.article_id, SplitPresentationRow.matched_id, CorrectionRow.into_id)
        .join(CorrectionRow, CorrectionRow.id == SplitPresentationRow.correction_id)
        .join(SourceRow, SourceRow.id == CorrectionRow.into_id)
        .where(SplitPresentationRow.article_id.in_(sorted(article_ids)))
        .order_by(CorrectionRow.id)
    )
    of_facts = {(fact_id, own_id): into for fact_id, own_id, into in session.execute(facts)}
    of_articles = {(article_id, own_id): into for article_id, own_id, into in session.execute(presentations)}
    found = {*own_ids, *of_facts.values(), *of_articles.values()}
    return Standing(read_kept(session, found), of_facts, of_articles)


def read_kept(session: Session, source_ids: Collection[str]) -> dict[str, str]:
    """The source that was kept of each of these that is merged."""
    merged = select(SourceRow.id, SourceRow.merged_into).where(
        SourceRow.id.in_(sorted(source_ids)), SourceRow.merged_into.is_not(None)
    )
    return {identifier: kept for identifier, kept in session.execute(merged) if kept is not None}
