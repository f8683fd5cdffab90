"""Which kinds of pages ask, and which warn?"""

from selfassessment.engine.kinds import PageKind

ASKING = (
    PageKind.QUESTION,
    PageKind.INSTRUMENT,
    PageKind.CONTENT,
    PageKind.INTERRUPT,
    PageKind.CONSENT,
)
WARNING = (PageKind.INTERRUPT, PageKind.EMERGENCY, PageKind.EXIT)
