"""Instruments that wait for a clinical sign-off or a licence: seen by all, switched by few."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from selfassessment.actions.switches import SignOff, switch
from selfassessment.fixed_names import APPROVE_SAFETY, PUBLISH
from selfassessment.instruments.registry import ALL, is_gated
from selfassessment.models import InstrumentSwitch
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.forms.instruments import SwitchForm
from selfassessment.workshop.presenters.instruments import gated, gated_one
from selfassessment.workshop.views.opening import laid_out


@require_safe
@only(*ANY)
def index(request: HttpRequest) -> HttpResponse:
    """Show each instrument that waits, and whether it is on."""
    context = {"rows": gated(laid_out(), InstrumentSwitch.objects.all())}
    return render(request, "selfassessment/workshop/instruments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only(*ANY)
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Show one instrument with every decision about it; POST switches it.

    On takes the permission for clinical safety, and the name is that of who presses the button;
    off takes one person who may publish, at once.
    """
    if key not in ALL or not is_gated(key):
        raise Http404(key)
    decisions = list(InstrumentSwitch.objects.filter(instrument=key))
    is_on = bool(decisions) and decisions[-1].on
    allowed = may(request, APPROVE_SAFETY, PUBLISH) if is_on else may(request, APPROVE_SAFETY)
    form = SwitchForm(request.POST if request.method == "POST" and allowed else None, on=not is_on)
    if form.is_bound and form.is_valid():
        if form.cleaned_data["to"] == ("off" if is_on else "on"):  # else somebody was faster
            _switch(request, key, form, on=not is_on)
        return redirect("workshop:instrument", key=key)
    context = {
        "row": gated_one(laid_out(), key, decisions),
        "form": form,
        "may_switch": allowed,
        "signing": str(staff(request)),
    }
    status = 422 if form.errors else 200
    return render(request, "selfassessment/workshop/instrument.html", context, status=status)


def _switch(request: HttpRequest, key: str, form: SwitchForm, *, on: bool) -> None:
    told = form.cleaned_data
    sign_off = SignOff(str(staff(request)), told["role"], told["ground"])
    switch(key, sign_off, on=on, by=staff(request), now=clock.now())
    messages.success(request, f"{ALL[key].name} is {'on' if on else 'off'} now.")
