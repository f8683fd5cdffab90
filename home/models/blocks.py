"""Which pieces may an editor build a page from?"""

from wagtail import blocks


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
