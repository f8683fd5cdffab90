"""How is a line of other words tried out before and after it is saved?"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_denied, require_admin_access

from directory.selectors.trying import Trial, trials
from directory.synonym_admin.forms import TryForm
from search.models import Synonym


@require_admin_access
def try_synonym(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show what words find without a line and with it; nothing is saved."""
    if not request.user.has_perm("search.view_synonym"):
        refused: HttpResponse = permission_denied(request)
        return refused
    line = get_object_or_404(Synonym, pk=pk) if pk else None
    typed = "phrase" in request.GET
    form = TryForm(request.GET if typed else None, instance=line)
    tried: tuple[Trial, ...] = ()
    if typed and form.is_valid():
        tried = trials(form.instance.rule, instead_of=line.pk if line else None)
    elif line is not None and not typed:
        tried = trials(line.rule, instead_of=line.pk)
    context: dict[str, Any] = {"form": form, "trials": tried, "line": line}
    return render(request, "directory/admin/try_synonym.html", context)


def tell(request: HttpRequest, line: Synonym) -> None:
    """Say what a saved line changed, and warn when it finds nothing."""
    if not line.live:
        messages.info(request, _("This line is not in force: it changes nothing."))
        return
    for trial in trials(line.rule, instead_of=line.pk):
        values = {"words": trial.words, "before": trial.before, "after": trial.after}
        said = _("A search for “%(words)s” found %(before)s listings and finds %(after)s now.")
        if not trial.after:
            messages.warning(request, _("“%(words)s” still finds nothing.") % values)
        else:
            named = f" {', '.join(trial.listings)}." if trial.listings else ""
            messages.info(request, said % values + named)
