"""What do all components look like, on one page for the people who build with them?"""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from core.chips import chips_markup
from core.forms import fields


@dataclass(frozen=True, slots=True)
class SampleChip:
    """A filter that leads nowhere."""

    text: str
    on: bool
    href: str = "#"


CHIPS = (
    SampleChip("Free", on=True),
    SampleChip("65 and over", on=True),
    SampleChip("Today", on=False),
)
SAMPLES: dict[str, object] = {
    "badges": [
        {"icon": "access", "text": "Step-free"},
        {"icon": "chair", "text": "All sitting down"},
        {"icon": "ear", "text": "No hearing loop", "missing": True},
    ],
    "breadcrumbs": [{"text": "Home", "href": "#"}, {"text": "Things to do"}],
    "days": [{"letter": letter, "on": place == 1} for place, letter in enumerate("MTWTFSS")],
    "pages": [
        {"number": 1, "href": "#"},
        {"number": 2, "href": "#", "current": True},
        {"ellipsis": True},
        {"number": 9, "href": "#"},
    ],
    "step": {"href": "#"},
    "phase": {"text": "Sample"},
    "answers": [
        {"key": "Name", "value": "Hansa Sample", "href": "#", "hidden_text": "name"},
        {"key": "Phone", "value": format_html("<bdi>{}</bdi>", "0116 496 0456"), "href": "#"},
    ],
    "summary": [
        {
            "key": {"text": "Name"},
            "value": {"text": "Hansa Sample"},
            "actions": {"items": [{"href": "#", "text": "Change", "visually_hidden_text": "name"}]},
        },
    ],
    "tasks": [
        {"title": {"text": "About you"}, "href": "#", "status": {"text": "Done"}},
        {
            "title": {"text": "How we reach you"},
            "hint": {"text": "A phone number, or another way"},
            "href": "#",
            "status": {"tag": {"text": "Not started", "classes": "govuk-tag--blue"}},
        },
    ],
    "steps": [
        {"title": "Come in by the blue door", "text": "There is no step. Ring the bell."},
        {"title": "Meena says hello", "text": "She shows you where to sit."},
        {"title": "Tea, and home by half past eleven", "text": "Stay and talk, or slip away."},
    ],
    "ways": [
        {"href": "#", "text": "Look within 2 miles", "count_text": "3 found"},
        {"href": "#", "text": "Any day, not only Sunday", "count_text": "2 found"},
    ],
    "well": [
        {"title": "You do not smoke.", "text": "It is the best thing you do for your health."},
        {"title": "You see friends every week.", "text": "Keep that going."},
    ],
}
SCENES = [
    "allotment",
    "baby",
    "breath",
    "eat",
    "hall",
    "home",
    "knit",
    "park",
    "pool",
    "sit",
    "talk",
    "way-on",
]
TINTS = ("leaf", "sun", "sky", "clay", "rose", "plum")


class SampleForm(forms.Form):
    """One field of each kind."""

    name = fields.TextField(label="Your name", missing="Enter your name")
    email = fields.EmailField(label="Email", help_text="We only use it to answer you")
    phone = fields.PhoneField(label="Phone number")
    postcode = fields.PostcodeField(label="Postcode")
    cigarettes = fields.NumberField(
        label="How many cigarettes a day?",
        lowest=0,
        highest=200,
        look=fields.Look(inputmode="numeric", width=3, suffix="a day"),
    )
    birth = fields.DateField(
        label="When were you born?",
        help_text="For example, 27 3 1962",
        missing="Enter when you were born",
        look=fields.Look(autocomplete="bday"),
    )
    height = fields.HeightField(label="How tall are you?", missing="Enter your height")
    weight = fields.WeightField(label="How much do you weigh?", required=False)
    stops = fields.ChoicesField(
        label="What stops you being more active?",
        help_text="Choose all that are true for you.",
        choices=[
            fields.Choice("pain", "Pain, or a health problem"),
            fields.Choice("cost", "The cost", hint="Fares count too"),
            fields.Choice("none", "Nothing stops me", divider="or", exclusive=True),
        ],
        missing="Choose what stops you, or choose “Nothing stops me”",
        look=fields.Look(label_size="l"),
    )
    smoke = fields.ChoiceField(
        label="Do you smoke?",
        choices=[
            fields.Choice("yes", "Yes"),
            fields.Choice("no", "No"),
            fields.Choice("unsure", "I would rather not say", divider="or"),
        ],
    )
    within = fields.SelectField(
        label="How far?", choices=[("1", "1 mile"), ("2", "2 miles"), ("5", "5 miles")]
    )
    notes = fields.LongTextField(
        label="Anything else?", required=False, look=fields.Look(most_characters=500)
    )
    agree = fields.AgreementField(
        label="I am happy for you to share this with the team", missing="Tick the box to go on"
    )


def patterns(request: HttpRequest) -> HttpResponse:
    """Return the page of all components; it does not exist unless developers asked for it.

    With `?errors` the form is shown as if it had been sent empty.
    """
    if not (settings.DEBUG or getattr(settings, "WAYMARK_PATTERNS", False)):
        raise Http404
    empty = {"stops": ["pain", "none"], "email": "name@", "birth_day": "31", "birth_month": "2"}
    form = SampleForm(empty) if "errors" in request.GET else SampleForm()
    context = {
        **SAMPLES,
        "chosen": chips_markup(CHIPS, "#"),
        "form": form,
        "scenes": SCENES,
        "tints": TINTS,
        "quick_exit": "exit" in request.GET,
    }
    return render(request, "core/patterns.html", context)
