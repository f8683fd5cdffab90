"""What is an editor told after a change, above all about translations that it made old?"""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages as admin_messages

from directory.models import Service, TranslatedRecord
from directory.rules.alike import REASONS
from directory.said_back import SaidBack
from directory.selectors.duplicates import alike, face_of
from directory.selectors.not_again import mark_against

MOST_NAMED = 3


def stale_translations(record: TranslatedRecord) -> dict[str, tuple[str, ...]]:
    """Return the languages whose words are older than the published source, with the fields."""
    model: Any = type(record)
    rows = model._default_manager.filter(source=record.pk).select_related("locale", "source")
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in rows:
        fields = row.stale_fields()
        if fields:
            found[row.locale.get_display_name()] = fields
    return dict(found)


def tell_stale_translations(request: HttpRequest, record: TranslatedRecord) -> None:
    """Say which translations are out of date, and what the public sees meanwhile."""
    if not record.is_source:
        return
    stale = stale_translations(record)
    if not stale:
        return
    fields = {name for names in stale.values() for name in names}
    meta: Any = record._meta
    labels = [str(meta.get_field(name).verbose_name) for name in record.WORDS if name in fields]
    messages.warning(
        request,
        _(
            "These translations are now out of date: %(languages)s (%(words)s). Until somebody "
            "translates the new words, people who read these languages see the old words, with "
            "a note that they may be out of date and a link to the English page. Dates, places, "
            "prices and telephone numbers are right in every language."
        )
        % {"languages": ", ".join(stale), "words": ", ".join(labels)},
    )


def tell_schedule(request: HttpRequest, said: SaidBack) -> None:
    """Say a schedule back: the sentence and the next eight dates."""
    if not said.sentences:
        return
    sentences = "; ".join(said.sentences)
    dates = ", ".join(said.dates) or _("none")
    messages.info(
        request,
        _("%(sentences)s. Next dates: %(dates)s.") % {"sentences": sentences, "dates": dates},
    )


def tell_duplicates(request: HttpRequest, listing: Service) -> None:
    """Name the listings that may be the same as one that was saved, with the way to compare."""
    mark = mark_against(listing)
    if mark is not None:
        messages.warning(
            request,
            _("“%(name)s” was taken away for good and must not be listed again: %(reason)s")
            % {"name": mark.name, "reason": mark.reason},
        )
    for one in alike(face_of(listing))[:MOST_NAMED]:
        other = one.service
        where = [str(part) for part in (other.organisation, other.location) if part]
        why = ", ".join(REASONS[code].lower() for code in one.likeness.reasons)
        address = reverse("directory_merge", args=[listing.pk, other.pk])
        admin_messages.warning(
            request,
            _("This may be listed already: %(what)s (%(why)s).")
            % {"what": ", ".join([f"“{other.name}”", *where]), "why": why},
            buttons=[admin_messages.button(address, _("Compare"))],
        )
