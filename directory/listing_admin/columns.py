"""What does each column of the list of listings say?"""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column

from directory.enums import Status, WordsState
from directory.models import Service
from directory.when import in_words

OLDEST_FIRST = "check_row__checked_on"
WORTH_SAYING = (WordsState.MISSING, WordsState.OUT_OF_DATE, WordsState.DRAFTED, WordsState.CHECKED)


def when(service: Service) -> str:
    """Return the schedule in words."""
    return "; ".join(in_words([row.session() for row in service.facts.schedules.all()], "en"))


def organisation(service: Service) -> str:
    """Return who runs it."""
    return str(service.organisation or "")


def place(service: Service) -> str:
    """Return where it is: the place, or the area that is all we know."""
    facts = service.facts
    return str(service.location or "") or facts.outcode


def checked_on(service: Service) -> str:
    """Return the day of the last check."""
    row = getattr(service.facts, "check_row", None)
    if row is None or row.checked_on is None:
        return _("never")
    return date_format(row.checked_on, "j M Y")


def words_states(service: Service) -> dict[str, str]:
    """Return the state of the words in each language besides the one it was written in."""
    return {
        card.language: card.words_state
        for card in service.cards.all()
        if card.words_state and card.words_state != WordsState.ORIGINAL
    }


def languages(service: Service) -> str:
    """Return in which languages it is translated, and how well."""
    states = words_states(service)
    by_state = {
        state: [_name(code) for code, found in sorted(states.items()) if found == state]
        for state in WORTH_SAYING
    }
    return "; ".join(
        f"{state.label}: {', '.join(names)}" for state, names in by_state.items() if names
    )


def state(service: Service) -> str:
    """Return what the public sees of it, and what waits."""
    parts = []
    if service.facts.status != Status.ACTIVE:
        parts.append(service.facts.get_status_display())
    if service.live:
        parts.append(_("changes wait") if service.has_unpublished_changes else "")
    elif service.expired:
        parts.append(_("taken down on its date"))
    else:
        parts.append(_("not published"))
    starts = getattr(service, "publishes_on", None)
    if starts:
        parts.append(_("publishes on %(date)s") % {"date": _moment(starts)})
    if service.live and service.expire_at:
        parts.append(_("goes on %(date)s") % {"date": _moment(service.expire_at)})
    return ", ".join(part for part in parts if part) or _("published")


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j M Y H:i")


def _name(code: str) -> str:
    return _(str(get_language_info(code)["name"]))


COLUMNS = [
    "name",
    Column("organisation", label=gettext_lazy("Group"), accessor=organisation),
    Column("place", label=gettext_lazy("Place"), accessor=place),
    Column("when", label=gettext_lazy("When"), accessor=when),
    Column(
        "checked",
        label=gettext_lazy("Checked on"),
        accessor=checked_on,
        sort_key=OLDEST_FIRST,
    ),
    Column("languages", label=gettext_lazy("Translations"), accessor=languages),
    Column("state", label=gettext_lazy("State"), accessor=state, sort_key="status"),
]
