"""How does a template show one field of a form as a GOV.UK form group?"""

from django import template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.forms.presenters import component

register = template.Library()


@register.simple_tag
def form_group(field: BoundField) -> SafeString:
    """Return `field` with its label, hint and error in the component that fits its widget."""
    name, params = component(field)
    return render_to_string(f"components/{name}.html", params)
