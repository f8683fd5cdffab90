"""`{{ text|with_facts }}`: a page's words with the numbers they refer to."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.safestring import SafeString

from home.page_facts import filled

register = template.Library()


@register.filter
def with_facts(text: object) -> SafeString | str:
    """Return a text, or rich text, with what its references stand for."""
    return filled(str(text))


@register.filter
def steps_with_facts(steps: Iterable[Mapping[str, str]]) -> list[dict[str, SafeString | str]]:
    """Return the steps of a path, each text with what its references stand for."""
    return [{name: filled(step.get(name) or "") for name in ("title", "text")} for step in steps]
