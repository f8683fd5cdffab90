"""Which facts and words belong to a batch of offers, read in a fixed number of queries?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q
from wagtail.models import Locale

from directory.cards.calendars import school_calendar
from directory.cards.card import ContactLine, Price, Shot, SourceLine, Word
from directory.cards.closing import closures_of
from directory.cards.hidden import hide_words, shown_contacts, shown_place
from directory.cards.shots import shots_of
from directory.enums import WordsState
from directory.models import (
    Accessibility,
    Contact,
    CostOption,
    Location,
    Merger,
    Organisation,
    Schedule,
    ScheduleException,
    Service,
    ServiceAccess,
    ServiceCategory,
    ServiceCheck,
    ServiceLanguage,
    SourceRecord,
    TaxonomyTerm,
)
from directory.rules.calendars import SchoolCalendar, load_calendar
from directory.rules.closures import Closure, dates_closed, until_closed
from directory.rules.headings import successor_of
from directory.rules.recurrence import DateOff, Session
from directory.rules.words import is_copy, stale_words

WordsByLanguage = dict[str, dict[str, Word]]
Value = TypeVar("Value")
MANY, CLOSE = 100, 6


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A heading with the words for it in every language."""

    code: str
    top: str
    ancestors: tuple[str, ...]
    names: WordsByLanguage
    lines: dict[str, tuple[str, ...]]
    romanised: dict[str, tuple[str, ...]]
    icon: str
    scene: str
    tint: str


@dataclass(slots=True)
class Gathered:
    """What belongs to a batch of offers, by the key of the source row."""

    words: dict[int, WordsByLanguage] = field(default_factory=dict)
    organisations: dict[int, Organisation] = field(default_factory=dict)
    organisation_words: dict[int, WordsByLanguage] = field(default_factory=dict)
    locations: dict[int, Location] = field(default_factory=dict)
    location_words: dict[int, WordsByLanguage] = field(default_factory=dict)
    location_access: dict[int, list[str]] = field(default_factory=dict)
    terms: dict[int, Term] = field(default_factory=dict)
    headings: dict[int, list[int]] = field(default_factory=dict)
    sessions: dict[int, list[Session]] = field(default_factory=dict)
    dates_off: dict[int, list[DateOff]] = field(default_factory=dict)
    prices: dict[int, list[Price]] = field(default_factory=dict)
    spoken: dict[int, list[str]] = field(default_factory=dict)
    access: dict[int, list[str]] = field(default_factory=dict)
    contacts: dict[int, list[ContactLine]] = field(default_factory=dict)
    checks: dict[int, ServiceCheck] = field(default_factory=dict)
    sources: dict[int, list[SourceLine]] = field(default_factory=dict)
    pictures: dict[UUID, Shot] = field(default_factory=dict)
    closures: dict[int, list[Closure]] = field(default_factory=dict)
    calendar: SchoolCalendar = field(default_factory=load_calendar)

    def of(self, table: dict[int, list[Value]], service: Service) -> tuple[Value, ...]:
        """Return the rows of one table that belong to this offer."""
        return tuple(table.get(service.pk, ()))


def gather(services: Sequence[Service]) -> Gathered:
    """Return what belongs to these source rows; the number of queries does not grow."""
    keys = [service.pk for service in services]
    organisations = Organisation.objects.in_bulk({s.organisation_id for s in services} - {None})
    places = Location.objects.in_bulk({s.location_id for s in services} - {None})
    locations = {key: shown_place(place) for key, place in places.items()}
    headings = terms()
    gathered = Gathered(
        words=words_of(Service, services, published=True),
        organisations=organisations,
        organisation_words=words_of(Organisation, list(organisations.values())),
        locations=locations,
        location_words=words_of(Location, list(locations.values())),
        location_access=_grouped(
            Accessibility.objects.filter(belonging(list(locations), "location_id")).values_list(
                "location_id", "code"
            )
        ),
        terms=headings,
        headings=in_use(
            ServiceCategory.objects.filter(belonging(keys)).values_list("service_id", "term_id"),
            headings,
        ),
        sessions=_sessions(keys),
        dates_off=_dates_off(keys),
        prices=_prices(keys),
        spoken=_grouped(
            ServiceLanguage.objects.filter(belonging(keys)).values_list("service_id", "code")
        ),
        access=_grouped(
            ServiceAccess.objects.filter(belonging(keys)).values_list("service_id", "code")
        ),
        contacts=_contacts(keys),
        checks={row.service_id: row for row in ServiceCheck.objects.filter(belonging(keys))},
        sources=_sources(keys),
        pictures=shots_of(services),
        calendar=school_calendar(),
    )
    hide_words(locations.values(), gathered.location_words)
    closed = closures_of(locations)
    for service in services:
        if service.message_form:
            lines = gathered.of(gathered.contacts, service)
            gathered.contacts[service.pk] = shown_contacts(service, lines)
    for service in services:
        if service.in_person and service.location_id in closed:
            close(gathered, service, closed[service.location_id])
    return gathered


def close(gathered: Gathered, service: Service, closures: list[Closure]) -> None:
    """Take out what does not take place while the place of an offer is closed."""
    sessions, off = (
        gathered.of(gathered.sessions, service),
        gathered.of(gathered.dates_off, service),
    )
    gathered.closures[service.pk] = closures
    gathered.sessions[service.pk] = until_closed(sessions, closures)
    gathered.dates_off[service.pk] = [
        *off,
        *dates_closed(sessions, closures, gathered.calendar, off),
    ]


def belonging(keys: Sequence[int], link: str = "service_id") -> Q:
    """Return the condition for rows of these keys: a range where they lie close together.

    A range is much quicker for a whole directory; it may find rows of other keys, which the
    reader passes over.
    """
    if len(keys) >= MANY and max(keys) - min(keys) < CLOSE * len(keys):
        return Q(**{f"{link}__gte": min(keys), f"{link}__lte": max(keys)})
    return Q(**{f"{link}__in": keys})


def words_of(
    model: Any, rows: Sequence[Any], *, published: bool = False
) -> dict[int, WordsByLanguage]:
    """Return the words of source rows by key, language and field; empty texts are left out."""
    found: dict[int, WordsByLanguage] = {}
    originals: dict[int, dict[str, str]] = {}
    languages: dict[int, str] = dict(Locale.objects.values_list("id", "language_code"))
    for row in rows:
        originals[row.pk] = row.words()
        found[row.pk] = {languages[row.locale_id]: _words(row.words(), languages[row.locale_id])}
    translations = model._default_manager.filter(belonging(list(originals), "source_id"))
    if published:
        translations = translations.filter(live=True)
    fields = ("source_id", "locale_id", "words_state", "translated_from", *model.WORDS)
    for source_id, locale_id, state, notes, *texts in translations.values_list(*fields):
        if source_id not in found:
            continue
        provenance = {name: (pair[0], pair[1]) for name, pair in notes.items()}
        own = {
            name: text
            for name, text in zip(model.WORDS, texts, strict=True)
            if not is_copy(name, provenance)
        }
        stale = stale_words(own, originals[source_id], provenance)
        language = languages[locale_id]
        found[source_id][language] = _words(own, language, state, stale)
    return found


def _words(
    texts: dict[str, str],
    language: str,
    state: str = WordsState.ORIGINAL.value,
    stale: Sequence[str] = (),
) -> dict[str, Word]:
    return {
        name: Word(text, language, WordsState.OUT_OF_DATE.value if name in stale else state)
        for name, text in texts.items()
        if text
    }


def terms() -> dict[int, Term]:
    """Return all headings by the key of their source row; a retired one gives its successor."""
    rows = {row.pk: row for row in TaxonomyTerm.objects.sources().select_related("locale")}
    replaced = {key: row.successor_id for key, row in rows.items() if row.is_retired}
    names = words_of(TaxonomyTerm, list(rows.values()))
    lines: dict[int, dict[str, tuple[str, ...]]] = {key: {} for key in rows}
    romanised: dict[int, dict[str, tuple[str, ...]]] = {key: {} for key in rows}
    for row in TaxonomyTerm.objects.select_related("locale"):
        key = row.source_id or row.pk
        lines[key][row.language] = row.lines()
        if row.romanised:
            romanised[key][row.language] = row.romanised_lines()
    found = {
        key: Term(
            code=row.code,
            top=ancestors[-1] if ancestors else row.code,
            ancestors=ancestors,
            names=names[key],
            lines=lines[key],
            romanised=romanised[key],
            icon=row.icon,
            scene=row.scene,
            tint=row.tint,
        )
        for key, row in rows.items()
        for ancestors in [_ancestors(row, rows)]
    }
    standing = {key: successor_of(key, replaced) for key in rows}
    return {key: found[to] for key, to in standing.items() if to is not None}


def in_use(pairs: Iterable[tuple[int, int]], known: dict[int, Term]) -> dict[int, list[int]]:
    """Return the headings of each offer, none twice and none that is retired for nothing."""
    groups: dict[int, dict[str, int]] = defaultdict(dict)
    for key, term in pairs:
        if term in known:
            groups[key].setdefault(known[term].code, term)
    return {key: list(found.values()) for key, found in groups.items()}


def _ancestors(row: TaxonomyTerm, rows: dict[int, TaxonomyTerm]) -> tuple[str, ...]:
    codes: list[str] = []
    parent_id = row.parent_id
    while parent_id is not None and rows[parent_id].code not in codes:
        codes.append(rows[parent_id].code)
        parent_id = rows[parent_id].parent_id
    return tuple(codes)


def _grouped(pairs: Iterable[tuple[int, Value]]) -> dict[int, list[Value]]:
    groups: dict[int, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _sessions(keys: Sequence[int]) -> dict[int, list[Session]]:
    rows = Schedule.objects.filter(belonging(keys))
    return _grouped((row.service_id, row.session()) for row in rows)


def _dates_off(keys: Sequence[int]) -> dict[int, list[DateOff]]:
    rows = ScheduleException.objects.filter(belonging(keys)).values_list(
        "service_id", "on", "starts_at", "reason"
    )
    return _grouped((key, DateOff(on, starts_at, reason)) for key, on, starts_at, reason in rows)


def _prices(keys: Sequence[int]) -> dict[int, list[Price]]:
    rows = CostOption.objects.filter(belonging(keys)).values_list(
        "service_id", "kind", "pence", "whom", "per"
    )
    return _grouped((key, Price(kind, pence, whom, per)) for key, kind, pence, whom, per in rows)


def _contacts(keys: Sequence[int]) -> dict[int, list[ContactLine]]:
    rows = Contact.objects.filter(belonging(keys)).values_list(
        "service_id", "kind", "value", "person"
    )
    return _grouped((key, ContactLine(kind, value, person)) for key, kind, value, person in rows)


def _sources(keys: Sequence[int]) -> dict[int, list[SourceLine]]:
    """Return where listings come from, and where those come from that went into them."""
    fields = ("source_name", "licence", "url", "as_of")
    owners = Merger.objects.gone_into(keys)
    rows = SourceRecord.objects.filter(belonging([*keys, *owners]))
    found = rows.order_by("pk").values_list("service_id", *fields)
    # A listing's own sources stand before those of what went into it.
    lines = sorted(found, key=lambda line: line[0] in owners)
    return _grouped(
        dict.fromkeys((owners.get(key, key), SourceLine(*line)) for key, *line in lines)
    )
