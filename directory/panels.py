"""What does the editor of each record show?"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
)

from directory.forms.listings import ListingForm
from directory.forms.patterns import PatternForm
from directory.forms.places import PlaceForm
from directory.forms.records import RecordForm
from directory.freshness_admin.people import PeoplePanel


class FactsPanel(InlinePanel):
    """Rows that belong to the source; a translation does not show them."""

    class BoundPanel(InlinePanel.BoundPanel):
        """The panel of one form, if the form has these rows."""

        def __init__(self, **kwargs: Any) -> None:
            form = kwargs.get("form")
            self.is_there = form is None or kwargs["panel"].relation_name in form.formsets
            super().__init__(**(kwargs if self.is_there else {**kwargs, "form": None}))

        def is_shown(self) -> bool:
            """Whether the form has these rows."""
            return bool(self.is_there and super().is_shown())


class PatternsPanel(FactsPanel):
    """The schedule: each row by ticked days and typed times."""

    def get_form_options(self) -> dict[str, Any]:
        """Have the rows use the form that hides the recurrence."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = PatternForm
        return options


class SaidBackPanel(Panel):
    """The schedule as it stands, in a sentence with the next eight dates."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one listing."""

        template_name = "directory/admin/said_back.html"

        def is_shown(self) -> bool:
            """Whether there is a schedule to say back."""
            return bool(self.instance.pk and self.instance.is_source)


class PicturePanel(Panel):
    """The picture; without words beside it nobody sees it."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one listing."""

        template_name = "directory/admin/picture.html"

        def is_shown(self) -> bool:
            """Whether there is a picture to translate the words of, or a row that may have one."""
            there = bool(self.instance.pk)
            return there and bool(self.instance.is_source or self.instance.facts.picture_id)


WORDS_STATE = FieldPanel("words_state")

LISTING = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("name", required_on_save=True),
                FieldPanel("summary"),
                FieldPanel("first_visit"),
                FieldPanel("who_for"),
                FieldPanel("how_to_join"),
                FieldPanel("cost_note"),
                PicturePanel(),
                FieldPanel("picture_words"),
                WORDS_STATE,
            ],
            heading=_("Words"),
        ),
        MultiFieldPanel([SaidBackPanel()], heading=_("As it is now")),
        PatternsPanel(
            "schedules",
            heading=_("When"),
            label=_("time"),
            panels=[
                FieldPanel("days", required_on_save=True),
                FieldPanel("every", required_on_save=True),
                FieldPanel("start", required_on_save=True),
                FieldPanel("end", required_on_save=True),
                FieldPanel("starts_on"),
                FieldPanel("ends_on"),
                FieldPanel("term_time"),
                FieldPanel("bank_holidays"),
                FieldPanel("online"),
                FieldPanel("kind"),
            ],
        ),
        FactsPanel(
            "exceptions",
            heading=_("Dates off"),
            label=_("date off"),
            panels=[FieldPanel("on"), FieldPanel("starts_at"), FieldPanel("reason")],
        ),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("status"),
                FieldPanel("organisation"),
                FieldPanel("location"),
                FieldPanel("outcode"),
            ],
            heading=_("What and where"),
        ),
        FactsPanel(
            "categories", heading=_("Headings"), label=_("heading"), panels=[FieldPanel("term")]
        ),
        FactsPanel("contacts", heading=_("Contact"), label=_("contact")),
        FactsPanel("cost_options", heading=_("Cost"), label=_("price")),
        MultiFieldPanel(
            [
                FieldPanel("minimum_age"),
                FieldPanel("maximum_age"),
                FieldPanel("gender"),
                FieldPanel("beginners"),
                FieldPanel("booking"),
                FieldPanel("room"),
                FieldPanel("places_left"),
                FieldPanel("message_form"),
                FieldPanel("in_person"),
                FieldPanel("online"),
                FieldPanel("telephone"),
            ],
            heading=_("Who and how"),
        ),
        FactsPanel("languages", heading=_("Languages spoken"), label=_("language")),
        FactsPanel("access", heading=_("Access"), label=_("access")),
        PublishingPanel(),
    ],
    base_form_class=ListingForm,
)

ORGANISATION = ObjectList(
    [
        MultiFieldPanel([PeoplePanel()], heading=_("Who keeps it")),
        FieldPanel("name"),
        FieldPanel("about"),
        WORDS_STATE,
        FieldPanel("phone"),
        FieldPanel("email"),
        FieldPanel("website"),
        FieldPanel("charity_number"),
    ],
    base_form_class=RecordForm,
)

PLACE = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("directions"),
        WORDS_STATE,
        FieldPanel("address"),
        FieldPanel("area"),
        FieldPanel("postcode"),
        FieldPanel("area_only"),
        FieldPanel("latitude"),
        FieldPanel("longitude"),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")],
            heading=_("Contact of the place itself"),
            help_text=_("The desk or the caretaker. Those of a group stand with the group."),
        ),
        FactsPanel("accessibility", heading=_("Access"), label=_("access")),
    ],
    base_form_class=PlaceForm,
)
