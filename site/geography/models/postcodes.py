"""Where is a postcode, and which areas is it in?"""

from django.db import models

from geography.enums import LsoaBasis


class Postcode(models.Model):
    """A whole postcode, without its space.

    National files name wards and districts that `Area` may not hold, so the database does not
    insist on them: read `ward_id`, and `ward` may be missing.
    """

    code = models.CharField("postcode", max_length=7, primary_key=True)
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    ward = models.ForeignKey(
        "geography.Area",
        verbose_name="ward",
        null=True,
        db_constraint=False,
        on_delete=models.DO_NOTHING,
        related_name="+",
    )
    district = models.ForeignKey(
        "geography.Area",
        verbose_name="district",
        null=True,
        db_constraint=False,
        db_index=False,
        on_delete=models.DO_NOTHING,
        related_name="+",
    )
    lsoa11 = models.CharField("LSOA of 2011", max_length=9, blank=True, default="")
    lsoa21 = models.CharField("LSOA of 2021", max_length=9, blank=True, default="")
    lsoa21_basis = models.CharField(
        "how found", max_length=1, blank=True, default="", choices=LsoaBasis.choices
    )
    stated_decile_2025 = models.SmallIntegerField(
        "decile of 2025, where the file gives no LSOA", null=True
    )

    class Meta:
        verbose_name = "postcode"

    def __str__(self) -> str:
        return f"{self.code[:-3]} {self.code[-3:]}"


class Outcode(models.Model):
    """The first half of postcodes: the mean of its postcodes, and the districts they lie in."""

    code = models.CharField("outcode", max_length=4, primary_key=True)
    lat = models.FloatField("latitude")
    lon = models.FloatField("longitude")
    radius_km = models.FloatField("radius that holds nine in ten, in kilometres")
    districts = models.CharField(
        "districts", max_length=120, help_text="ONS codes with blanks between, most postcodes first"
    )

    class Meta:
        verbose_name = "outcode"

    def __str__(self) -> str:
        return self.code
