"""How does the site remember the language somebody reads in?"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from locales.switching import language_of_path

STAFF = "/admin/"


class LanguageMiddleware(LocaleMiddleware):
    """Take the language from the address, and keep it in a cookie for the bare address `/`."""

    def process_request(self, request: HttpRequest) -> None:
        """Choose the language; staff pages are English, whatever somebody read before."""
        super().process_request(request)
        if request.path_info.startswith(STAFF):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Set the cookie when the address names a language that the cookie does not.

        Pages alone set it: a calendar or a feed is fetched by a program, and may be kept by others.
        """
        response = super().process_response(request, response)
        code = language_of_path(request.path_info)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if (
            code is None
            or not is_page
            or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == code
        ):
            return response
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
        return response
