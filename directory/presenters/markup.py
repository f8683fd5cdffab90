"""How are cards and filters written as HTML, when a page holds dozens of each?

The template language takes 0.6 ms for a card and 0.06 ms for a box to tick, together more than
the search page may take in all; written here it is a tenth of that. Whatever comes from a
listing goes through `escaped` or `isolated`.
"""

from functools import lru_cache

from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags import waymark
from directory.presenters.badges import Badge
from directory.presenters.cards import CardView
from directory.presenters.filters import Group, Option, Typed
from directory.presenters.times import When
from directory.presenters.words import isolated, reader_language

NOT_THERE = '<li class="no">'


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """Return an icon, with the address of the sprite looked up once."""
    return waymark.icon(name)


def card_markup(view: CardView, level: int = 3) -> SafeString:
    """Return one card as a list item; `level` is that of its heading."""
    return SafeString(
        f'<li class="wm-card t-{escaped(view.tint)}">'
        f'<span class="wm-disc wm-card__disc">{icon(view.icon)}</span>'
        f'<h{level:d} class="wm-card__title"><a href="{escaped(view.href)}">'
        f"{escaped(view.title)}</a></h{level:d}>\n"
        f"{_who(view)}{_facts(view)}{_when(view.when)}{_badges(view)}{_foot(view)}</li>\n"
    )


def _who(view: CardView) -> str:
    if not view.who:
        return ""
    return f'<p class="wm-card__who">{" · ".join(escaped(part) for part in view.who)}</p>\n'


def _facts(view: CardView) -> str:
    post = f'<span class="wm-post">{isolated(view.distance)}</span>' if view.distance else ""
    paid = "" if view.is_free else " wm-cost--paid"
    on = f'<span class="wm-open">{isolated(view.open_now)}</span>' if view.open_now else ""
    cost = f'<span class="wm-cost{paid}">{isolated(view.cost)}</span>'
    return f'<p class="wm-facts">{post}{cost}{on}</p>\n'


def _when(when: When) -> str:
    return _when_in(when, reader_language())


@lru_cache(maxsize=4_000)
def _when_in(when: When, language: str) -> str:
    lines = "".join(f"<strong>{isolated(line)}</strong>" for line in when.lines)
    said = ". ".join(isolated(text) for text in (when.off, when.next) if text)
    following = f'<span class="wm-when__next">{said}</span>' if said else ""
    days = "".join(
        f'<b class="on">{escaped(day.letter)}</b>' if day.on else f"<b>{escaped(day.letter)}</b>"
        for day in when.days
    )
    week = f'<span class="wm-week" aria-hidden="true">{days}</span>' if days else ""
    return f'<p class="wm-when">{icon("clock")}<span>{lines}{following}{week}</span></p>\n'


def _badges(view: CardView) -> str:
    return _badge_items(view.badges)


@lru_cache(maxsize=2_000)
def _badge_items(badges: tuple[Badge, ...]) -> str:
    items = "".join(
        f"{NOT_THERE if badge.missing else '<li>'}{icon(badge.icon)}{escaped(badge.text)}</li>"
        for badge in badges
    )
    return f'<ul class="wm-badges">{items}</ul>\n' if items else ""


def _foot(view: CardView) -> str:
    old, sign = (" wm-fresh--old", "alert") if view.is_stale else ("", "tick")
    why = f"<span>{escaped(view.why)}</span>" if view.why else ""
    sample = f"<span>{escaped(_('Sample: made up'))}</span>" if view.is_sample else ""
    return (
        f'<p class="wm-card__foot"><span class="wm-fresh{old}">{icon(sign)}'
        f"{isolated(view.checked)}</span>{why}{sample}{_keep(view)}</p>"
    )


def _keep(view: CardView) -> str:
    """Return the button that keeps it; its form stands once on the page, in the header."""
    if not view.code:
        return ""
    return (
        f'<button class="wm-keep" form="wm-keep" name="code" value="{escaped(view.code)}">'
        f"{icon('heart')}<span data-text>{escaped(_('Keep'))}</span>"
        f'<span class="wm-vh">: {escaped(view.title)}</span></button>'
    )


def options_markup(group: Group) -> SafeString:
    """Return the boxes of a group of filters; they belong to the form with the id "find"."""
    wrapper = "wm-days" if group.kind == "days" else "wm-opts"
    kind = "radio" if group.kind == "radio" else "checkbox"
    language, days = reader_language(), group.kind == "days"
    boxes = "".join(
        _written(option, kind, language, days, isinstance(option.text, SafeString))
        for option in group.options
    )
    typed = _typed(group.typed) if group.typed else ""
    return SafeString(f'<div class="{wrapper}">{boxes}</div>{typed}')


@lru_cache(maxsize=20_000)
def _written(option: Option, kind: str, language: str, days: bool, safe: bool) -> str:
    """Return one box in a language; the same ones come back on every search page.

    `safe` keeps a text that is HTML already apart from the same letters as plain text.
    """
    return _day(option, kind) if days else _box(option, kind)


def _input(option: Option, kind: str) -> str:
    checked = " checked" if option.checked else ""
    return (
        f'<input type="{kind}" form="find" id="{escaped(option.id)}" '
        f'name="{escaped(option.name)}" value="{escaped(option.value)}"{checked}>'
        f'<label for="{escaped(option.id)}">'
    )


def _day(option: Option, kind: str) -> str:
    return (
        f'<div class="wm-pick">{_input(option, kind)}'
        f'<span aria-hidden="true">{escaped(option.short)}</span>'
        f'<span class="wm-vh">{escaped(option.text)}</span> '
        f"<small>({option.count or 0:d})</small></label></div>"
    )


def _box(option: Option, kind: str) -> str:
    narrower = " wm-opt--narrower" if option.is_narrower else ""
    count = "" if option.count is None else f" <span>({option.count:d})</span>"
    return (
        f'<div class="wm-opt{narrower}">{_input(option, kind)}'
        f"{isolated(option.text)}{count}</label></div>"
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
