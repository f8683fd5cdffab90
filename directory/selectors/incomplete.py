"""What does a listing lack that a reader would ask for?"""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import (
    Contact,
    CostOption,
    Schedule,
    Service,
    ServiceCategory,
    ServiceQuerySet,
)

ANYTHING = "anything"
LABELS: Mapping[str, str | Promise] = {
    ANYTHING: _("Anything"),
    "summary": _("No description"),
    "place": _("No place"),
    "contact": _("No contact"),
    "times": _("No times"),
    "cost": _("No cost"),
    "heading": _("No heading"),
    "age": _("No age"),
}


def lacking(what: str) -> Q:
    """Return the condition for source rows that lack this; one of the keys of `LABELS`."""
    conditions = {
        "summary": Q(summary=""),
        "place": Q(location__isnull=True, outcode=""),
        "contact": ~_has(Contact),
        "times": ~_has(Schedule),
        "cost": ~_has(CostOption),
        "heading": ~_has(ServiceCategory),
        "age": Q(minimum_age__isnull=True, maximum_age__isnull=True),
    }
    if what != ANYTHING:
        return conditions[what]
    anything = Q()
    for condition in conditions.values():
        anything |= condition
    return anything


def incomplete(what: str = ANYTHING) -> ServiceQuerySet:
    """Return the source rows that lack this."""
    return Service.objects.sources().filter(lacking(what))


def _has(model: type[Contact | CostOption | Schedule | ServiceCategory]) -> Q:
    return Q(Exists(model._default_manager.filter(service=OuterRef("pk"))))
