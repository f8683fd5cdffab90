"""What does the search page show, besides its cards and filters?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from directory.asking import DISTANCES, SORTS, Asked
from directory.enums import Booking
from directory.loosening import Looser
from directory.presenters import labels
from directory.presenters.labels import Headings
from directory.presenters.words import NOTHING, isolating
from geography.types import Located, Location_, Malformed


@dataclass(frozen=True, slots=True)
class Link:
    """A link with words; `on` for the one that is in force."""

    href: str
    text: str
    on: bool = False
    count_text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list to choose from."""

    value: str
    text: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in the results the reader is."""

    text: str
    previous: str
    next: str


def count_text(total: int, asked: Asked, place: str) -> str:
    """Return how many listings were found, near where, without a postcode."""
    number = number_format(total, use_l10n=True)
    if place:
        return ngettext(
            "%(number)s thing found near %(place)s", "%(number)s things found near %(place)s", total
        ) % {"number": number, "place": place}
    if asked.q:
        return ngettext(
            "%(number)s thing found for “%(words)s”",
            "%(number)s things found for “%(words)s”",
            total,
        ) % {"number": number, "words": asked.q}
    return ngettext("%(number)s thing found", "%(number)s things found", total) % {"number": number}


def near_error(location: Location_ | None) -> str:
    """Return what is wrong with the place that was typed; "" when nothing is."""
    if location is None or isinstance(location, Located):
        return ""
    if isinstance(location, Malformed):
        return _(
            "“%(text)s” is not a whole postcode. Check it, or type an area such as Belgrave. "
            "The results below are not sorted by distance."
        ) % {"text": location.text}
    return _(
        "We do not know “%(text)s”. Check it, or type another postcode or area. "
        "The results below are not sorted by distance."
    ) % {"text": location.text}


def near_note(location: Location_ | None) -> str:
    """Return where distances are measured from when that is only roughly known."""
    if not isinstance(location, Located) or not location.approximate:
        return ""
    return _("Distances are measured from the middle of %(place)s.") % {"place": location.label}


def ignored_text(asked: Asked) -> str:
    """Return what of the address was left out; "" when all of it was understood."""
    if not asked.ignored:
        return ""
    names = ", ".join(labels.parameter(name).rstrip("?") for name in asked.ignored)
    return _("Part of this link made no sense to us, so we left it out: %(names)s.") % {
        "names": names
    }


def age_error(asked: Asked) -> SafeString:
    """Return what is wrong with the age that was typed; empty when nothing is."""
    if not asked.age_unread:
        return NOTHING
    return isolating(
        _(
            "“{text}” is not an age we can use, so we left it out. "
            "Type one age, such as {age}, or two with a dash, such as {range}."
        ),
        text=asked.age_unread,
        age="60",
        range=labels.AGE_RANGE,
    )


def distances(asked: Asked) -> tuple[Choice, ...]:
    """Return how far the reader may go."""
    return (
        Choice("", _("Any distance"), not asked.within),
        *(Choice(value, labels.miles(value), asked.within == value) for value in DISTANCES),
    )


def sorts(asked: Asked) -> tuple[Link, ...]:
    """Return the orders to choose from; the nearest only where there is a place."""
    names = {
        "best": pgettext("order of results", "Best fit"),
        "nearest": pgettext("order of results", "Nearest"),
        "soonest": pgettext("order of results", "Soonest"),
    }
    usable = [name for name in SORTS if name != "nearest" or asked.place]
    current = asked.sort if asked.sort in usable else "best"
    return tuple(
        Link(replace(asked, sort=name, page=1).query_string(), names[name], name == current)
        for name in usable
    )


def chips(asked: Asked, headings: Headings) -> tuple[Link, ...]:
    """Return the filters in force, each a link to the search without it."""
    return tuple(
        Link(asked.without(name, value).query_string(), text, True)
        for name, value, text in _in_force(asked, headings)
    )


def _in_force(asked: Asked, headings: Headings) -> Iterator[tuple[str, str, str]]:
    for name in ("category", "day", "time", "age", "language", "access", "people", "format"):
        for value in getattr(asked, name):
            yield name, value, labels.label(name, value, headings)
    for name in ("cost", "starts"):
        value = getattr(asked, name)
        if value:
            yield name, "", labels.label(name, value, headings)
    if asked.term:
        yield "term", "", labels.parameter("term")
    if asked.no_booking:
        yield "no_booking", "", str(Booking.NONE.label)


def pages(asked: Asked, total: int) -> Pages:
    """Return which results are shown and the links to those before and after."""
    first = (asked.page - 1) * asked.page_size + 1
    last = min(asked.page * asked.page_size, total)
    return Pages(
        text=_("%(first)s to %(last)s of %(total)s")
        % {"first": first, "last": last, "total": number_format(total)},
        previous=asked.on_page(asked.page - 1).query_string() if asked.page > 1 else "",
        next=asked.on_page(asked.page + 1).query_string() if last < total else "",
    )


def last_page(total: int, page_size: int) -> int:
    """Return the number of the last page that has results."""
    return max(1, -(-total // page_size))


def ways_on(found: Iterable[tuple[Looser, int]], headings: Headings) -> tuple[Link, ...]:
    """Return the wider searches with how many listings each finds."""
    return tuple(
        Link(
            one.asked.query_string(),
            _way(one, headings),
            count_text=ngettext("%(number)s found", "%(number)s found", number)
            % {"number": number_format(number)},
        )
        for one, number in found
    )


def _way(one: Looser, headings: Headings) -> str:
    simple = {
        "within": _("Look at any distance"),
        "day": _("On any day of the week"),
        "time": _("At any time of day"),
        "starts": _("On any date"),
        "later": _("Also later today"),
        "term": _("Not only in term time"),
        "cost": _("Whatever it costs"),
        "no_booking": _("Also where you have to book"),
        "language": _("In any language"),
        "format": _("In person, online or by telephone"),
        "people": _("For everyone"),
        "category": _("About anything"),
        "age": _("For any age"),
        "filters": _("Without any filters"),
        "all": _("See everything we have"),
    }
    if one.gave_up == "wider":
        return _("Look within %(distance)s") % {"distance": labels.miles(one.value)}
    if one.gave_up == "access":
        what = labels.label("access", one.value, headings)
        return _("Also where we do not know about: %(what)s") % {"what": what}
    if one.gave_up == "words":
        return _("Without the words “%(words)s”") % {"words": one.value}
    if one.gave_up == "place":
        return _("Look for “%(words)s” everywhere") % {"words": one.value}
    if one.gave_up == "near":
        return _("See everything near %(place)s") % {"place": one.value}
    return simple[one.gave_up]


def meant(words: str | None, asked: Asked) -> SafeString:
    """Return the line "Did you mean …?" with its link; empty when there is nothing to say."""
    if not words:
        return SafeString("")
    href = replace(asked, q=words, page=1).query_string()
    link = format_html('<a href="{}">{}</a>', href, words)
    return format_html(conditional_escape(_("Did you mean {words}?")), words=link)


def also(words: Iterable[str]) -> SafeString:
    """Return which other words were looked for as well; empty when there were none."""
    said = format_html_join(", ", "<em><bdi>{}</bdi></em>", ((one,) for one in words))
    if not said:
        return said
    return format_html(conditional_escape(_("We also looked for {words}.")), words=said)
