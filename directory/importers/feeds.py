"""How is a whole list fetched when a host gives it page by page, as Open Referral UK says?

Many hosts say little of each service in the list and the rest at `/services/{id}`. So a feed is
followed in stretches: what has come is a `Walk`, which can be put away and gone on with.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from directory.importers.fetching import CannotFetch, Fetched, Limits, fetch
from directory.importers.open_referral import LIST_KEYS

MOST_PAGES = 500
MOST_SERVICES = 5_000
# A whole feed may take this long, one answer of it far less.
FEED_SECONDS, ANSWER_SECONDS = 3_600.0, 20.0
# So many services are asked for by themselves before we know whether more stands there.
PROBES = 3
GONE, BUSY = frozenset({404, 410}), frozenset({429, 500, 502, 503, 504})
PAUSE = 1.0
# What a list that says all has of one service at least: where, when, or whom to ask.
SAYS_MORE = (
    *("service_at_locations", "locations", "schedules", "regular_schedules"),
    *("contacts", "phones", "cost_options"),
)
# Keys of a list that may stand without the numbers of its pages.
WHOLE = ("contents", "content")
BROKEN = "Page {number} of {last} is not a page of the list, so nothing of it is used. Try again."
NOT_IT = "At {address} stands something else than that service, so nothing of the feed is used."
TOO_MANY = (
    f"The list says little of each service, and there are more than {MOST_SERVICES:,} to ask for "
    "one by one. Ask them for the whole list as a file."
)
TOO_LONG = "It takes longer than an hour. Ask them for the whole list as a file, then upload it."
NOT_THERE = "{number} services of the list cannot be read one by one, so nothing of it is used."


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, in the words of 3.0 or of 1.0."""

    key: str
    number: int
    pages: int
    services: list[Any]


@dataclass(slots=True)
class Walk:
    """How far a feed has been followed, as plain things that JSON holds."""

    address: str
    key: str
    page: int
    last: int
    services: list[Any]
    size: int
    # How many services were looked at one by one, and which of them have gone meanwhile.
    asked: int = 0
    probes: int = 0
    richer: int = 0
    lacking: list[int] = field(default_factory=list)
    done: bool = False

    @property
    def steps(self) -> tuple[int, int]:
        """Return how many answers have come, and how many there are as far as is known."""
        return self.page + self.asked, self.last + (len(self.services) if self.asked else 0)

    def document(self) -> bytes:
        """Return the list as one document."""
        gone = set(self.lacking)
        kept = [one for number, one in enumerate(self.services) if number not in gone]
        return json.dumps({self.key: kept}).encode()

    def put_away(self) -> bytes:
        """Return all of it, for `taken_up`."""
        return json.dumps(asdict(self)).encode()


def taken_up(kept: bytes) -> Walk:
    """Return what was put away."""
    return Walk(**json.loads(kept))


def begin(address: str, *, allowed: Sequence[str], limits: Limits | None = None) -> Fetched | Walk:
    """Return what stands at an address, or a walk where it is a feed of which more is to come."""
    limits = limits or Limits()
    first = fetch(address, allowed=allowed, limits=limits)
    page = page_in(first.content)
    if page is None:
        return first
    if page.number > 1 and page.pages > 1:
        raise CannotFetch(
            f"This is page {page.number} of a list. Leave the page out of the address."
        )
    if page.pages > MOST_PAGES:
        raise CannotFetch(
            f"The list has {page.pages} pages. Ask for more on each of them: add per_page=100."
        )
    last = page.number + max(page.pages, 1) - 1
    walk = Walk(first.address, page.key, page.number, last, page.services, len(first.content))
    return walk if page.pages > 1 or _is_thin(walk) else first


def go_on(
    walk: Walk, *, allowed: Sequence[str], limits: Limits | None = None, seconds: float
) -> bool:
    """Follow a feed for so many seconds; return whether it is whole.

    Either the whole list comes or CannotFetch: of half a list the rest would seem to be gone.
    """
    limits = limits or Limits()
    until = time.monotonic() + seconds

    def ask(address: str) -> bytes:
        return _asked(address, allowed, limits, walk.size)

    while not walk.done:
        if walk.page < walk.last:
            _next_page(walk, ask)
        else:
            _next_service(walk, ask)
        if time.monotonic() > until:
            break
    return walk.done


def fetch_list(
    address: str,
    *,
    allowed: Sequence[str],
    limits: Limits | None = None,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Fetched:
    """Return what stands at an address, with all that follows it as one document.

    `told` hears now and then how many answers of how many have come.
    """
    found = begin(address, allowed=allowed, limits=limits)
    if isinstance(found, Fetched):
        return found
    until = time.monotonic() + FEED_SECONDS
    while not go_on(found, allowed=allowed, limits=limits, seconds=ANSWER_SECONDS):
        if time.monotonic() > until:
            raise CannotFetch(TOO_LONG)
        told(*found.steps)
    return Fetched(found.document(), found.address)


def _asked(address: str, allowed: Sequence[str], limits: Limits, size: int) -> bytes:
    """Return one answer of a feed; a host that is busy is asked once more."""
    own = replace(
        limits,
        largest=limits.largest - size,
        seconds=min(limits.seconds, ANSWER_SECONDS),
        begun=time.monotonic(),
    )
    try:
        return fetch(address, allowed=allowed, limits=own).content
    except CannotFetch as error:
        if error.status not in BUSY:
            raise
    time.sleep(PAUSE)
    return fetch(address, allowed=allowed, limits=replace(own, begun=time.monotonic())).content


def _next_page(walk: Walk, ask: Callable[[str], bytes]) -> None:
    number = walk.page + 1
    content = ask(page_address(walk.address, number))
    page = page_in(content)
    if page is None or page.number != number:
        raise CannotFetch(BROKEN.format(number=number, last=walk.last))
    walk.services += page.services
    walk.size += len(content)
    walk.page = number


def _next_service(walk: Walk, ask: Callable[[str], bytes]) -> None:
    """Look at the next service by itself, as long as that says more than the list does."""
    if walk.asked == 0 and not _is_thin(walk):
        walk.done = True
        return
    if walk.asked == 0 and len(walk.services) > MOST_SERVICES:
        raise CannotFetch(TOO_MANY)
    if walk.probes >= PROBES and not walk.richer:
        walk.lacking, walk.done = [], True  # nothing more stands there; the list is all there is
        return
    if walk.asked < len(walk.services):
        address = service_address(walk.address, walk.services[walk.asked])
        if address:
            _take_service(walk, address, ask)
        walk.asked += 1
    if walk.asked == len(walk.services):
        if not walk.richer:
            walk.lacking = []
        if len(walk.lacking) > max(PROBES, walk.asked // 10):
            raise CannotFetch(NOT_THERE.format(number=len(walk.lacking)))
        walk.done = True


def _take_service(walk: Walk, address: str, ask: Callable[[str], bytes]) -> None:
    walk.probes += 1
    listed = walk.services[walk.asked]
    try:
        content = ask(address)
    except CannotFetch as error:
        if error.status not in GONE:
            raise
        walk.lacking.append(walk.asked)
        return
    service = _object(content)
    if service is None or str(service.get("id", "")) != str(listed["id"]):
        raise CannotFetch(NOT_IT.format(address=address))
    walk.services[walk.asked] = {**listed, **service}
    walk.size += len(content)
    walk.richer += _says_more(service)


def _is_thin(walk: Walk) -> bool:
    """Whether a list says so little of each service that more may stand at its own address."""
    if not any(service_address(walk.address, one) for one in walk.services[:PROBES]):
        return False
    return not any(_says_more(one) for one in walk.services)


def _says_more(service: Any) -> bool:
    return isinstance(service, Mapping) and any(service.get(name) for name in SAYS_MORE)


def _object(content: bytes) -> dict[str, Any] | None:
    if content.lstrip()[:1] != b"{":
        return None
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def page_in(content: bytes) -> Page | None:
    """Return the page of a list that a document is; None when it is something else."""
    document = _object(content)
    if document is None:
        return None
    key = next((key for key in LIST_KEYS if isinstance(document.get(key), list)), "")
    number = _number(document, "page_number", "number")
    pages = _number(document, "total_pages", "totalPages")
    if not key or (key not in WHOLE and (number is None or pages is None)):
        return None
    if number is None or pages is None:
        number = pages = 1
    return Page(key, number, pages, document[key])


def page_address(address: str, number: int) -> str:
    """Return the address of another page of the same list."""
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "page"]
    return urlunsplit(parts._replace(query=urlencode([*asked, ("page", str(number))])))


def service_address(address: str, service: Any) -> str:
    """Return where one service of a list stands by itself; "" where that cannot be told."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    key = service.get("id") if isinstance(service, Mapping) else None
    if not path.endswith("/services") or not isinstance(key, str | int) or isinstance(key, bool):
        return ""
    written = str(key).strip()
    if not written.strip(".") or len(written) > 200:
        return ""
    return urlunsplit(parts._replace(path=f"{path}/{quote(written, safe='')}", query=""))


def _number(document: Mapping[str, Any], *names: str) -> int | None:
    """Return the first of these that is a whole number, also one that is written as a text."""
    for name in names:
        value = document.get(name)
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
    return None
