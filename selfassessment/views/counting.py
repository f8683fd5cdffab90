"""What is counted of a request? Whatever goes wrong here is logged, and the page goes on."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

import structlog
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from selfassessment.actions.tallies import note
from selfassessment.engine.dropoff import START, Event, moved, stands
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.path import Path
from selfassessment.journeys.forms import PageForm
from selfassessment.journeys.published import NothingPublished, current_version
from selfassessment.journeys.walks import Walk

log = structlog.get_logger(__name__)
Rest = ParamSpec("Rest")


def _harmless(count: Callable[Rest, None]) -> Callable[Rest, None]:
    """Let no error out: a step never fails because it could not be counted."""

    @wraps(count)
    def counted(*args: Rest.args, **kwargs: Rest.kwargs) -> None:
        try:
            count(*args, **kwargs)
        except Exception:
            log.exception("step.count.failed")

    return counted


@_harmless
def start_seen(request: HttpRequest, journey: str) -> None:
    """Count that the start page was shown to somebody (not a look ahead by the browser)."""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if ahead or not settings.WAYMARK_COUNT_STEPS:
        return
    try:
        version = current_version(journey).pk
    except NothingPublished:
        return
    _note(request, version, [(Event.SEEN, START, "")])


@_harmless
def begun(request: HttpRequest, walk: Walk) -> None:
    """Count that a draft was begun, and the page it stands on."""
    start = [(Event.REACHED, START, ""), (Event.WENT_ON, START, "")]
    reached = [(Event.REACHED, page, "") for page in stands(walk.path).values()]
    _note(request, walk.draft.version_id, [*start, *reached])


@_harmless
def answered(request: HttpRequest, walk: Walk, before: Path, step: str) -> None:
    """Count that a step was answered: where the draft stood, and where it stands now."""
    events = [(event, page, "") for event, page in moved(before, step, walk.path)]
    _note(request, walk.draft.version_id, events)


@_harmless
def sent(request: HttpRequest, walk: Walk) -> None:
    """Count that a request was sent: from its answers to the confirmation, without a new replay."""
    pages = {page.kind: page.key for page in walk.published.definition.pages}
    went_on = (Event.WENT_ON, walk.path.resume().id, "")
    _note(
        request,
        walk.draft.version_id,
        [went_on, (Event.REACHED, pages[PageKind.CONFIRMATION], "")],
    )


@_harmless
def refused(request: HttpRequest, walk: Walk, form: PageForm) -> None:
    """Count what was wrong on a page, each code once; never what was typed."""
    errors = form.errors.get_json_data().values()
    codes = dict.fromkeys(str(one["code"]) for found in errors for one in found)
    events = [(Event.ERROR, form.step.id, code) for code in codes]
    _note(request, walk.draft.version_id, events)


@_harmless
def saved(request: HttpRequest, walk: Walk, step: str) -> None:
    """Count that a draft was kept for later, on the page where the button was pressed."""
    _note(request, walk.draft.version_id, [(Event.SAVED, step, "")])


def _note(request: HttpRequest, version: int, events: Iterable[tuple[Event, str, str]]) -> None:
    note(
        version=version,
        locale=get_language() or "",
        agent=request.headers.get("User-Agent", ""),
        events=events,
    )
