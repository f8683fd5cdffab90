"""How long what people told is kept: settings that the desk's lead edits."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from selfassessment.referrals.rules.retention import Periods

_MONTHS = [MinValueValidator(1), MaxValueValidator(120)]
_HELP = (
    "<p>So many months after the last line of a case ended, the site erases name, contacts, "
    "answers, notes and messages by itself, each night. Numbers stay for the reports. Follow-ups "
    "that are still to come are waited for. An open case stands among those past their date; "
    "only when nobody did anything about it for the last of these times is it erased too. A case "
    "with a safety flag is never erased before somebody has dealt with the flag.</p>"
)


@register_setting(icon="bin")
class RetentionSettings(BaseGenericSetting):
    """The months for each way in which a case can end."""

    is_on = models.BooleanField("erase by the clock", default=True)
    finished_months = models.PositiveSmallIntegerField(
        "helped and finished", default=24, validators=_MONTHS
    )
    declined_months = models.PositiveSmallIntegerField(
        "declined or passed on", default=12, validators=_MONTHS
    )
    unreached_months = models.PositiveSmallIntegerField(
        "never reached", default=6, validators=_MONTHS
    )
    withdrawn_months = models.PositiveSmallIntegerField(
        "withdrawn by the person", default=3, validators=_MONTHS
    )

    still_months = models.PositiveSmallIntegerField(
        "open, but nothing was done", default=36, validators=_MONTHS
    )

    panels = [
        HelpPanel(content=_HELP),
        FieldPanel("is_on"),
        FieldPanel("finished_months"),
        FieldPanel("declined_months"),
        FieldPanel("unreached_months"),
        FieldPanel("withdrawn_months"),
        FieldPanel("still_months"),
    ]

    class Meta:
        verbose_name = "how long we keep referrals"

    def __str__(self) -> str:
        return "How long we keep referrals"

    @property
    def periods(self) -> Periods:
        """Return the months as the rules take them."""
        return Periods(
            finished=self.finished_months,
            declined=self.declined_months,
            unreached=self.unreached_months,
            withdrawn=self.withdrawn_months,
            still=self.still_months,
        )
