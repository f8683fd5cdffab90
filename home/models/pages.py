"""The page types of the front of house."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from core import clock
from directory.selectors.headings import shows_quick_exit
from home.models.blocks import BodyBlock
from home.page_cache import mark
from home.selectors import activities_soon, ages_beside, notices_for, topics_below

FAMILY = "family"


class Scene(models.TextChoices):
    """The drawings a page can open with."""

    ALLOTMENT = "allotment", "Allotment"
    BABY = "baby", "Parents and babies"
    BREATH = "breath", "Taking a breath"
    EAT = "eat", "Eating together"
    HALL = "hall", "Community hall"
    HOME = "home", "At home"
    KNIT = "knit", "Knitting"
    PARK = "park", "Walk in the park"
    POOL = "pool", "Pool"
    SIT = "sit", "Sitting exercise"
    TALK = "talk", "Two people talking"
    WAY_ON = "way-on", "The path goes on"


class Tint(models.TextChoices):
    """The ground of a topic's tile."""

    LEAF = "leaf", "Green"
    SUN = "sun", "Yellow"
    SKY = "sky", "Blue"
    ROSE = "rose", "Rose"
    CLAY = "clay", "Clay"
    PLUM = "plum", "Plum"


class KeptPage(Page):
    """A page that is the same for everybody who is not signed in."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the page, marked so that it may be kept for a minute."""
        return mark(super().serve(request, *args, **kwargs))


class HomePage(KeptPage):
    """The front door in one language: search, three doors, what is on, topics, a person."""

    heading = models.CharField(max_length=80)
    lead = models.CharField(max_length=200)
    story_text = models.CharField("what somebody said", max_length=300, blank=True)
    story_by = models.CharField("who said it", max_length=120, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("story_text"), FieldPanel("story_by")], heading="Story"),
    ]
    override_translatable_fields = [SynchronizedField("slug")]
    template = "home/home_page.html"
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "home.TopicPage",
        "home.InformationPage",
        "home.AgesPage",
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add notices, topics and what is on today and tomorrow."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        today = clock.today()
        context["notices"] = notices_for(self.locale_id, today)
        context["topics"] = topics_below(self)
        context["ages"] = ages_beside(self)
        context["cards"] = activities_soon(now=clock.now(), wanted=3)
        return context


def quick_way_out() -> Any:
    """Return the field by which editors show “Leave this page quickly” on a page."""
    return models.BooleanField(
        "quick way out",
        default=False,
        help_text="Shows “Leave this page quickly”: for pages that somebody may have to hide.",
    )


class TopicPage(KeptPage):
    """One topic: a picture, plain words, where to start, and what is on this week."""

    lead = models.CharField(max_length=300)
    short_title = models.CharField("words on the tile", max_length=40)
    scene = models.CharField(max_length=20, choices=Scene.choices, default=Scene.PARK)
    icon = models.CharField(max_length=30, default="walk")
    tint = models.CharField(max_length=10, choices=Tint.choices, default=Tint.LEAF)
    category = models.CharField(
        "group of the directory", max_length=60, blank=True, help_text="Code, such as moving."
    )
    quick_exit = quick_way_out()
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("short_title"),
        MultiFieldPanel(
            [FieldPanel("scene"), FieldPanel("icon"), FieldPanel("tint")], heading="Picture"
        ),
        FieldPanel("category"),
        FieldPanel("quick_exit"),
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("scene"),
        SynchronizedField("icon"),
        SynchronizedField("tint"),
        SynchronizedField("category"),
        SynchronizedField("quick_exit"),
    ]
    template = "home/topic_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is on this week in the topic's group of the directory."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["cards"] = activities_soon(
            now=clock.now(), wanted=3, days=6, category=self.category
        )
        context["ages"] = ages_beside(self) if self.category == FAMILY else []
        context["quick_exit"] = self.quick_exit or shows_quick_exit([self.category])
        return context


class InformationPage(KeptPage):
    """A page of words: privacy, accessibility, how information is checked."""

    lead = models.CharField(max_length=300, blank=True)
    quick_exit = quick_way_out()
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("quick_exit"),
        FieldPanel("body"),
    ]
    override_translatable_fields = [SynchronizedField("slug"), SynchronizedField("quick_exit")]
    template = "home/information_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add whether the page shows the quick way out."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["quick_exit"] = self.quick_exit
        return context
