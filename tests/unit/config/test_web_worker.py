"""What does somebody get whose request could not even be read?"""

import io
import logging
import socket

import pytest
from gunicorn.http.errors import (
    InvalidRequestLine,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)

from config.web_worker import WebWorker


def answered(error: ParseException) -> tuple[str, str]:
    """Return the head and the body of the answer to a request that could not be read."""
    ours, theirs = socket.socketpair()
    worker = WebWorker.__new__(WebWorker)
    with ours, theirs:
        worker.handle_error(None, ours, ("192.0.2.1", 1), error)
        ours.close()
        with theirs.makefile("rb") as stream:
            head, _, body = io.BytesIO(stream.read()).getvalue().partition(b"\r\n\r\n")
    return head.decode(), body.decode()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (LimitRequestLine(9000, 8190), "414"),
        (LimitRequestHeaders("too many"), "431"),
        (InvalidRequestLine("GET /en/directory/?near=LE4 5QX HTTP"), "400"),
    ],
)
def test_it_is_our_page_in_every_language_with_a_telephone(
    error: ParseException, status: str
) -> None:
    head, body = answered(error)
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert f"Content-Length: {len(body.encode())}" in head
    assert "no-store" in head
    for language in ("en", "gu", "pl", "ur"):
        assert f'lang="{language}"' in body
    assert 'dir="rtl"' in body
    assert body.count('href="tel:999"') == 4
    assert body.count('href="tel:0') == 4


def test_what_they_sent_is_neither_answered_nor_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        _head, body = answered(InvalidRequestLine("GET /en/directory/?near=LE4 5QX HTTP"))
    assert "LE4" not in body
    assert "LE4" not in caplog.text
    assert "192.0.2.1" not in caplog.text
    assert "InvalidRequestLine" in caplog.text
