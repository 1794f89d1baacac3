"""Articles: sending them as JSON, reading and deleting them."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from app.api.annotating import ANNOTATION_CONTENTS, ANNOTATION_MEDIA_TYPES, answer_annotations
from app.api.batch import NDJSON, BatchResponse
from app.api.bodies import LINES_OF_JSON, model_of_json, read_json_bytes, refuse_other_than_lines
from app.api.dependencies import (
    AttemptDependency,
    DoingDependency,
    Reading,
    ServiceDependency,
    WithoutQuery,
    Writing,
    ingest_place,
    refuse_repeated_parameters,
)
from app.api.documentation import problems, reading_problems, success
from app.api.formats.kinds import ARTICLES, FACTS
from app.api.formats.negotiated import in_accepted_format
from app.api.ingesting import answer_ingested, ingest
from app.api.listing import page_fields
from app.api.media_types import MediaType
from app.api.negotiation import accepts, choose_for
from app.api.schemas import examples
from app.api.schemas.article import Article, ArticleWithFacts
from app.api.schemas.article_input import ArticleInput
from app.api.schemas.fact import fact_of
from app.api.schemas.lists import ArticleList, FactList
from app.api.schemas.queries import ArticleListQuery, CursorQuery, PageQuery
from app.api.schemas.versions import ArticleCopy, Version, VersionList
from app.api.security.access import require
from app.archive import articles
from app.facts.api_key import Scope
from app.use_cases.delete_article import delete_article
from app.use_cases.list_articles import list_articles
from app.use_cases.list_versions import list_versions

router = APIRouter(prefix="/v1/articles", tags=["articles"], dependencies=[Depends(refuse_repeated_parameters)])

_TO_LIST = [Depends(require(Scope.READ))]
_TO_READ = [*_TO_LIST, Depends(accepts("application/json"))]
_ArticleId = Annotated[str, Path(alias="id", description="Id of the article.", examples=[examples.ARTICLE_ID])]
_LINES = {
    media_type: {
        "schema": {"type": "string", "description": "One article a line, each a JSON object as `ArticleInput`."},
        "example": f"{json.dumps({'text': examples.TEXT, 'url': examples.ARTICLE['url']})}\n",
    }
    for media_type in LINES_OF_JSON
}
_INPUT = {"application/json": {"schema": {"$ref": "#/components/schemas/ArticleInput"}}}


async def _article_body(request: Request, service: ServiceDependency) -> bytes:
    return await read_json_bytes(request, service.settings.max_upload_bytes)


def _article_input(body: Annotated[bytes, Depends(_article_body)]) -> ArticleInput:
    article: ArticleInput = model_of_json(ArticleInput, body)
    return article


@router.post(
    "",
    operation_id="sendArticle",
    summary="Send an article as JSON",
    status_code=201,
    response_description="The article is new here: it, and every fact found in it.",
    dependencies=[Depends(require(Scope.INGEST)), Depends(accepts("application/json"))],
    responses={
        200: {"model": ArticleWithFacts, "description": "This text under this URL was on record already, unchanged."},
        **problems(406, 413, 415),
    },
    openapi_extra={"requestBody": {"required": True, "content": _INPUT}},
)
def send_article(
    service: ServiceDependency,
    response: Response,
    _query: WithoutQuery,
    article: Annotated[ArticleInput, Depends(_article_input)],
    attempt: AttemptDependency,
    _place: Annotated[None, Depends(ingest_place, scope="function")],
) -> ArticleWithFacts:
    """The text is stored exactly as sent, its facts are found and stored with it, and all of them are answered.

    The same text under the same URL is one article: sent again, it keeps its ids and metadata. Another text under a
    known URL is a new version of it.
    """
    return answer_ingested(response, ingest(service, article.text, article.to_metadata(), attempt))


@router.post(
    "/batch",
    operation_id="sendArticles",
    summary="Send many articles, one a line",
    response_class=Response,
    dependencies=[Depends(require(Scope.INGEST)), Depends(accepts(NDJSON))],
    responses={
        200: {
            "description": "A line for each line sent, in order, each as soon as its article is durable. The status "
            "of the whole is 200 whatever became of the lines.",
            "content": {NDJSON: {"schema": {"$ref": "#/components/schemas/BatchAnswer"}}},
        },
        **problems(406, 415),
    },
    openapi_extra={"requestBody": {"required": True, "content": _LINES}},
)
async def send_articles(request: Request, service: ServiceDependency, _query: WithoutQuery) -> BatchResponse:
    """Lines of JSON, each as `POST /v1/articles` takes it. Blank lines are passed over; a bad line costs no other.

    However many lines may be sent; one may be as long as a document. They are read side by side, stored in their
    order, each in a transaction of its own, and answered while the body is still coming in. Whoever sends many
    thousands reads the answers meanwhile: lines are taken in no faster than their answers are taken away. Sending
    lines again is safe: the same text under the same URL is answered 200 with the same id.
    """
    refuse_other_than_lines(request)
    return BatchResponse(service)


@router.get(
    "",
    operation_id="listArticles",
    summary="List articles",
    response_model_exclude_unset=True,
    dependencies=_TO_LIST,
    responses={200: success("A page of articles.", links=True, kind=ARTICLES), **reading_problems()},
)
@in_accepted_format(ARTICLES)
def list_all_articles(
    request: Request, response: Response, session: Reading, query: Annotated[ArticleListQuery, Query()]
) -> ArticleList:
    """Newest versions only, unless `versions=all`. All filters must hold."""
    page = list_articles(session, query.to_filter(), query.to_page_request())
    return ArticleList(items=[Article.of(article) for article in page.items], **page_fields(request, response, page))


@router.get(
    "/{id}",
    operation_id="getArticle",
    summary="One article",
    dependencies=_TO_READ,
    responses={200: success("The article, without its text."), **reading_problems(404, 410)},
)
def get_article(session: Reading, article_id: _ArticleId, _query: WithoutQuery) -> Article:
    """What is on record of the article, without its text."""
    return Article.of(articles.get_article(session, article_id))


@router.get(
    "/{id}/text",
    operation_id="getArticleText",
    summary="The stored text of an article",
    response_class=Response,
    dependencies=[Depends(require(Scope.READ)), Depends(accepts("text/plain"))],
    responses={
        200: {
            **success("The text, whose SHA-256 is the article's `sha256`."),
            "content": {"text/plain": {"schema": {"type": "string"}, "example": examples.TEXT}},
        },
        **reading_problems(404, 410),
    },
)
def get_article_text(session: Reading, article_id: _ArticleId, _query: WithoutQuery) -> Response:
    """The text that every offset counts in, in UTF-8, exactly as stored."""
    text = articles.get_article_text(session, article_id)
    return Response(text.encode(), media_type="text/plain; charset=utf-8")


@router.get(
    "/{id}/facts",
    operation_id="listFactsOfArticle",
    summary="The facts of an article",
    response_model_exclude_unset=True,
    dependencies=_TO_LIST,
    responses={200: success("A page of facts.", links=True, kind=FACTS), **reading_problems(404, 410)},
)
@in_accepted_format(FACTS)
def list_facts_of_article(
    request: Request,
    response: Response,
    session: Reading,
    article_id: _ArticleId,
    query: Annotated[PageQuery, Query()],
) -> FactList:
    """Quotes and figures together in reading order, whatever their confidence or role."""
    page = articles.list_facts_of_article(session, article_id, query.to_page_request())
    return FactList(items=[fact_of(fact) for fact in page.items], **page_fields(request, response, page))


@router.get(
    "/{id}/versions",
    operation_id="listVersionsOfArticle",
    summary="The versions of an article, and its copies elsewhere",
    response_model_exclude_unset=True,
    dependencies=_TO_READ,
    responses={200: success("A page of versions, the first one first.", links=True), **reading_problems(404, 410)},
)
def list_versions_of_article(
    request: Request,
    response: Response,
    session: Reading,
    article_id: _ArticleId,
    query: Annotated[PageQuery, Query()],
) -> VersionList:
    """Every text that stood under the article's URL, and what each changed in the facts, whichever is asked for.

    `copies` are other articles that repeat the text: wire copy, cut, added to, lightly edited or updated.
    """
    found = list_versions(session, article_id, query.to_page_request())
    return VersionList(
        items=[Version.of(version) for version in found.page.items],
        original_id=found.original_id,
        copies=[ArticleCopy.of(copy) for copy in found.copies],
        copies_total=found.copies_total,
        **page_fields(request, response, found.page),
    )


@router.get(
    "/{id}/annotations",
    operation_id="listAnnotationsOfArticle",
    summary="The facts of an article as Web Annotations",
    response_class=Response,
    dependencies=_TO_LIST,
    responses={
        200: {**success("A page of annotations.", links=True), "content": ANNOTATION_CONTENTS},
        **reading_problems(404, 410),
    },
)
def list_annotations_of_article(
    request: Request,
    response: Response,
    session: Reading,
    article_id: _ArticleId,
    query: Annotated[CursorQuery, Query()],
) -> Response:
    """The article's facts in reading order as annotations of its text (W3C Web Annotation Data Model).

    Each target is selected by its words and by its offsets; a quote of several spans has a target for each. The bodies
    describe the fact in words, tag it, and link to it.
    """
    media_type = MediaType(choose_for(request, ANNOTATION_MEDIA_TYPES))
    page = articles.list_facts_of_article(session, article_id, query.to_page_request())
    return answer_annotations(request, response, page, media_type)


@router.delete(
    "/{id}",
    operation_id="deleteArticle",
    summary="Delete an article",
    status_code=204,
    response_class=Response,
    response_description="The article and all its facts are gone.",
    dependencies=[Depends(require(Scope.ADMIN))],
    responses=problems(404, 410),
)
def delete_one_article(session: Writing, article_id: _ArticleId, _query: WithoutQuery, doing: DoingDependency) -> None:
    """Delete an article with its text and all its facts, from search too. Their ids answer 410 from then on."""
    delete_article(session, article_id, doing)
