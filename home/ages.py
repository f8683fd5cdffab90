"""How does a topic of an age page look: words, numbers, what to ask for, what is near?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from core import clock
from directory.rules.ages import written
from directory.selectors import search
from directory.selectors.headings import current_code
from search.query import Ages, DirectoryQuery
from selfassessment.journeys.contacts import ContactView, contact_views
from selfassessment.journeys.paragraphs import Block, blocks
from selfassessment.journeys.published import current_words

Span = tuple[int, int]


@dataclass(frozen=True)
class ShownTopic:
    """One topic; `look_for` is the query of the directory, empty when nothing is listed.

    Words nobody has translated yet stand in English, and are marked as such.
    """

    title: str
    title_in_english: bool
    body: list[Block]
    text_in_english: bool
    contacts: list[ContactView]
    ask: str
    about: str
    look_for: str
    source: str
    as_of: date | None
    checked_on: date | None


def shown_topics(
    topics: Iterable[Any], *, ages: Span, english: Iterable[Any] = ()
) -> list[ShownTopic]:
    """Return the topics of an age in the reader's language, with facts in place of their names.

    `english` are the topics this page was translated from; empty for a page in English.
    """
    values: list[Mapping[str, Any]] = [topic.value for topic in topics]
    source = {topic.value[part] for topic in english for part in ("title", "text")}
    words = current_words("refer", get_language() or "en")
    listed = _listed(ages) if any(value["heading"] for value in values) else {}
    return [
        ShownTopic(
            title=value["title"],
            title_in_english=value["title"] in source,
            body=blocks(words.facts.fill(value["text"])),
            text_in_english=value["text"] in source,
            contacts=contact_views(list(value["contacts"]), words),
            ask=value["ask"] or "",
            about=value["about"] or "",
            look_for=_look_for(value["heading"] or "", listed, ages),
            source=value["source"],
            as_of=value["as_of"],
            checked_on=value["checked_on"],
        )
        for value in values
    ]


def _listed(ages: Span) -> Mapping[str, int]:
    """Return how many listings are open to an age, by heading."""
    query = DirectoryQuery(
        language=get_language() or "en",
        ages=Ages(*ages),
        page_size=0,
        facets=("category",),
    )
    return search(query, today=clock.today()).results.facets.get("category", {})


def _look_for(heading: str, listed: Mapping[str, int], ages: Span) -> str:
    code = current_code(heading) if heading else ""
    return f"category={code}&age={written(ages)}" if code and listed.get(code) else ""
