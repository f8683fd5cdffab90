"""How do people join a group, ask others in, hand it over and leave? What does the group need?"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.ratelimit import allow
from directory.actions import members
from directory.enums import MemberRole
from directory.models import Invitation, Membership
from directory.portal import access, member_said
from directory.portal.forms.members import AddressForm, NeedForm
from directory.rules import sign_in as rules

UNREADABLE, TOO_MANY = 422, 429
METHODS = ["GET", "HEAD", "POST"]


@require_POST
@access.member_required
def join_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Accept or decline an invitation to one's own address."""
    member = access.signed_in(request)
    row = Invitation.objects.select_related("organisation").filter(
        pk=key, digest=member.digest, expires_at__gt=clock.now()
    )
    invitation = row.first()
    if invitation is None:
        raise Http404
    if request.POST.get("answer") == "no":
        members.decline(invitation=invitation, now=clock.now())
    else:
        members.accept(member=member, invitation=invitation, now=clock.now())
    return redirect("groups:home")


@never_cache
@require_http_methods(METHODS)
@access.member_required
def people(request: HttpRequest, group: str) -> HttpResponse:
    """Show who keeps the group's page; a POST asks somebody in."""
    own = access.membership_or_404(access.signed_in(request), group)
    form = AddressForm(request.POST or None)
    status = 200
    if request.method == "POST" and not form.is_valid():
        status = UNREADABLE
    elif request.method == "POST":
        if allow(scope="group-invite", request=request, limit=10, per=rules.ASKED_PER):
            channel, value = form.address()
            members.invite(
                group=own.organisation,
                channel=channel,
                value=value,
                role=MemberRole.HELPER,
                language=get_language() or "en",
                by=None,
                now=clock.now(),
            )
            return redirect("groups:people", group)
        status = TOO_MANY
    context = member_said.people(own) | {"form": form, "is_too_many": status == TOO_MANY}
    return render(request, "directory/portal/member/people.html", context, status=status)


@never_cache
@require_http_methods(METHODS)
@access.member_required
def end_page(request: HttpRequest, group: str, key: int) -> HttpResponse:
    """Leave, or as the one who leads take somebody out; the last one is asked who follows."""
    own = access.membership_or_404(access.signed_in(request), group)
    row = _of_group(own, key)
    if row.pk != own.pk and own.role != MemberRole.LEAD:
        raise Http404
    is_own = row.pk == own.pk
    if request.method == "POST":
        members.end(membership=row, by=None, now=clock.now(), is_known=True)
        return redirect("groups:home") if is_own else redirect("groups:people", group)
    context = member_said.ending(own, row)
    return render(request, "directory/portal/member/end.html", context)


@require_POST
@access.member_required
def lead_page(request: HttpRequest, group: str, key: int) -> HttpResponse:
    """Hand the lead to another member."""
    own = access.membership_or_404(access.signed_in(request), group)
    row = _of_group(own, key)
    if own.role != MemberRole.LEAD or row.pk == own.pk:
        raise Http404
    members.hand_over(frm=own, to=row, now=clock.now())
    return redirect("groups:people", group)


@never_cache
@require_http_methods(METHODS)
@access.member_required
def needs(request: HttpRequest, group: str) -> HttpResponse:
    """Show what a group looks for; a POST adds something."""
    own = access.membership_or_404(access.signed_in(request), group)
    form = NeedForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            members.write_need(
                group=own.organisation,
                text=form.cleaned_data["text"],
                today=clock.today(),
                now=clock.now(),
            )
            return redirect("groups:needs", group)
        status = UNREADABLE
    context = member_said.needs(own) | {"form": form}
    return render(request, "directory/portal/member/needs.html", context, status=status)


@require_POST
@access.member_required
def need_down(request: HttpRequest, group: str, key: int) -> HttpResponse:
    """Take down what is no longer looked for."""
    own = access.membership_or_404(access.signed_in(request), group)
    need = own.organisation.needs.filter(pk=key).first()
    if need is None:
        raise Http404
    members.take_need_down(need=need, now=clock.now())
    return redirect("groups:needs", group)


def _of_group(own: Membership, key: int) -> Membership:
    rows = Membership.objects.current().select_related("member", "organisation")
    row = rows.filter(pk=key, organisation=own.organisation).first()
    if row is None:
        raise Http404
    return row
