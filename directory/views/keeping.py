"""What happens when somebody presses "Keep"?

The button stands on pages that are the same for everybody and kept whole, so they can hold no
token against forged posts. The browser's own word on where a post comes from stands in for it;
a browser that gives none is asked once more on a page that has a token.
"""

import re
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.ratelimit import allow
from directory.actions import lists
from directory.actions.lists import ListIsFull
from directory.cards import Card
from directory.presenters.lists import number_in_words
from directory.presenters.words import shown
from directory.selectors.lists import MOST, cards_with_codes, list_of
from directory.views import list_cookies
from directory.views.list_cookies import Last

NEW_LISTS, PER = 60, timedelta(hours=1)
TOO_MANY, FULL = 429, 409
_CODE = re.compile(r"[a-z0-9]{7}")
_MOST_AT_ONCE = 30


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keep_page(request: HttpRequest) -> HttpResponse:
    """Keep the listings whose codes were sent; without proof of a page of ours, ask first."""
    if request.method != "POST":
        return redirect("list:mine")
    if not comes_from_here(request):
        return _ask(request)
    return _keep(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keep_sure(request: HttpRequest) -> HttpResponse:
    """Keep them, from the page that asked first; its token is checked as with every form."""
    return _keep(request) if request.method == "POST" else redirect("list:mine")


@never_cache
@require_safe
def kept_page(request: HttpRequest) -> HttpResponse:
    """Say what was kept and lead back; say it kindly when the browser keeps no cookies."""
    kept = list_of(list_cookies.owner(request))
    if kept is None:
        return render(request, "directory/mylist/no_cookies.html", {"container": "narrow"})
    last = list_cookies.last_of(request)
    here = set(kept.items.filter(removed_at__isnull=True).values_list("short_code", flat=True))
    found = cards_with_codes((code for code in last.codes if code in here), _language())
    context = {
        "names": [shown(card.name) for card in found],
        "number": number_in_words(len(here)),
        "back_to": last.back,
        "container": "narrow",
    }
    return render(request, "directory/mylist/kept.html", context)


def comes_from_here(request: HttpRequest) -> bool:
    """Say whether the browser vouches that a page of this site sent this post."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return origin == f"{request.scheme}://{request.get_host()}"


def _ask(request: HttpRequest) -> HttpResponse:
    found = _wanted(request)
    if not found:
        return redirect("list:mine")
    context = {
        "cards": [{"code": card.short_code, "name": shown(card.name)} for card in found],
        "back": list_cookies.safe_back(request, request.POST.get("back", "")),
        "container": "narrow",
    }
    return render(request, "directory/mylist/sure.html", context)


def _keep(request: HttpRequest) -> HttpResponse:
    found = _wanted(request)
    token = list_cookies.token_of(request)
    kept = list_of(lists.owner_of(token))
    if kept is None and not allow(scope="list-new", request=request, limit=NEW_LISTS, per=PER):
        return _refused(request, TOO_MANY)
    token = token if kept else lists.new_token()
    if found:
        try:
            kept = lists.keep(lists.owner_of(token), found, now=clock.now())
        except ListIsFull:
            return _refused(request, FULL)
    if kept is None:
        return redirect("list:mine")
    return _kept(request, token, kept.items.filter(removed_at__isnull=True).count(), found)


def _kept(request: HttpRequest, token: str, count: int, found: list[Card]) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        answer = {"count": count, "text": _("Kept"), "said": _("It is on your list now.")}
        return list_cookies.remember(JsonResponse(answer), token, count)
    back = list_cookies.safe_back(request, request.POST.get("back", ""))
    last = Last(tuple(card.short_code for card in found), back)
    response = list_cookies.remember(redirect("list:kept"), token, count)
    return list_cookies.note_last(response, last)


def _refused(request: HttpRequest, status: int) -> HttpResponse:
    context = {
        "most": MOST,
        "is_full": status == FULL,
        "back_to": list_cookies.safe_back(request, request.POST.get("back", "")),
        "container": "narrow",
    }
    return render(request, "directory/mylist/not_kept.html", context, status=status)


def _wanted(request: HttpRequest) -> list[Card]:
    sent = " ".join(request.POST.getlist("code"))[:1_000].split()
    codes = [code for code in sent if _CODE.fullmatch(code)][:_MOST_AT_ONCE]
    return cards_with_codes(codes, _language())


def _language() -> str:
    return get_language() or "en"
