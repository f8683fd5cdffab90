"""Which few activities fit a person, and what had to be widened to find them?"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import zip_longest

from core import clock
from core.clock import LONDON
from directory.cards import Card
from directory.enums import Access, Format, Kind, Status
from directory.rules.freshness import Freshness, freshness
from directory.selectors.headings import current_code
from directory.selectors.searching import search
from search.query import Ages, DirectoryQuery, Near, Sort
from search.registry import top_of

SOON = timedelta(days=14)
NEAREST_MILES = 2.0
# How far to look, in miles, when there is not enough nearby; who lives farther away than the
# last is given what can be done from home.
FARTHER = (5.0, 25.0)
BUILDINGS = (Kind.GP.value, Kind.PHARMACY.value, Kind.LIBRARY.value)
# Things to do, for who has not said what they look for: nobody gets a debt adviser unasked.
THINGS_TO_DO = (Kind.ACTIVITY.value, Kind.CLUB.value)
AT_ONCE, MOST_PAGES = 20, 6
# Needs that a place has to meet, and that cannot matter to somebody who takes part from home.
OF_PLACES = frozenset({Access.STEP_FREE, Access.ACCESSIBLE_TOILET, Access.PARKING})
Found = tuple[Card, float | None]


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of whom the activities are for; what nobody said stays open."""

    ages: Ages | None
    near: Near | None
    access: tuple[str, ...]
    free_only: bool
    days: tuple[str, ...]
    language: str
    topics: tuple[str, ...]
    today: date
    wanted: int = 3
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fitting:
    """Cards with their miles, what was widened for them ("distance", "day", "cost", in this
    order), and whether any of them is taken part in from home. `why` says it of each card; of one
    that is taken part in from home it says "remote"."""

    cards: tuple[Found, ...]
    widened: tuple[str, ...] = ()
    remote: bool = False
    why: tuple[tuple[str, ...], ...] = ()


def fitting(  # noqa: PLR0913 (the seam to other apps; every argument is named)
    *,
    ages: Ages | None,
    near: Near | None,
    access: tuple[str, ...],
    free_only: bool,
    days: tuple[str, ...],
    language: str,
    topics: tuple[str, ...],
    today: date,
    wanted: int = 3,
    without: Collection[str] = (),
) -> Fitting:
    """Return activities open to the whole age span that meet every need, within 14 days.

    When there are too few, distance, then day, then cost is widened; never age or access. Then
    come offers online or by telephone. Within each step checked listings come before others.
    Topics are what the person asked about; other topics only fill what is left. Nothing under
    the headings `without` is given.
    """
    left_out = frozenset(filter(None, map(current_code, without)))
    person = Person(ages, near, access, free_only, days, language, topics, today, wanted, left_out)
    chosen: dict[str, Found] = {}
    why: list[tuple[str, ...]] = []
    for step in _steps(person):
        for name, card, miles in step:
            if len(chosen) >= wanted:
                break
            if card.public_id in chosen:
                continue
            chosen[card.public_id] = (card, miles)
            why.append(tuple(name.split()))
        if len(chosen) >= wanted:
            break
    told = dict.fromkeys(part for parts in why for part in parts)
    remote = told.pop("remote", "") is None
    return Fitting(tuple(chosen.values()), tuple(told), remote, tuple(why))


Step = Iterator[tuple[str, Card, float | None]]


def _steps(person: Person) -> Iterator[Step]:
    """Give what fits, step by step; the name of a card says what was widened for it."""
    for asked in (person, replace(person, topics=())) if person.topics else (person,):
        yield _here(asked, "")
        if asked.days:
            yield _here(replace(asked, days=()), "day")
        if asked.free_only:
            paid = replace(asked, days=(), free_only=False)
            yield _here(paid, "day cost" if asked.days else "cost")
        yield _from_home(replace(asked, days=()))
        yield _from_home(replace(asked, days=(), free_only=False))


def _here(person: Person, widened: str) -> Step:
    """Give activities to go to: those nearby, then farther ones, checked ones first."""
    soon = (person.today, person.today + SOON)
    query = replace(_query(person), formats=(Format.IN_PERSON.value,), starts=soon)
    found = _asked(person, query, lambda card: _soon(card, person.today))
    limits: list[float | None] = [None]
    if person.near is not None:
        limits = [person.near.within_miles or NEAREST_MILES, *FARTHER]
    for are_fresh in (True, False):
        kept = [one for one in found if _is_fresh(one[0], person.today) is are_fresh]
        for number, limit in enumerate(limits):
            name = f"distance {widened}" if number else widened
            for card, miles in kept:
                if limit is None or (miles is not None and miles <= limit):
                    yield name, card, miles


def _from_home(person: Person) -> Step:
    """Give offers online or by telephone; what only a place can have does not matter."""
    needs = tuple(code for code in person.access if code not in OF_PLACES)
    query = replace(
        _query(replace(person, access=needs)),
        formats=(Format.ONLINE.value, Format.TELEPHONE.value),
        near=None,
        sort=Sort.RELEVANCE,
    )
    found = _asked(person, query, lambda card: not card.sessions or _soon(card, person.today))
    for are_fresh in (True, False):
        for card, _ in found:
            if _is_fresh(card, person.today) is are_fresh:
                yield "remote", card, None


def _query(person: Person) -> DirectoryQuery:
    near = replace(person.near, within_miles=None) if person.near else None
    return DirectoryQuery(
        language=person.language,
        near=near,
        days=person.days,
        ages=replace(person.ages, covered=True) if person.ages else None,
        free=person.free_only,
        access=person.access,
        kinds=() if person.topics else THINGS_TO_DO,
        not_kinds=BUILDINGS,
        checked_first=near is None,
        sort=Sort.DISTANCE if near else Sort.RELEVANCE,
        page_size=AT_ONCE,
    )


def _asked(person: Person, query: DirectoryQuery, fits: Callable[[Card], bool]) -> list[Found]:
    """Return what the engine finds and fits, the topics taking turns."""
    groups: dict[str, list[str]] = {}
    for code in filter(None, map(current_code, person.topics)):
        groups.setdefault(top_of(code), []).append(code)
    queries = [replace(query, categories=tuple(codes)) for codes in groups.values()] or [query]
    answers = [_enough(person, one, fits) for one in queries]
    turns = (one for turn in zip_longest(*answers) for one in turn if one is not None)
    return list({card.public_id: (card, miles) for card, miles in turns}.values())


def _enough(person: Person, query: DirectoryQuery, fits: Callable[[Card], bool]) -> list[Found]:
    """Return answers page by page until there are checked ones enough, or no more pages."""
    found: list[Found] = []
    for page in range(1, MOST_PAGES + 1):
        answer = search(replace(query, page=page), today=person.today)
        found += [
            (card, hit.miles)
            for card, hit in answer.found()
            if _is_open(card) and fits(card) and person.without.isdisjoint(_codes(card))
        ]
        fresh = sum(_is_fresh(card, person.today) for card, _ in found)
        if fresh >= 2 * person.wanted or page * AT_ONCE >= answer.results.total:
            break
    return found


def _is_open(card: Card) -> bool:
    """Whether an offer runs, can be reached, and is for everyone."""
    return card.status == Status.ACTIVE and not card.gender and not card.name_only


def _codes(card: Card) -> Iterator[str]:
    return (heading.code for heading in card.headings)


def _soon(card: Card, today: date) -> bool:
    """Whether there is a session within 14 days that is not over."""
    start = datetime.combine(today, time(0), tzinfo=LONDON)
    moment = max(start, clock.now()) if today == clock.today() else start
    upcoming = card.upcoming(moment, 1)
    return bool(upcoming) and upcoming[0].on <= today + SOON


def _is_fresh(card: Card, today: date) -> bool:
    return freshness(card.checked_on, today, card.next_check) is Freshness.FRESH
