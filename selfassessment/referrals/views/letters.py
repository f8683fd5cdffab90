"""Letters to print."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from core import clock
from selfassessment.referrals import letters, presenters
from selfassessment.referrals.actions import cases
from selfassessment.referrals.names import language_name
from selfassessment.referrals.views.access import desk_only, staff
from selfassessment.referrals.views.case_page import find_case


@require_safe
@desk_only
def letter(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Show a letter as it is printed; that the case was read is written down."""
    if kind not in letters.LETTERS:
        raise Http404
    case, now = find_case(case_id), clock.now()
    cases.open_case(case=case, by=staff(request), now=now)
    language = letters.language_of(case)
    context = {
        "case": case,
        "kind": kind,
        "now": now,
        "words_template": f"referrals/letters/{kind}.html",
        "language": language,
        "is_rtl": translation.get_language_info(language)["bidi"],
        "language_name": language_name(language),
        "title": letters.LETTERS[kind],
        "told_in": presenters.told_in(case.person.details),
        **letters.context(case),
    }
    return render(request, "referrals/letters/page.html", context)
