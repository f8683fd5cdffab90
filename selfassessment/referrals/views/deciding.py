"""What only a person can decide at a case: the same person or not, and what a text says."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core import clock
from selfassessment.referrals.actions import comparing, own_words
from selfassessment.referrals.forms import NoteForm
from selfassessment.referrals.models import Case, OwnWords
from selfassessment.referrals.views.access import desk_only, staff
from selfassessment.referrals.views.case_page import find_case, page


@require_POST
@desk_only
def sameness(request: HttpRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """Keep whether two cases are one person; neither is changed by it."""
    case, other = find_case(case_id), get_object_or_404(Case, pk=other_id)
    answer = {"yes": True, "no": False}.get(request.POST.get("same", ""))
    if answer is None or case.pk == other.pk:
        messages.error(request, "Choose one of the two buttons.")
        return redirect("referrals:case", case_id=case.pk)
    comparing.decide(case=case, other=other, same=answer, by=staff(request), now=clock.now())
    messages.success(request, "Kept. Both cases stay as they are.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def read(request: HttpRequest, case_id: UUID, words_id: UUID) -> HttpResponse:
    """Keep what one of the person's own texts says in English."""
    case = find_case(case_id)
    words = get_object_or_404(OwnWords, pk=words_id, case=case, sealed_words__isnull=False)
    form = NoteForm(request.POST, prefix=f"read-{words.pk}")
    if not form.is_valid():
        return page(request, case, status=422, read_forms={words.pk: form})
    english = form.cleaned_data["note"]
    try:
        own_words.read(words=words, english=english, by=staff(request), now=clock.now())
    except own_words.WordsAreGone:
        messages.error(request, "This text was erased meanwhile.")
    else:
        messages.success(request, "Kept beside the original.")
    return redirect("referrals:case", case_id=case.pk)
