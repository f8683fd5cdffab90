"""When is the desk open, and what does it promise? Settings that the desk's lead edits."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from selfassessment.referrals.rules.clocks import Hours, parse_dates
from selfassessment.referrals.rules.standing import Allowed

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@register_setting(icon="calendar-alt")
class DeskSettings(BaseGenericSetting):
    """Desk hours, days off and the promises made from them."""

    opens = models.TimeField("opens at", default=time(9, 0))
    closes = models.TimeField("closes at", default=time(17, 0))
    weekdays = models.CharField(
        "open on",
        max_length=40,
        default="mon tue wed thu fri",
        validators=[RegexValidator(r"^((mon|tue|wed|thu|fri|sat|sun)( |$))+$")],
        help_text="Days with blanks between: mon tue wed thu fri",
    )
    closed_dates = models.TextField(
        "also closed on",
        blank=True,
        help_text="One date a line, such as 24/12/2026. Bank holidays are known already.",
    )
    read_within_days = models.PositiveSmallIntegerField(
        "read within working days", default=1, help_text="Told to each person who asks for help."
    )
    contact_within_days = models.PositiveSmallIntegerField(
        "contact within working days", default=2, help_text="Told to each person as well."
    )
    safety_within_minutes = models.PositiveSmallIntegerField(
        "take on a safety flag within minutes", default=60, help_text="While the desk is open."
    )
    safety_within_days = models.PositiveSmallIntegerField(
        "deal with a safety flag within working days of taking it on", default=1
    )
    safeguarding_within_days = models.PositiveSmallIntegerField(
        "look again at what safeguarding has within working days", default=2
    )
    try_again_within_days = models.PositiveSmallIntegerField(
        "try again within working days of the last attempt", default=3
    )
    first_talk_within_days = models.PositiveSmallIntegerField(
        "first talk within working days of “accepted”", default=10
    )
    start_within_days = models.PositiveSmallIntegerField(
        "help starts within working days of the first talk", default=20
    )
    programme_within_days = models.PositiveSmallIntegerField(
        "look again at help that goes on within working days",
        default=65,
        help_text="Counted from the last thing that was written down about it; 65 is 13 weeks.",
    )
    discharge_within_days = models.PositiveSmallIntegerField(
        "discharge within working days of the end of the help", default=5
    )
    close_after_weeks = models.PositiveSmallIntegerField(
        "close after weeks",
        default=8,
        help_text="So long after the last follow-up was due a line is closed by the site.",
    )
    notify_email = models.EmailField(
        "tell this address of each new referral",
        default="desk@example.org",
        help_text="The message holds the reference alone.",
    )
    duty_phone = models.CharField(
        "duty telephone outside hours", max_length=40, blank=True, default="0116 496 0199"
    )

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
                FieldPanel("weekdays"),
                FieldPanel("closed_dates"),
            ],
            heading="Desk hours",
        ),
        MultiFieldPanel(
            [
                FieldPanel("read_within_days"),
                FieldPanel("contact_within_days"),
                FieldPanel("notify_email"),
                FieldPanel("duty_phone"),
            ],
            heading="Promises and messages",
        ),
        MultiFieldPanel(
            [
                FieldPanel("safety_within_minutes"),
                FieldPanel("safety_within_days"),
                FieldPanel("safeguarding_within_days"),
                FieldPanel("try_again_within_days"),
                FieldPanel("first_talk_within_days"),
                FieldPanel("start_within_days"),
                FieldPanel("programme_within_days"),
                FieldPanel("discharge_within_days"),
                FieldPanel("close_after_weeks"),
            ],
            heading="Clocks of the desk itself: past them a case stands under “Past their date”",
        ),
    ]

    class Meta:
        verbose_name = "referral desk"

    def __str__(self) -> str:
        return "Referral desk"

    def clean(self) -> None:
        """Refuse hours that end before they begin and dates that cannot be read."""
        super().clean()
        if self.opens >= self.closes:
            raise ValidationError({"closes": "The desk must close after it opens."})
        _dates, wrong = parse_dates(self.closed_dates)
        if wrong:
            raise ValidationError({"closed_dates": f"Not a date: {', '.join(wrong)}"})

    def allowed(self) -> Allowed:
        """Return the working days of each clock as the rules take them."""
        return Allowed(
            contact=self.contact_within_days,
            safety=self.safety_within_days,
            safeguarding=self.safeguarding_within_days,
            try_again=self.try_again_within_days,
            first_talk=self.first_talk_within_days,
            start=self.start_within_days,
            programme=self.programme_within_days,
            discharge=self.discharge_within_days,
        )

    def hours(self, bank_holidays: frozenset[date]) -> Hours:
        """Return the hours as the rules of clocks take them."""
        dates, _wrong = parse_dates(self.closed_dates)
        return Hours(
            weekdays=frozenset(_DAYS.index(day) for day in self.weekdays.split()),
            opens=self.opens,
            closes=self.closes,
            closed=dates | bank_holidays,
        )
