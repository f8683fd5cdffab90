"""The process that answers visitors; what it cannot read gets our page and leaves no trace."""

import logging
import socket
from typing import Any

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from core import error_pages

log = logging.getLogger(__name__)
# RFC 6585 and RFC 9110; whatever else cannot be read is a 400.
STATUSES = {LimitRequestLine: (414, "URI Too Long"), LimitRequestHeaders: (431, "Headers Too Long")}


class WebWorker(ThreadWorker):
    """A threaded worker that answers unreadable requests in the words of the site."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answer a request that could not be read, without logging what it said."""
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        status, reason = STATUSES.get(type(exc), (400, "Bad Request"))
        # The text of the error may quote the address, and an address may hold what was searched.
        log.warning("A request could not be read: %s", type(exc).__name__)
        try:
            write_nonblock(client, response(status, reason))
        except OSError:
            log.debug("Whoever sent it has gone")


def response(status: int, reason: str) -> bytes:
    """Return a whole HTTP answer: the page that says so in each language of the site."""
    body = error_pages.unreadable().encode()
    head = (
        f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nCache-Control: no-store\r\n"
        f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
