"""The queue of staff: what waits, most harmful first; a whole page is decided with one press."""

from collections import Counter
from uuid import UUID, uuid4

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.actions.moderation import decide, set_minutes
from directory.actions.queue_messages import write_to_groups
from directory.models import QueueDecision
from directory.moderation_admin.forms import Sent, read, why_failed
from directory.permissions import may_change_facts
from directory.rules.moderation import (
    MINUTES,
    Decision,
    Item,
    in_hours,
    label_of,
    minutes_waiting,
)
from directory.selectors import moderation
from directory.views.pictures import answer_with

log = structlog.get_logger(__name__)
PER_PAGE = 25
MOST_MINUTES = 240
FOLDER = "directory/admin/moderation"
FOR_MANY = (
    (Decision.APPROVE, "Approve, or done"),
    (Decision.BACK, "Send back"),
    (Decision.REFUSE, "Refuse"),
)


@never_cache
@require_admin_access
def queue(request: HttpRequest) -> HttpResponse:
    """Show a page of what waits; a POST decides all that was chosen on it."""
    editor = member(request)
    if request.method != "POST":
        return _page(request)
    sent = read(request.POST, moderation.items)
    if sent.errors:
        return _page(request, sent)
    if sent.is_message:
        number, without = write_to_groups(
            items=sent.ticked, subject=sent.subject, words=sent.words, key=sent.key, now=clock.now()
        )
        messages.success(request, f"Written to {number} address{'' if number == 1 else 'es'}.")
        if without:
            messages.warning(request, f"No address is known for: {', '.join(without)}.")
    elif _decide(request, sent, editor):
        return _page(request, sent)
    return redirect(_address(request.GET.get("kind", "")))


def _decide(request: HttpRequest, sent: Sent, editor: User) -> bool:
    """Decide all that was chosen; whether something failed, which then stands in `sent` alone."""
    done: Counter[str] = Counter()
    failed = set()
    for choice in sent.choices:
        try:
            outcome = decide(choice=choice, by=editor, now=clock.now())
        except Exception as error:
            # The rest of the page is decided all the same; this item waits as it was.
            log.exception("queue_item_failed", kind=choice.kind)
            failed.add(choice.name)
            sent.errors.append(f"{sent.title_of(choice.name)}: {why_failed(error)}")
            continue
        if outcome.why_not:
            messages.warning(request, f"{outcome.title}: {outcome.why_not}")
        else:
            done[outcome.label] += 1
    if done:
        said = ", ".join(f"{label} ({number})" for label, number in sorted(done.items()))
        messages.success(request, f"{sum(done.values())} decided: {said}.")
    sent.is_decided = True
    sent.items = [one for one in sent.items if one.name in failed]
    return bool(failed)


def _page(request: HttpRequest, sent: Sent | None = None) -> HttpResponse:
    counts = moderation.counts()
    kind = request.GET.get("kind", "")
    kind = kind if kind in moderation.kinds() else ""
    total = counts.get(kind, 0) if kind else sum(counts.values())
    asked = request.GET.get("p", "")
    last = max(1, -(-total // PER_PAGE))
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    number = min(max(number, 1), last)
    shown: list[Item]
    if sent is not None:
        shown = list(sent.items)
    else:
        names = moderation.in_order(kind, (number - 1) * PER_PAGE, PER_PAGE)
        shown = moderation.items(names)
    tick_all = "all" in request.GET
    rows = [
        sent.row(one) if sent else {"item": one, "ticked": tick_all, "decision": "", "reason": ""}
        for one in shown
    ]
    context = {
        "rows": rows,
        "sent": sent,
        "key": sent.key if sent else uuid4(),
        "kind": kind,
        "tabs": [(one, label_of(one), counts.get(one, 0)) for one in moderation.kinds()],
        "total": total,
        "every": sum(counts.values()),
        "waiting": in_hours(minutes_waiting(counts, moderation.minutes())),
        "for_many": FOR_MANY,
        "number": number,
        "last": last,
    }
    return render(request, f"{FOLDER}/queue.html", context)


@never_cache
@require_admin_access
@require_safe
def decided(request: HttpRequest) -> HttpResponse:
    """List what was decided last, and by whom."""
    member(request)
    rows = QueueDecision.objects.select_related("by")[:100]
    context = {"rows": [(row, label_of(row.kind)) for row in rows]}
    return render(request, f"{FOLDER}/decided.html", context)


@never_cache
@require_admin_access
@require_safe
def picture(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a picture that waits, or one of a listing."""
    member(request)
    return answer_with(key)


@never_cache
@require_admin_access
def minutes(request: HttpRequest) -> HttpResponse:
    """Say how many minutes an item of each kind takes."""
    editor = member(request)
    known = MINUTES | moderation.minutes()
    errors = {}
    typed = {kind: request.POST.get(kind, str(number)) for kind, number in known.items()}
    if request.method == "POST":
        for kind, said in typed.items():
            is_number = said.isascii() and said.isdecimal() and len(said) < 4
            if not is_number or int(said) > MOST_MINUTES:
                errors[kind] = f"Type a whole number from 0 to {MOST_MINUTES}."
        if not errors:
            for kind, said in typed.items():
                if int(said) != known[kind]:
                    set_minutes(kind=kind, minutes=int(said), by=editor, now=clock.now())
            messages.success(request, "Saved.")
            return redirect("directory_moderation")
    rows = [(kind, label_of(kind), typed[kind], errors.get(kind, "")) for kind in known]
    return render(request, f"{FOLDER}/minutes.html", {"rows": rows})


def member(request: HttpRequest) -> User:
    """Return the editor who asks; refuse everybody else."""
    if not isinstance(request.user, User) or not may_change_facts(request.user):
        raise PermissionDenied
    return request.user


def _address(kind: str) -> str:
    known = kind if kind in moderation.kinds() else ""
    return reverse("directory_moderation") + (f"?kind={known}" if known else "")
