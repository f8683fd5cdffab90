"""How does a form of the site become HTML?"""

from django.forms.renderers import TemplatesSetting


class WaymarkRenderer(TemplatesSetting):
    """Render each field as a GOV.UK form group; widgets keep their own templates."""

    field_template_name = "core/forms/field.html"
