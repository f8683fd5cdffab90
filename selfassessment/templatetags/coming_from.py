"""`{% results_before as href %}`: where the results are that a reader came from."""

from django import template
from django.urls import reverse

from selfassessment.views.carrying import check_before

register = template.Library()


@register.simple_tag(takes_context=True)
def results_before(context: template.Context) -> str:
    """Return the address of the results this browser came from, or nothing."""
    draft = check_before(context["request"])
    return reverse("check:results", kwargs={"draft": draft.pk}) if draft else ""
