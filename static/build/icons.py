"""Which icons does the site have, and how is each drawn?

Run `python3 static/build/icons.py`: it writes `static/img/icons.svg`, one `<symbol>` per icon.
The grid is 24 by 24, the line 2 wide with round ends, the colour is the text's own.
To add an icon: add a line here, run, and use it as `{% icon "name" %}`, always beside words.
"""

from pathlib import Path

ICONS: dict[str, str] = {
    "access": "M11 4.5v.1M11 8v6h5l2.5 5M11 11h4M8 11a5 5 0 1 0 6.5 7",
    "alert": "M12 4l9.5 16h-19zM12 10v4M12 17v.1",
    "apple": (
        "M12 8c-3-2-7 0-7 5 0 4 3 8 5 8 1 0 1-.5 2-.5s1 .5 2 .5c2 0 5-4 5-8 0-5-4-7-7-5z"
        "M12 8c0-3 1-4 3-5"
    ),
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "baby": "M4 10h14a7 7 0 0 1-14 0zM11 3a7 7 0 0 0-7 7h7zM18 10l3-4M8 20.5v.1M15 20.5v.1",
    "bag": "M5 8h14l1 12H4zM9 8a3 3 0 0 1 6 0",
    "ball": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 8l4 3-1.5 4.5h-5L8 11zM12 3v5M16 11l4.5-1.5M8 11L3.5 9.5M14.5 15.5l3 3.5M9.5 15.5l-3 3.5",
    "bike": "M6 19a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM18 19a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM6 15.5l3.5-7H15l3 7M9.5 8.5l4 7h-7M8 5.5h3",
    "book": "M12 6c-2-1.5-5-2-8-2v14c3 0 6 .5 8 2 2-1.5 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14",
    "bus": "M5 4h14v12H5zM5 11h14M8 19.5V16M16 19.5V16",
    "cal": "M4 6h16v14H4zM4 10.5h16M8 3v4M16 3v4",
    "car": "M4 12l2-6h12l2 6v6H4zM4 12h16M7 18v2M17 18v2M7.5 15v.1M16.5 15v.1",
    "chair": "M7 3v18M7 13h10v8",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
    "cross": "M6 6l12 12M18 6 6 18",
    "cup": "M5 9h12v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM17 10.5h1.5a2 2 0 0 1 0 4.5H17M9 3v3M13 3v3",
    "dance": "M12 4.5v.1M12 8l-4 3-3-2M12 8l4 1 2-4M12 8v6l4 3-2 4M12 14l-3 3-3.5 1",
    "download": "M12 4v11M7 10.5l5 5 5-5M4 20h16",
    "drop": "M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z",
    "ear": "M8 20c2 1 4-1 4-3 0-3 5-3 5-8a5 5 0 0 0-10 0M10 9a2 2 0 0 1 4 0",
    "eye": "M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5S2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "flag": "M6 21V4h12l-3 4 3 4H6",
    "glass": "M7 3h10l-1 7a4 4 0 0 1-8 0zM12 14v6M8 21h8",
    "globe": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z",
    "hands": "M3 12l4-5h4l2 2 2-2h2l4 5M7 13l4 4 2-1 2 2 3-3M11 12l2-3",
    "health": "M9 3h6v6h6v6h-6v6H9v-6H3V9h6z",
    "heart": "M12 20s-8-5-8-11a4.5 4.5 0 0 1 8-2.7A4.5 4.5 0 0 1 20 9c0 6-8 11-8 11z",
    "home": "M4 11l8-7 8 7v9H4zM10 20v-6h4v6",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.1",
    "key": "M8 16a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12.5 11.5H21v4M17 11.5v3",
    "link": "M10 14l4-4M9 10l-3 3a3.5 3.5 0 0 0 5 5l3-3M15 14l3-3a3.5 3.5 0 0 0-5-5l-3 3",
    "lock": "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
    "mail": "M3 6h18v13H3zM3 7l9 7 9-7",
    "men": "M10 20a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM14.5 9.5L20 4M15 4h5v5",
    "mind": "M9 21v-3H6v-4H4l2-4c0-4 3-7 7-7s7 3 7 7c0 3-1.5 4.5-3 6v5M10.5 9a2.5 2.5 0 1 1 3 2.5V13.5",
    "minus": "M5 12h14",
    "moon": "M20 14a8 8 0 1 1-9-10 6.5 6.5 0 0 0 9 10z",
    "music": (
        "M9 18V6l10-2v11M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z"
        "M19 15a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z"
    ),
    "pen": "M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5L17.5 10",
    "people": (
        "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-4 3-6 6-6s6 2 6 6"
        "M16 10.5a3 3 0 1 0 0-6M17 14c2.5 0 4 2 4 5"
    ),
    "person": "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 21c0-5 3.5-7.5 7.5-7.5s7.5 2.5 7.5 7.5",
    "phone": (
        "M5 3h4l2 5-2.5 2a12 12 0 0 0 5.5 5.5L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5"
        "a2 2 0 0 1 2-2z"
    ),
    "pill": "M5 12l7-7a4.95 4.95 0 0 1 7 7l-7 7a4.95 4.95 0 0 1-7-7zM8.5 8.5l7 7",
    "pin": (
        "M12 21.5s7-6.5 7-11.7a7 7 0 0 0-14 0c0 5.2 7 11.7 7 11.7z"
        "M12 12.3a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
    ),
    "plant": "M12 21v-9M12 12c0-5-3-7-8-7 0 5 3 7 8 7zM12 15c0-4 3-6 8-6 0 4-3 6-8 6z",
    "plus": "M12 5v14M5 12h14",
    "pound": "M16 8a4 4 0 0 0-7 2v5c0 2-1 4-2 4h10M6 13h7",
    "print": "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
    "quiet": "M4 10v4h4l5 4V6L8 10zM17 10l4 4M21 10l-4 4",
    "scissors": "M6 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 8l12 10M8 16L20 6",
    "screen": "M3 5h18v11H3zM9 20h6M12 16v4",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21",
    "share": "M17 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM17 21a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.5 11l6-4M8.5 13l6 4",
    "shield": "M12 3l8 3v6c0 5-4 8-8 9.5C8 20 4 17 4 12V6zM8.5 12l2.5 2.5 4.5-5",
    "smoke": "M3 15h13v4H3zM20 15v4M20 11c0-4-4-2-4-6",
    "speech": "M4 5h16v11h-9l-4 4v-4H4z",
    "star": "M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17l-5.3 3 1.1-6L3.4 9.8l6-.8z",
    "stop-smoking": "M3 15h8M15 15h1v4H3v-4M20 15v4M20 11c0-4-4-2-4-6M4 4l16 16",
    "stretch": "M12 4.5v.1M12 8v7M12 9l-6-4M12 9l6-4M12 15l-5 6M12 15l5 6",
    "sun": "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
    "swim": "M3 18q2.3-2 4.5 0t4.5 0 4.5 0 4.5 0M5 14l6-5 5 5M11 9l4-3M19 10v.1",
    "tick": "M4.5 12.5l5 5L20 7",
    "toilet": "M7 4.5v.1M7 8v6M5 8h4M5.5 14v7M8.5 14v7M17 4.5v.1M17 8l-3 7h6zM15.5 15v6M18.5 15v6M12 3v18",
    "tools": "M14 6a4 4 0 0 1 5-3l-2.5 2.5 2 2L21 5a4 4 0 0 1-5.5 5L7 19a2 2 0 0 1-3-3l9-8.5",
    "walk": "M13 4v.1M11 9l-2 5 3.5 2 .5 5M9 14l-2.5 7M11 9l3 2.5 3 .5M11 9l-4 1.5-1 3",
    "weights": "M7 7v10M4 9v6M17 7v10M20 9v6M7 12h10",
    "women": "M12 13a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 13v8M9 18h6",
}

# Second names, so that data may use the everyday word.
ALSO: dict[str, str] = {
    "calendar": "cal",
    "company": "cup",
    "drink": "glass",
    "family": "baby",
    "female": "women",
    "food": "apple",
    "garden": "plant",
    "language": "speech",
    "library": "book",
    "loop": "ear",
    "male": "men",
    "money": "pound",
    "moving": "walk",
    "pharmacy": "pill",
    "warning": "alert",
    "wheelchair": "access",
}


def sprite() -> str:
    """Return the whole sprite as SVG text."""
    drawings = ICONS | {name: ICONS[of] for name, of in ALSO.items()}
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24"><path d="{path}"/></symbol>\n'
        for name, path in sorted(drawings.items())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


if __name__ == "__main__":
    target = Path(__file__).resolve().parents[1] / "img" / "icons.svg"
    target.write_text(sprite(), encoding="utf-8")
    print(f"icons.svg: {len(ICONS)} drawings, {len(ALSO)} second names")
