"""How are cards, filters and links written as HTML, when a page holds dozens of each?

The template language takes 0.6 ms for a card and 0.06 ms for a box to tick, together more than
the search page may take in all; written here it is a tenth of that. Whatever comes from a
listing goes through `escaped` or `isolated`.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags import waymark
from directory.presenters.badges import Badge
from directory.presenters.cards import CardFace, CardView
from directory.presenters.filters import Group, Option, Typed
from directory.presenters.search_pages import Choice, Link
from directory.presenters.times import When
from directory.presenters.words import escaped, isolated, reader_language

NOT_THERE = '<li class="no">'


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """Return an icon, with the address of the sprite looked up once."""
    return waymark.icon(name)


def card_markup(view: CardView, level: int = 3) -> SafeString:
    """Return one card as a list item; `level` is that of its heading."""
    start, middle, end = _face(view.face, level)
    post = f'<span class="wm-post">{isolated(view.distance)}</span>' if view.distance else ""
    why = f"<span>{escaped(view.why)}</span>" if view.why else ""
    return SafeString(f"{start}{post}{middle}{why}{end}")


@lru_cache(maxsize=4_000)
def _face(face: CardFace, level: int) -> tuple[str, str, str]:
    """Return what stands around distance and reason; a face is the same one each time."""
    who = " · ".join(escaped(part) for part in face.who)
    old, sign = (" wm-fresh--old", "alert") if face.is_stale else ("", "tick")
    start = (
        f'<li class="wm-card t-{escaped(face.tint)}">'
        f'<span class="wm-disc wm-card__disc">{icon(face.icon)}</span>'
        f'<h{level:d} class="wm-card__title"><a href="{escaped(face.href)}">'
        f"{escaped(face.title)}</a></h{level:d}>\n"
        + (f'<p class="wm-card__who">{who}</p>\n' if who else "")
        + '<p class="wm-facts">'
    )
    middle = (
        f"{_cost(face)}</p>\n{_when(face.when)}{_badges(face.badges)}"
        f'<p class="wm-card__foot"><span class="wm-fresh{old}">{icon(sign)}'
        f"<span>{isolated(face.checked)}</span></span>"
    )
    sample = f"<span>{escaped(_('Sample: made up'))}</span>" if face.is_sample else ""
    return start, middle, f"{sample}{_keep(face)}</p></li>\n"


def _cost(face: CardFace) -> str:
    paid = "" if face.is_free else " wm-cost--paid"
    on = f'<span class="wm-open">{isolated(face.open_now)}</span>' if face.open_now else ""
    return f'<span class="wm-cost{paid}">{isolated(face.cost)}</span>{on}'


def _when(when: When) -> str:
    lines = "".join(f"<strong>{isolated(line)}</strong>" for line in when.lines)
    said = ". ".join(isolated(text) for text in (when.off, when.next) if text)
    following = f'<span class="wm-when__next">{said}</span>' if said else ""
    days = "".join(
        f'<b class="on">{escaped(day.letter)}</b>' if day.on else f"<b>{escaped(day.letter)}</b>"
        for day in when.days
    )
    week = f'<span class="wm-week" aria-hidden="true">{days}</span>' if days else ""
    return f'<p class="wm-when">{icon("clock")}<span>{lines}{following}{week}</span></p>\n'


def _badges(badges: Iterable[Badge]) -> str:
    items = "".join(
        f"{NOT_THERE if badge.missing else '<li>'}{icon(badge.icon)}{escaped(badge.text)}</li>"
        for badge in badges
    )
    return f'<ul class="wm-badges">{items}</ul>\n' if items else ""


def _keep(face: CardFace) -> str:
    """Return the button that keeps it; its form stands once on the page, in the header."""
    if not face.code:
        return ""
    return (
        f'<button class="wm-keep" form="wm-keep" name="code" value="{escaped(face.code)}">'
        f"{icon('heart')}<span data-text>{escaped(_('Keep'))}</span>"
        f'<span class="wm-vh">: {escaped(face.title)}</span></button>'
    )


def filters_markup(groups: Iterable[Group]) -> SafeString:
    """Return the groups of filters as fieldsets; they belong to the form with the id "find"."""
    language = reader_language()
    return SafeString("".join(_group(group, language) for group in groups))


def _group(group: Group, language: str) -> str:
    days = group.kind == "days"
    kind = "radio" if group.kind == "radio" else "checkbox"
    boxes: list[str] = []
    for option, checked, number in group.boxes:
        start, label, end = _day(option, kind) if days else _box(option, kind, language)
        said = "" if number is None else end.replace("0", str(number))
        boxes.append(f"{start}{' checked' if checked else ''}{label}{said}</label></div>")
    wrapper = "wm-days" if days else "wm-opts"
    typed = _typed(group.typed) if group.typed else ""
    return (
        f'<fieldset class="wm-filter"><legend>{escaped(group.legend)}</legend>'
        f'<div class="{wrapper}">{"".join(boxes)}</div>{typed}</fieldset>\n'
    )


# What stands around the state and the count of a box: the same on every search page. Options
# are the very same ones every time, so they are keys that cost nothing to compare.
@lru_cache(maxsize=8_000)
def _day(option: Option, kind: str) -> tuple[str, str, str]:
    label = (
        f'><label for="{escaped(option.id)}">'
        f'<span aria-hidden="true">{escaped(option.short)}</span>'
        f'<span class="wm-vh">{escaped(option.text)}</span>'
    )
    return f'<div class="wm-pick">{_input(option, kind)}', label, " <small>(0)</small>"


@lru_cache(maxsize=8_000)
def _box(option: Option, kind: str, language: str) -> tuple[str, str, str]:
    narrower = " wm-opt--narrower" if option.is_narrower else ""
    label = f'><label for="{escaped(option.id)}">{isolated(option.text)}'
    return f'<div class="wm-opt{narrower}">{_input(option, kind)}', label, " <span>(0)</span>"


def _input(option: Option, kind: str) -> str:
    return (
        f'<input type="{kind}" form="find" id="{escaped(option.id)}" '
        f'name="{escaped(option.name)}" value="{escaped(option.value)}"'
    )


def _typed(field: Typed) -> str:
    """Return a field of a filter to type in, with what is wrong by it."""
    named, error, wrong, said, invalid = escaped(field.id), "", "", "", ""
    if field.error:
        error, said = " govuk-form-group--error", f"{named}-error "
        invalid = ' aria-invalid="true"'
        wrong = (
            f'<p class="govuk-error-message" id="{named}-error">'
            f'<span class="govuk-visually-hidden">{escaped(_("Error:"))}</span> '
            f"{isolated(field.error)}</p>"
        )
    return (
        f'<div class="govuk-form-group{error}">'
        f'<label class="govuk-label" for="{named}">{escaped(field.label)}</label>'
        f'<div class="govuk-hint" id="{named}-hint">{isolated(field.hint)}</div>{wrong}'
        f'<input class="govuk-input govuk-input--width-5" form="find" id="{named}" '
        f'name="{escaped(field.name)}" value="{escaped(field.value)}" maxlength="40" '
        f'autocomplete="off" dir="auto" aria-describedby="{said}{named}-hint"{invalid}></div>'
    )


def distances_markup(choices: Iterable[Choice]) -> SafeString:
    """Return the distances to choose from as options of a list."""
    return SafeString("".join(map(_choice, choices)))


@lru_cache(maxsize=256)
def _choice(choice: Choice) -> str:
    chosen = " selected" if choice.selected else ""
    return f'<option value="{escaped(choice.value)}"{chosen}>{escaped(choice.text)}</option>'


def sorts_markup(sorts: Iterable[Link]) -> SafeString:
    """Return the orders of results as links; the one in force is none."""
    return SafeString(
        "".join(
            f'<span aria-current="true">{escaped(sort.text)}</span>'
            if sort.on
            else f'<a href="{escaped(sort.href)}">{escaped(sort.text)}</a>'
            for sort in sorts
        )
    )


def alternates_markup(canonical: str, others: Iterable[tuple[str, str]]) -> SafeString:
    """Return the links of a page's head to its one address and to it in other languages."""
    links = [f'<link rel="canonical" href="{escaped(canonical)}">\n']
    for code, address in others:
        names = (code, "x-default") if code == "en" else (code,)
        links += [
            f'<link rel="alternate" hreflang="{escaped(name)}" href="{escaped(address)}">\n'
            for name in names
        ]
    return SafeString("".join(links))
