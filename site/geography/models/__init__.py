"""What geography stores: areas, postcodes, place names, deprivation, and what was loaded."""

from geography.models.areas import Area, Deprivation
from geography.models.loads import LoadedFile
from geography.models.places import PlaceName
from geography.models.postcodes import Outcode, Postcode

__all__ = ["Area", "Deprivation", "LoadedFile", "Outcode", "PlaceName", "Postcode"]
