"""What is made of a file that somebody sends as a picture?"""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from directory.rules.pictures import (
    LONGEST_SIDE,
    MOST_BYTES,
    MOST_POINTS,
    Drawn,
    Fault,
    NoPicture,
    drawn_anew,
)

TURNED = 0x0112
PLACE = 0x8825


def made(kind: str = "JPEG", size: tuple[int, int] = (640, 400), **more: Any) -> bytes:
    """Return a file with a picture: red, with a blue top."""
    picture = Image.new(more.pop("mode", "RGB"), size, more.pop("colour", "red"))
    if picture.mode == "RGB":
        picture.paste("blue", (0, 0, size[0], size[1] // 4))
    out = BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def drawn(data: bytes) -> Drawn:
    """Return what is made of a file."""
    return drawn_anew(BytesIO(data), len(data))


def fault(data: bytes) -> Fault:
    """Return why a file is not taken."""
    with pytest.raises(NoPicture) as wrong:
        drawn(data)
    return wrong.value.fault


def opened(found: Drawn) -> Image.Image:
    """Return the picture that was drawn."""
    return Image.open(BytesIO(found.data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_becomes_a_jpeg_of_the_same_shape(kind: str) -> None:
    found = drawn(made(kind))
    assert (found.width, found.height) == (640, 400)
    assert opened(found).format == "JPEG"


def test_where_it_was_taken_and_what_was_written_into_it_is_gone() -> None:
    exif = Image.Exif()
    exif[PLACE] = {1: "N", 2: (52.0, 38.0, 1.0)}
    exif[0x010F] = "Made-up phone"
    data = made(exif=exif, comment=b"Mrs Sample")
    assert b"Made-up phone" in data
    assert b"Mrs Sample" in data
    found = drawn(data)
    assert not opened(found).getexif()
    for word in (b"Made-up phone", b"Mrs Sample", b"Exif"):
        assert word not in found.data
    assert b"Sample" not in drawn(made("PNG", pnginfo=_text())).data


def _text() -> Any:
    info = PngInfo()
    info.add_text("Author", "Mrs Sample")
    return info


def test_what_stands_behind_the_picture_is_gone() -> None:
    assert b"<script>" not in drawn(made() + b"<script>alert(1)</script>").data


def test_a_picture_that_was_held_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[TURNED] = 6
    found = drawn(made(exif=exif))
    assert (found.width, found.height) == (400, 640)
    assert opened(found).getpixel((395, 320))[2] > 200  # type: ignore[index]  # the blue top


def test_a_big_picture_is_made_smaller_and_stays_in_shape() -> None:
    found = drawn(made(size=(4000, 3000)))
    assert (found.width, found.height) == (LONGEST_SIDE, 900)
    assert len(found.data) < 300_000


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "CMYK", "I;16"])
def test_every_sort_of_colour_is_taken(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(drawn(made(kind, mode=mode, colour=0))).mode == "RGB"


def test_what_is_seen_through_is_white() -> None:
    found = opened(drawn(made("PNG", mode="RGBA", colour=(0, 0, 0, 0))))
    assert found.getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", Fault.EMPTY),
        (b"not a picture", Fault.KIND),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", Fault.KIND),
        (b"%PDF-1.7", Fault.KIND),
        (made("GIF"), Fault.KIND),
        (made("BMP"), Fault.KIND),
        (made("TIFF"), Fault.KIND),
        (made(size=(199, 900)), Fault.SMALL),
        (made()[:900], Fault.BROKEN),
        (made("PNG")[:200], Fault.BROKEN),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_taken_says_why(data: bytes, wanted: Fault) -> None:
    assert fault(data) == wanted


def test_too_heavy_a_file_is_not_even_opened() -> None:
    with pytest.raises(NoPicture) as wrong:
        drawn_anew(BytesIO(b""), MOST_BYTES + 1)
    assert wrong.value.fault == Fault.HEAVY


@pytest.mark.parametrize("side", [8_000, 60_000])
def test_a_picture_that_unpacks_to_far_too_much_is_never_unpacked(side: int) -> None:
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n"
    for name, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 99)), (b"IEND", b"")):
        crc = zlib.crc32(name + body)
        bomb += struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc)
    assert side * side > MOST_POINTS
    assert fault(bomb) == Fault.LARGE


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 900))
def test_whatever_is_broken_is_said_to_be(noise: bytes, kind: str, at: int) -> None:
    data = made(kind, size=(220, 220))
    broken = data[:at] + noise + data[at + len(noise) :]
    try:
        found = drawn(broken)
    except NoPicture:
        return
    assert opened(found).format == "JPEG"
