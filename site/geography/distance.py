"""How far apart are two points, in miles?"""

from math import asin, cos, radians, sin, sqrt

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
EARTH_RADIUS_MILES = 3958.7613  # mean radius, 6371.0088 km (IUGG)


def miles(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance in miles as the crow flies (haversine) between points in degrees."""
    south, north = radians(lat1), radians(lat2)
    half = (
        sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(min(1.0, half)))


def miles_to_many(lat: float, lon: float, lats: Floats, lons: Floats) -> Floats:
    """Return the miles from one point to many, by the same sum as `miles`."""
    south, north = np.radians(lat), np.radians(lats)
    half = (
        np.sin((north - south) / 2) ** 2
        + np.cos(south) * np.cos(north) * np.sin(np.radians(lons - lon) / 2) ** 2
    )
    distances: Floats = 2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    return distances
