"""Where do the documents of the index come from?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from search.documents import ListingDocument


@dataclass(frozen=True, slots=True)
class Source:
    """The app that keeps the listings, as far as the index knows it.

    `documents_for` makes documents afresh from the database; an id it leaves out is gone.
    `all_ids` gives the ids of everything to be found. `top_of` gives the top group of a
    category code (categories are any-of within a top group, all-of across groups).
    """

    documents_for: Callable[[Sequence[str]], Iterable[ListingDocument]]
    all_ids: Callable[[], Iterable[str]]
    top_of: Callable[[str], str]


class NoSourceRegistered(LookupError):
    """No app has said where documents come from."""


_sources: list[Source] = []


def each_its_own_group(code: str) -> str:
    """Return the code itself: without a taxonomy every category is a group of its own."""
    return code


def register_source(
    documents_for: Callable[[Sequence[str]], Iterable[ListingDocument]],
    all_ids: Callable[[], Iterable[str]],
    top_of: Callable[[str], str] = each_its_own_group,
) -> None:
    """Say where documents come from; a later registration takes the place of the earlier."""
    _sources[:] = [Source(documents_for, all_ids, top_of)]


def source() -> Source:
    """Return the registered source, or raise NoSourceRegistered."""
    if not _sources:
        raise NoSourceRegistered
    return _sources[0]


def registered() -> Source | None:
    """Return the registered source, if there is one (tests put it back afterwards)."""
    return _sources[0] if _sources else None


def restore(kept: Source | None) -> None:
    """Put a source back, or none, after a test that registered its own."""
    _sources[:] = [kept] if kept is not None else []


def top_of(code: str) -> str:
    """Return the top group of a category code."""
    return _sources[0].top_of(code) if _sources else code
