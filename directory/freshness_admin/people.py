"""The people of one group: staff see who keeps it, ask somebody in, and end what has to end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.panels import Panel

from accounts.models import User
from core import audit, clock
from directory.actions import members
from directory.enums import MemberRole
from directory.forms.team_contacts import AddressForm
from directory.freshness_admin.calls import member
from directory.models import Invitation, Membership, Organisation, TeamContact
from directory.permissions import may_change_facts
from directory.rules.sign_in import masked

PAGE = "directory/admin/freshness/people.html"
LAST_ENDED = (
    "Ended. Nobody of the group is left: its listings come to the call list when they are due."
)
Shown = Callable[[str, str], str]


class PeoplePanel(Panel):
    """Who keeps the group, in its editor."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one group."""

        template_name = "directory/admin/freshness/_people_panel.html"

        def is_shown(self) -> bool:
            """Whether the group is kept already, and this is an editor."""
            there = bool(self.instance.pk and self.instance.is_source)
            return there and may_change_facts(self.request.user)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return how many people there are, and where they stand."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["people"] = Membership.objects.current().filter(organisation=self.instance)
            return context


@never_cache
@require_admin_access
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who keeps a group's listings; a POST does one thing.

    Addresses are hidden until an editor asks for them, which is written down.
    """
    editor = member(request)
    group = get_object_or_404(Organisation.objects.sources(), pk=pk)
    form = AddressForm(request.POST if "invite" in request.POST else None)
    if request.method != "POST" or ("invite" in request.POST and not form.is_valid()):
        return render(request, PAGE, _context(group, form, masked))
    if "show" in request.POST:
        audit.record(actor=editor, verb="membership.read", subject=group, now=clock.now())
        return render(request, PAGE, _context(group, form, lambda _channel, value: value))
    if "invite" in request.POST:
        said = _invite(group, form, editor)
    else:
        said = _ended(request, group, editor)
    if said:
        messages.success(request, said)
    return redirect("directory_group_people", pk=group.pk)


def _context(group: Organisation, form: AddressForm, shown: Shown) -> dict[str, object]:
    rows = Membership.objects.current().filter(organisation=group).select_related("member")
    asked = Invitation.objects.filter(organisation=group, expires_at__gt=clock.now())
    return {
        "group": group,
        "people": [(row, shown(row.member.channel, row.member.value)) for row in rows],
        "asked": [(row, shown(row.channel, row.value)) for row in asked.order_by("made_at")],
        "needs": group.needs.filter(until__gte=clock.today()),
        "written_to": TeamContact.objects.filter(organisation=group).count(),
        "listings": group.services.order_by("name", "pk"),
        "is_hidden": shown is masked,
        "form": form,
        "edit_address": reverse(Organisation.snippet_viewset.get_url_name("edit"), args=[group.pk]),
    }


def _invite(group: Organisation, form: AddressForm, editor: User) -> str:
    told = form.cleaned_data
    members.invite(
        group=group,
        channel=form.channel,
        value=told["value"],
        role=MemberRole.HELPER,
        language=told["language"],
        by=editor,
        now=clock.now(),
    )
    return "The invitation is on its way. It works for 30 days."


def _ended(request: HttpRequest, group: Organisation, editor: User) -> str:
    """End a membership, an invitation or a need of this group, as the pressed button says."""
    now = clock.now()
    row = Membership.objects.current().filter(organisation=group, pk=_key(request, "end")).first()
    if row is not None:
        is_last = members.end(membership=row, by=editor, now=now, is_known=True)
        return LAST_ENDED if is_last else "Ended. We write to this address no more."
    asked = Invitation.objects.filter(organisation=group)
    invitation = next((one for one in asked if str(one.pk) == request.POST.get("withdraw")), None)
    if invitation is not None:
        members.decline(invitation=invitation, by=editor, now=now)
        return "The invitation is taken back."
    need = group.needs.filter(pk=_key(request, "need")).first()
    if need is not None:
        members.take_need_down(need=need, by=editor, now=now)
        return "It is off the group's page."
    return ""


def _key(request: HttpRequest, name: str) -> int:
    """Return the key a button carries; 0, which nothing has, for anything else."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0
