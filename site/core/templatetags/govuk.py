"""Which small steps do the component templates take that plain template syntax cannot?"""

from collections.abc import Mapping, Sequence

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core import components
from core.components import Params, as_params

register = template.Library()


@register.simple_tag
def html_attributes(attributes: object) -> SafeString:
    """Return a dictionary as HTML attributes with a leading space, in its own order.

    A value may be `{"value": …, "optional": True}`: then True gives the bare name and None or
    False nothing.
    """
    if isinstance(attributes, SafeString):
        return attributes
    return format_html_join(
        "", "{}", ((_attribute(str(name), item),) for name, item in as_params(attributes).items())
    )


def _attribute(name: str, item: object) -> SafeString:
    optional = isinstance(item, Mapping) and item.get("optional") is True
    value = item.get("value") if isinstance(item, Mapping) else item
    if optional and value is True:
        return format_html(" {}", name)
    if optional and (value is None or value is False):
        return SafeString("")
    return format_html(' {}="{}"', name, _as_text(value))


def _as_text(value: object) -> object:
    """Return true and false as HTML writes them."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value


@register.simple_tag
def describe(given: object, id_: object, hint: object, error: object) -> str:
    """Return the ids for `aria-describedby`."""
    return components.described_by(given, id_, hint, error)


@register.simple_tag
def describe_item(group: object, fieldset: object, item: Params, item_id: str) -> str:
    """Return the ids that describe one checkbox."""
    return components.item_described_by(group, fieldset, item, item_id)


@register.simple_tag
def numbered_id(item: Params, prefix: object, number: int) -> str:
    """Return the id of a choice."""
    return components.numbered_id(item, prefix, number)


@register.simple_tag
def is_chosen(item: Params, chosen: object) -> bool:
    """Return whether a choice is marked."""
    return components.is_chosen(item, chosen)


@register.simple_tag
def join_classes(*words: object) -> str:
    """Return class names with one space between them."""
    return components.join_words(*words)


@register.simple_tag
def any_row_has_actions(rows: Sequence[object] | None) -> bool:
    """Return whether a summary list needs its third column."""
    return components.any_row_has_actions(rows or [])


@register.simple_tag(takes_context=True)
def date_boxes(context: Context) -> list[dict[str, object]]:
    """Return the boxes of the date input whose parameters are the context."""
    return components.date_boxes({str(key): value for key, value in context.flatten().items()})


@register.simple_tag
def character_group(form_group: object, classes: str) -> dict[str, object]:
    """Return the form group of a character count, with its own class."""
    return {**as_params(form_group), "classes": classes}


@register.simple_tag
def count_sentence(sentence: object, words: object, characters: object, kind: object) -> str:
    """Return the sentence under a text box that says how much may be typed."""
    most = words or characters
    if not most:
        return " "
    if sentence:
        return str(sentence).replace("%{count}", str(most))
    if words or kind == "words":
        return _("You can enter up to %(count)s words") % {"count": most}
    return _("You can enter up to %(count)s characters") % {"count": most}
