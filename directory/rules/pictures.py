"""What may be made of a file that somebody sends as a picture?

Nothing of the file itself is kept: its points are drawn anew into a JPEG, so that neither the place
where it was taken, nor a comment, nor anything hidden behind the picture comes along.
"""

import warnings
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
ACCEPT = "image/jpeg,image/png,image/webp"
MOST_BYTES = 12_000_000
MOST_POINTS = 50_000_000
SHORTEST_SIDE, LONGEST_SIDE = 200, 1_200
QUALITY = 80
WHITE = (255, 255, 255)


class Fault(StrEnum):
    """Why a file cannot be taken."""

    EMPTY = "empty"
    HEAVY = "heavy"
    KIND = "kind"
    LARGE = "large"
    SMALL = "small"
    BROKEN = "broken"


class NoPicture(ValueError):
    """A file cannot be taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture drawn anew, as JPEG."""

    data: bytes
    width: int
    height: int


def drawn_anew(file: BinaryIO, size: int) -> Drawn:
    """Return the picture in a file as a small JPEG without anything else; or raise NoPicture."""
    if not size:
        raise NoPicture(Fault.EMPTY)
    if size > MOST_BYTES:
        raise NoPicture(Fault.HEAVY)
    try:
        with warnings.catch_warnings():
            # We look at the number of points ourselves, before any of them is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _drawn(file)
    except NoPicture:
        raise
    except Exception as error:  # whatever a broken file makes Pillow stumble over
        raise NoPicture(Fault.BROKEN) from error


def _drawn(file: BinaryIO) -> Drawn:
    try:
        opened = Image.open(file, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise NoPicture(Fault.KIND) from error
    except Image.DecompressionBombError as error:
        raise NoPicture(Fault.LARGE) from error
    with opened:
        if opened.width * opened.height > MOST_POINTS:
            raise NoPicture(Fault.LARGE)
        if min(opened.size) < SHORTEST_SIDE:
            raise NoPicture(Fault.SMALL)
        # A JPEG is unpacked smaller at once: much less memory for the pictures of phones.
        opened.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))
        opened.load()
        small = opened.copy()
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(small)
    bare = Image.new("RGB", upright.size, WHITE)
    if upright.has_transparency_data:
        clear = upright.convert("RGBA")
        bare.paste(clear, mask=clear.getchannel("A"))
    else:
        bare.paste(upright.convert("RGB"))
    out = BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Drawn(out.getvalue(), *bare.size)
