"""Of what is the topic of an age page made, and what may an editor choose in it?

Choices are read where they are kept (the shipped journeys, the headings of the directory), so
that no list of them is written twice.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from wagtail import blocks

from directory.selectors.headings import headings
from home.page_facts import check_references
from selfassessment import overlay, shipped
from selfassessment.fact_book import shipped_contacts

SOURCE = "en"
Choices = list[tuple[str, str]]


@cache  # a page reads its choices for each topic
def _answers_to(question: str, folder: Path) -> Choices:
    words, pages = shipped.words(SOURCE, folder), shipped.documents(folder)["refer"]["pages"]
    asked = (one for page in pages for one in page.get("questions", ()))
    choices: list[Any] = next((one["choices"] for one in asked if one["key"] == question), [])
    keys = [choice if isinstance(choice, str) else choice["key"] for choice in choices]
    return [(key, words[f"c.{question}.{key}"]) for key in keys]


def asked_for() -> Choices:
    """Return what somebody can ask help with in the self-referral."""
    return _answers_to("topics", overlay.chosen())


def family_topics() -> Choices:
    """Return what the self-referral asks about a child or family."""
    return _answers_to("family_topics", overlay.chosen())


def directory_headings() -> Choices:
    """Return the headings of the directory."""
    return [(line.code, line.name) for line in headings(SOURCE).values()]


def contacts() -> Choices:
    """Return the numbers and links that are kept as facts."""
    return _contacts(overlay.chosen())


@cache
def _contacts(folder: Path) -> Choices:
    words = shipped.words(SOURCE, folder)
    return [(key, words[f"contact.{key}.name"]) for key in shipped_contacts()]


class FactTextBlock(blocks.TextBlock):
    """Plain words. Numbers and links are facts: `{fact.childline}`, never typed."""

    def clean(self, value: str) -> str:
        """Refuse a number or a link that is typed, and a fact that is not there."""
        text: str = super().clean(value)
        check_references(text)
        return text


class SourceBlock(blocks.CharBlock):
    """Where the facts come from: a name, the same in every language."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """Leave the name of a source to no translator."""
        return []


def _choice(choices: Callable[[], Choices], **named: Any) -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(choices=choices, required=False, **named)


class AgeTopicBlock(blocks.StructBlock):
    """One topic: plain words, whom to ring, what to ask for, what to look for nearby."""

    title = blocks.CharBlock(max_length=80)
    text = FactTextBlock(max_length=800, help_text="An empty line parts paragraphs; “- ” a point.")
    contacts = blocks.ListBlock(blocks.ChoiceBlock(choices=contacts), required=False, default=[])
    ask = _choice(asked_for, help_text="What the button “Ask for help with this” asks for.")
    about = _choice(family_topics, label="About", help_text="For “a child or family” only.")
    heading = _choice(directory_headings, label="Heading of the directory")
    source = SourceBlock(max_length=160, help_text="Who says so, and where.")
    as_of = blocks.DateBlock(label="Words as of")
    checked_on = blocks.DateBlock(
        required=False, label="Checked on", help_text="By a nurse or another professional."
    )

    class Meta:
        icon = "help"
        label = "Topic"


class AgeTopicsBlock(blocks.StreamBlock):
    """The topics of an age, in their order."""

    topic = AgeTopicBlock()
