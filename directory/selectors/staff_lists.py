"""Which listings does a member of staff mean who types words into the box above the list?"""

import re

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Cast
from wagtail.models import Revision

from directory.models import Contact, ListingCard, Location, Schedule, Service, ServiceQuerySet
from directory.rules.contacts import bare_number
from directory.rules.short_codes import ALPHABET, LENGTH
from directory.selectors.telephones import bare

MOST_WORDS = 8
FEWEST_DIGITS = 6
WORD_FIELDS = (
    "name",
    "source__name",
    "organisation__name",
    "organisation__charity_number",
    "location__name",
    "location__postcode",
    "location__area",
)
_CODE = re.compile(rf"(?:^|-)([{ALPHABET}]{{{LENGTH}}})/?$")
_KEY = re.compile(r"^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$")


def publishes_on() -> Subquery:
    """Return when the next version of a row goes up by itself, as an annotation; often never.

    Of a published row the date stands on the waiting version alone, not on the row.
    """
    waiting = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Service),
        object_id=Cast(OuterRef("pk"), CharField()),
        approved_go_live_at__isnull=False,
    )
    return Subquery(waiting.order_by("approved_go_live_at").values("approved_go_live_at")[:1])


def for_list() -> ServiceQuerySet:
    """Return the listings with what the columns of the list show, in a fixed number of queries."""
    cards = ListingCard.objects.only("service", "language", "words_state")
    links = ("organisation", "location", "source", "check_row", "locale")
    rows = Service.objects.annotate(publishes_on=publishes_on())
    return rows.select_related(*links).prefetch_related(
        Prefetch("schedules", Schedule.objects.all()),
        Prefetch("cards", cards),
        Prefetch("source__schedules", Schedule.objects.all()),
        "source__check_row",
    )


def looked_for(rows: ServiceQuerySet, text: str) -> ServiceQuerySet:
    """Return the rows that have every word in name, group, place or postcode.

    A telephone number, an address of a listing, a short code and a public id are understood too.
    """
    typed = " ".join(text.replace("\x00", " ").split())
    if not typed:
        return rows
    digits = re.sub(r"\D", "", typed)
    if len(digits) >= FEWEST_DIGITS and not re.search(r"[^\W\d_]", typed):
        # A short code may be made of digits alone.
        return rows.filter(_charity(typed) | _telephone(digits) | Q(short_code=digits))
    if found := _CODE.search(typed.lower()):
        return rows.filter(_words(typed) | Q(short_code=found[1]))
    if _KEY.match(typed.lower()):
        return rows.filter(translation_key=typed)
    return rows.filter(_words(typed))


def _words(typed: str) -> Q:
    every = Q()
    for word in typed.split()[:MOST_WORDS]:
        anywhere = Q()
        for field in WORD_FIELDS:
            anywhere |= Q(**{f"{field}__icontains": word})
        every &= anywhere
    return every


def _charity(typed: str) -> Q:
    return Q(organisation__charity_number__icontains=typed)


def _telephone(digits: str) -> Q:
    part = bare_number(digits)
    rows = Contact.objects.annotate(bare=bare("value")).filter(bare__contains=part)
    places = Location.objects.exclude(phone="").annotate(bare=bare("phone"))
    of_place = Q(location__in=places.filter(bare__contains=part))
    return Q(pk__in=rows.order_by().values("service")) | of_place
