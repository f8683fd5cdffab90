"""What is an editor told after a change, above all about translations that it made old?"""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from directory.models import TranslatedRecord
from directory.said_back import SaidBack


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
