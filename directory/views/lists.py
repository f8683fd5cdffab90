"""What do the pages of lists answer?"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.ratelimit import allow
from directory.actions import lists
from directory.actions.lists import ListIsFull
from directory.forms.lists import MOST_OWN_NOTE, OwnNoteForm
from directory.models import KeptList
from directory.presenters.lists import given_views, list_view, qr_code
from directory.rules.list_codes import read_code
from directory.selectors.lists import MOST, contents, list_of, list_with_code
from directory.views import list_cookies

OPENED, OPENED_PER = 60, timedelta(minutes=10)
SAID = frozenset({"removed", "back", "moved", "noted", "copied", "given_gone", "forgotten", "full"})
NOT_FOUND, TOO_MANY, UNREADABLE = 404, 429, 422


@never_cache
@require_safe
def my_list(request: HttpRequest) -> HttpResponse:
    """Show the list that this browser fills."""
    return _mine(request)


@never_cache
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Take off, put back, move, or write a note: one thing to one listing."""
    kept = list_of(list_cookies.owner(request))
    if kept is None:
        return redirect("list:mine")
    code, action = request.POST.get("code", ""), request.POST.get("action", "")
    now, said = clock.now(), ""
    if action == "remove":
        lists.remove(kept, code, now=now)
        said = "removed"
    elif action == "back":
        said = _put_back(kept, code)
    elif action in ("up", "down"):
        lists.move(kept, code, up=action == "up", now=now)
        said = "moved"
    elif action == "note":
        form = OwnNoteForm(request.POST)
        if not form.is_valid():
            return _mine(request, wrong=(code, form), status=UNREADABLE)
        lists.write_note(kept, code, form.cleaned_data["note"], now=now)
        said = "noted"
    return _changed(request, kept, said, code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forget_page(request: HttpRequest) -> HttpResponse:
    """Ask, then delete the list of this browser and the lists that were made in it."""
    owner = list_cookies.owner(request)
    if request.method == "POST":
        lists.forget_all_of(owner)
        return list_cookies.forget(redirect(reverse("list:mine") + "?said=forgotten"))
    kept = list_of(owner)
    context = {"has_list": kept is not None, "container": "narrow"}
    return render(request, "directory/mylist/forget.html", context)


@never_cache
@require_safe
def shared_list(request: HttpRequest, code: str) -> HttpResponse:
    """Show a list to whoever has its code: to read, print, send on and copy."""
    if not allow(scope="list-open", request=request, limit=OPENED, per=OPENED_PER):
        return no_list(request, TOO_MANY)
    kept = list_with_code(read_code(code))
    if kept is None:
        return no_list(request, NOT_FOUND)
    now = clock.now()
    lists.touch(kept, now)
    view = list_view(contents(kept, _language(), now), now, with_notes=False)
    context = {
        "list": view,
        "is_mine": False,
        "is_giver": kept.is_given and kept.owner == list_cookies.owner(request),
        **_address(request, kept),
    }
    return render(request, "directory/mylist/shared.html", context)


def no_list(request: HttpRequest, status: int) -> HttpResponse:
    """Say that there is no such list, or that too many were tried, and what to do."""
    context = {"is_too_many": status == TOO_MANY, "container": "narrow"}
    response = render(request, "directory/mylist/no_list.html", context, status=status)
    if status == TOO_MANY:
        response.headers["Retry-After"] = str(int(OPENED_PER.total_seconds()))
    return response


def _mine(
    request: HttpRequest, wrong: tuple[str, OwnNoteForm] | None = None, status: int = 200
) -> HttpResponse:
    owner, now = list_cookies.owner(request), clock.now()
    kept = list_of(owner)
    said = request.GET.get("said", "")
    context: dict[str, object] = {
        "is_mine": True,
        "said": said if said in SAID else "",
        "most": MOST,
        "most_note": MOST_OWN_NOTE,
        "given": given_views(list(KeptList.objects.given_by(owner))) if owner else [],
    }
    if kept is None:
        return render(request, "directory/mylist/mine.html", context, status=status)
    lists.touch(kept, now)
    view = list_view(contents(kept, _language(), now), now, with_notes=True)
    context |= {"list": view, **_address(request, kept)}
    if wrong:
        context |= {"wrong_code": wrong[0], "wrong_form": wrong[1]}
    response = render(request, "directory/mylist/mine.html", context, status=status)
    return list_cookies.remember(response, list_cookies.token_of(request), len(view.items))


def _address(request: HttpRequest, kept: KeptList) -> dict[str, object]:
    address = request.build_absolute_uri(reverse("list:shared", args=[kept.code]))
    opening = request.build_absolute_uri(reverse("list:open"))
    return {"address": address, "opening": opening, "qr": qr_code(address)}


def _put_back(kept: KeptList, code: str) -> str:
    try:
        lists.put_back(kept, code, now=clock.now())
    except ListIsFull:
        return "full"
    return "back"


def _changed(request: HttpRequest, kept: KeptList, said: str, code: str) -> HttpResponse:
    is_there = kept.items.filter(short_code=code, removed_at__isnull=True).exists()
    tail = f"?said={said}" if said else ""
    place = f"#k-{code}" if is_there and said != "removed" else ""
    return redirect(reverse("list:mine") + tail + place)


def _language() -> str:
    return get_language() or "en"
