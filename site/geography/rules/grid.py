"""Where on the globe is an easting and northing of the British National Grid?

Formulas and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain" (2020),
annexes A to C. The seven-parameter Helmert step is good to about 5 metres.
"""

from math import atan2, cos, degrees, radians, sin, sqrt, tan

_AIRY_A, _AIRY_B = 6_377_563.396, 6_356_256.909
_WGS84_A, _WGS84_B = 6_378_137.0, 6_356_752.3141
_SCALE = 0.9996012717
_ORIGIN_LAT, _ORIGIN_LON = radians(49), radians(-2)
_EAST, _NORTH = 400_000.0, -100_000.0
# OSGB36 to WGS84: metres, parts per million, seconds of arc.
_SHIFT = (446.448, -125.157, 542.060)
_PPM = -20.4894
_TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """Return latitude and longitude in degrees (WGS84) of a grid point in metres."""
    lat, lon = _to_airy(easting, northing)
    return _from_cartesian(*_helmert(*_to_cartesian(lat, lon)))


def _meridian(lat: float) -> float:
    """Return the length in metres of the meridian from the grid's origin to `lat` (radians)."""
    n = (_AIRY_A - _AIRY_B) / (_AIRY_A + _AIRY_B)
    n2, n3 = n * n, n * n * n
    less, more = lat - _ORIGIN_LAT, lat + _ORIGIN_LAT
    return (
        _AIRY_B
        * _SCALE
        * (
            (1 + n + 5 / 4 * n2 + 5 / 4 * n3) * less
            - (3 * n + 3 * n2 + 21 / 8 * n3) * sin(less) * cos(more)
            + (15 / 8 * n2 + 15 / 8 * n3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n3 * sin(3 * less) * cos(3 * more)
        )
    )


def _to_airy(easting: float, northing: float) -> tuple[float, float]:
    """Return latitude and longitude in radians on the Airy 1830 ellipsoid."""
    lat = _ORIGIN_LAT
    missing = northing - _NORTH
    while abs(missing) >= 0.00001:
        lat += missing / (_AIRY_A * _SCALE)
        missing = northing - _NORTH - _meridian(lat)
    e2 = 1 - (_AIRY_B / _AIRY_A) ** 2
    bend = 1 - e2 * sin(lat) ** 2
    nu = _AIRY_A * _SCALE / sqrt(bend)
    rho = _AIRY_A * _SCALE * (1 - e2) / bend**1.5
    eta2 = nu / rho - 1
    t, t2, secant = tan(lat), tan(lat) ** 2, 1 / cos(lat)
    d = easting - _EAST
    lat -= (
        t / (2 * rho * nu) * d**2
        - t / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2) * d**4
        + t / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t2**2) * d**6
    )
    lon = _ORIGIN_LON + (
        secant / nu * d
        - secant / (6 * nu**3) * (nu / rho + 2 * t2) * d**3
        + secant / (120 * nu**5) * (5 + 28 * t2 + 24 * t2**2) * d**5
        - secant / (5040 * nu**7) * (61 + 662 * t2 + 1320 * t2**2 + 720 * t2**3) * d**7
    )
    return lat, lon


def _to_cartesian(lat: float, lon: float) -> tuple[float, float, float]:
    e2 = 1 - (_AIRY_B / _AIRY_A) ** 2
    nu = _AIRY_A / sqrt(1 - e2 * sin(lat) ** 2)
    return nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), (1 - e2) * nu * sin(lat)


def _helmert(x: float, y: float, z: float) -> tuple[float, float, float]:
    scale = 1 + _PPM / 1e6
    rx, ry, rz = _TURN
    return (
        _SHIFT[0] + scale * x - rz * y + ry * z,
        _SHIFT[1] + rz * x + scale * y - rx * z,
        _SHIFT[2] - ry * x + rx * y + scale * z,
    )


def _from_cartesian(x: float, y: float, z: float) -> tuple[float, float]:
    e2 = 1 - (_WGS84_B / _WGS84_A) ** 2
    across = sqrt(x * x + y * y)
    lat, before = atan2(z, across * (1 - e2)), 0.0
    while abs(lat - before) > 1e-11:
        before = lat
        nu = _WGS84_A / sqrt(1 - e2 * sin(lat) ** 2)
        lat = atan2(z + e2 * nu * sin(lat), across)
    return degrees(lat), degrees(atan2(y, x))
