"""Letters to print: shown only where one may be sent."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from core import clock
from selfassessment.referrals import letters, presenters
from selfassessment.referrals.actions import cases
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.forms import DespiteFlagForm
from selfassessment.referrals.models import Case
from selfassessment.referrals.names import language_name
from selfassessment.referrals.rules.standing import is_worked_on
from selfassessment.referrals.selectors.gates import attempts_missing
from selfassessment.referrals.views.access import desk_only, staff
from selfassessment.referrals.views.case_page import find_case


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def letter(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Show a letter as it is printed, or why there is none; that the case was read is kept.

    Where a safety flag alone stands against it, a POST with a reason shows it this once.
    """
    if kind not in letters.LETTERS:
        raise Http404
    case, now = find_case(case_id), clock.now()
    cases.open_case(case=case, by=staff(request), now=now)
    refusal = letters.refusal(case, now)
    if refusal is None:
        return render(request, "referrals/letters/page.html", _letter(case, kind))
    form = DespiteFlagForm(request.POST if request.method == "POST" else None)
    if refusal.may_decide and form.is_bound and form.is_valid():
        reason, title = form.cleaned_data["reason"], letters.LETTERS[kind]
        cases.write_despite_flag(case=case, letter=title, reason=reason, by=staff(request), now=now)
        context = _letter(case, kind) | {"despite_flag": True}
        return render(request, "referrals/letters/page.html", context)
    context = {"case": case, "title": letters.LETTERS[kind], "refusal": refusal, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "referrals/letters/refused.html", context, status=status)


def _letter(case: Case, kind: str) -> dict[str, object]:
    language = letters.language_of(case)
    return {
        "case": case,
        "now": clock.now(),
        "words_template": f"referrals/letters/{kind}.html",
        "language": language,
        "is_rtl": translation.get_language_info(language)["bidi"],
        "language_name": language_name(language),
        "reads": "" if language == case.language else language_name(case.language),
        "title": letters.LETTERS[kind],
        "warning": _warning(case, kind),
        "told_in": presenters.told_in(case.person.details),
        "contact_rules": presenters.safe_contact(case.person.details),
        **letters.context(case),
    }


def _warning(case: Case, kind: str) -> str:
    """Return why what a letter says is not so yet, or ""."""
    states = {line.state for line in case.lines.all()}
    if kind == "unreached" and "unreached" not in states and _is_too_early(case):
        return (
            "Not enough attempts were made yet. This letter comes after them; sent now, it does "
            "not count as the last step."
        )
    if kind == "tried" and not case.events.filter(kind=EventKind.ATTEMPT).exists():
        return "This letter says that we tried, and no attempt is written down yet."
    if kind == "leaving" and any(is_worked_on(state) for state in states):
        return "This letter says that our help has ended, and something is still open."
    return ""


def _is_too_early(case: Case) -> bool:
    """Return whether attempts are still to be made before the last letter, for every line.

    For a line that nobody tries to reach no attempt has counted yet.
    """
    return all(len(one) > 1 for one in attempts_missing(case).values())
