"""Which place does a name stand for?"""

from django.db import models

from geography.enums import PlaceKind


class PlaceName(models.Model):
    """A city, town, suburb, village, ward or district, found by its key.

    `key` is `geography.rules.names.key(name)`; `backwards` is the same from the end, so that an
    index answers "ends with" too.
    """

    name = models.CharField("name", max_length=100)
    key = models.CharField("key", max_length=100, db_index=True)
    backwards = models.CharField("key backwards", max_length=100, db_index=True)
    kind = models.CharField("kind", max_length=1, choices=PlaceKind.choices)
    district = models.ForeignKey(
        "geography.Area",
        verbose_name="district",
        null=True,
        db_constraint=False,
        db_index=False,
        on_delete=models.DO_NOTHING,
        related_name="+",
    )
    ward = models.ForeignKey(
        "geography.Area",
        verbose_name="ward",
        null=True,
        db_constraint=False,
        db_index=False,
        on_delete=models.DO_NOTHING,
        related_name="+",
    )
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")

    class Meta:
        verbose_name = "place name"

    def __str__(self) -> str:
        return self.name
