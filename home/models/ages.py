"""Pages for children and young people by age: what is good to know, and where to ask."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from core import clock
from home.ages import shown_topics
from home.models.age_blocks import AgeTopicsBlock
from home.models.pages import KeptPage, Scene, Tint
from home.selectors import activities_soon, ages_below, ages_beside, english_of
from selfassessment.views.carrying import needs_quick_exit


class Band(models.TextChoices):
    """The age groups of the questionnaires, and who reads."""

    EXPECTED = "expected", "Not born yet"
    UNDER_5 = "0_4", "0 to 4"
    UNDER_11 = "5_10", "5 to 10"
    TEENS = "11_19", "11 to 19, for parents"
    YOUNG = "young", "11 to 19, for themselves"


class AgesPage(KeptPage):
    """All ages: the way in for parents, and for young people themselves."""

    lead = models.CharField(max_length=300)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    override_translatable_fields = [SynchronizedField("slug")]
    template = "home/ages_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.AgePage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages of each age."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["ages"] = ages_below(self)
        return context


class AgePage(Page):
    """One age: topics with plain words, people to ask, and what is on for that age."""

    lead = models.CharField(max_length=300)
    short_title = models.CharField("words on the tile", max_length=60)
    scene = models.CharField(max_length=20, choices=Scene.choices, default=Scene.BABY)
    icon = models.CharField(max_length=30, default="baby")
    tint = models.CharField(max_length=10, choices=Tint.choices, default=Tint.SKY)
    band = models.CharField(
        "age group",
        max_length=10,
        choices=Band.choices,
        help_text="Whoever gave this age in the questions is led here.",
    )
    youngest = models.PositiveSmallIntegerField(
        "from this age", validators=[MaxValueValidator(120)], help_text="In years, for listings."
    )
    oldest = models.PositiveSmallIntegerField(
        "to this age", validators=[MaxValueValidator(120)], help_text="In years, for listings."
    )
    category = models.CharField(
        "group of the directory", max_length=60, blank=True, help_text="Code, such as teens."
    )
    quick_exit = models.BooleanField(
        "quick way out", default=False, help_text="Shows “Leave this page quickly”."
    )
    topics = StreamField(AgeTopicsBlock(), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("short_title"),
        FieldRowPanel([FieldPanel("band"), FieldPanel("youngest"), FieldPanel("oldest")]),
        FieldPanel("topics"),
        FieldPanel("category"),
        FieldPanel("quick_exit"),
        MultiFieldPanel(
            [FieldPanel("scene"), FieldPanel("icon"), FieldPanel("tint")], heading="Picture"
        ),
    ]
    override_translatable_fields = [
        SynchronizedField(name)
        for name in (
            *("slug", "scene", "icon", "tint", "band", "youngest", "oldest"),
            *("category", "quick_exit"),
        )
    ]
    template = "home/age_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.AgesPage"]
    subpage_types: ClassVar[list[str]] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics as they are shown, what is on, and the other ages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        ages = (self.youngest, self.oldest)
        english = english_of(self)
        context["topics"] = shown_topics(
            self.topics, ages=ages, english=english.topics if english else ()
        )
        context["in_english"] = {
            name: english is not None and getattr(self, name) == getattr(english, name)
            for name in ("title", "lead")
        }
        context["cards"] = activities_soon(
            now=clock.now(), wanted=3, days=6, category=self.category, ages=ages
        )
        context["others"] = ages_beside(self)
        context["quick_exit"] = self.quick_exit or needs_quick_exit(request)
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the page; it is never kept, it has buttons that are this browser's own."""
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response
