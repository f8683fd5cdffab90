"""What does the database know about the index, and about what is looked for?"""

from search.models.outbox import IndexCopy, OutboxEntry
from search.models.synonyms import Synonym
from search.models.tally import SearchTally

__all__ = ["IndexCopy", "OutboxEntry", "SearchTally", "Synonym"]
