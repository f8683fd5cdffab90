"""What the pages of the workshop have in common: reading the copy, telling what came of a save."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from selfassessment.fixed_names import ROUTING
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.keeping import Met, Outcome, Refused
from selfassessment.workshop.presenters import people
from selfassessment.workshop.presenters.differences import differences
from selfassessment.workshop.presenters.overview import title


def frame(copy: WorkingCopy, name: str) -> dict[str, Any]:
    """Return what each page about a document needs."""
    return {
        "name": name,
        "title": title(name),
        "revision": copy.revisions[name],
        "is_routing": name == ROUTING,
    }


def revision_of(request: HttpRequest) -> int:
    """Return the revision the form was made from; 0 when it does not say."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def met(outcome: Met, yours: Any) -> dict[str, Any]:
    """Return what tells an editor that somebody else changed the same thing, and shows both."""
    there = outcome.manuscript
    return {
        "met": {
            "by": people.names([there.edited_by])[there.edited_by],
            "at": there.edited_at,
            "is_gone": outcome.theirs is None,
            "differences": differences(yours, outcome.theirs),
        },
        "revision": there.revision,
    }


def tell(request: HttpRequest, outcome: Outcome, *, done: str) -> None:
    """Say what came of a button that has no form of its own."""
    if isinstance(outcome, Met):
        messages.error(request, "Somebody else changed this meanwhile. Look at it and try again.")
    elif isinstance(outcome, Refused):
        messages.error(request, f"This cannot be done: {outcome.path} {outcome.message}.")
    else:
        messages.success(request, done)
