"""How do staff list, find and edit the records of the directory?"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from directory import panels
from directory.forms.choosing import NameFilterForm
from directory.heading_admin.adding import AddHeadingView
from directory.heading_admin.panels import HEADING as HEADING_PANELS
from directory.heading_admin.tree import HeadingTreeView
from directory.listing_admin.columns import COLUMNS
from directory.listing_admin.filters import ListingFilterSet
from directory.listing_admin.index import ListingIndexView
from directory.models import CalendarPeriod, Location, Organisation, Service, TaxonomyTerm
from directory.synonym_admin.viewset import SynonymViewSet


class NameSearch:
    """A chooser that looks for names itself, since these records have no index of Wagtail's."""

    def get_filter_form_class(self) -> type[BaseFilterForm]:
        """Return the form with one box for words."""
        return NameFilterForm


class ChooseRecordView(NameSearch, ChooseView):
    """The chooser as it opens."""


class ChooseRecordResultsView(NameSearch, ChooseResultsView):
    """The chooser's list alone."""


class RecordChooserViewSet(SnippetChooserViewSet):
    """A chooser of source rows."""

    choose_view_class = ChooseRecordView
    choose_results_view_class = ChooseRecordResultsView

    def get_object_list(self) -> QuerySet[Any]:
        """Return the rows that hold facts; a listing never points to a translation."""
        rows: QuerySet[Any] = self.model._default_manager.filter(source__isnull=True)
        return rows


class HeadingChooserViewSet(RecordChooserViewSet):
    """A chooser of headings in use."""

    def get_object_list(self) -> QuerySet[Any]:
        """Return the headings that are not retired."""
        return TaxonomyTerm.objects.standing()


class RecordViewSet(SnippetViewSet):
    """What the lists have in common: words are looked for in the database itself."""

    search_backend_name = None
    list_per_page = 50
    add_to_admin_menu = False
    add_to_reference_index = True
    create_template_name = "directory/admin/records/create.html"
    edit_template_name = "directory/admin/records/edit.html"
    chooser_viewset_class = RecordChooserViewSet
    inspect_view_enabled = False
    copy_view_enabled = False


class ListingViewSet(RecordViewSet):
    """Listings."""

    model = Service
    icon = "calendar-alt"
    menu_label = _("Listings")
    export_filename = "listings"
    base_url_path = "listings"
    search_fields = ["name", "organisation__name", "location__name", "short_code"]
    ordering = ["name"]
    # A row with its eight columns and its menu costs most of the time of the page.
    list_per_page = 40
    filterset_class = ListingFilterSet
    index_view_class = ListingIndexView
    edit_handler = panels.LISTING
    list_display = COLUMNS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Service]:
        """Return the listings; what the columns need is read for the rows of a page alone."""
        return Service.objects.all()


class OrganisationViewSet(RecordViewSet):
    """Groups and other organisations."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    base_url_path = "organisations"
    search_fields = ["name", "short_code", "charity_number"]
    list_display = ["name", "phone", "email"]
    edit_handler = panels.ORGANISATION


class PlaceViewSet(RecordViewSet):
    """Places."""

    model = Location
    icon = "site"
    menu_label = _("Places")
    base_url_path = "places"
    search_fields = ["name", "address", "postcode"]
    list_display = ["name", "address", "postcode"]
    edit_handler = panels.PLACE


class HeadingViewSet(RecordViewSet):
    """Headings."""

    model = TaxonomyTerm
    icon = "tag"
    menu_label = _("Headings")
    base_url_path = "headings"
    index_view_class = HeadingTreeView
    add_view_class = AddHeadingView
    edit_handler = HEADING_PANELS
    chooser_viewset_class = HeadingChooserViewSet


class CalendarViewSet(SnippetViewSet):
    """School terms and closed days."""

    model = CalendarPeriod
    icon = "calendar"
    menu_label = _("School terms and closed days")
    base_url_path = "calendar"
    list_display = [
        "name",
        Column("kind", label=_("What it is"), accessor="get_kind_display", sort_key="kind"),
        "first_day",
        "last_day",
    ]
    list_filter = ["kind"]
    ordering = ["-first_day"]
    search_backend_name = None
    search_fields = ["name"]
    add_to_admin_menu = False
    copy_view_enabled = False
    panels = [
        HelpPanel(template="directory/admin/calendar_help.html"),
        FieldPanel("kind"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
    ]


class DirectoryGroup(SnippetViewSetGroup):
    """The directory's part of the menu."""

    items = (
        ListingViewSet,
        OrganisationViewSet,
        PlaceViewSet,
        HeadingViewSet,
        CalendarViewSet,
        SynonymViewSet,
    )
    menu_icon = "list-ul"
    menu_label = _("Directory")
    menu_name = "directory"
    menu_order = 150
