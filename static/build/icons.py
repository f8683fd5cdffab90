"""Which icons does the site have? Writes them from `icons.json` to `static/img/icons.svg`.

The grid is 24 by 24, the line 2 wide with round ends, the colour is the text's own. In the file:
`icons` are paths by name, `also` second names, so that data may use the everyday word.
"""

import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Drawn as a line also where no style sheet says so.
LINE = (
    'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"'
)


def drawings() -> dict[str, str]:
    """Return every icon's path by name, second names included."""
    known = json.loads((HERE / "icons.json").read_text(encoding="utf-8"))
    icons: dict[str, str] = known["icons"]
    return icons | {name: icons[of] for name, of in known["also"].items()}


def sprite() -> str:
    """Return the whole sprite as SVG text, one symbol a line."""
    symbols = "".join(
        f'<symbol id="{name}" {LINE}><path d="{path}"/></symbol>\n'
        for name, path in sorted(drawings().items())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


if __name__ == "__main__":
    (HERE.parent / "img" / "icons.svg").write_text(sprite(), encoding="utf-8")
    print(f"{len(drawings())} icons drawn.")
