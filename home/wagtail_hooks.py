"""How do notices stand in the Wagtail admin?"""

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.panels import Panel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.messages import language_note
from home.models import Notice


class NoticeViewSet(SnippetViewSet):
    """Notices of the home page: written, published, translated."""

    model = Notice
    icon = "warning"
    menu_label = "Notices"
    menu_order = 120
    add_to_admin_menu = True
    list_display = ("title", "show_from", "show_until", "live", "locale")
    list_filter = ("live",)
    panels: list[Panel] = Notice.panels


register_snippet(NoticeViewSet)


@hooks.register("insert_global_admin_css")
def admin_colours() -> str:
    """Give the admin the site's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def say_what_other_languages_show(request: HttpRequest, instance: Model) -> None:
    """Tell the editor which languages do not show the notice yet, or show older words."""
    if not isinstance(instance, Notice):
        return
    now = Notice.objects.select_related("locale").get(pk=instance.pk)  # published beside this copy
    if now.live:
        note = language_note(now)
        if note:
            messages.info(request, note)
