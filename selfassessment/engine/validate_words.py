"""Is every text there in every language, fresh, and true to the English one?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from selfassessment.engine.findings import Finding, Surroundings, error, warning
from selfassessment.engine.graph import Graph, graph_of
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.model import JourneyDefinition, Page
from selfassessment.engine.plain_words import ENOUGH_WORDS, holds, reading_age
from selfassessment.engine.text_keys import SOURCE, TextClass, routing_text_keys, text_keys

PLACEHOLDER = re.compile(r"\{[\w.]*\}|%\(\w+\)[sd]|%[sd]")
SENTENCE_END = re.compile(r"[.!?۔।]\s+\S")
LINK = re.compile(r"https?://|<a\b|www\.", re.IGNORECASE)


def word_findings(
    definition: JourneyDefinition, graph: Graph, around: Surroundings
) -> Iterator[Finding]:
    """Yield missing, stale and unfaithful texts, and instruments in unvalidated languages."""
    yield from _unvalidated(definition, around)
    if around.texts is None:
        return
    english = around.texts.get(SOURCE, {})
    for locale in definition.locales:
        words = around.texts.get(locale, {})
        needed = _needed(definition, locale, around)
        for key, kind in needed.items():
            place = f"texts.{locale}.{key}"
            if not words.get(key, "").strip():
                code = "error_text_missing" if key.startswith("error.") else "text_missing"
                yield error(code, place, f"“{key}” has no text in “{locale}”.")
                continue
            yield from _faithful(key, words, english, place)
            if key in around.stale.get(locale, ()):
                make = warning if kind is TextClass.PLAIN else error
                yield make("text_stale", place, f"The English of “{key}” has changed since.")
        yield from _kind_and_plain(words, needed, locale, around)
        yield from _labels(definition, words, locale)
        yield from _hints(definition, words, locale)


def _kind_and_plain(
    words: Mapping[str, str],
    needed: Mapping[str, TextClass],
    locale: str,
    around: Surroundings,
) -> Iterator[Finding]:
    """Yield words nobody should read about themself, and English that is hard to read.

    The words of an instrument are as they were validated, so nothing is said about them.
    """
    for key, kind in needed.items():
        text = words.get(key, "")
        if kind is TextClass.INSTRUMENT:
            continue
        place = f"texts.{locale}.{key}"
        for banned in around.banned.get(locale, ()):
            if holds(text, banned):
                yield error("banned_word", place, f"No text may hold “{banned}”.")
        long_enough = len(text.split()) >= ENOUGH_WORDS
        if locale == SOURCE and long_enough and reading_age(text) > around.oldest_reader:
            yield warning(
                "hard_to_read", place, f"It reads like a text for {reading_age(text):.0f} years."
            )


def _needed(
    definition: JourneyDefinition, locale: str, around: Surroundings
) -> dict[str, TextClass]:
    """Return the texts a language needs: those of an instrument only where it may be shown."""
    pages = tuple(page for page in definition.pages if not _is_withheld(page, locale, around))
    needed = text_keys(replace(definition, pages=pages))
    if around.routing is not None:
        needed |= dict.fromkeys(routing_text_keys(around.routing), TextClass.PLAIN)
    return needed


def _is_withheld(page: Page, locale: str, around: Surroundings) -> bool:
    instrument = around.instruments.get(page.instrument or "")
    return instrument is not None and not instrument.validated_for(locale)


def _faithful(
    key: str, words: Mapping[str, str], english: Mapping[str, str], place: str
) -> Iterator[Finding]:
    if key not in english:
        return
    mine, theirs = (Counter(PLACEHOLDER.findall(text[key])) for text in (words, english))
    if mine != theirs:
        yield error("placeholder_mismatch", place, "Its placeholders differ from the English.")


def _labels(
    definition: JourneyDefinition, words: Mapping[str, str], locale: str
) -> Iterator[Finding]:
    for page in definition.pages:
        for question in page.questions:
            labels = Counter(
                text
                for choice in question.choices
                if (text := words.get(f"c.{question.key}.{choice.key}", "").strip())
            )
            for text, count in labels.items():
                if count > 1:
                    yield error(
                        "duplicate_label",
                        f"texts.{locale}.c.{question.key}",
                        f"Two choices are called “{text}”.",
                    )


def _hints(
    definition: JourneyDefinition, words: Mapping[str, str], locale: str
) -> Iterator[Finding]:
    for page in definition.pages:
        for question in page.questions:
            hint = words.get(f"q.{question.key}.hint", "")
            if LINK.search(hint) or SENTENCE_END.search(hint.strip()):
                yield warning(
                    "long_hint",
                    f"texts.{locale}.q.{question.key}.hint",
                    "A hint is one short sentence without a link.",
                )


def _unvalidated(definition: JourneyDefinition, around: Surroundings) -> Iterator[Finding]:
    """Yield instrument pages that a reader could reach without leave to be shown."""
    for locale in definition.locales:
        shown = frozenset(key for key in around.instruments if _may_be_shown(key, locale, around))
        facts = {
            "today": around.today,
            "language": locale,
            "validated_instruments": shown,
        }
        reached = graph_of(definition, facts).reachable()
        for page in definition.pages:
            if page.kind is not PageKind.INSTRUMENT or page.key not in reached:
                continue
            if page.instrument in around.instruments and page.instrument not in shown:
                yield _not_allowed(page, locale, around)


def _may_be_shown(key: str, locale: str, around: Surroundings) -> bool:
    instrument = around.instruments[key]
    allowed = instrument.gate == "none" or key in around.switched_on
    return allowed and instrument.validated_for(locale)


GATED = {
    "clinical": ("sign_off_missing", "waits for a named clinical sign-off"),
    "licence": ("licence_not_accepted", "waits for its licence"),
}


def _not_allowed(page: Page, locale: str, around: Surroundings) -> Finding:
    instrument = around.instruments[str(page.instrument)]
    if instrument.validated_for(locale) and instrument.gate in GATED:
        code, why = GATED[instrument.gate]
    else:
        code = "instrument_not_validated"
        why = f"has no validated translation in “{locale}”"
    return error(
        code, f"pages.{page.key}", f"“{page.instrument}” {why}: lead to its plain question there."
    )
