"""Which tags and filters do the templates of every part share?"""

from collections.abc import Mapping
from functools import lru_cache

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.template.context import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.forms.errors import ErrorLine, error_lines
from core.site_facts import SiteFacts, site_facts, telephone_href, telephone_shown

register = template.Library()

HERO_SIZES = {"hero": (360, 260), "hero-wide": (1280, 460), "hero-people": (350, 136)}


@register.simple_tag
def asset(path: str) -> str:
    """Return the address of a static file, also where no manifest of hashed names exists."""
    try:
        return static(path)
    except ValueError:
        return f"/static/{path}"


@register.simple_tag
def icon(name: str, *, dir: bool = False, css: str = "") -> SafeString:  # noqa: A002 (template keyword)
    """Return an icon of the sprite as decoration; `dir=True` turns it round right to left."""
    classes = "wm-i" + (" wm-i--dir" if dir else "") + (f" {css}" if css else "")
    return _drawn(classes, asset("img/icons.svg"), name)


@lru_cache(maxsize=512)
def _drawn(classes: str, sprite: str, name: str) -> SafeString:
    """Return an icon; a page of results shows the same few more than a hundred times."""
    return format_html(
        '<svg class="{}" width="24" height="24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"/></svg>',
        classes,
        sprite,
        name,
    )


@register.simple_tag
def scene(name: str, *, lazy: bool = False) -> SafeString:
    """Return a drawing as decoration (empty alt text), turned round right to left."""
    width, height = HERO_SIZES.get(name, (320, 200))
    file = name if name in HERO_SIZES else f"scene-{name}"
    return format_html(
        '<img class="wm-flip" src="{}" width="{}" height="{}" alt=""{}>',
        asset(f"img/{file}.svg"),
        width,
        height,
        SafeString(' loading="lazy"') if lazy else "",
    )


@register.simple_tag
def page_url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address with that URL name, or "" when this installation has no such page."""
    if args or kwargs:
        return _address(name, args, kwargs)
    return _plain_address(name, get_language() or "", get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=512)
def _plain_address(name: str, language: str, urls: str) -> str:
    """Return an address without values: a page has a dozen, the same on every page."""
    return _address(name, (), {})


def _address(name: str, args: tuple[object, ...], kwargs: Mapping[str, object]) -> str:
    try:
        return reverse(name, args=args or None, kwargs=dict(kwargs) or None)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def here(context: Context, address: str) -> str:
    """Return "page" when the reader is on `address`, "true" when below it, else ""."""
    request = context.get("request")
    if request is None or not address:
        return ""
    if request.path == address:
        return "page"
    return "true" if request.path.startswith(address) else ""


@register.simple_tag(takes_context=True)
def absolute_url(context: Context, address: str = "") -> str:
    """Return the whole address of `address` (else of this page) without its query string."""
    request = context["request"]
    return str(request.build_absolute_uri((address or request.path).partition("?")[0]))


@register.simple_tag(name="site_facts")
def site_facts_tag() -> SiteFacts:
    """Return the site's names and numbers, for pages that are rendered without a request."""
    return site_facts()


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm | None, *, title: str = "") -> Mapping[str, object]:
    """Return what the error summary shows for `form`: each message, linked to its field."""
    lines: list[ErrorLine] = error_lines(form) if form is not None else []
    return {"error_list": lines, "title": title, "hide_when_empty": True}


@register.simple_tag
def steps_of(total: int, current: int) -> list[dict[str, object]]:
    """Return the discs of a path of `total` parts of which part `current` (from 1) is here."""
    states = {-1: "done", 0: "now", 1: ""}
    return [
        {"number": part, "state": states[(part > current) - (part < current)]}
        for part in range(1, int(total) + 1)
    ]


@register.filter
def bdi(value: object) -> SafeString:
    """Keep a number, postcode or code in its own order inside a right-to-left sentence."""
    return format_html("<bdi>{}</bdi>", value)


@register.filter
def phone_href(number: object) -> str:
    """Return a telephone number as a `tel:` address."""
    return telephone_href(str(number))


@register.filter
def phone_link(number: object) -> SafeString:
    """Return a telephone number as a link that rings it."""
    shown = telephone_shown(str(number))
    return format_html('<a href="{}"><bdi>{}</bdi></a>', telephone_href(str(number)), shown)
