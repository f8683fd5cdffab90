"""By what can the list of listings be narrowed?"""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet

from core import clock
from directory.enums import Kind, Origin, Status, WordsState
from directory.models import (
    ListingCard,
    Location,
    Service,
    ServiceCategory,
    ServiceQuerySet,
    SourceRecord,
)
from directory.models import TaxonomyTerm as Heading
from directory.selectors import incomplete
from directory.selectors.staff_lists import MOST_WORDS, publishes_on
from geography.selectors import area_names

OLD, HALF = timedelta(days=365), timedelta(days=182)
NONE = "none"
Choices = list[tuple[str, Any]]
YES_NO: Choices = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
PUBLISHED: Choices = [
    ("live", gettext_lazy("Published")),
    ("draft", gettext_lazy("Not published")),
    ("waiting", gettext_lazy("Published, changes wait")),
    ("scheduled", gettext_lazy("Publishes on a date")),
]
CHECKED: Choices = [
    ("half", gettext_lazy("In the last six months")),
    ("year", gettext_lazy("Six to twelve months ago")),
    ("old", gettext_lazy("Over twelve months ago")),
    ("never", gettext_lazy("Never")),
    ("due", gettext_lazy("To be checked now")),
]


def _headings() -> Choices:
    rows = Heading.objects.standing().values_list("pk", "parent_id", "code", "name")
    below: dict[int | None, list[tuple[int, str, str]]] = {}
    for pk, parent, code, name in rows:
        below.setdefault(parent, []).append((pk, code, name))

    def lines(parent: int | None, depth: int) -> Iterable[tuple[str, str]]:
        for pk, code, name in below.get(parent, []):
            yield code, f"{'– ' * depth}{name}"
            yield from lines(pk, depth + 1)

    return list(lines(None, 0))


def _sources() -> Choices:
    rows = SourceRecord.objects.order_by("source_name").values_list("source", "source_name")
    return [*rows.distinct(), (NONE, _("No outside source"))]


def _wards() -> Choices:
    used = Location.objects.exclude(ward="").values_list("ward", flat=True)
    names = area_names(used.order_by().distinct())
    return sorted(names.items(), key=lambda pair: pair[1])


def _translations() -> Choices:
    states = (WordsState.MISSING, WordsState.OUT_OF_DATE, WordsState.DRAFTED, WordsState.CHECKED)
    codes = ListingCard.objects.order_by("language").values_list("language", flat=True).distinct()
    return [
        (f"{code}.{state.value}", f"{_(str(get_language_info(code)['name']))}: {state.label}")
        for code in codes
        for state in states
    ]


def _incomplete() -> Choices:
    return list(incomplete.LABELS.items())


def _choice(label: Any, choices: Choices | Callable[[], Choices], method: str) -> Any:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, method=method, empty_label=_all, widget=forms.Select
    )


_all = gettext_lazy("All")


class ListingFilterSet(WagtailFilterSet):
    """The filters beside the list of listings; facts are asked of the source row."""

    status = _choice(gettext_lazy("State"), list(Status.choices), "by_field")
    published = _choice(gettext_lazy("Published"), PUBLISHED, "by_published")
    heading = _choice(gettext_lazy("Heading"), _headings, "by_heading")
    where = django_filters.CharFilter(
        label=gettext_lazy("Place, part of town or postcode"), method="by_where"
    )
    ward = _choice(gettext_lazy("Ward"), _wards, "by_ward")
    kind = _choice(gettext_lazy("Kind"), list(Kind.choices), "by_field")
    checked = _choice(gettext_lazy("Last checked"), CHECKED, "by_checked")
    lacks = _choice(gettext_lazy("Incomplete"), _incomplete, "by_lacks")
    words = _choice(gettext_lazy("Translation"), _translations, "by_words")
    origin = _choice(gettext_lazy("Kept by"), list(Origin.choices), "by_origin")
    source = _choice(gettext_lazy("Source"), _sources, "by_source")
    sample = _choice(gettext_lazy("Sample"), YES_NO, "by_sample")

    class Meta:
        model = Service
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Service]) -> QuerySet[Service]:
        """Narrow rows by language and publication, and by the facts of their source rows."""
        asked = {name: value for name, value in self.form.cleaned_data.items() if value}
        locale = asked.pop("locale", None)
        published = asked.pop("published", None)
        rows = queryset.filter(locale__language_code=locale) if locale else queryset
        rows = rows if locale else rows.filter(source__isnull=True)
        rows = self.by_published(rows, "published", published) if published else rows
        if not asked:
            return rows
        if not locale:  # these are source rows already
            return self._narrowed(rows, asked)
        facts = self._narrowed(Service.objects.sources(), asked)
        own = rows.annotate(facts_id=Coalesce("source_id", "pk"))
        return own.filter(facts_id__in=facts.order_by().values("pk"))

    def _narrowed(self, rows: QuerySet[Service], asked: Mapping[str, Any]) -> QuerySet[Service]:
        for name, value in asked.items():
            rows = self.filters[name].filter(rows, value)
        return rows

    def by_field(self, rows: ServiceQuerySet, name: str, value: str) -> ServiceQuerySet:
        """Narrow by a column of the listing."""
        return rows.filter(**{name: value})

    def by_published(self, rows: QuerySet[Service], name: str, value: str) -> QuerySet[Service]:
        """Narrow by what the public sees."""
        waiting = Q(has_unpublished_changes=True)
        conditions = {
            "live": Q(live=True),
            "draft": Q(live=False),
            "waiting": Q(live=True) & waiting,
            "scheduled": Q(publishes_on__isnull=False),
        }
        if value == "scheduled":
            rows = rows.annotate(publishes_on=publishes_on())
        return rows.filter(conditions[value])

    def by_heading(self, rows: ServiceQuerySet, name: str, value: str) -> ServiceQuerySet:
        """Narrow to a heading and those below it."""
        below = Q(term__code=value) | Q(term__parent__code=value)
        deeper = Q(term__parent__parent__code=value)
        under = ServiceCategory.objects.filter(below | deeper)
        # Not a join: a listing under two of the headings would stand on the list twice.
        return rows.filter(pk__in=under.order_by().values("service"))

    def by_where(self, rows: ServiceQuerySet, name: str, value: str) -> ServiceQuerySet:
        """Narrow by the beginning of a postcode, or by words of the place or part of town."""
        places = Location.objects.sources()
        for word in value.split()[:MOST_WORDS]:
            places = places.filter(
                Q(name__icontains=word)
                | Q(area__icontains=word)
                | Q(address__icontains=word)
                | Q(postcode__istartswith=word)
            )
        return rows.filter(
            Q(location__in=places)
            | Q(outcode__iexact=value.strip())
            | Q(location__postcode__istartswith=value.strip())
        )

    def by_ward(self, rows: ServiceQuerySet, name: str, value: str) -> ServiceQuerySet:
        """Narrow to a ward."""
        return rows.filter(location__ward=value)

    def by_checked(self, rows: ServiceQuerySet, name: str, value: str) -> ServiceQuerySet:
        """Narrow by the day of the last check."""
        today = clock.today()
        on = "check_row__checked_on"
        conditions = {
            "half": Q(**{f"{on}__gte": today - HALF}),
            "year": Q(**{f"{on}__lt": today - HALF, f"{on}__gte": today - OLD}),
            "old": Q(**{f"{on}__lt": today - OLD}),
            "never": Q(**{f"{on}__isnull": True}),
            "due": Q(check_row__next_check__lte=today),
        }
        return rows.filter(conditions[value])

    def by_lacks(self, rows: ServiceQuerySet, name: str, value: str) -> ServiceQuerySet:
        """Narrow to those that lack something."""
        return rows.filter(incomplete.lacking(value))

    def by_words(self, rows: ServiceQuerySet, name: str, value: str) -> ServiceQuerySet:
        """Narrow by the state of the words in a language."""
        language, state = value.split(".")
        cards = ListingCard.objects.filter(language=language, words_state=state)
        return rows.filter(pk__in=cards.values("service"))

    def by_origin(self, rows: ServiceQuerySet, name: str, value: str) -> ServiceQuerySet:
        """Narrow by who keeps it right."""
        return rows.filter(check_row__origin=value)

    def by_source(self, rows: ServiceQuerySet, name: str, value: str) -> ServiceQuerySet:
        """Narrow by outside source."""
        records = SourceRecord.objects.filter(service=OuterRef("pk"))
        if value == NONE:
            return rows.filter(~Exists(records))
        return rows.filter(Exists(records.filter(source=value)))

    def by_sample(self, rows: ServiceQuerySet, name: str, value: str) -> ServiceQuerySet:
        """Narrow to made-up listings, or to real ones."""
        return rows.filter(is_sample=value == "yes")
