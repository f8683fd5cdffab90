"""Where people stop in a journey: a chart and a table of counts without people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import clock
from selfassessment.fixed_names import SOURCE
from selfassessment.journeys.published import published
from selfassessment.models import JourneyVersion
from selfassessment.selectors.publishing import versions_of
from selfassessment.selectors.tallies import counts_of
from selfassessment.workshop.access import ANY, only
from selfassessment.workshop.forms.period import PeriodForm
from selfassessment.workshop.presenters.overview import title
from selfassessment.workshop.presenters.paths import page_titles
from selfassessment.workshop.presenters.stopping import stopping
from selfassessment.workshop.views.opening import opened


@require_safe
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show the figures of the days, version, language and device that were asked for."""
    copy = opened(name)
    versions = list(versions_of(name))
    form = PeriodForm(request.GET, versions=versions)
    since = form.since(clock.today())
    chosen = _chosen(versions, form.chosen("version"))
    definition = published(chosen).definition if chosen else copy.journeys[name]
    counts = counts_of(
        name,
        since=since,
        number=form.chosen("version"),
        locale=form.chosen("language"),
        device=form.chosen("device"),
    )
    english = copy.texts.get(SOURCE, {})
    context = {
        "name": name,
        "title": title(name),
        "looking": "drop-off",
        "form": form,
        "since": since,
        "stopping": stopping(
            definition,
            counts,
            title=title(name),
            titles=page_titles(copy, definition),
            errors=english,
            parts={
                key.removeprefix("section."): text
                for key, text in english.items()
                if key.startswith("section.")
            },
        ),
    }
    return render(request, "selfassessment/workshop/drop_off.html", context)


def _chosen(versions: list[JourneyVersion], number: str) -> JourneyVersion | None:
    """Return the version whose pages are shown: the one that was chosen, else the newest."""
    wanted = [one for one in versions if not number or str(one.number) == number]
    return wanted[0] if wanted else None
