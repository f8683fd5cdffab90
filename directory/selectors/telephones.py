"""How is a telephone number found in the database, however it was written?"""

from collections.abc import Iterable

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace

from directory.enums import ContactKind
from directory.models import Contact, Location

SIGNS = " -()./"


def bare(field: str) -> Combinable:
    """Return a column with the signs taken out that people write between digits."""
    expression: Combinable = F(field)
    for sign in SIGNS:
        expression = Replace(expression, Value(sign), Value(""), output_field=CharField())
    return expression


def with_numbers(bare_numbers: Iterable[str]) -> QuerySet[Contact]:
    """Return the telephone contacts of listings that end in one of these."""
    rows = Contact.objects.filter(kind=ContactKind.PHONE)
    return rows.annotate(bare=bare("value")).filter(_ends(bare_numbers))


def places_with_numbers(bare_numbers: Iterable[str]) -> QuerySet[Location]:
    """Return the places whose own number ends in one of these."""
    rows = Location.objects.sources().exclude(phone="")
    return rows.annotate(bare=bare("phone")).filter(_ends(bare_numbers))


def _ends(bare_numbers: Iterable[str]) -> Q:
    ends = Q(pk__in=[])
    for digits in bare_numbers:
        ends |= Q(bare__endswith=digits)
    return ends
