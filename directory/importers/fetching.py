"""How is a file fetched from an address, so that nobody can make us look into our own network?

Only hosts on the list are asked. A name is looked up once, every address it has must be a public
one, and the connection is made to that very address. Redirects are followed by hand and go the
same way.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from directory.rules.outside_addresses import (
    BadAddress,
    Target,
    is_allowed,
    is_public,
    target,
)

LARGEST = 25_000_000
MOST_REDIRECTS = 3
MOST_ADDRESSES = 3
CONNECT_SECONDS, WHOLE_SECONDS = 5.0, 60.0
AT_ONCE = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS = {
    "User-Agent": "Waymark (imports of a directory)",
    "Accept": "application/json, text/csv, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
OFF = "Fetching from addresses is switched off here. Download the file, then upload it."
TOO_LARGE = "What stands there is larger than 25 MB. Ask for it in parts."
TOO_SLOW = "It takes too long to answer. Try again later, or download the file and upload it."
BROKEN_OFF = "The answer broke off before its end, so nothing of it is used. Try again."
MANGLED = "What came is packed in a way that we cannot read."
REFUSALS = {
    401: "They want us to sign in there, which we do not do. Download the file, then upload it.",
    403: "They do not let us read this address. Ask them, or download the file and upload it.",
    404: "There is nothing at this address. Look at it again.",
    410: "There is nothing at this address any more.",
    429: "They have been asked too often. Try again later.",
}
Found = tuple[socket.AddressFamily, Any]


class CannotFetch(Exception):
    """Why nothing was fetched, in words for the person who gave the address.

    `status` is what the host answered with, or what a gateway would where it did not answer.
    """

    def __init__(self, words: str, status: int = 0) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address, and which address it was in the end."""

    content: bytes
    address: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How long from its making on, and how much at once.

    `may_reach` and `trust` are replaced in tests alone, whose server is not in the open internet.
    """

    seconds: float = WHOLE_SECONDS
    largest: int = LARGEST
    may_reach: Callable[[str], bool] = is_public
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    begun: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Return how many seconds are left; raise CannotFetch when there are none."""
        left = self.begun + self.seconds - time.monotonic()
        if left <= 0:
            raise CannotFetch(TOO_SLOW, 504)
        return left


def fetch(address: str, *, allowed: Sequence[str], limits: Limits | None = None) -> Fetched:
    """Return what stands at an address; raise CannotFetch with words for the person."""
    if not allowed:
        raise CannotFetch(OFF)
    limits = limits or Limits()
    for _ in range(MOST_REDIRECTS + 1):
        wanted = _checked(address, allowed)
        try:
            answer = _ask(wanted, limits)
        except TimeoutError as error:
            raise CannotFetch(TOO_SLOW, 504) from error
        except ssl.SSLError as error:
            raise CannotFetch(
                "The host does not prove who it is (its certificate), so we do not read from it."
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise CannotFetch(
                "The host does not answer as it should. Look at the address, or try later.", 502
            ) from error
        if isinstance(answer, Fetched):
            return answer
        address = answer
    raise CannotFetch("This address leads on too often.")


def _checked(address: str, allowed: Sequence[str]) -> Target:
    try:
        wanted = target(address)
    except BadAddress as error:
        raise CannotFetch(str(error)) from error
    if not is_allowed(wanted, allowed):
        raise CannotFetch(
            f"We do not fetch from {wanted.origin}. Whoever runs the site can add it to the list."
        )
    return wanted


def _ask(wanted: Target, limits: Limits) -> Fetched | str:
    """Return the answer, or the address that it leads on to."""
    sock = _connected(_addresses(wanted, limits), limits)
    with closing(sock), _cut_off_after(limits) as watch:
        if wanted.scheme == "https":
            sock = limits.trust().wrap_socket(sock, server_hostname=wanted.host)
        with closing(sock):
            watch.append(sock)
            try:
                return _answer(wanted, sock, limits)
            finally:
                _ = limits.left  # what the watch has cut off is too slow, not broken


def _addresses(wanted: Target, limits: Limits) -> Sequence[Found]:
    """Look a name up, once; every address must be a public one."""
    try:
        found = socket.getaddrinfo(wanted.host, wanted.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise CannotFetch("There is no host of this name.") from error
    _ = limits.left
    if not found or not all(limits.may_reach(str(where[0])) for *_, where in found):
        raise CannotFetch("This address leads into a private network, so we do not read from it.")
    return [(family, where) for family, *_, where in found][:MOST_ADDRESSES]


def _connected(found: Sequence[Found], limits: Limits) -> socket.socket:
    """Connect to the first address that answers, by its number."""
    last: OSError = OSError("nothing to connect to")
    for family, where in found:
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.settimeout(min(CONNECT_SECONDS, limits.left))
        try:
            sock.connect(where)
        except OSError as error:
            sock.close()
            last = error
            continue
        sock.settimeout(limits.left)
        return sock
    raise last


@contextmanager
def _cut_off_after(limits: Limits) -> Iterator[list[socket.socket]]:
    """End whatever is read from these connections when the time is over, however slow it drips."""
    watched: list[socket.socket] = []

    def cut_off() -> None:
        for sock in watched:
            with _ignored():
                sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(limits.left, cut_off)
    timer.daemon = True
    timer.start()
    try:
        yield watched
    finally:
        timer.cancel()


@contextmanager
def _ignored() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError):
        return


def _answer(wanted: Target, sock: socket.socket, limits: Limits) -> Fetched | str:
    connection = http.client.HTTPConnection(wanted.host, wanted.port)
    connection.sock = sock
    host = wanted.origin.partition("://")[2]
    connection.request("GET", wanted.path, headers={"Host": host, **HEADERS})
    answer = connection.getresponse()
    with closing(answer):
        if answer.status in REDIRECTS:
            return urljoin(wanted.address, answer.headers.get("Location", "") or "about:blank")
        if answer.status != http.client.OK:
            said = f"The host answers with an error ({answer.status})."
            raise CannotFetch(REFUSALS.get(answer.status, said), answer.status)
        return Fetched(b"".join(_unpacked(answer, limits)), wanted.address)


def _unpacked(answer: http.client.HTTPResponse, limits: Limits) -> Iterator[bytes]:
    """Give the content, counted before and after it is unpacked."""
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip", ""):
        raise CannotFetch(MANGLED)
    if (answer.length or 0) > limits.largest:
        raise CannotFetch(TOO_LARGE)
    zipped = zlib.decompressobj(wbits=31) if "gzip" in packed else None
    total = 0
    for part in _raw(answer, limits):
        try:
            text = zipped.decompress(part, limits.largest + 1 - total) if zipped else part
        except zlib.error as error:
            raise CannotFetch(MANGLED) from error
        total += len(text)
        if total > limits.largest or (zipped and zipped.unused_data):
            raise CannotFetch(TOO_LARGE if total > limits.largest else MANGLED)
        yield text
    if zipped and not zipped.eof:
        raise CannotFetch(BROKEN_OFF, 502)


def _raw(answer: http.client.HTTPResponse, limits: Limits) -> Iterator[bytes]:
    """Give what comes over the line; a list that breaks off is never taken for a whole one."""
    expected = answer.length
    total = 0
    try:
        while (expected is None or total < expected) and (part := answer.read1(AT_ONCE)):
            total += len(part)
            if total > limits.largest:
                raise CannotFetch(TOO_LARGE)
            _ = limits.left
            yield part
    except http.client.IncompleteRead as error:
        raise CannotFetch(BROKEN_OFF, 502) from error
    if expected is not None and total < expected:
        raise CannotFetch(BROKEN_OFF, 502)
