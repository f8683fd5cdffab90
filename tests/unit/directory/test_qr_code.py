"""Is the square on a printed list plain, and read by any phone?"""

from directory.presenters.lists import qr_code


def test_the_square_on_paper_has_no_style_and_a_white_ground() -> None:
    drawn = qr_code("https://example.org/en/list/cdfhj347/")
    assert drawn.startswith("<svg")
    assert "style" not in drawn
    assert 'fill="#fff"' in drawn
