"""What stands in the file of the listings that are on the list?"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.cards.hidden import shown_place
from directory.enums import ContactKind
from directory.listing_admin import columns
from directory.models import Service, ServiceQuerySet
from directory.rules.spreadsheets import BYTE_ORDER_MARK, safe_cell
from directory.rules.workbooks import CONTENT_TYPE, stream_workbook
from directory.selectors.staff_lists import for_list

AT_ONCE = 250


def _headings(service: Service) -> str:
    return "; ".join(row.term.name for row in service.categories.all())


def _contacts(kind: ContactKind) -> Callable[[Service], str]:
    """Return what the public may ring, write to or open; never whom to ask for."""

    def read(service: Service) -> str:
        if kind == ContactKind.EMAIL and service.message_form:
            return ""
        return "; ".join(row.value for row in service.contacts.all() if row.kind == kind)

    return read


def _of_place(name: str) -> Callable[[Service], str]:
    """Return how the place itself is reached, whoever meets there."""

    def read(service: Service) -> str:
        place = service.location
        if place is None:
            return ""
        if place.area_only:  # a file travels further than a page
            place = shown_place(place)
        return str(getattr(place, name))

    return read


def _price(service: Service) -> str:
    return "; ".join(
        f"{row.get_kind_display()}{f' £{row.pence / 100:.2f}' if row.pence else ''}"
        for row in service.cost_options.all()
    )


def _sources(service: Service) -> str:
    return "; ".join(f"{row.source_name} ({row.licence})" for row in service.source_records.all())


def _age(value: int | None) -> str:
    return "" if value is None else str(value)


FIELDS: Mapping[str, tuple[str | Promise, Callable[[Service], str]]] = {
    "public_id": (_("Public id"), lambda one: one.public_id),
    "short_code": (_("Short code"), lambda one: one.short_code),
    "name": (_("Name"), lambda one: one.name),
    "summary": (_("In short"), lambda one: one.summary),
    "group": (_("Group"), columns.organisation),
    "place": (_("Place"), lambda one: _of_place("name")(one) or columns.place(one)),
    "address": (_("Address"), _of_place("address")),
    "postcode": (_("Postcode"), _of_place("postcode")),
    "place_phone": (_("Telephone of the place"), _of_place("phone")),
    "place_email": (_("Email of the place"), _of_place("email")),
    "place_website": (_("Website of the place"), _of_place("website")),
    "kind": (_("Kind"), lambda one: one.get_kind_display()),
    "headings": (_("Headings"), _headings),
    "when": (_("When"), columns.when),
    "cost": (_("Cost"), _price),
    "minimum_age": (_("Youngest age"), lambda one: _age(one.minimum_age)),
    "maximum_age": (_("Oldest age"), lambda one: _age(one.maximum_age)),
    "phone": (_("Telephone"), _contacts(ContactKind.PHONE)),
    "email": (_("Email"), _contacts(ContactKind.EMAIL)),
    "website": (_("Website"), _contacts(ContactKind.WEBSITE)),
    "checked_on": (_("Checked on"), columns.checked_on),
    "translations": (_("Translations"), columns.languages),
    "state": (_("State"), columns.state),
    "sources": (_("Sources"), _sources),
    "sample": (_("Sample"), lambda one: "yes" if one.is_sample else "no"),
}


def row_of(service: Service) -> "OrderedDict[str, str]":
    """Return the cells of one listing, none of which a program takes for a formula."""
    return OrderedDict((name, safe_cell(read(service))) for name, (_, read) in FIELDS.items())


class ExportingMixin:
    """Files of what is on the list, with the filters and words of the moment."""

    list_export = list(FIELDS)
    export_headings = {name: label for name, (label, _) in FIELDS.items()}
    export_filename = "listings"

    object_list: ServiceQuerySet
    is_export: bool

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows; for a file the question alone, which nobody counts here.

        To count it, the list would read every listing at once.
        """
        if self.is_export:
            return {"object_list": self.object_list}
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)  # type: ignore[misc]
        return context

    def to_row_dict(self, item: Service) -> "OrderedDict[str, str]":
        """Return the cells of one listing."""
        return row_of(item)

    def stream_csv(self, queryset: ServiceQuerySet) -> Iterator[Any]:
        """Give the file line by line; the mark at the start tells Excel that it is UTF-8."""
        yield BYTE_ORDER_MARK.encode()
        yield from super().stream_csv(_in_parts(queryset))  # type: ignore[misc]

    def write_xlsx_response(self, queryset: ServiceQuerySet) -> StreamingHttpResponse:
        """Send the workbook while it is written: nobody waits for the whole, nothing is held."""
        headings = [str(self.export_headings[name]) for name in self.list_export]
        rows = (list(self.to_row_dict(one).values()) for one in _in_parts(queryset))
        response = StreamingHttpResponse(
            stream_workbook(chain([headings], rows)), content_type=CONTENT_TYPE
        )
        response["Content-Disposition"] = f'attachment; filename="{self.export_filename}.xlsx"'
        return response


class _InParts:
    """The listings of a question, read a part at a time with all that the file says."""

    model = Service

    def __init__(self, keys: list[int]) -> None:
        self.keys = keys

    def __iter__(self) -> Iterator[Service]:
        rows = for_list().prefetch_related(
            "categories__term", "contacts", "cost_options", "source_records"
        )
        for start in range(0, len(self.keys), AT_ONCE):
            part = self.keys[start : start + AT_ONCE]
            found = rows.in_bulk(part)
            # Taken out one by one, so that two parts are never held at once.
            yield from (found.pop(key) for key in part if key in found)


def _in_parts(queryset: ServiceQuerySet) -> _InParts:
    return _InParts(list(queryset.values_list("pk", flat=True)))
