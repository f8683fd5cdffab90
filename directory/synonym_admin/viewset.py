"""How are the lines of other words listed, filtered and edited?"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import Synonym


class SynonymFilterSet(WagtailFilterSet):
    """The filters beside the list."""

    class Meta:
        model = Synonym
        fields = ["language", "origin", "live", "both_ways"]


def _meanings(line: Synonym) -> str:
    return ", ".join(line.rule.meanings)


class SynonymViewSet(SnippetViewSet):
    """Other words that people type."""

    model = Synonym
    icon = "openquote"
    menu_label = _("Synonyms")
    base_url_path = "synonyms"
    add_to_admin_menu = False
    search_backend_name = None
    list_per_page = 50
    inspect_view_enabled = False
    copy_view_enabled = False
    search_fields = ["phrase", "meanings", "note"]
    ordering = ["phrase"]
    filterset_class = SynonymFilterSet
    list_export = ["language", "phrase", "meanings", "both_ways", "live", "note", "origin"]
    list_display = [
        "phrase",
        Column("meanings", label=_("Means"), accessor=_meanings),
        Column("language", label=_("Language"), accessor="get_language_display"),
        BooleanColumn("both_ways", label=_("Both ways")),
        BooleanColumn("live", label=_("In force")),
        Column("origin", label=_("Where from"), accessor="get_origin_display"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("language"),
            FieldPanel("phrase"),
            FieldPanel("meanings"),
            FieldPanel("both_ways"),
            MultiFieldPanel([FieldPanel("live"), FieldPanel("note")], heading=_("About this line")),
        ]
    )
