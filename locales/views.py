"""The bare address, and the page that says which languages there are and how good they are."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_info

from locales.catalogues import completeness
from locales.context_processors import direction
from locales.drafted import checked_by, is_drafted
from locales.switching import preferred_language


def to_readers_language(request: HttpRequest) -> HttpResponse:
    """Send `/` to the reader's language: cookie first, then Accept-Language."""
    response = HttpResponseRedirect(f"/{preferred_language(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def languages_page(request: HttpRequest) -> HttpResponse:
    """Show each language with how much of it is translated and who checked it."""
    rows = [
        {
            "code": code,
            "name": name,
            "english_name": get_language_info(code)["name"],
            "dir": direction(code),
            "percent": completeness(code),
            "drafted": is_drafted(code),
            "checked_by": checked_by(code),
        }
        for code, name in settings.LANGUAGES
    ]
    return render(request, "locales/languages.html", {"rows": rows})
