"""How does the copy for a person read on paper?"""

from collections.abc import Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def name(key: str) -> str:
    """Return the key of a value as a heading."""
    return key.replace("_", " ").capitalize()


def as_html(value: object) -> SafeString:
    """Return a value of the copy as lists and terms; everything in it is escaped."""
    if isinstance(value, Mapping):
        rows = ((name(str(key)), as_html(part)) for key, part in value.items())
        return format_html(
            '<dl class="d-list">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows)
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        rows_of = ((as_html(part),) for part in value)
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", rows_of))
    if isinstance(value, bool):
        return format_html("{}", "yes" if value else "no")
    return format_html("<bdi>{}</bdi>", "" if value is None else str(value))


def sections(copy: Mapping[str, object]) -> list[tuple[str, SafeString]]:
    """Return headings and contents of a copy; empty parts say so."""
    left_out = {"format", "made_at", "reference"}
    return [
        (name(key), as_html(value) if value else format_html("{}", "Nothing"))
        for key, value in copy.items()
        if key not in left_out
    ]
