"""Which fields does every index have, whichever engine keeps it?"""

from typing import NamedTuple

# Raised when fields or analysis change: an index of another version is rebuilt, never read.
VERSION = "5"
BROWSABLE, NAME_ONLY = "browsable", "name_only"
PROGRESS = "progress"


class WordField(NamedTuple):
    """One kind of words of a listing: its fields, and how much a match in it counts."""

    kind: str
    words: str
    stems: str
    boost: float


WORD_FIELDS = (
    WordField("name", "name", "name_stem", 4.2),
    WordField("category", "category_word", "category_stem", 4.0),
    WordField("organisation", "organisation", "organisation_stem", 3.0),
    WordField("place", "place", "place_stem", 3.0),
    WordField("words", "summary", "summary_stem", 1.0),
)
# Sounds are of names and category words together.
SOUND_FIELD, SOUND_BOOST = "sound", 4.0
# Whole category phrases ("en|chair exercis"), and the words of the index as "folded written".
KEY_FIELD, VOCABULARY_FIELD = "key", "vocabulary"
# Category words are noted once for each combination of categories, not for each listing.
BOOK_VOCABULARY_FIELD = "book_vocabulary"
# Cells of the time in which a session is on or a place is open (`moments.py`).
OPEN_FIELD = "open"
COUNTED = ("kind", "day", "time", "cost", "age", "spoken", "access", "format")
FLAGS = ("term_time", "women_only", "men_only", "beginners", "no_booking", "covers")
NUMBERS = ("lowest_age", "highest_age", "pence", "date", "checked")
