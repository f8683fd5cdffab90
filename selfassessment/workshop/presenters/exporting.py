"""What does each kind of export hold, of what is being written or of a published version?"""

import csv
import io
import json

from django.templatetags.static import static

from core.clock import day_of
from core.site_facts import site_facts
from selfassessment.engine.drawing import Labels
from selfassessment.engine.exporting import HEADINGS, About, document, questionnaire, sheet
from selfassessment.fixed_names import ROUTING, SOURCE
from selfassessment.models import JourneyVersion
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.presenters.overview import title
from selfassessment.workshop.presenters.paths import page_titles
from selfassessment.workshop.presenters.saying import sayer
from selfassessment.workshop.presenters.speaking import speaker

SCHEMA = "standards/journey.schema.json"
# A sheet must not run what stands in a cell as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def version_copy(version: JourneyVersion, name: str) -> WorkingCopy:
    """Return a published version in the shape of a working copy."""
    documents = {name: json.loads(version.definition), ROUTING: json.loads(version.routing)}
    return WorkingCopy(
        documents=documents,
        revisions=dict.fromkeys(documents, version.number),
        texts=json.loads(version.texts) or {SOURCE: {}},
    )


def as_json(copy: WorkingCopy, name: str, version: JourneyVersion | None, site: str) -> str:
    """Return the export as JSON, with the address of its schema."""
    found = document(
        name,
        copy.documents[name],
        copy.documents[ROUTING],
        copy.texts,
        schema=f"{site}{static(SCHEMA)}",
        version=version.number if version else None,
    )
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def as_csv(copy: WorkingCopy, name: str) -> str:
    """Return the export as a sheet that spreadsheet programs open with its letters right."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    lines = sheet(
        copy.journeys[name],
        copy.routing,
        words=copy.texts.get(SOURCE, {}),
        labels=_labels(copy, name),
        say_row=speaker(copy, ROUTING).row,
    )
    writer.writerows([_cell(cell) for cell in line] for line in lines)
    return out.getvalue()


def as_fhir(copy: WorkingCopy, name: str, version: JourneyVersion | None, site: str) -> str:
    """Return the export as a FHIR R4 Questionnaire; what is being written is a draft."""
    about = About(
        url=f"{site}/questionnaire/{name}",
        title=title(name),
        version=str(version.number) if version else f"draft-{copy.revisions[name]}",
        date=day_of(version.published_at).isoformat() if version else "",
        publisher=site_facts()["site_name"],
    )
    found = questionnaire(
        copy.journeys[name],
        words=copy.texts.get(SOURCE, {}),
        labels=_labels(copy, name),
        about=about,
    )
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _labels(copy: WorkingCopy, name: str) -> Labels:
    return Labels(say=sayer(copy, name), titles=page_titles(copy, copy.journeys[name]))


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
