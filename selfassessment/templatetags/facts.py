"""`{% fact "childline" %}`: a telephone number, hours or a link that is kept once."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.site_facts import telephone_href
from selfassessment.fact_book import FactBook
from selfassessment.models import Fact

register = template.Library()


@register.simple_tag(takes_context=True)
def fact(context: template.Context, key: str) -> SafeString | str:
    """Return a fact for a page, numbers as links; nothing while it is hidden or unknown."""
    if "facts" not in context.render_context:
        context.render_context["facts"] = FactBook()
    book: FactBook = context.render_context["facts"]
    value = book.value(key)
    if not value:
        return ""
    kind = book.kind(key)
    if kind == Fact.Kind.PHONE:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', telephone_href(value), value)
    if kind == Fact.Kind.LINK:
        return format_html('<a href="{}">{}</a>', value, value)
    return format_html("<bdi>{}</bdi>", value)
