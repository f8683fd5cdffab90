"""How do people of a group sign in, and what do they find?"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.ratelimit import allow, allow_for
from directory.actions import claiming, signing_in
from directory.actions.team_contacts import digest_of
from directory.models import Service
from directory.portal import access, member_said
from directory.portal.forms.members import AddressForm, CodeForm
from directory.rules import sign_in as rules

CODE = "group_code"
UNREADABLE, TOO_MANY = 422, 429
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Ask for an address; the answer is the same whether we know it or not."""
    form = AddressForm(request.POST or None)
    if request.method != "POST":
        return _page(request, "sign_in", form)
    if not form.is_valid():
        return _page(request, "sign_in", form, status=UNREADABLE)
    channel, value = form.address()
    if not may_ask(request, channel, value):
        return _page(request, "sign_in", form, status=TOO_MANY)
    send_code(request, channel, value)
    return redirect("groups:code")


def send_code(
    request: HttpRequest, channel: str, value: str, service: Service | None = None
) -> None:
    """Send a code and remember in this browser which one is waited for."""
    row = signing_in.ask(
        channel=channel,
        value=value,
        language=get_language() or "en",
        now=clock.now(),
        service=service,
    )
    request.session[CODE] = str(row.pk)


def may_ask(request: HttpRequest, channel: str, value: str) -> bool:
    here = allow(scope="group-code", request=request, limit=rules.ASKED_HERE, per=rules.ASKED_PER)
    digest = digest_of(channel, value)
    return here and allow_for(
        scope="group-code", subject=digest, limit=rules.ASKED_FOR_ONE, per=rules.ASKED_PER
    )


@never_cache
@require_http_methods(METHODS)
def code_page(request: HttpRequest) -> HttpResponse:
    """Ask for the code; the right one signs in and goes on to what was wanted."""
    if CODE not in request.session:
        return redirect("groups:sign_in")
    form = CodeForm(request.POST or None)
    if request.method != "POST":
        return _page(request, "code", form)
    if not form.is_valid():
        return _page(request, "code", form, status=UNREADABLE)
    try:
        member, row = signing_in.check(
            key=UUID(request.session[CODE]),
            typed=form.cleaned_data["code"],
            language=get_language() or "en",
            now=clock.now(),
        )
    except signing_in.WrongCode:
        form.add_error("code", _("That is not the code we sent. Look at the message again."))
        return _page(request, "code", form, status=UNREADABLE)
    except signing_in.CodeIsOver:
        return _page(request, "code", form, status=UNREADABLE, is_over=True)
    del request.session[CODE]
    access.sign_in(request, member)
    if row.service is not None:
        claiming.claimed(member=member, service=row.service, now=clock.now())
    return redirect(_wanted(request))


def _wanted(request: HttpRequest) -> str:
    to = str(request.session.pop(access.NEXT, ""))
    safe = url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return to if safe and to.startswith("/") else "groups:home"


@require_POST
def sign_out_page(request: HttpRequest) -> HttpResponse:
    """Sign out of this browser."""
    access.sign_out(request)
    return redirect("groups_offer:begin")


@never_cache
@require_safe
@access.member_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the groups of a member: listings, what came back, people, what is asked of them."""
    member = access.signed_in(request)
    return render(request, "directory/portal/member/home.html", member_said.home(member))


@never_cache
@require_safe
@access.member_required
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """Give a page to print and hang up: the listing and a square code that opens it."""
    service = access.service_or_404(access.signed_in(request), code)
    asked = request.GET.getlist("language")
    context = member_said.poster(service, asked or [get_language() or "en"])
    return render(request, "directory/portal/member/poster.html", context)


def _page(
    request: HttpRequest, name: str, form: object, status: int = 200, *, is_over: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "is_over": is_over,
        "is_too_many": status == TOO_MANY,
        "container": "narrow",
    }
    return render(request, f"directory/portal/member/{name}.html", context, status=status)
