"""Which address leads where: the one place that names every app."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.views.patterns import patterns
from locales.views import to_readers_language

urlpatterns = [
    path("", to_readers_language),
    path("", include("core.urls")),
    path("accounts/", include("accounts.urls")),
    path("admin/login/", RedirectView.as_view(url="/accounts/login/", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

urlpatterns += i18n_patterns(
    path("patterns/", patterns, name="patterns"),
    path("", include("locales.urls")),
    path("directory/", include("directory.urls")),
    path("list/", include("directory.list_urls")),
    path("answer/", include("directory.answer_urls")),
    path("groups/offer/", include("directory.portal.offer_urls")),
    path("groups/", include("directory.portal.member_urls")),
    path("", include("selfassessment.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
)

handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.permission_denied"
handler404 = "core.views.errors.not_found"
handler500 = "core.views.errors.server_error"
