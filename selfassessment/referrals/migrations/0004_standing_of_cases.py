"""Say of each case where it stands; on the way back give lines a state that was known before."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NO_CLOCK = date(9999, 12, 31)
STAGE = {
    "received": "new",
    "triage": "triage",
    "allocated": "provider",
    "contacting": "contacting",
    "accepted": "helping",
    "declined": "closing",
    "unreached": "closing",
    "redirected": "closing",
    "discharged": "follow_up",
    "withdrawn": "closed",
}
ORDER = ("new", "triage", "provider", "contacting", "helping", "closing", "follow_up", "closed")
WAS = {
    "safeguarding": "triage",
    "returned": "triage",
    "assessed": "accepted",
    "in_programme": "accepted",
    "completed": "accepted",
    "dropped_out": "accepted",
    "moved_service": "redirected",
    "follow_up": "discharged",
    "closed": "discharged",
}


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Work out stage, clock and priority of the cases that are there."""
    Case = apps.get_model("referrals", "Case")
    Line = apps.get_model("referrals", "ReferralLine")
    Event = apps.get_model("referrals", "Event")
    lines: dict[object, list[tuple[str, int]]] = {}
    for case, state, priority in Line.objects.values_list("case", "state", "priority"):
        lines.setdefault(case, []).append((state, priority))
    tried = set(Event.objects.filter(kind="attempt").values_list("case", flat=True))
    dates = Case.objects.values_list("pk", "read_by_date", "contact_by_date")
    for pk, read_by, contact_by in list(dates):
        known = lines.get(pk) or [("received", 5)]
        stage = min((STAGE[state] for state, _ in known), key=ORDER.index)
        clock = {
            "new": read_by,
            "triage": contact_by,
            "provider": contact_by,
            "contacting": NO_CLOCK if pk in tried else contact_by,
        }
        Case.objects.filter(pk=pk).update(
            stage=stage,
            due_on=clock.get(stage, NO_CLOCK),
            priority=min(priority for _, priority in known),
            is_open=stage not in ("follow_up", "closed"),
        )


def back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each line the nearest state of the shorter table."""
    Line = apps.get_model("referrals", "ReferralLine")
    for state, was in WAS.items():
        Line.objects.filter(state=state).update(state=was)


class Migration(migrations.Migration):
    """Fill what 0003 added."""

    dependencies = [("referrals", "0003_desk_work")]

    operations = [migrations.RunPython(fill, back)]
