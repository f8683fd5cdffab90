"""Which fixed sets of codes does geography use?"""

from django.db import models


class AreaKind(models.TextChoices):
    """What sort of area: a council may be the upper tier of several districts."""

    COUNCIL = "council", "council"
    DISTRICT = "district", "district"
    WARD = "ward", "ward"


class PlaceKind(models.TextChoices):
    """What sort of place a name stands for; our own ward and district names come first."""

    WARD = "w", "ward"
    DISTRICT = "d", "district"
    CITY = "c", "city"
    TOWN = "t", "town"
    SUBURB = "s", "suburban area"
    VILLAGE = "v", "village"
    HAMLET = "h", "hamlet"
    OTHER = "o", "other settlement"


class LsoaBasis(models.TextChoices):
    """How the 2021 LSOA of a postcode was found; a guess counts as unknown."""

    NONE = "", "not known"
    EXACT = "e", "official lookup"
    SPLIT = "s", "split in 2021, chosen by output area"
    NEAR = "n", "nearest neighbours and boundary agree"
    GUESS = "g", "neighbours and boundary disagree"
