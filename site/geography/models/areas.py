"""Which wards, districts and councils are there, and how deprived is a neighbourhood?"""

from typing import ClassVar

from django.db import models

from geography.enums import AreaKind


class Area(models.Model):
    """A ward, district or upper-tier council, by its ONS code, with the mean of its postcodes."""

    code = models.CharField("ONS code", max_length=9, primary_key=True)
    kind = models.CharField("kind", max_length=8, choices=AreaKind.choices)
    name = models.CharField("name", max_length=100)
    parent = models.ForeignKey(
        "self", verbose_name="within", null=True, on_delete=models.PROTECT, related_name="children"
    )
    lat = models.FloatField("latitude", null=True)
    lon = models.FloatField("longitude", null=True)

    class Meta:
        verbose_name = "area"

    def __str__(self) -> str:
        return self.name


class Deprivation(models.Model):
    """The Index of Multiple Deprivation of one LSOA in one edition; decile 1 is most deprived.

    The 2025 edition goes by the LSOAs of 2021, the 2019 edition by those of 2011.
    """

    edition = models.SmallIntegerField("edition")
    lsoa = models.CharField("LSOA code", max_length=9)
    rank = models.IntegerField("rank")
    decile = models.SmallIntegerField("decile")

    class Meta:
        verbose_name = "deprivation"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("lsoa", "edition", name="geography_deprivation_once"),
            models.CheckConstraint(
                condition=models.Q(decile__range=(1, 10)), name="geography_decile_1_to_10"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lsoa} ({self.edition}): decile {self.decile}"
