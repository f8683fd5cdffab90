"""What does an editor say of a file: where it comes from, and which column is what?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from directory.enums import Kind
from directory.heading_admin.forms import HeadingField
from directory.importers.fetching import LARGEST
from directory.importers.file_listings import Choices
from directory.models import ImportRun
from directory.rules.import_fields import BY_CODE, FIELDS
from directory.types import OutsideSource

NOT_READ = "Not read"
PERSONAL = (
    "Addresses that look like somebody's own are left out otherwise. Tick this only when those "
    "people agreed to have their address published."
)


class UsualForm(forms.Form):
    """What is true of all rows that do not say it themselves."""

    kind = forms.ChoiceField(
        label="Kind, where the file does not say one", choices=Kind.choices, initial=Kind.ACTIVITY
    )
    heading = HeadingField(
        label="Heading, where the file names none that we have",
        required=False,
        to_field_name="code",
        empty_label="None",
    )
    personal_too = forms.BooleanField(
        label="Publish personal e-mail addresses too", required=False, help_text=PERSONAL
    )

    def choices(self, columns: dict[str, str]) -> Choices:
        """Return all that was said, with the columns."""
        said = self.cleaned_data
        heading = said["heading"].code if said["heading"] else ""
        return Choices(columns, said["kind"], heading, said["personal_too"])


class StartForm(UsualForm):
    """A file or an address, and whose it is."""

    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text="CSV, XLSX or Open Referral UK (JSON), at most 25 MB and 50,000 rows.",
    )
    address = forms.CharField(label="Or an address", required=False, max_length=2_000)
    source = forms.RegexField(
        r"\A[A-Za-z0-9_-]+\Z",
        label="Short code of the source",
        max_length=40,
        help_text="It stays the same each time, such as sport_club. By it we know its listings "
        "again.",
        error_messages={"invalid": "Letters, digits, - and _ only, such as sport_club."},
    )
    name = forms.CharField(
        label="What the source is called", max_length=200, help_text="The public reads this."
    )
    licence = forms.CharField(
        label="Licence",
        max_length=100,
        help_text="Under which we may publish it, such as Open Government Licence v3.0.",
    )
    url = forms.URLField(
        label="Page of the source",
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text="Where people can read about it.",
    )
    field_order = ["file", "address", "source", "name", "licence", "url"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer an address only where some host may be fetched from."""
        super().__init__(*args, **kwargs)
        hosts: Sequence[str] = settings.WAYMARK_FETCH_HOSTS
        if hosts:
            self.fields["address"].help_text = f"We fetch from: {', '.join(hosts)}."
        else:
            del self.fields["address"]

    def clean(self) -> dict[str, Any]:
        """Take one of the two, and no file that is too large."""
        said = super().clean() or {}
        file, address = said.get("file"), said.get("address", "")
        if file is not None and address:
            self.add_error("address", "Give a file or an address, not both.")
        elif file is None and not address and "file" not in self.errors:
            self.add_error("file", "Choose a file.")
        elif file is not None and file.size > LARGEST:
            self.add_error("file", "The file is larger than 25 MB. Give it in parts.")
        return said

    @property
    def outside(self) -> OutsideSource:
        """Where the records come from."""
        said = self.cleaned_data
        return OutsideSource(said["source"], said["name"], said["licence"], said["url"])


class ColumnsForm(UsualForm):
    """A field for each column; columns are numbered, since headings may be anything."""

    def __init__(self, data: Any, *, run: ImportRun) -> None:
        """Offer the columns as they are read now."""
        initial = {
            "kind": run.kind,
            "heading": run.heading,
            "personal_too": run.personal_too,
        }
        super().__init__(data, initial=initial)
        self.headings = list(run.columns) if run.mapped else []
        offered = [("", NOT_READ), *((field.code, field.label) for field in FIELDS)]
        for number, heading in enumerate(self.headings):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=heading, choices=offered, required=False, initial=run.columns[heading]
            )

    def clean(self) -> dict[str, Any]:
        """Want a name, and one column for each field that does not take several."""
        said = super().clean() or {}
        taken: dict[str, str] = {}
        for number, heading in enumerate(self.headings):
            code = said.get(f"column-{number}")
            if not code:
                continue
            if code in taken and not BY_CODE[code].joins:
                label = BY_CODE[code].label
                self.add_error(
                    f"column-{number}",
                    f"“{taken[code]}” is read as “{label}” already. Only one column can be.",
                )
            taken.setdefault(code, heading)
        if self.headings and "name" not in taken:
            self.add_error(None, "Choose which column holds the name.")
        return said

    @property
    def columns(self) -> dict[str, str]:
        """Return the field of each heading."""
        numbered = enumerate(self.headings)
        return {heading: self.cleaned_data[f"column-{number}"] for number, heading in numbered}
