"""May this member of staff go on, and in which language are staff pages?"""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import override

GetResponse = Callable[[HttpRequest], HttpResponse]


class StaffPagesInEnglish:
    """Sign-in is in English, whichever language somebody read the public pages in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/accounts/"):
            return self.get_response(request)
        with override("en"):
            request.LANGUAGE_CODE = "en"
            response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        return response


class RequireSecondFactor:
    """Lead staff without a second factor to the page that sets one up, before the admin opens.

    Whoever has one was asked for it at sign-in. Stands after the authentication middleware.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._must_set_up(request):
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        return (
            settings.WAYMARK_REQUIRE_SECOND_FACTOR
            and request.path_info.startswith((reverse("wagtailadmin_home"), "/documents/"))
            and request.user.is_authenticated
            and not is_mfa_enabled(request.user)
        )
