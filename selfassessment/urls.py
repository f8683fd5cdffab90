"""Addresses of the journeys. The language's prefix stands before each."""

from django.urls import URLPattern, include, path

from selfassessment.views import (
    callback,
    changed,
    emergency,
    equality,
    leaving,
    results,
    saving,
    sending,
    start,
    status,
    status_contact,
    steps,
)


def _saving(journey: str) -> list[URLPattern]:
    """Return the addresses of saving and coming back; no code ever stands in one."""
    named = {"journey": journey}
    return [
        path("back/", saving.back, named, name="back"),
        path("forgotten/", saving.forgotten, named, name="forgotten"),
        path("<uuid:draft>/saved/", saving.saved, named, name="saved"),
        path("<uuid:draft>/send/", saving.send, named, name="send"),
        path("<uuid:draft>/on-its-way/", saving.code_sent, named, name="code-sent"),
        path("<uuid:draft>/forget/", saving.forget, named, name="forget"),
    ]


check_patterns = [
    path("", start.start, {"journey": "check"}, name="start"),
    path("<uuid:draft>/changed/", changed.show, {"journey": "check"}, name="changed"),
    *_saving("check"),
    path("<uuid:draft>/results/", results.show, name="results"),
    path("<uuid:draft>/results/send/", results.send, name="results-send"),
    path("<uuid:draft>/results/sent/", results.sent, name="results-sent"),
    path(
        "<uuid:draft>/<slug:step>/",
        steps.CheckSteps.as_view(url_name="check:step", done_step_name="done"),
        name="step",
    ),
]

refer_patterns = [
    path("", start.start, {"journey": "refer"}, name="start"),
    path("status/", status.ask, name="status"),
    path("status/yours/", status.yours, name="status-yours"),
    path("status/withdraw/", status.withdraw, name="status-withdraw"),
    path("status/contact/", status_contact.show, name="status-contact"),
    path("status/contact/<slug:name>/", status_contact.part, name="status-contact-part"),
    path("status/contact/<slug:name>/remove/", status_contact.remove, name="status-contact-remove"),
    path("status/how-it-went/", status.went, name="status-went"),
    path("status/close/", status.close, name="status-close"),
    path("<uuid:draft>/changed/", changed.show, {"journey": "refer"}, name="changed"),
    *_saving("refer"),
    path("<uuid:draft>/answers/", sending.answers, name="answers"),
    path("<uuid:draft>/sent/", sending.done, name="done"),
    path("<uuid:draft>/sent/about-you/", equality.ask, name="equality"),
    path(
        "<uuid:draft>/<slug:step>/",
        steps.ReferSteps.as_view(url_name="refer:step", done_step_name="done"),
        name="step",
    ),
]

urlpatterns = [
    path("check/", include((check_patterns, "check"))),
    path("refer/", include((refer_patterns, "refer"))),
    path("emergency/", emergency.show, name="emergency"),
    path("call-back/", callback.call_back, name="callback"),
    path("leave/", leaving.leave, name="quick-exit"),
]
