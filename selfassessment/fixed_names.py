"""Names that stand in many places and mean one thing: languages, documents, permissions."""

from selfassessment.engine.text_keys import SOURCE

__all__ = [
    "APPROVE_SAFETY",
    "CHANGE_FACTS",
    "EDIT_JOURNEYS",
    "EDIT_WORDS",
    "PUBLISH",
    "ROUTING",
    "SOURCE",
]

ROUTING = "routing"
EDIT_JOURNEYS = "selfassessment.edit_journeys"
EDIT_WORDS = "selfassessment.edit_words"
PUBLISH = "selfassessment.publish_journey"
APPROVE_SAFETY = "selfassessment.approve_clinical_safety"
CHANGE_FACTS = "selfassessment.change_facts"
