"""How does an editor see a listing before the public does?"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail_localize.models import Translation

from core import clock
from directory.cards.drafts import draft_card
from directory.maps import let_pictures_in
from directory.models import Service
from directory.presenters.cards import listing_address
from directory.views.listings import listing_context


def preview(draft: Service, request: HttpRequest, language: str) -> HttpResponse:
    """Show the page of a draft as readers of a language would see it, marked as a preview."""
    path = request.path_info
    with translation.override(language):
        card = draft_card(draft, language, clock.today())
        # Links to other languages and the address to share follow the path of the request.
        request.path = request.path_info = listing_address(card)
        request.LANGUAGE_CODE = language
        context = listing_context(request, card, language) | {"structured": ""}
        context["preview_language"] = translation.get_language_info(language)["name"]
        context["is_translation"] = not draft.is_source
        page = render(request, "directory/admin/preview.html", context)
        response = let_pictures_in(request, page)
    # As a page in Urdu it would have the site remember Urdu for the editor who looks at it.
    request.path = request.path_info = path
    add_never_cache_headers(response)
    return response


@require_safe
@require_admin_access
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the newest draft of a row, with what translators have typed so far."""
    if not request.user.has_perm("directory.change_service"):
        raise PermissionDenied
    rows = Service.objects.select_related("source", "locale", "latest_revision")
    row = get_object_or_404(rows, pk=pk)
    draft = _being_translated(row) or row.get_latest_revision_as_object()
    response: HttpResponse = draft.make_preview_request(
        request, request.GET.get("language", draft.default_preview_mode)
    )
    return response


def _being_translated(row: Service) -> Service | None:
    """Return the translation as the translation editor holds it, which keeps drafts of its own."""
    if row.is_source:
        return None
    made = Translation.objects.filter(
        source__object_id=row.translation_key, target_locale=row.locale, enabled=True
    ).first()
    if made is None:
        return None
    draft: Service = made.source.get_ephemeral_translated_instance(row.locale, fallback=True)
    return draft
