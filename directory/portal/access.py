"""Who has signed in for a group in this browser, and what may they touch?"""

from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from core import clock
from directory.enums import Status
from directory.models import Member, Membership, Organisation, Service, TeamContact
from directory.rules.sign_in import SIGNED_IN

WHO, SINCE, NEXT = "group_member", "group_member_since", "group_next"
KEPT = "kept_group_member"  # on the request: looked up once
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def sign_in(request: HttpRequest, member: Member) -> None:
    """Remember in this browser's session who somebody is; the session gets a new key."""
    request.session.cycle_key()
    request.session[WHO] = str(member.pk)
    request.session[SINCE] = clock.now().isoformat()


def sign_out(request: HttpRequest) -> None:
    """Forget it again; a sign-in of staff in the same browser stays."""
    for key in (WHO, SINCE, NEXT):
        request.session.pop(key, None)


def current_member(request: HttpRequest) -> Member | None:
    """Return who has signed in; None for nobody, or when it is too long ago."""
    if not hasattr(request, KEPT):
        setattr(request, KEPT, _member(request))
    found: Member | None = getattr(request, KEPT)
    return found


def _member(request: HttpRequest) -> Member | None:
    session = getattr(request, "session", None)
    if session is None or WHO not in session:
        return None
    try:
        key, since = UUID(session[WHO]), datetime.fromisoformat(session[SINCE])
    except (KeyError, ValueError):
        return None
    if clock.now() - since > SIGNED_IN:
        return None
    return Member.objects.filter(pk=key).first()


def member_required(view: "View[P]") -> "View[P]":
    """Lead somebody who has not signed in to do so, and back to the page they wanted."""

    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if current_member(request) is None:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    update_wrapper(inner, view)
    return inner


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to signing in; the page that was wanted waits in the session, not in the address."""
    if request.method in ("GET", "HEAD"):
        request.session[NEXT] = request.path
    return redirect("groups:sign_in")


def signed_in(request: HttpRequest) -> Member:
    """Return who has signed in, in a view that requires it."""
    member = current_member(request)
    if member is None:
        raise Http404
    return member


def memberships_of(member: Member) -> list[Membership]:
    """Return what somebody is a member of, the longest first."""
    return list(member.memberships.filter(ended_at__isnull=True).select_related("organisation"))


def organisations_of(member: Member) -> list[Organisation]:
    """Return the groups of a member."""
    return [row.organisation for row in memberships_of(member)]


def membership_or_404(member: Member, group: str) -> Membership:
    """Return somebody's part in a group, named by its code; any other group does not exist."""
    for row in memberships_of(member):
        if row.organisation.short_code == group:
            return row
    raise Http404


def may_keep(member: Member, service: Service) -> bool:
    """Say whether a member keeps a listing: their group's, or one that is asked of them alone."""
    if service.organisation_id is not None:
        current = member.memberships.filter(ended_at__isnull=True)
        if current.filter(organisation_id=service.organisation_id).exists():
            return True
    return TeamContact.objects.filter(service=service, digest=member.digest).exists()


def service_or_404(member: Member, code: str) -> Service:
    """Return a listing that a member keeps, by its code; anybody else's does not exist."""
    rows = Service.objects.sources().exclude(status=Status.ARCHIVED)
    service = rows.select_related("organisation").filter(short_code=code).first()
    if service is None or not may_keep(member, service):
        raise Http404
    return service
