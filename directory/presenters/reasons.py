"""Why does a listing answer a search, in one sentence that does not repeat its card?

The card shows distance, next date, cost and access by itself, so the sentence leaves them out.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.asking import Asked
from directory.presenters.labels import Headings, label
from directory.presenters.words import reader_language
from search.results import Why

MOST_REASONS = 2
_NOT_WORDS = frozenset({"name", "typo", "synonym"})
# What a reader chose and no card shows.
_NOT_ON_CARDS = ("category", "day", "time", "age")


def chosen_in_words(asked: Asked, headings: Headings) -> tuple[str, ...]:
    """Return what every listing of an answer fits besides the words: the place and the filters."""
    near = (_("near %(place)s") % {"place": asked.place},) if asked.place else ()
    filters = (
        label(name, value, headings) for name in _NOT_ON_CARDS for value in getattr(asked, name)
    )
    return (*near, *filters)


def sentence(reasons: Iterable[Why | str], fits: Sequence[str] = ()) -> SafeString:
    """Return why a listing is here; a reason that is already a sentence stays as it is."""
    return _sentence(tuple(reasons), tuple(fits), reader_language())


@lru_cache(maxsize=2_000)
def _sentence(found: tuple[Why | str, ...], fits: tuple[str, ...], language: str) -> SafeString:
    """Return the sentence in a language; the hits of one answer mostly share it."""
    parts = [conditional_escape(one) for one in found if isinstance(one, str) and one]
    parts += _sentences([one for one in found if isinstance(one, Why)], fits)
    return format_html_join(" ", "{}", ((part,) for part in parts))


def _sentences(reasons: Sequence[Why], fits: Sequence[str]) -> Iterator[SafeString]:
    words = {one.words.casefold(): one.words for one in reasons if one.kind not in _NOT_WORDS}
    matched = [_quoted(said) for said in list(words.values())[:MOST_REASONS]]
    if not matched and any(one.kind == "name" for one in reasons):
        matched = [conditional_escape(_("the name"))]
    everything = [*matched, *(format_html("<bdi>{}</bdi>", said) for said in fits)]
    if everything:
        listed = format_html_join(
            conditional_escape(pgettext("between the reasons of a list", ", ")),
            "{}",
            ((one,) for one in everything),
        )
        yield format_html(conditional_escape(_("Matches {reasons}.")), reasons=listed)
    for kind, said in (
        ("synonym", _("We also looked for {words}.")),
        ("typo", _("We read your words as {words}.")),
    ):
        first = next((one.words for one in reasons if one.kind == kind), "")
        if first:
            yield format_html(conditional_escape(said), words=_quoted(first))


def _quoted(words: str) -> SafeString:
    return format_html("<em><bdi>{}</bdi></em>", words)
