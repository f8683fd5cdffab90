"""Which pieces may an editor build a page from?"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.rich_text import RichText

from home.page_facts import check_references


class StepBlock(blocks.StructBlock):
    """One step of a numbered path."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(max_length=400, required=False)

    class Meta:
        icon = "list-ol"


class StepsBlock(blocks.StructBlock):
    """A heading with a numbered path under it."""

    heading = blocks.CharBlock(max_length=120)
    steps = blocks.ListBlock(StepBlock())

    class Meta:
        icon = "list-ol"
        template = "home/blocks/steps.html"
        label = "Numbered steps"


class NoteBlock(blocks.StructBlock):
    """A short note that stands out."""

    title = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(max_length=400)

    class Meta:
        icon = "info-circle"
        template = "home/blocks/note.html"
        label = "Note"


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = blocks.CharBlock(max_length=120, icon="title", template="home/blocks/heading.html")
    text = blocks.RichTextBlock(
        features=["bold", "link", "ul", "ol"], template="home/blocks/text.html"
    )
    steps = StepsBlock()
    note = NoteBlock()

    def clean(self, value: Any) -> Any:
        """Refuse numbers and links that are typed: they are facts, kept once for all pages."""
        cleaned = super().clean(value)
        wrong = {}
        for index, piece in enumerate(cleaned):
            try:
                check_references(" ".join(_words(piece.value)))
            except ValidationError as why:
                wrong[index] = why
        if wrong:
            raise blocks.StreamBlockValidationError(block_errors=wrong)
        return cleaned


def _words(value: Any) -> Iterator[str]:
    """Yield each text of a piece, however deep it stands."""
    if isinstance(value, RichText):
        yield value.source
    elif isinstance(value, str):
        yield value
    elif isinstance(value, blocks.StructValue):
        for part in value.values():
            yield from _words(part)
    else:
        for part in value:
            yield from _words(part)
