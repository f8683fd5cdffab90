"""Which readers have the font of their script in their cache already?"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from core.site_facts import FONT_COOKIE, LIGHT_PAGES, SCRIPT_FONTS

COOKIE_SECONDS = 30 * 24 * 3600


class ScriptFontMiddleware:
    """Remember in a plain cookie that a page linked the font of its language.

    Light pages (search) link it only when the cookie is there, so their first visit stays small;
    they answer differently by cookie and say so in `Vary`. Stands after the language middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, with the cookie or the header."""
        response = self.get_response(request)
        language = getattr(request, "LANGUAGE_CODE", "")
        if language not in SCRIPT_FONTS or not request.path.startswith(f"/{language}/"):
            return response
        if request.resolver_match and request.resolver_match.view_name in LIGHT_PAGES:
            patch_vary_headers(response, ("Cookie",))
        elif _is_page(response) and request.COOKIES.get(FONT_COOKIE) != language:
            response.set_cookie(
                FONT_COOKIE,
                language,
                max_age=COOKIE_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _is_page(response: HttpResponse) -> bool:
    """Whether this is a page that links the font: a calendar, a feed or an error does not."""
    return response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
