"""How does a list get to another device, or to another person?"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.ratelimit import allow
from directory.actions import list_messages, lists
from directory.actions.lists import ListIsFull
from directory.forms.lists import GiveForm, OpenForm, SendForm
from directory.models import KeptList
from directory.rules.list_codes import read_code
from directory.selectors.lists import KEPT_FOR, MOST, cards_with_codes, list_of, list_with_code
from directory.views import list_cookies
from directory.views.keeping import FULL, NEW_LISTS, PER
from directory.views.lists import NOT_FOUND, TOO_MANY, UNREADABLE, no_list
from directory.when import full_date

TRIES, TRIES_PER = 10, timedelta(minutes=10)
SENT, SENT_PER = 5, timedelta(hours=1)
ANSWERED = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(ANSWERED)
def open_page(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and open the list that has it."""
    if request.method != "POST":
        return _open(request, OpenForm())
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _open(request, form, UNREADABLE)
    if not allow(scope="list-code", request=request, limit=TRIES, per=TRIES_PER):
        return _open(request, form, TOO_MANY)
    kept = list_with_code(form.cleaned_data["code"])
    if kept is None:
        return _open(request, form, NOT_FOUND)
    lists.touch(kept, clock.now())
    return redirect("list:shared", code=kept.code)


@never_cache
@require_POST
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Copy what is on a list to the reader's own."""
    found = _list(request, code)
    if isinstance(found, HttpResponse):
        return found
    token = list_cookies.token_of(request)
    mine = list_of(lists.owner_of(token))
    if mine is None and not allow(scope="list-new", request=request, limit=NEW_LISTS, per=PER):
        return no_list(request, TOO_MANY)
    token = token if mine else lists.new_token()
    items = found.items.filter(removed_at__isnull=True)
    cards = cards_with_codes(items.values_list("short_code", flat=True), _language())
    try:
        mine = lists.keep(lists.owner_of(token), cards, now=clock.now())
    except ListIsFull:
        context = {"most": MOST, "is_full": True, "container": "narrow"}
        return render(request, "directory/mylist/not_kept.html", context, status=FULL)
    count = mine.items.filter(removed_at__isnull=True).count()
    response = redirect(reverse("list:mine") + "?said=copied")
    return list_cookies.remember(response, token, count)


@never_cache
@require_http_methods(ANSWERED)
def send_page(request: HttpRequest, code: str) -> HttpResponse:
    """Ask where to, and send the address of a list there."""
    found = _list(request, code)
    if isinstance(found, HttpResponse):
        return found
    if request.method != "POST":
        return _send(request, found, SendForm())
    form = SendForm(request.POST)
    if not form.is_valid():
        return _send(request, found, form, UNREADABLE)
    if not allow(scope="list-send", request=request, limit=SENT, per=SENT_PER):
        return _send(request, found, form, TOO_MANY)
    now = clock.now()
    lists.touch(found, now)
    list_messages.send(
        kept=found,
        channel=form.cleaned_data["channel"],
        to=form.to,
        address=settings.WAYMARK_BASE_URL.rstrip("/") + reverse("list:shared", args=[found.code]),
        until=full_date(found.last_used_on + KEPT_FOR),
        language=_language(),
        key=form.cleaned_data["key"],
        now=now,
    )
    return redirect("list:sent", code=found.code)


@never_cache
@require_safe
def sent_page(request: HttpRequest, code: str) -> HttpResponse:
    """Say that it is on its way, without saying where to."""
    found = _list(request, code)
    if isinstance(found, HttpResponse):
        return found
    context = {"back_url": _back(request, found), "container": "narrow"}
    return render(request, "directory/mylist/sent.html", context)


@never_cache
@require_http_methods(ANSWERED)
def give_page(request: HttpRequest) -> HttpResponse:
    """Make a list for somebody out of what is on one's own."""
    mine = list_of(list_cookies.owner(request))
    if mine is None or not mine.items.filter(removed_at__isnull=True).exists():
        return redirect("list:mine")
    if request.method != "POST":
        return _give(request, GiveForm())
    form = GiveForm(request.POST)
    if not form.is_valid():
        return _give(request, form, UNREADABLE)
    if not allow(scope="list-new", request=request, limit=NEW_LISTS, per=PER):
        return _give(request, form, TOO_MANY)
    told = form.cleaned_data
    made = lists.give(
        mine, key=told["key"], maker=told["maker"], note=told["note"], now=clock.now()
    )
    return redirect("list:shared", code=made.code)


@never_cache
@require_POST
def forget_given(request: HttpRequest, code: str) -> HttpResponse:
    """Delete a list that was made in this browser for somebody."""
    owner = list_cookies.owner(request)
    made = KeptList.objects.given_by(owner).filter(code=read_code(code)).first() if owner else None
    if made is not None:
        lists.forget(made)
    return redirect(reverse("list:mine") + "?said=given_gone")


def _list(request: HttpRequest, code: str) -> KeptList | HttpResponse:
    """Return the list with this code, or the page that says there is none."""
    if not allow(scope="list-open", request=request, limit=60, per=TRIES_PER):
        return no_list(request, TOO_MANY)
    return list_with_code(read_code(code)) or no_list(request, NOT_FOUND)


def _back(request: HttpRequest, kept: KeptList) -> str:
    is_mine = not kept.is_given and kept.owner == list_cookies.owner(request)
    return reverse("list:mine") if is_mine else reverse("list:shared", args=[kept.code])


def _open(request: HttpRequest, form: OpenForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "is_unknown": status == NOT_FOUND,
        "is_too_many": status == TOO_MANY,
        "days": KEPT_FOR.days,
        "container": "narrow",
        "back_url": reverse("list:mine"),
    }
    return render(request, "directory/mylist/open.html", context, status=status)


def _send(request: HttpRequest, kept: KeptList, form: SendForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "is_too_many": status == TOO_MANY,
        "back_url": _back(request, kept),
        "container": "narrow",
    }
    return render(request, "directory/mylist/send.html", context, status=status)


def _give(request: HttpRequest, form: GiveForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "is_too_many": status == TOO_MANY,
        "back_url": reverse("list:mine"),
        "container": "narrow",
    }
    return render(request, "directory/mylist/give.html", context, status=status)


def _language() -> str:
    return get_language() or "en"
