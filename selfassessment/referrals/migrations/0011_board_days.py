"""Work out the days the board counts with, and how lines ended, from what happened."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LONDON = ZoneInfo("Europe/London")
ENDINGS = (
    *("declined", "unreached", "redirected"),
    *("completed", "dropped_out", "moved_service", "withdrawn"),
)
AT_ONCE = 1000


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Fill in what can be known: the day of arrival stands for the day the clock began."""
    Case = apps.get_model("referrals", "Case")
    Line = apps.get_model("referrals", "ReferralLine")
    Event = apps.get_model("referrals", "Event")
    moved: dict[object, datetime] = {}
    tried: dict[object, datetime] = {}
    ended: dict[object, str] = {}
    told = Event.objects.filter(kind__in=("moved", "attempt")).order_by("at", "number")
    columns = ("case", "line", "kind", "at", "happened_at", "to_state")
    for case, line, kind, at, happened, to in told.values_list(*columns).iterator():
        if kind == "attempt":
            tried[case] = min(tried.get(case, happened or at), happened or at)
        elif to != "withdrawn":
            moved.setdefault(case, at)
        if to in ENDINGS:
            ended[line] = to
    changed = []
    for case in Case.objects.only("pk", "received_at").iterator():
        case.started_on = _working_day(_day(case.received_at))
        case.triaged_on = _day(moved[case.pk]) if case.pk in moved else None
        case.tried_on = _day(tried[case.pk]) if case.pk in tried else None
        changed.append(case)
    Case.objects.bulk_update(changed, ["started_on", "triaged_on", "tried_on"], AT_ONCE)
    lines = [Line(pk=pk, ended_as=state) for pk, state in ended.items()]
    Line.objects.bulk_update(lines, ["ended_as"], AT_ONCE)


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def _working_day(day: date) -> date:
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


class Migration(migrations.Migration):
    """Fill what 0010 added."""

    dependencies = [("referrals", "0010_board")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
