"""What does the search index learn about a listing?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from core import clock
from directory.cards import Price
from directory.cards.build import has_lost_its_place, is_name_only
from directory.cards.gather import Gathered, Term, WordsByLanguage, gather
from directory.enums import Booking, CostKind, Gender, Status
from directory.models import Location, Service, ServiceCheck
from directory.rules.freshness import counts_from
from directory.rules.opening import current_sessions
from directory.rules.recurrence import Occurrence, Session, occurrences, slots
from search.analysis.forms import forms_written
from search.analysis.letters import words as split
from search.documents import ListingDocument

AHEAD = timedelta(days=60)
# The index is made anew each day; more days than one keep "open now" right when that is late.
OPEN_AHEAD = timedelta(days=3)
ROMANISED = "-Latn"
AT_ONCE = 1000
DESCRIBING = ("summary", "who_for")


def documents_for(public_ids: Sequence[str]) -> Iterator[ListingDocument]:
    """Give the documents of those of these listings that the public can find."""
    today = clock.today()
    for start in range(0, len(public_ids), AT_ONCE):
        keys = public_ids[start : start + AT_ONCE]
        services = list(Service.objects.known().filter(translation_key__in=keys).order_by("pk"))
        gathered = gather(services)
        for service in services:
            yield document_of(service, gathered, today)


def all_ids() -> Iterator[str]:
    """Give the ids of all listings that the public can find."""
    keys = Service.objects.known().order_by("pk").values_list("translation_key", flat=True)
    for key in keys.iterator(chunk_size=5000):
        yield str(key)


def document_of(service: Service, gathered: Gathered, today: date) -> ListingDocument:
    """Return the document of one source row."""
    check = gathered.checks.get(service.pk) or ServiceCheck()
    checked_on = check.checked_on
    sessions: tuple[Session, ...] = ()
    if service.status == Status.ACTIVE:
        sessions = current_sessions(gathered.of(gathered.sessions, service), checked_on, today)
    coming = _coming(service, sessions, gathered, today)
    headings = [gathered.terms[key] for key in gathered.of(gathered.headings, service)]
    groups = _groups(headings, gathered)
    access = {
        *gathered.of(gathered.access, service),
        *gathered.location_access.get(service.location_id or 0, ()),
    }
    return ListingDocument(
        public_id=service.public_id,
        kind=service.kind,
        names=_names(gathered.words[service.pk], headings),
        summaries=_long_texts(gathered.words[service.pk], _category_words(groups)),
        organisations=_texts(
            gathered.organisation_words.get(service.organisation_id or 0, {}), "name"
        ),
        category_words=_category_words(tuple(headings)),
        place_words=_place_words(service, gathered),
        categories=tuple(dict.fromkeys(c for t in headings for c in (t.code, *t.ancestors))),
        sessions=slots(sessions),
        dates=tuple(dict.fromkeys(one.on for one in coming if one.on >= today)),
        open_spans=tuple(
            (one.starts_at, one.ends_at) for one in coming if one.on <= today + OPEN_AHEAD
        ),
        term_time=any(session.term_time for session in sessions),
        lowest_age=service.ages[0],
        highest_age=service.ages[1],
        ages_known=service.ages_known,
        **_point(gathered.locations.get(service.location_id or 0)),
        **_cost(gathered.of(gathered.prices, service)),
        spoken=gathered.of(gathered.spoken, service),
        access=tuple(sorted(access)),
        formats=service.formats,
        women_only=service.gender == Gender.WOMEN,
        men_only=service.gender == Gender.MEN,
        beginners=service.beginners,
        no_booking=service.booking == Booking.NONE,
        checked_on=counts_from(checked_on, check.next_check, check.is_held, today),
        completeness=_completeness(service, gathered, sessions),
        name_only=service.status != Status.ACTIVE
        or is_name_only(service, gathered)
        or has_lost_its_place(service, gathered, today),
    )


def _point(place: Location | None) -> dict[str, Any]:
    return {"lat": place.latitude, "lon": place.longitude} if place else {}


def _cost(prices: Sequence[Price]) -> dict[str, Any]:
    if not prices:
        return {}
    return {
        "free": any(price.kind != CostKind.FIXED for price in prices),
        "lowest_pence": min(price.pence or 0 for price in prices),
    }


def _texts(words: WordsByLanguage, name: str) -> dict[str, str]:
    return {language: fields[name].text for language, fields in words.items() if name in fields}


def _long_texts(words: WordsByLanguage, above: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what describes the offer, and the words for the groups it is in."""
    found: dict[str, list[str]] = {}
    for language, fields in words.items():
        found[language] = [fields[name].text for name in DESCRIBING if name in fields]
    for language, lines in above.items():
        found.setdefault(language.removesuffix(ROMANISED), []).extend(lines)
    return {language: " ".join(texts) for language, texts in found.items() if texts}


def _groups(headings: Sequence[Term], gathered: Gathered) -> tuple[Term, ...]:
    """Return the headings above these: who asks for "sport" means cricket too, but less so."""
    above = {code for term in headings for code in term.ancestors}
    return tuple(term for term in gathered.terms.values() if term.code in above)


def _names(words: WordsByLanguage, headings: Sequence[Term]) -> dict[str, str]:
    """Return the name in each language.

    What a name says in one language counts as said in all: where it holds a word for one of its
    headings, the words for that heading in the other languages stand beside it.
    """
    names = _texts(words, "name")
    said = {
        language: [
            term for term in headings if _is_in(name, term.lines.get(language, ()), language)
        ]
        for language, name in names.items()
    }
    for term in dict.fromkeys(term for terms in said.values() for term in terms):
        for language, lines in term.lines.items():
            if term not in said.get(language, ()):
                beside = (*lines, *term.romanised.get(language, ()))
                names[language] = " ".join((names.get(language, ""), *beside)).strip()
    return names


def _is_in(name: str, lines: Sequence[str], language: str) -> bool:
    spoken = {form for word in split(name) for form in _forms(word, language)}
    return any(
        all(not spoken.isdisjoint(forms) for forms in _line_forms(line, language)) for line in lines
    )


@lru_cache(maxsize=20_000)
def _line_forms(line: str, language: str) -> tuple[frozenset[str], ...]:
    return tuple(_forms(word, language) for word in split(line))


@lru_cache(maxsize=20_000)
def _forms(word: str, language: str) -> frozenset[str]:
    forms = forms_written(word, language)
    return frozenset((forms.folded, *forms.stems))


@lru_cache(maxsize=256)
def _category_words(headings: tuple[Term, ...]) -> dict[str, tuple[str, ...]]:
    words: dict[str, list[str]] = {}
    for term in headings:
        for language, lines in term.lines.items():
            words.setdefault(language, []).extend(lines)
        for language, lines in term.romanised.items():
            words.setdefault(f"{language}{ROMANISED}", []).extend(lines)
    return {language: tuple(dict.fromkeys(lines)) for language, lines in words.items()}


def _place_words(service: Service, gathered: Gathered) -> tuple[str, ...]:
    place = gathered.locations.get(service.location_id or 0)
    if place is None:
        return (service.outcode,) if service.outcode else ()
    names = _texts(gathered.location_words[place.pk], "name").values()
    rest = (place.address, place.area, place.postcode)
    return tuple(dict.fromkeys(text for text in (*names, *rest) if text))


def _coming(
    service: Service, sessions: Sequence[Session], gathered: Gathered, today: date
) -> list[Occurrence]:
    """Return the next sessions, and those of yesterday, which may end after midnight."""
    if not sessions:
        return []
    yesterday = today - timedelta(days=1)
    off = gathered.of(gathered.dates_off, service)
    return occurrences(sessions, off, gathered.calendar, yesterday, today + AHEAD)


def _completeness(service: Service, gathered: Gathered, sessions: Sequence[Session]) -> float:
    facts = (
        bool(service.summary),
        service.location_id is not None,
        bool(gathered.of(gathered.contacts, service)) or service.message_form,
        bool(sessions),
        bool(gathered.of(gathered.prices, service)),
        service.ages_known,
        bool(gathered.of(gathered.headings, service)),
    )
    return round(sum(facts) / len(facts), 2)
