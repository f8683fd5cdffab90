"""Who asks for help, in numbers? Answers of nobody in particular."""

import uuid

from django.db import models


class EqualityAnswers(models.Model):
    """What one person told us after sending, apart from their case.

    Nothing leads from here to a person, a draft or a case: no key, and only the month of the day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()
    answers = models.TextField()

    def __str__(self) -> str:
        return f"{self.month:%B %Y}"
