"""Whose proposals go through without a person? Editors say so here, and end it here."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from core import clock
from directory.actions import trusting
from directory.models import Organisation, TrustRule
from directory.moderation_admin.views import FOLDER, member
from directory.rules.moderation import label_of
from directory.rules.trust import GUARDED
from directory.staff_enums import ProposalKind

MOST_GROUPS = 500


@never_cache
@require_admin_access
def trust(request: HttpRequest) -> HttpResponse:
    """Show the rules; a POST gives or ends one."""
    editor = member(request)
    if request.method == "POST":
        if not _done(request, editor):
            return _page(request, status=400)
        return redirect("directory_moderation_trust")
    return _page(request)


def _done(request: HttpRequest, editor: object) -> bool:
    ended, now = request.POST.get("end", ""), clock.now()
    if ended:
        rule = TrustRule.objects.valid().filter(pk=_number(ended)).first()
        if rule is not None:
            trusting.end(rule=rule, by=editor, now=now)  # type: ignore[arg-type]  # staff
            messages.success(request, "The rule has ended. What it let through stays.")
        return True
    group = _groups().filter(pk=_number(request.POST.get("group", ""))).first()
    kind, reason = request.POST.get("kind", ""), " ".join(request.POST.get("reason", "").split())
    fields = [name for name in GUARDED if name in request.POST.getlist("fields")]
    if group is None or kind not in trusting.KINDS or not reason:
        messages.error(request, "Choose a group and a kind, and say why.")
        return False
    trusting.trust(
        group=group,
        kind=kind,
        fields=fields if kind == ProposalKind.EDIT else (),
        reason=reason[:500],
        by=editor,  # type: ignore[arg-type]  # staff
        now=now,
    )
    messages.success(request, f"{group.name}: {label_of(kind)} goes through from now on.")
    return True


def _page(request: HttpRequest, status: int = 200) -> HttpResponse:
    rules = TrustRule.objects.valid().select_related("organisation", "given_by")
    context = {
        "rows": [(rule, label_of(rule.kind), _through(rule)) for rule in rules],
        "fields": [
            (name, label, name in request.POST.getlist("fields")) for name, label in GUARDED.items()
        ],
        "groups": _groups()[:MOST_GROUPS],
        "kinds": [(kind.value, label_of(kind.value)) for kind in trusting.KINDS],
        "group": _number(request.POST.get("group", "")),
        "kind": request.POST.get("kind", ""),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, f"{FOLDER}/trust.html", context, status=status)


def _through(rule: TrustRule) -> str:
    """Say which of the guarded facts a rule lets through."""
    return ", ".join(label.lower() for name, label in GUARDED.items() if name in rule.fields)


def _groups() -> QuerySet[Organisation]:
    """Return the groups that somebody keeps: others send nothing."""
    kept = Organisation.objects.sources().filter(memberships__ended_at__isnull=True)
    found: QuerySet[Organisation] = kept.exclude(memberships=None).distinct().order_by("name", "pk")
    return found


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
