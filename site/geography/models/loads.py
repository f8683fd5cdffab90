"""Which data files were loaded, and from which state of the file?"""

from django.db import models


class LoadedFile(models.Model):
    """A data file whose rows are in the database; the same checksum is not loaded twice."""

    name = models.CharField("file", max_length=100, primary_key=True)
    checksum = models.CharField("SHA-256", max_length=64)
    row_count = models.IntegerField("rows")
    loaded_at = models.DateTimeField("loaded")

    class Meta:
        verbose_name = "loaded file"

    def __str__(self) -> str:
        return self.name
