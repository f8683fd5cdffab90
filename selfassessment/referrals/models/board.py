"""What does the manager's board compare with? Settings of the council: a year before, costs."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from selfassessment.referrals.rules.worth import CHANNELS, MINUTES

_HELP = (
    "<p>The figures that ship are made up. Put in what your finance team knows: what it costs the "
    "council to take in one request each way, and how many came in each way in the year you "
    "compare with. The board shows how it reckons with them.</p>"
)


def _cost(label: str, default: str) -> Any:
    return models.DecimalField(
        label,
        max_digits=7,
        decimal_places=2,
        default=default,
        validators=[MinValueValidator(0)],
    )


def _minutes(label: str, default: int) -> Any:
    return models.PositiveSmallIntegerField(label, default=default)


@register_setting(icon="tasks")
class BoardSettings(BaseGenericSetting):
    """Baseline year, unit costs and minutes."""

    baseline_year = models.CharField("year to compare with", max_length=40, default="2025 to 2026")
    baseline_online = models.PositiveIntegerField("online, alone", default=0)
    baseline_online_helped = models.PositiveIntegerField("online, with help", default=0)
    baseline_call_back = models.PositiveIntegerField("asked to be called back", default=0)
    baseline_telephone = models.PositiveIntegerField("by telephone", default=0)
    baseline_paper = models.PositiveIntegerField("on paper", default=0)
    baseline_professional = models.PositiveIntegerField("by a professional", default=0)
    baseline_counter = models.PositiveIntegerField("at a counter", default=0)
    baseline_pop_up = models.PositiveIntegerField("at a pop-up", default=0)
    cost_online = _cost("online, alone", "0.50")
    cost_online_helped = _cost("online, with help", "5.00")
    cost_call_back = _cost("asked to be called back", "6.00")
    cost_telephone = _cost("by telephone", "6.00")
    cost_paper = _cost("on paper", "10.00")
    cost_professional = _cost("by a professional", "2.00")
    cost_counter = _cost("at a counter", "10.00")
    cost_pop_up = _cost("at a pop-up", "10.00")
    minutes_new = _minutes("new", 10)
    minutes_triage = _minutes("in triage", 15)
    minutes_provider = _minutes("waiting for a provider", 5)
    minutes_contacting = _minutes("contacting", 15)
    minutes_closing = _minutes("to close", 10)
    minutes_safety = _minutes("safety flag", 45)
    minutes_reading = _minutes("needs reading", 10)
    minutes_follow_up = _minutes("follow-up due", 10)

    panels = [
        HelpPanel(content=_HELP),
        MultiFieldPanel(
            [
                FieldPanel("baseline_year"),
                FieldRowPanel([FieldPanel(f"baseline_{code}") for code in CHANNELS]),
            ],
            heading="Requests in the year to compare with",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(f"cost_{code}") for code in CHANNELS])],
            heading="Pounds to take in one request",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(f"minutes_{code}") for code in MINUTES])],
            heading="Minutes of staff for one case that waits",
        ),
    ]

    class Meta:
        verbose_name = "manager's board"
        permissions = (("view_board", "Can see the manager's board, which names nobody"),)

    def __str__(self) -> str:
        return "Manager's board"

    def costs(self) -> dict[str, float]:
        """Return what one request costs, by channel."""
        return {code: float(getattr(self, f"cost_{code}")) for code in CHANNELS}

    def baseline(self) -> dict[str, int]:
        """Return how many requests came in, by channel, in the year to compare with."""
        return {code: getattr(self, f"baseline_{code}") for code in CHANNELS}

    def minutes(self) -> dict[str, int]:
        """Return the minutes that one case of each kind needs."""
        return {code: getattr(self, f"minutes_{code}") for code in MINUTES}
