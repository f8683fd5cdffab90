"""What would the card of a listing say if its draft were published?"""

from dataclasses import replace
from datetime import date

from wagtail.models import Locale

from directory.cards.build import ahead, card_of
from directory.cards.card import Card, ContactLine, Price, Word
from directory.cards.closing import closures_of
from directory.cards.gather import Gathered, close, gather, in_use
from directory.cards.hidden import shown_contacts, shown_place
from directory.enums import WordsState
from directory.models import Service
from directory.rules.recurrence import DateOff
from directory.rules.words import is_copy, stale_words

# Stands in the addresses of a listing that was never saved.
NO_CODE_YET = "bcdfghj"


def draft_card(draft: Service, language: str, today: date) -> Card:
    """Return the card of a draft, saved or not, in a language.

    The facts of a translation are those of its source as it is published; the words in other
    languages are those that are published.
    """
    if not draft.locale_id:  # never saved: it will be written in the language of the site
        draft.locale = Locale.get_default()
    facts = draft.facts
    gathered = gather([facts])
    if draft.is_source:
        _take_facts(draft, gathered)
    else:
        gathered.words[facts.pk][draft.language] = _words(draft, facts)
    _take_unsaved(facts, gathered)
    dates, until = ahead(facts, gathered, today)
    card = card_of(facts, gathered, language, dates, until)
    return card if card.short_code else replace(card, short_code=NO_CODE_YET)


def _take_facts(draft: Service, gathered: Gathered) -> None:
    """Put the rows that the draft holds in memory in the place of the published ones."""
    key = draft.pk
    pairs = [(key, row.term_id) for row in draft.categories.all() if row.term_id]
    gathered.headings = in_use(pairs, gathered.terms)
    gathered.sessions[key] = [
        row.session()
        for row in draft.schedules.all()
        if row.rrule and row.starts_on and row.start_time and row.end_time
    ]
    gathered.dates_off[key] = [
        DateOff(row.on, row.starts_at, row.reason) for row in draft.exceptions.all() if row.on
    ]
    gathered.prices[key] = [
        Price(row.kind, row.pence, row.whom, row.per) for row in draft.cost_options.all()
    ]
    gathered.spoken[key] = [row.code for row in draft.languages.all()]
    gathered.access[key] = [row.code for row in draft.access.all()]
    lines = [
        ContactLine(row.kind, row.value, row.person) for row in draft.contacts.all() if row.value
    ]
    gathered.contacts[key] = shown_contacts(draft, lines)
    closed = closures_of(gathered.locations)
    gathered.closures.pop(key, None)
    if draft.in_person and draft.location_id in closed:
        close(gathered, draft, closed[draft.location_id])


def _take_unsaved(facts: Service, gathered: Gathered) -> None:
    """Put a place and a group that were never saved where those of an offer are looked for."""
    place, group = facts.location, facts.organisation
    if place is not None and place.pk is None:
        place.short_code = NO_CODE_YET
        gathered.locations[0] = shown_place(place)
        name = gathered.locations[0].name
        gathered.location_words[0] = {facts.language: {"name": Word(name, facts.language)}}
    if group is not None and group.pk is None:
        group.short_code = NO_CODE_YET
        gathered.organisations[0] = group
        said = {"name": Word(group.name, facts.language)}
        gathered.organisation_words[0] = {facts.language: said}


def _words(draft: Service, facts: Service) -> dict[str, Word]:
    """Return the words of a draft translation, as they would count once it is saved."""
    draft.note_words()
    provenance = draft.provenance()
    own = {name: text for name, text in draft.words().items() if not is_copy(name, provenance)}
    stale = stale_words(own, facts.words(), provenance)
    return {
        name: Word(
            text, draft.language, WordsState.OUT_OF_DATE if name in stale else draft.words_state
        )
        for name, text in own.items()
        if text
    }
