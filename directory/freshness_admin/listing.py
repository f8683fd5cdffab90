"""One listing: who keeps it, how the team reaches them, what was asked and answered."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import audit, clock
from directory.actions.answering import take_back
from directory.actions.calling import Reason, set_origin, take_out
from directory.actions.checks import check_of
from directory.actions.team_contacts import add_contact, remove_contact
from directory.enums import Origin
from directory.forms.team_contacts import AddressForm
from directory.freshness_admin.calls import member, note_call
from directory.freshness_admin.people import Shown
from directory.models import CheckRound, Organisation, ProblemReport, Service, TeamContact
from directory.rules.sign_in import masked
from directory.selectors.listing_tallies import use_of

PAGE = "directory/admin/freshness/listing.html"
ROUNDS_SHOWN = 20
REASONS = (
    (Reason.REPORT, "A report about it is upheld"),
    (Reason.BOUNCE, "Mail came back, and nobody can be reached any other way"),
    (Reason.DECISION, "Another reason"),
)


class ContactForm(AddressForm):
    """How the team reaches the group; the public never sees it."""

    whose = forms.ChoiceField(
        label="For", choices=[("group", "everything of this group"), ("listing", "this one only")]
    )


@never_cache
@require_admin_access
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is known of the freshness of a listing; a POST changes one thing of it.

    Addresses are hidden until an editor asks for them, which is written down.
    """
    editor = member(request)
    found = get_object_or_404(Service.objects.select_related("source", "organisation"), pk=pk)
    facts = found.facts
    form = ContactForm(request.POST if "add" in request.POST else None)
    if "show" in request.POST:
        audit.record(actor=editor, verb="team_contact.read", subject=facts, now=clock.now())
        return render(request, PAGE, _context(facts, form, lambda _channel, value: value))
    if request.method == "POST" and ("add" not in request.POST or form.is_valid()):
        _done(request, facts, form, editor)
        return redirect("directory_freshness_listing", pk=facts.pk)
    return render(request, PAGE, _context(facts, form, masked))


def _context(facts: Service, form: ContactForm, shown: Shown) -> dict[str, object]:
    contacts = TeamContact.objects.filter(service=facts)
    if facts.organisation_id:
        contacts |= TeamContact.objects.filter(organisation=facts.organisation_id)
    languages = dict(settings.LANGUAGES)
    return {
        "listing": facts,
        "check": check_of(facts),
        "contacts": [
            (one, shown(one.channel, one.value), languages.get(one.language, one.language))
            for one in contacts
        ],
        "is_hidden": shown is masked,
        "form": form,
        "origins": [(one.value, one.label) for one in Origin],
        "rounds": CheckRound.objects.filter(service=facts)[:ROUNDS_SHOWN],
        "reports": ProblemReport.objects.filter(service=facts).count(),
        "use": use_of([facts.short_code], clock.today())[facts.short_code],
        "reasons": [(reason.value, text) for reason, text in REASONS],
        "edit_address": reverse(Service.snippet_viewset.get_url_name("edit"), args=[facts.pk]),
    }


Act = Callable[[HttpRequest, Service, ContactForm, User], str]


def _done(request: HttpRequest, facts: Service, form: ContactForm, editor: User) -> None:
    """Do what the pressed button says, and say what was done."""
    acts: dict[str, Act] = {
        "add": _add,
        "remove": _remove,
        "origin": _keep,
        "back": _take_back,
        "out": _out,
    }
    for name, act in acts.items():
        if name in request.POST:
            said = act(request, facts, form, editor)
            if said:
                messages.success(request, said)
            return
    note_call(request)


def _add(request: HttpRequest, facts: Service, form: ContactForm, editor: User) -> str:
    told = form.cleaned_data
    owner: Organisation | Service = facts
    if told["whose"] == "group" and facts.organisation is not None:
        owner = facts.organisation
    add_contact(
        owner=owner,
        channel=form.channel,
        value=told["value"],
        language=told["language"],
        by=editor,
        now=clock.now(),
    )
    return "Saved. The public does not see it. From now on we write to this address."


def _remove(request: HttpRequest, facts: Service, form: ContactForm, editor: User) -> str:
    found = next((one for one in _of(facts) if str(one.pk) == request.POST.get("remove", "")), None)
    if found is None:
        return ""
    remove_contact(contact=found, by=editor, now=clock.now())
    return "The address is deleted."


def _of(facts: Service) -> list[TeamContact]:
    own = list(TeamContact.objects.filter(service=facts))
    return own + list(TeamContact.objects.filter(organisation=facts.organisation_id or 0))


def _keep(request: HttpRequest, facts: Service, form: ContactForm, editor: User) -> str:
    wanted = request.POST.get("origin", "")
    if wanted not in Origin.values:
        return ""
    set_origin(service=facts, origin=Origin(wanted), by=editor, now=clock.now())
    return f"Kept by: {Origin(wanted).label}."


def _take_back(request: HttpRequest, facts: Service, form: ContactForm, editor: User) -> str:
    key = request.POST.get("back", "")
    rows = CheckRound.objects.filter(service=facts)
    found = rows.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    if found is None or not take_back(round_=found, now=clock.now()):
        return "There was nothing to take back."
    return "Taken back: the listing is as it was before the group answered."


def _out(request: HttpRequest, facts: Service, form: ContactForm, editor: User) -> str:
    reason = request.POST.get("reason", "")
    if reason not in list(Reason) or not editor.has_perm("directory.publish_service"):
        messages.error(request, "Choose why it leaves the search.")
        return ""
    take_out(service=facts, reason=Reason(reason), by=editor, now=clock.now())
    return f"{facts.name} is off the public site. Publish it again to bring it back."
