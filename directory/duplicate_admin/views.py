"""What do the pages about likely duplicates answer?"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.actions.duplicates import ask_for_duplicates, decide
from directory.actions.merging import CannotMerge, Decision, merge, refusal, undo
from directory.duplicate_admin.forms import LEFT, RIGHT, MergeForm
from directory.duplicate_admin.showing import Names, label, lines, side_by_side
from directory.duplicate_admin.standing import address_of, standing
from directory.models import DuplicateSearch, Merger, Service
from directory.parameters import key_in
from directory.permissions import may_change_facts
from directory.rules.merging import FIELDS, Values, merged, same
from directory.selectors.duplicates import open_pairs, pair_of
from directory.selectors.merging import mergers, print_of, values_of

PER_PAGE = 25
FOLDER = "directory/admin/duplicates"
WHY_NOT = {
    "itself": "This is one and the same listing. Choose two.",
    "gone": "One of these listings is not there any more, or this was taken back already.",
    "away": "One of these listings was put away or merged already. Nothing has changed.",
    "locked": "Somebody has locked one of these listings. Ask them, or try again later.",
    "hidden": "The public does not see the listing you want to keep, but it sees the other. "
    "Keep the other one, or publish this one first.",
    "changed": "Somebody has changed one of these listings since you opened this page. Nothing is "
    "merged yet. Look at both again; your choices are kept.",
    "later": "The listing that was kept has itself been merged since. Take that back first.",
}
STAYS_ON_PAGE = frozenset({"locked", "hidden", "changed"})


@never_cache
@require_admin_access
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """List the likely duplicates, the likeliest first; a POST has the worker look now."""
    editor = member(request)
    if request.method == "POST":
        ask_for_duplicates(by=editor, now=clock.now())
        messages.success(request, "We are looking. Load this page again in a minute.")
        return redirect("directory_duplicates")
    pages = Paginator(open_pairs(), PER_PAGE)
    context = {
        "page": pages.get_page(request.GET.get("p")),
        "searches": list(DuplicateSearch.objects.all()[:1]),
    }
    return render(request, f"{FOLDER}/list.html", context)


@never_cache
@require_admin_access
def merge_pair(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show two listings side by side; make them one, or say that they are not the same."""
    editor = member(request)
    left, right = _listing(pk), _listing(other)
    code = refusal(left, right, editor)
    if code and code not in STAYS_ON_PAGE:
        return _refused(request, code)
    if request.method == "POST" and "different" in request.POST:
        decide(one=left, other=right, by=editor, now=clock.now())
        messages.success(request, "Noted: these are not the same. You will not be asked again.")
        return redirect("directory_duplicates")
    return _choosing(request, editor, left, right)


@dataclass(frozen=True, slots=True)
class _Two:
    """Two listings, what they say, and what is chosen of both."""

    left: Service
    right: Service
    ours: Values
    theirs: Values
    form: MergeForm

    @property
    def kept_and_gone(self) -> tuple[Service, Service]:
        """The listing that stays, and the other."""
        return (self.left, self.right) if self.form.keeps_left else (self.right, self.left)


def _choosing(request: HttpRequest, editor: User, left: Service, right: Service) -> HttpResponse:
    ours, theirs = values_of(left), values_of(right)
    is_sent = request.method == "POST"
    form = MergeForm(
        request.POST if is_sent else None,
        left=ours,
        right=theirs,
        seen=print_of(ours, theirs),
        keep=_better(left, right),
        words_too=left.locale_id == right.locale_id,
    )
    two = _Two(left, right, ours, theirs, form)
    if not is_sent or not form.is_valid() or "back" in request.POST:
        return _page(request, two)
    code = _hindrance(request, editor, two)
    if code in STAYS_ON_PAGE:
        return _page(request, two, WHY_NOT[code])
    if code:
        return _refused(request, code)
    if "merge" in request.POST:
        return redirect("directory_duplicates")
    return _preview(request, two)


def _hindrance(request: HttpRequest, editor: User, two: _Two) -> str:
    """Merge if that was asked; return why it cannot be done, as a code, or ""."""
    kept, gone = two.kept_and_gone
    seen = two.form.cleaned_data["seen"]
    code = refusal(kept, gone, editor)
    if code or seen != print_of(two.ours, two.theirs):
        return code or "changed"
    if "merge" not in request.POST:
        return ""
    try:
        decision = Decision(kept.pk, gone.pk, two.form.decisions(), seen)
        merge(decision=decision, by=editor, now=clock.now())
    except CannotMerge as error:
        return error.code
    messages.success(
        request,
        f"{gone.name} is merged into {kept.name}. Its old address leads there. "
        "You can take this back under “Merged listings”.",
    )
    return ""


def _preview(request: HttpRequest, two: _Two) -> HttpResponse:
    kept, gone = two.kept_and_gone
    before, other = (two.ours, two.theirs) if two.form.keeps_left else (two.theirs, two.ours)
    result = merged(before, other, two.form.decisions())
    said = _result(before, result, Names.of(two.ours, two.theirs))
    context = {
        "kept": kept,
        "gone": gone,
        "kept_at": address_of(kept),
        "gone_at": address_of(gone),
        "result": said,
        "form": two.form,
    }
    return render(request, f"{FOLDER}/result.html", context)


@never_cache
@require_admin_access
def merged_list(request: HttpRequest) -> HttpResponse:
    """List what was merged, the latest first; a POST takes one merger back."""
    editor = member(request)
    if request.method == "POST":
        return _undone(request, editor)
    pages = Paginator(mergers(), PER_PAGE)
    context = {"page": pages.get_page(request.GET.get("p"))}
    return render(request, f"{FOLDER}/merged.html", context)


def _undone(request: HttpRequest, editor: User) -> HttpResponse:
    row = Merger.objects.filter(pk=key_in(request.POST, "undo")).first()
    try:
        if row is None:
            raise CannotMerge("gone")
        left_alone = undo(merger=row, by=editor, now=clock.now())
    except CannotMerge as error:
        messages.error(request, WHY_NOT[error.code])
        return redirect("directory_mergers")
    messages.success(request, f"{row.merged_name} is a listing of its own again, at its address.")
    if left_alone:
        fields = ", ".join(label(code) for code in left_alone)
        messages.warning(request, f"Changed since the merge, so left as it is: {fields}.")
    return redirect("directory_mergers")


def member(request: HttpRequest) -> User:
    """Return the editor who asks; refuse everybody else."""
    if not isinstance(request.user, User) or not may_change_facts(request.user):
        raise PermissionDenied
    return request.user


def _refused(request: HttpRequest, code: str) -> HttpResponse:
    messages.error(request, WHY_NOT[code])
    return redirect("directory_duplicates")


def _listing(pk: int) -> Service:
    links = ("source", "locale", "organisation", "location", "check_row", "locked_by")
    found: Service = get_object_or_404(Service.objects.select_related(*links), pk=pk)
    return found.facts


def _better(left: Service, right: Service) -> str:
    """Return which is offered to stay: the published, then the one checked last."""

    def rank(one: Service) -> tuple[bool, str]:
        checked = getattr(getattr(one, "check_row", None), "checked_on", None)
        return one.live, checked.isoformat() if checked else ""

    return LEFT if rank(left) >= rank(right) else RIGHT


def _page(request: HttpRequest, two: _Two, why_not: str = "") -> HttpResponse:
    form = two.form
    fields = side_by_side(two.ours, two.theirs, Names.of(two.ours, two.theirs))
    context = {
        "left": standing(two.left),
        "right": standing(two.right),
        "pair": pair_of(two.left, two.right),
        "two_languages": two.left.locale_id != two.right.locale_id,
        "seen": print_of(two.ours, two.theirs),
        "form": form,
        "keeps": form.options("keep"),
        "rows": [(one, form.options(one.code)) for one in fields if one.code in form.codes],
        "rest": [one for one in fields if one.code not in form.codes],
        "why_not": why_not,
    }
    return render(request, f"{FOLDER}/pair.html", context)


def _result(before: Values, after: Values, names: Names) -> list[tuple[str, list[str], bool]]:
    """Return each field as it will be, and whether that is new for the listing that stays."""
    said = (
        (field.label, lines(field.code, after[field.code], names), field.code) for field in FIELDS
    )
    return [
        (name, text, not same(code, before[code], after[code])) for name, text, code in said if text
    ]
