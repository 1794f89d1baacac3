"""Serving at the command line: the socket, and a server that says when it is ready."""

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

_BACKLOG = 2048
_SECONDS_TO_FINISH = 30


def listen(host: str, port: int) -> socket.socket:
    """Take an address before anything else is started. Raises OSError where it cannot be had."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def run_server(app: FastAPI, listener: socket.socket, when_ready: Callable[[str], None]) -> bool:
    """Serve until interrupted, and let requests under way finish. Tells whether the service ever came to be ready.

    The application writes its own log, one line a request; the server adds only what goes wrong.
    """
    server = _Server(app, when_ready)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
    return server.started


class _Server(uvicorn.Server):
    def __init__(self, app: FastAPI, when_ready: Callable[[str], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                access_log=False,
                log_config=None,
                server_header=False,
                timeout_graceful_shutdown=_SECONDS_TO_FINISH,
            )
        )
        self._when_ready = when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            for listener in sockets or ():
                self._when_ready(f"On Record serves {_address_of(listener)} (documentation at /docs, Ctrl-C ends it).")


def _address_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
