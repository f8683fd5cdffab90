"""A referral that staff fill in for somebody: on the telephone, at a counter, from paper."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_http_methods

from core import clock
from selfassessment.actions import drafts, equality
from selfassessment.journeys.confirmation import confirmation
from selfassessment.journeys.entering import next_to_ask, parts, take_in
from selfassessment.journeys.published import NothingPublished, current_version
from selfassessment.journeys.referring import asked_offers
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from selfassessment.models.drafts import browser_hash
from selfassessment.referrals.enums import Channel
from selfassessment.referrals.models import Case
from selfassessment.referrals.names import language_name
from selfassessment.referrals.views.access import desk_only, staff
from selfassessment.views.equality import equality_form
from selfassessment.views.sending import send

_NOT_FOR_STAFF = (Channel.ONLINE, Channel.CALL_BACK)
CHANNELS = [(code, label) for code, label in Channel.choices if code not in _NOT_FOR_STAFF]


# Those that people can ask to talk in, beside the site's own.
_MORE = ("pa", "hi", "bn", "so", "ar")


def languages() -> list[tuple[str, str]]:
    """Return the languages to choose from, the site's own first; nothing is chosen before."""
    codes = dict.fromkeys((*(code for code, _name in settings.LANGUAGES), *_MORE))
    return [("", "Choose a language"), *((code, language_name(code)) for code in codes)]


class BeginForm(forms.Form):
    """How the referral comes in."""

    channel = forms.ChoiceField(
        label="How does it come in?", choices=CHANNELS, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label="Which language does the person read?",
        choices=languages,
        help_text="Messages and letters come in it where the site has it. You write English here.",
    )


def _mine(request: HttpRequest) -> str:
    """Return what stands for a browser's cookie: this member of staff, unknown to browsers."""
    return salted_hmac("selfassessment.entry", str(staff(request).pk)).hexdigest()


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def begin(request: HttpRequest) -> HttpResponse:
    """Ask how it comes in, then go to the one page with all questions."""
    form = BeginForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "selfassessment/entry/begin.html", {"form": form}, status=status)
    try:
        version = current_version("refer")
    except NothingPublished:
        form.add_error("channel", "No journey is published, so nothing can be filled in yet.")
        return render(request, "selfassessment/entry/begin.html", {"form": form}, status=422)
    draft = drafts.begin(
        version=version,
        browser=_mine(request),
        now=clock.now(),
        channel=form.cleaned_data["channel"],
        person_language=form.cleaned_data["language"],
    )
    return redirect("entry-page", draft_id=draft.pk)


def _draft(request: HttpRequest, draft_id: UUID) -> Draft:
    """Return a draft of this member of staff; 404 for that of a colleague."""
    mine = browser_hash(_mine(request))
    found: Draft = get_object_or_404(Draft.objects.with_version(), pk=draft_id, browser=mine)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def fill_in(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show all questions at once; each POST keeps what is right and opens what it leads to."""
    draft = _draft(request, draft_id)
    if draft.status == Draft.Status.SENT:
        return redirect("entry-sent", draft_id=draft.pk)
    with translation.override("en"):
        walk = Walk(draft, "en")
        if request.method != "POST":
            return render(request, "selfassessment/entry/page.html", _context(walk, {}))
        return _posted(request, walk)


def _posted(request: HttpRequest, walk: Walk) -> HttpResponse:
    """Keep what is right; go on where the page goes on, or to what is to be read out at the end."""
    sending = "send" in request.POST
    sent = redirect("entry-sent", draft_id=walk.draft.pk)
    try:
        wrong = take_in(walk, request.POST, whole=sending)
    except drafts.DraftIsSent:
        return sent
    if sending and not wrong and walk.path.ready_to_send:
        with suppress(drafts.DraftIsSent):
            send(walk, by=staff(request))
        return sent
    if not wrong and not sending:
        page = reverse("entry-page", kwargs={"draft_id": walk.draft.pk})
        return redirect(f"{page}#{next_to_ask(walk, request.POST)}")
    context = _context(walk, wrong)
    context["not_yet"] = sending
    return render(request, "selfassessment/entry/page.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def sent(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show reference and code to read out, and ask about equality; a POST keeps those answers."""
    draft = _draft(request, draft_id)
    if draft.status != Draft.Status.SENT:
        return redirect("entry-page", draft_id=draft.pk)
    case = get_object_or_404(Case, submission_key=draft.submission_key)
    with translation.override("en"):
        walk = Walk(draft, "en")
        form = None
        if not walk.decision.flags and not equality.was_asked(draft.pk):
            form = equality_form(request, walk)
        if form is not None and form.is_bound and form.is_valid():
            equality.keep(answers=form.given(), draft=draft.pk, now=clock.now())
            messages.success(request, "The answers about equality are kept, without the person.")
            return redirect("referrals:case", case_id=case.pk)
        on_paper = walk.draft.channel == Channel.PAPER
        context = {"form": form, "case": case, "on_paper": on_paper, "page": None}
        context |= confirmation(walk)
        status = 422 if form is not None and form.errors else 200
        return render(request, "selfassessment/entry/sent.html", context, status=status)


def _context(walk: Walk, wrong: dict[str, Any]) -> dict[str, Any]:
    offers = [walk.words(f"offer.{offer.offer}.name") for offer in asked_offers(walk)]
    return {
        "walk": walk,
        "parts": parts(walk, wrong),
        "wrong": wrong,
        "errors": [line for form in wrong.values() for line in form.error_lines],
        "offers": list(dict.fromkeys(offers)),
        "ready": walk.path.ready_to_send,
        "stopped": walk.path.emergency is not None or walk.path.exit is not None,
        "channel": dict(Channel.choices).get(walk.draft.channel, ""),
        "page": None,
        "container": "narrow",
    }
