"""Are the style sheets, drawings and icons light, direction-free and fit for old browsers?

The oldest browsers stand in static/README.md. Each list below names what may be used; a new entry
needs a look at its support in those browsers, and a note when they would do without it.
"""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "static"
LOOK = sorted((STATIC / "css" / "look").glob("*.css"))
BY_HAND = ("desk.css", "font-ur.css", "groups.css", "map.css")
OURS = [*LOOK, *(STATIC / "css" / name for name in BY_HAND)]
TEMPLATES = sorted((ROOT / "site" / "core" / "templates").rglob("*.html"))


def words(text: str) -> frozenset[str]:
    """Return the words of a text, to keep long lists readable."""
    return frozenset(text.split())


PROPERTIES = words(
    """
    -webkit-appearance -webkit-text-size-adjust align-content align-items align-self appearance
    aspect-ratio background block-size border border-block-end border-block-start
    border-collapse border-color border-end-end-radius border-end-start-radius
    border-inline-end border-inline-start border-radius border-start-end-radius
    border-start-start-radius border-width box-shadow box-sizing break-inside clear clip-path
    color column-gap content counter-increment counter-reset cursor direction display fill flex
    flex-direction flex-wrap font font-display font-family font-size font-style font-weight gap
    grid-area
    grid-column grid-row grid-template-columns grid-template-rows inline-size inset inset-block
    inset-block-end inset-block-start inset-inline-end inset-inline-start justify-content
    justify-items justify-self letter-spacing line-height list-style margin margin-block
    margin-block-end margin-block-start margin-inline margin-inline-end margin-inline-start
    max-inline-size columns
    min-block-size min-inline-size object-fit object-position order opacity outline outline-offset
    overflow overflow-x overflow-y overflow-wrap padding padding-block padding-block-end
    padding-block-start padding-inline padding-inline-end padding-inline-start place-items
    pointer-events position src stroke stroke-linecap stroke-linejoin stroke-width text-align
    text-decoration text-decoration-color text-decoration-thickness text-underline-offset
    transform transition translate unicode-bidi unicode-range vertical-align white-space
    z-index
    """
)
# Newer than the oldest browsers, or unknown to some of them: nothing is lost without it.
HARMLESS = {
    "background-color": "as old as style sheets; the short form would take an arrow away",
    "content-visibility": "only in @supports: filters stay a working disclosure",
    "float": "only inline-start, on legends: without it the legend stands as browsers set it",
    "forced-color-adjust": "only where the system's colours are forced",
    "max-block-size": "a long list of suggestions scrolls; without it the page does",
    "scroll-padding-block-start": "keeps the quick exit from covering what has the focus",
    "text-wrap": "balanced headings",
}
# Names that tell parts apart but need no rule of their own.
WITHOUT_RULES = {"wm-filterform", "wm-grid--3", "wm-note--sun"}
UNDOES_GOVUK = {"left", "right", "top"}  # only as "auto" or to centre, where GOV.UK set them
FUNCTIONS = words(
    """
    calc clamp counter format inset local max min minmax polygon radial-gradient repeat rotate
    scaleX selector translate translateY url var
    """
)
PSEUDO = words(
    """
    active after before checked first-child focus focus-visible has hover is lang last-child
    not nth-child placeholder root visited where -webkit-details-marker details-content
    """
)
AT_RULES = {"font-face", "media", "supports"}
MEDIA = re.compile(
    r"\((min|max)-width: ?[\d.]+em\)|\(forced-colors: ?active\)|print"
    r"|\(prefers-reduced-motion: ?no-preference\)"
)


def plain(text: str) -> str:
    """Return a sheet without comments, strings and what stands in url()."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\"[^\"]*\"", '""', text)


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield each innermost block of a sheet: its head (selector or at-rule) and its body."""
    for found in re.finditer(r"([^{};]*)\{([^{}]*)\}", plain(text)):
        yield found[1].strip(), found[2]


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """Yield property and value of every declaration."""
    for _head, body in blocks(text):
        for line in body.split(";"):
            if ":" in line:
                name, value = line.split(":", 1)
                yield name.strip(), value.strip()


def compressed(path: Path) -> int:
    """Return a file's size as browsers get it, in bytes."""
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 9, mtime=0))


@pytest.mark.parametrize("sheet", OURS, ids=lambda path: path.name)
class TestSheet:
    """Each sheet written by hand."""

    def test_uses_only_known_properties(self, sheet: Path) -> None:
        known = PROPERTIES | set(HARMLESS) | UNDOES_GOVUK
        used = {name for name, _value in declarations(sheet.read_text("utf-8"))}
        assert {name for name in used - known if not name.startswith("--")} == set()

    def test_names_left_right_and_top_only_to_undo(self, sheet: Path) -> None:
        for name, value in declarations(sheet.read_text("utf-8")):
            if name in UNDOES_GOVUK:
                assert value in {"auto", "50%"}, (name, value)
            if name in {"text-align", "float", "clear"}:
                assert value not in {"left", "right"}, (name, value)

    def test_uses_only_known_functions(self, sheet: Path) -> None:
        values = " ".join(value for _name, value in declarations(sheet.read_text("utf-8")))
        assert set(re.findall(r"([a-zA-Z-]+)\(", values)) - FUNCTIONS == set()

    def test_uses_only_known_selectors(self, sheet: Path) -> None:
        heads = " ".join(head for head, _body in blocks(sheet.read_text("utf-8")))
        heads = re.sub(r"@[^{]*", "", heads)
        assert set(re.findall(r"::?([a-z-]+)", heads)) - PSEUDO == set()

    def test_uses_only_known_at_rules(self, sheet: Path) -> None:
        text = plain(sheet.read_text("utf-8"))
        assert set(re.findall(r"@([a-z-]+)", text)) <= AT_RULES
        for condition in re.findall(r"@media ([^{]+)\{", text):
            assert MEDIA.fullmatch(condition.strip()), condition

    def test_a_selector_that_old_browsers_do_not_know_stands_alone(self, sheet: Path) -> None:
        """One unknown selector in a list makes old browsers drop the whole rule."""
        for head, _body in blocks(sheet.read_text("utf-8")):
            parts = re.split(r",(?![^(]*\))", head)
            if any(":has(" in part for part in parts) and "@" not in head:
                assert all(":has(" in part for part in parts), head

    def test_nothing_moves_when_it_has_or_loses_the_focus(self, sheet: Path) -> None:
        """A box that moves between pressing and letting go is not ticked."""
        moves = re.compile(r"(?:^|;)\s*(?:padding|margin|border-(?:inline|block)|border:|font)")
        for head, body in blocks(sheet.read_text("utf-8")):
            if ":focus" in head and "@" not in head:
                assert not moves.search(body), head

    def test_asks_nobody_else_for_anything(self, sheet: Path) -> None:
        text = sheet.read_text("utf-8")
        assert "@import" not in text
        assert not re.search(r"https?:|url\(['\"]?(//|data:)", text)

    def test_is_short(self, sheet: Path) -> None:
        assert len(sheet.read_text("utf-8").splitlines()) <= 150


def test_the_served_sheet_is_made_from_its_parts() -> None:
    def rules(text: str) -> str:
        return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()

    parts = rules("\n".join(path.read_text("utf-8") for path in LOOK))
    served = (STATIC / "css" / "look.css").read_text("utf-8")
    assert rules(served) == parts.replace("url(../../", "url(../"), "run make vendor"


def test_look_is_at_most_ten_kilobytes_compressed() -> None:
    assert compressed(STATIC / "css" / "look.css") <= 10 * 1024


def test_a_picture_is_at_most_four_kilobytes() -> None:
    for path in (STATIC / "img").glob("*.svg"):
        size = compressed(path) if path.name == "icons.svg" else path.stat().st_size
        assert size <= 4096, path.name


def test_a_first_visit_to_search_leaves_room_for_the_page() -> None:
    loaded = [
        "css/govuk.css",
        "css/look.css",
        "fonts/noto-sans-latin-700-normal.woff2",
        "img/icons.svg",
        "img/logo.svg",
        "img/hills.svg",
    ]
    assert sum(compressed(STATIC / path) for path in loaded) <= 48 * 1024


def test_govuk_holds_no_brand_font_or_crown() -> None:
    text = (STATIC / "css" / "govuk.css").read_text("utf-8").lower()
    for word in ("@font-face", "gds transport", "crown", "govuk-crest", "url("):
        assert word not in text, word


def test_every_icon_of_a_template_is_drawn() -> None:
    sprite = (STATIC / "img" / "icons.svg").read_text("utf-8")
    drawn = set(re.findall(r'symbol id="([a-z-]+)"', sprite))
    for path in TEMPLATES:
        asked = set(re.findall(r'{% icon "([a-z-]+)"', path.read_text("utf-8")))
        assert asked <= drawn, path.name


def test_every_icon_and_picture_of_a_topic_is_drawn() -> None:
    sprite = (STATIC / "img" / "icons.svg").read_text("utf-8")
    taxonomy = ROOT / "directory" / "data" / "taxonomy.json"
    for term in json.loads(taxonomy.read_text("utf-8")):
        assert f'id="{term["icon"]}"' in sprite, term["code"]
        assert (STATIC / "img" / f"scene-{term['scene']}.svg").exists(), term["code"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_inline_style_or_script(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"\sstyle=|<style|<script(?! src=)|\son[a-z]+=|javascript:", text)
    assert "|safe" not in text


def test_every_class_of_ours_in_a_template_has_a_rule() -> None:
    """A class without a rule is a typing error or a page that nobody looked at."""
    sheets = [path.read_text("utf-8") for path in sorted((STATIC / "css").glob("*.css"))]
    known = set(re.findall(r"\.(wm-[a-z0-9_-]+)", "".join(sheets))) | WITHOUT_RULES
    for folder in ("site", "home", "directory", "selfassessment", "search", "locales"):
        for path in (ROOT / folder).rglob("*.html"):
            for value in re.findall(r'class="([^"]*)"', path.read_text("utf-8")):
                whole = re.sub(r"wm-[a-z0-9_-]+(?=\{\{)|-(?=\{%)", "", value)
                used = set(re.findall(r"(?<![\w-])wm-[a-z0-9_-]*[a-z0-9]", whole))
                assert used <= known, (path.name, used - known)
