"""The site's addresses, and an empty page to compare with."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from wagtail.admin.auth import require_admin_access

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as site_patterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    """Render the base template and nothing in it."""
    return render(request, "core/base.html", {"page": {"title": "Empty", "seo_title": ""}})


@require_admin_access
def empty_admin(request: HttpRequest) -> HttpResponse:
    """Render the admin's base template and nothing in it."""
    return render(request, "wagtailadmin/base.html", {})


urlpatterns = [
    path("admin/bench-empty/", empty_admin),
    *i18n_patterns(path("bench-empty/", empty)),
    *site_patterns,
]
