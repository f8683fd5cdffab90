"""What does the database know about the index?"""

from search.models.outbox import IndexCopy, OutboxEntry

__all__ = ["IndexCopy", "OutboxEntry"]
