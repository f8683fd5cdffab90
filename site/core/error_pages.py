"""What does a reader see when something went wrong, in which language?"""

from html import escape

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.utils import translation
from django.utils.translation import gettext as _

from core.site_facts import site_facts

log = structlog.get_logger(__name__)

RETRY_AFTER_SECONDS = 30
# Letters of a form that a page keeps; the longest forms of the site have a tenth of it.
MOST_TYPED = 200_000


def readers_language(request: HttpRequest) -> str:
    """Return the language of the address, else of the cookie, else the site's first."""
    codes = {code for code, _name in settings.LANGUAGES}
    first_part = request.path_info.strip("/").partition("/")[0]
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    for code in (first_part, cookie if not first_part else ""):
        if code in codes:
            return code
    return settings.LANGUAGE_CODE


def facts(request: HttpRequest, status: int) -> dict[str, object]:
    """Return what every error page may show; nothing of it comes from the database."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        **site_facts(),
        "language_code": language,
        "text_direction": "rtl" if translation.get_language_bidi() else "ltr",
        "status": status,
        "request_id": getattr(request, "request_id", ""),
    }


def page(request: HttpRequest, status: int, template: str, **further: object) -> HttpResponse:
    """Render an error page with all that other pages have. Errors are the caller's."""
    with translation.override(readers_language(request)):
        html = loader.render_to_string(template, facts(request, status) | further, request)
        return HttpResponse(html, status=status, headers=_headers())


def static_page(
    request: HttpRequest, status: int, template: str, **further: object
) -> HttpResponse:
    """Render an error page without database, session or context processors; never raise."""
    with translation.override(readers_language(request)):
        try:
            html: str = loader.render_to_string(template, facts(request, status) | further)
        except Exception:
            log.exception("error_page_failed", template=template)
            html = _plain(request, status)
        return HttpResponse(html, status=status, headers=_headers())


def unavailable(request: HttpRequest) -> HttpResponse:
    """Return the page that says: try again in a moment; a form stands in it as it was sent."""
    response = static_page(request, 503, "core/errors/503.html", **to_send_again(request))
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def to_send_again(request: HttpRequest) -> dict[str, object]:
    """Return what a page needs that lets somebody send once more what they typed."""
    typed = _typed(request)
    if typed is None:
        return {}
    # Asked for here, the token also tells that the page has a form (`core.middleware.headers`).
    return {"typed": typed, "again": request.get_full_path(), "csrf_token": get_token(request)}


def says_from_here(request: HttpRequest, *, unsaid: bool) -> bool:
    """Say whether a form came from a page of ours; `unsaid` counts where a browser says nothing."""
    origin = request.headers.get("Origin")
    if origin is None:
        return unsaid
    return origin == f"{request.scheme}://{request.get_host()}"


def _is_secret(name: str) -> bool:
    return "password" in name or name.endswith(("otp_token", "otp")) or name == "code"


def _typed(request: HttpRequest) -> list[tuple[str, str]] | None:
    """Return the fields of a form that was sent, to be sent again; None where that is not right.

    A form that is a button alone has none: "Send to the team" is pressed again, too.
    A file cannot be sent again from here; a password or a code stands in no page; and what
    another site sent must not become a form of ours.
    """
    if request.method != "POST" or not says_from_here(request, unsaid=True):
        return None
    try:
        fields = [
            (name, str(one))
            for name, many in request.POST.lists()
            for one in many
            if name != "csrfmiddlewaretoken"
        ]
        if request.FILES or any(_is_secret(name.lower()) for name, _value in fields):
            return None
    except Exception:  # noqa: BLE001 - what cannot be read cannot be kept
        return None
    size = sum(len(name) + len(value) for name, value in fields)
    return fields if size <= MOST_TYPED else None


def unreadable() -> str:
    """Return the page for a request nobody could read, so in every language, without style."""
    parts = [_unreadable_in(code) for code, _name in settings.LANGUAGES]
    html: str = loader.render_to_string("core/errors/unreadable.html", {"parts": parts})
    return html


def _unreadable_in(code: str) -> dict[str, object]:
    with translation.override(code):
        facts = site_facts()
        return {
            "code": code,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "title": _("We could not read that"),
            "words": _(
                "Something in the address or the form was not as we expect. Go back and try again."
            ),
            "home": _("Find things to do near you"),
            "ring": _("Or ring us:"),
            "danger": _("In danger, or seriously ill?"),
            "phone": facts["phone"],
            "phone_href": facts["phone_href"],
        }


def _headers() -> dict[str, str]:
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {"Cache-Control": "no-store", "Content-Language": language}


def _plain(request: HttpRequest, status: int) -> str:
    """Return a page made of nothing but words, for when even the template fails."""
    shown = facts(request, status)
    if status == 503:
        title = _("We cannot do this right now")
        what_next = _(
            "Nothing you sent before was lost. "
            "Go back in your browser, wait a minute and try again."
        )
    else:
        title = _("Something went wrong")
        what_next = _("This is our fault, not yours. Please try again in a few minutes.")
    ring, danger = _("Or ring us:"), _("In danger, or seriously ill?")
    return (
        f'<!doctype html><html lang="{shown["language_code"]}" dir="{shown["text_direction"]}">'
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title></head><body><main><h1>{escape(title)}</h1>"
        f'<p><b>{escape(danger)}</b> <a href="tel:999"><bdi>999</bdi></a></p>'
        f"<p>{escape(what_next)}</p><p>{escape(ring)} "
        f'<a href="{escape(str(shown["phone_href"]))}"><bdi>{escape(str(shown["phone"]))}</bdi></a>'
        "</p></main></body></html>"
    )
