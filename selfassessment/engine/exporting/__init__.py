"""How does a journey leave the house: as JSON with a schema, a sheet, a FHIR Questionnaire?"""

from selfassessment.engine.exporting.document import document
from selfassessment.engine.exporting.fhir import About, questionnaire
from selfassessment.engine.exporting.schema import schema
from selfassessment.engine.exporting.sheet import HEADINGS, sheet

__all__ = ["HEADINGS", "About", "document", "questionnaire", "schema", "sheet"]
