"""Check your answers, send them once, and see what happens next."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core import clock
from core.ratelimit import allow
from selfassessment.actions import drafts
from selfassessment.engine.answer import Answer, seen_key
from selfassessment.journeys.addresses import change_address, resume_address, step_address
from selfassessment.journeys.confirmation import confirmation
from selfassessment.journeys.elsewhere import elsewhere
from selfassessment.journeys.referring import asked_offers, submission
from selfassessment.journeys.summary import sections
from selfassessment.journeys.until import kept_until
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from selfassessment.referrals.actions.cases import receive
from selfassessment.views import counting
from selfassessment.views.drafts import DraftIsGone, find_walk, gone
from selfassessment.views.limits import SENDS, too_many


@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show what was answered; a POST sends it. Sent twice, it is received once."""
    try:
        walk = find_walk(request, draft, "refer")
    except DraftIsGone as why:
        return gone(request, "refer", why)
    done = HttpResponseRedirect(reverse("refer:done", kwargs={"draft": walk.draft.pk}))
    if walk.draft.status == Draft.Status.SENT:
        return _after(walk) if request.method == "POST" else done
    if not walk.path.ready_to_send:
        return HttpResponseRedirect(resume_address(walk))
    if request.method != "POST":
        return render(request, "selfassessment/answers.html", _answers_context(walk))
    if not allow(scope="referral-send", request=request, limit=SENDS.limit, per=SENDS.per):
        return too_many(request)
    with suppress(drafts.DraftIsSent):  # sent a moment earlier, by the same press twice
        send(walk)
        counting.sent(request, walk)
    return _after(walk)


def _after(walk: Walk) -> HttpResponse:
    """Return where a press of the button leads, the second one of a double press as well."""
    # With a flag what to do now comes before any statistics.
    page = "done" if walk.decision.flags else "equality"
    return HttpResponseRedirect(reverse(f"refer:{page}", kwargs={"draft": walk.draft.pk}))


def send(walk: Walk, by: User | None = None) -> str:
    """Hand the referral to the desk and return its reference; DraftIsSent the second time.

    `by` is the member of staff who filled it in for somebody.
    """
    now, filled_in = clock.now(), submission(walk)
    check = next(step for step in walk.path.steps if step.page.kind.value == "check_answers")

    def hand_over(changed: bool) -> str:
        if changed:
            walk.refresh()
        told = submission(walk) if changed else filled_in
        return receive(submission=told, now=now, by=by).reference

    drafts.send(
        draft=walk.draft,
        answers={check.answer_key(seen_key(check.page.key)): Answer.seen()},
        hand_over=hand_over,
        now=now,
    )
    return walk.draft.reference


def _answers_context(walk: Walk) -> dict[str, Any]:
    words = walk.words
    order = walk.published.definition.extra.get("answers_order", ())
    steps = walk.path.steps
    asked_before = [step for step in steps if step.page.kind.value != "check_answers"]
    offers = [words(f"offer.{offer.offer}.name") for offer in asked_offers(walk)]
    return {
        "walk": walk,
        "page": None,
        "title": words("page.check_answers.title"),
        "lead": words("answers.lead"),
        "carried": words("answers.carried") if walk.draft.earlier_id else "",
        "asking_for": words("answers.asking_for"),
        "offers": list(dict.fromkeys(offers)),
        "sections": sections(walk, change_address, order),
        "change": words("answers.change"),
        "send_title": words.html("answers.send.title"),
        "send_body": words.html("answers.send.body"),
        "send_button": words.html("answers.send.button"),
        "back_url": step_address(walk, asked_before[-1]),
        "container": "check",
        "kept_until": kept_until(walk.draft),
        "quick_exit": walk.shows_quick_exit,
        **elsewhere(walk),
    }


@require_safe
def done(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show the reference and what happens next; it can be opened again and printed."""
    try:
        walk = find_walk(request, draft, "refer")
    except DraftIsGone as why:
        return gone(request, "refer", why)
    if walk.draft.status != Draft.Status.SENT:
        return HttpResponseRedirect(resume_address(walk))
    context = {
        "walk": walk,
        "page": None,
        "container": "narrow",
        "quick_exit": walk.shows_quick_exit,
        **confirmation(walk),
    }
    return render(request, "selfassessment/done.html", context)
