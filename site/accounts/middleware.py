"""May this member of staff go on, and in which language are staff pages?"""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import override

from accounts.roles import kept_to

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


class KeepToOwnPages:
    """Keep people from outside, such as a provider's, to the pages of their role in the admin.

    They need to enter the admin, and Wagtail shows whoever may enter its choosers, its history
    and its API. Stands after the authentication middleware.
    """

    NEEDED = ("account/", "jsi18n/", "sprite/", "dismissibles/", "logout/", "login/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Answer what is not theirs: the front page leads to their own, the rest is refused."""
        if not request.path_info.startswith(("/admin/", "/documents/")):
            return None
        if not request.user.is_authenticated:
            return None
        page = kept_to(request.user.get_all_permissions())
        if page is None:
            return None
        admin, own = reverse("wagtailadmin_home"), reverse(page)
        if request.path_info == admin:
            return HttpResponseRedirect(own)
        if request.path_info.startswith((own, *(admin + part for part in self.NEEDED))):
            return None
        raise PermissionDenied
