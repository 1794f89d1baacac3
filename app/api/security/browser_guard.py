"""What a service without keys refuses, since any web page can make its visitor's browser call it.

A page of another site may send a form to 127.0.0.1; and a page may have its own name resolve to 127.0.0.1 and then
read the answers ("DNS rebinding"). Programs send no `Origin`, and call the service by an address or a plain name.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import Request

from app.api import problem_types
from app.api.errors import RequestProblem

_HARMLESS_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES = frozenset({"same-origin", "none"})


def refuse_foreign_pages(request: Request) -> None:
    """Turn down what a page of another site had a browser send."""
    host = request.headers.get("host", "")
    if _may_be_rebound(host):
        raise RequestProblem(
            problem_types.CROSS_SITE, "Without API keys this service answers to addresses and local names only"
        )
    if request.method not in _HARMLESS_METHODS and _comes_from_another_site(request, host):
        raise RequestProblem(problem_types.CROSS_SITE, "Without API keys nothing is taken from pages of other sites")


def _may_be_rebound(host: str) -> bool:
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        if "." not in name or name.endswith(".localhost"):
            return False
        ipaddress.ip_address(name)
    except ValueError:
        return True
    return False


def _comes_from_another_site(request: Request, host: str) -> bool:
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != host:
        return True
    site = request.headers.get("sec-fetch-site")
    return site is not None and site not in _OWN_SITES
