"""How does a group say that a listing is theirs?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import clock
from core.ratelimit import allow
from directory.actions import claiming
from directory.enums import Status
from directory.models import Service
from directory.portal import access
from directory.portal.forms.members import ClaimForm
from directory.portal.member_views import may_ask, send_code
from directory.rules import sign_in as rules
from directory.selectors import card_by_short_code

UNREADABLE, TOO_MANY = 422, 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """Send a code to the address the listing has; without one, ask and leave it to staff."""
    service = _listed_or_404(code)
    member = access.current_member(request)
    if member is not None and access.may_keep(member, service):
        return redirect("groups_offer:keep", code)
    held = claiming.address_held(service)
    is_free = claiming.is_free(service)
    asks_staff = "other" in request.GET or held is None or not is_free
    if request.method == "POST" and not asks_staff and held is not None:
        return _sent_code(request, service, held)
    form = ClaimForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _may_write(request):
            channel, value = form.address()
            claiming.begin(
                service=service,
                channel=channel,
                value=value,
                why=form.cleaned_data["why"],
                language=get_language() or "en",
                now=clock.now(),
            )
            return _page(request, service, "claim_sent", {}, 200)
        status = TOO_MANY if form.is_valid() else UNREADABLE
    context = {
        "form": form,
        "held": "" if asks_staff or held is None else rules.masked(*held),
        "is_free": is_free,
        "is_too_many": status == TOO_MANY,
    }
    return _page(request, service, "claim", context, status)


def _sent_code(request: HttpRequest, service: Service, held: tuple[str, str]) -> HttpResponse:
    if not may_ask(request, *held):
        context = {"held": rules.masked(*held), "is_free": True, "is_too_many": True}
        return _page(request, service, "claim", context, TOO_MANY)
    send_code(request, *held, service=service)
    request.session[access.NEXT] = reverse("groups_offer:keep", args=[service.short_code])
    return redirect("groups:code")


def _may_write(request: HttpRequest) -> bool:
    return allow(scope="group-claim", request=request, limit=10, per=rules.ASKED_PER)


def _listed_or_404(code: str) -> Service:
    rows = Service.objects.sources().filter(live=True).exclude(status=Status.ARCHIVED)
    service = rows.select_related("organisation").filter(short_code=code).first()
    if service is None:
        raise Http404
    return service


def _page(
    request: HttpRequest, service: Service, name: str, context: dict[str, object], status: int
) -> HttpResponse:
    card = card_by_short_code(service.short_code, get_language() or "en")
    context |= {
        "name": card.name.text if card else service.name,
        "code": service.short_code,
        "back_url": reverse("directory:listing", args=[service.slug, service.short_code]),
        "container": "narrow",
    }
    return render(request, f"directory/portal/member/{name}.html", context, status=status)
