"""How is a whole list fetched when a host gives it page by page, as Open Referral UK says?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from directory.importers.fetching import CannotFetch, Fetched, Limits, fetch
from directory.importers.open_referral import LIST_KEYS

MOST_PAGES = 500
BROKEN = "Page {number} of {last} is not a page of the list, so nothing of it is used. Try again."


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, in the words of 3.0 or of 1.0."""

    key: str
    number: int
    pages: int
    services: list[Any]


def fetch_list(address: str, *, allowed: Sequence[str], limits: Limits | None = None) -> Fetched:
    """Return what stands at an address, with all pages that follow it as one document.

    Either the whole list comes or CannotFetch: of half a list the rest would seem to be gone.
    """
    limits = limits or Limits()
    first = fetch(address, allowed=allowed, limits=limits)
    page = page_in(first.content)
    if page is None or page.pages <= 1:
        return first
    if page.number > 1:
        raise CannotFetch(
            f"This is page {page.number} of a list. Leave the page out of the address."
        )
    if page.pages > MOST_PAGES:
        raise CannotFetch(
            f"The list has {page.pages} pages. Ask for more on each of them: add per_page=100."
        )
    services, size = list(page.services), len(first.content)
    last = page.number + page.pages - 1
    for number in range(page.number + 1, last + 1):
        wanted = page_address(first.address, number)
        left = replace(limits, largest=limits.largest - size)
        answer = fetch(wanted, allowed=allowed, limits=left)
        following = page_in(answer.content)
        if following is None or following.number != number:
            raise CannotFetch(BROKEN.format(number=number, last=last))
        services += following.services
        size += len(answer.content)
    return Fetched(json.dumps({page.key: services}).encode(), first.address)


def page_in(content: bytes) -> Page | None:
    """Return the page that a document is; None when it is no page of a longer list."""
    if content.lstrip()[:1] != b"{":
        return None
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    key = next((key for key in LIST_KEYS if isinstance(document.get(key), list)), "")
    number = _number(document, "page_number", "number")
    pages = _number(document, "total_pages", "totalPages")
    if not key or number is None or pages is None:
        return None
    return Page(key, number, pages, document[key])


def page_address(address: str, number: int) -> str:
    """Return the address of another page of the same list."""
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "page"]
    return urlunsplit(parts._replace(query=urlencode([*asked, ("page", str(number))])))


def _number(document: Mapping[str, Any], *names: str) -> int | None:
    """Return the first of these that is a whole number, also one that is written as a text."""
    for name in names:
        value = document.get(name)
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
    return None
