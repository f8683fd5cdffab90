"""Call me back, in my language: the shortest way to a person."""

import json
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from core import clock
from core.ratelimit import allow
from selfassessment.forms import CallBackForm
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.dates import day_in_words
from selfassessment.referrals.enums import Channel
from selfassessment.referrals.models import Case
from selfassessment.referrals.rules.references import spaced
from selfassessment.referrals.selectors import promise
from selfassessment.referrals.types import NeedLine, PersonDetails, SubmittedReferral
from selfassessment.referrals.whereabouts import code_to_show
from selfassessment.views.limits import CALL_BACKS, too_often

TIMES = {"any": "any time", "morning": "mornings", "afternoon": "afternoons"}


@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request: HttpRequest) -> HttpResponse:
    """Show the form; a POST gives the desk one case, however often it is sent."""
    now = clock.now()
    form = CallBackForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {
        "form": form,
        "rung_by": day_in_words(promise(now).contact_by),
        "container": "narrow",
        "quick_exit": True,  # the results of somebody who is not safe lead here
    }
    if not form.is_bound:
        return render(request, "selfassessment/call_back.html", context)
    if not allow(scope="call-back", request=request, limit=CALL_BACKS.limit, per=CALL_BACKS.per):
        context["is_too_many"] = True
        return too_often(render(request, "selfassessment/call_back.html", context))
    if not form.is_valid():
        return render(request, "selfassessment/call_back.html", context, status=422)
    received = receive(submission=_submission(form), now=now)
    context["reference"] = spaced(received.reference)
    case = Case.objects.get(pk=received.case_id)
    context["code"] = code_to_show(case)
    context["rung_by"] = day_in_words(case.contact_by_date)
    return render(request, "selfassessment/call_back_done.html", context)


def _submission(form: CallBackForm) -> SubmittedReferral:
    told = form.cleaned_data
    language = told["language"]
    return SubmittedReferral(
        key=_key(form),
        journey="call_back",
        journey_version="1",
        language=get_language() or "en",
        channel=Channel.CALL_BACK,
        person=PersonDetails(
            name=told["name"],
            phone=told["phone"],
            contact_by=("phone",),
            voicemail_ok=told["message"] == "yes",
            safe_times=TIMES[told["when"]],
            interpreter=language if language != "en" else None,
        ),
        needs=(NeedLine("talk", "call_back", "desk"),),
    )


def _key(form: CallBackForm) -> UUID:
    """Return the same key for the same words sent twice; a number put right is a new case."""
    told = [str(form.cleaned_data[name]) for name in form.fields if name != "key"]
    return uuid5(form.cleaned_data["key"], json.dumps(told))
