"""The pages people look at: the front page, and the API's documentation; everything they load is served from here."""

from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

router = APIRouter(include_in_schema=False)

_OWN = "app.web"
_SWAGGER = "fastapi_offline"
_PAGE = "text/html; charset=utf-8"
_SCRIPT = "text/javascript; charset=utf-8"
_STYLE = "text/css; charset=utf-8"
_ASSETS = {
    "front_page.css": (_OWN, "front_page.css", _STYLE),
    "front_page.js": (_OWN, "front_page.js", _SCRIPT),
    "documentation.js": (_OWN, "documentation.js", _SCRIPT),
    "swagger-ui.css": (_SWAGGER, "static/swagger-ui.css", _STYLE),
    "swagger-ui-bundle.js": (_SWAGGER, "static/swagger-ui-bundle.js", _SCRIPT),
}


@cache
def _content_of(folder: str, name: str) -> bytes:
    return (files(folder) / name).read_bytes()


@router.get("/")
async def show_front_page() -> Response:
    """What this is, and a box to ask it something."""
    return Response(_content_of(_OWN, "front_page.html"), media_type=_PAGE)


@router.get("/docs")
async def show_documentation() -> Response:
    """The API's documentation, to be read and tried."""
    return Response(_content_of(_OWN, "documentation.html"), media_type=_PAGE)


@router.get("/assets/{name}")
async def serve_asset(name: str) -> Response:
    """What the pages load."""
    if name not in _ASSETS:
        raise HTTPException(404)
    folder, path, media_type = _ASSETS[name]
    return Response(_content_of(folder, path), media_type=media_type, headers={"Cache-Control": "max-age=3600"})


@router.get("/openapi.json")
def get_openapi(request: Request) -> Response:
    """The OpenAPI 3.1 document."""
    return JSONResponse(request.app.openapi())
