"""What do the pictures of rooms, and of a talk, show?"""
# ruff: noqa: E501  # path data does not break

from kit import (
    BR,
    CORAL,
    CREAM,
    FRONT,
    G1,
    G3,
    G4,
    INK,
    MARI,
    PLUM,
    SKY,
    SKY2,
    S,
    c,
    g,
    p,
    path,
    r,
    tree,
)
from people import head, person


def scene_pool():
    b = (
        r(0, 0, 320, 200, SKY)
        + p("M0 40H320V96H0z", "#fff")
        + "".join(r(20 + i * 58, 22, 40, 50, SKY2, 20) for i in range(5))
    )
    b += r(0, 96, 320, 104, "#8fd3e8") + r(0, 90, 320, 10, "#e9dff0")
    b += "".join(
        p(
            f"M0 {y}q13-7 26 0t26 0 26 0 26 0 26 0 26 0 26 0 26 0 26 0 26 0 26 0 26 0 26 0",
            None,
            "#ffffffaa",
            3,
        )
        for y in (114, 190)
    )
    b += p("M-5 168Q80 150 160 168T325 168", None, MARI, 10) + "".join(
        c(x, y, 6, CORAL) for x, y in ((24, 163), (64, 160), (256, 172), (296, 171))
    )
    b += person(
        60, 102, 0.7, S[3], CORAL, S[3], "cap", cloth=PLUM, pose="wave", shoe=S[3], sleeve=S[3]
    )

    def swim(x, y, kw, arm):
        return g(
            p("M12 2q12-24 26-14", None, arm, 8)
            + head(look=3, **kw)
            + p("M-34 12q10-12 22-4 14-6 24 0 14-6 24 4-4 12-36 12-34-4-34-12z", "#6fc3de"),
            x,
            y,
        )

    b += swim(140, 134, {"kind": "hijab", "skin": S[1], "cloth": INK}, INK) + swim(
        238, 128, {"kind": "bald", "skin": S[4], "hair": "#e9e3ea"}, S[4]
    )
    return b


def scene_sit():
    b = (
        r(0, 0, 320, 200, CREAM)
        + r(34, 26, 70, 66, SKY2, 6)
        + p("M69 26v66M34 60h70", None, "#fff", 4)
        + c(84, 44, 9, MARI)
        + r(206, 24, 84, 14, CORAL, 7)
        + "".join(c(218 + i * 15, 31, 3, "#fff") for i in range(5))
    )
    b += r(0, 140, 320, 60, "#f3dcc0") + path()

    def chair(x):
        return p(f"M{x - 16} 118v54M{x - 16} 144h34v28", None, BR, 5)

    for x, kw in (
        (74, {"skin": S[1], "top": PLUM, "legs": INK, "kind": "grey", "hair": "#e9e3ea"}),
        (
            160,
            {
                "skin": S[3],
                "top": "#1f7a6d",
                "legs": "#35608a",
                "kind": "hijab",
                "cloth": "#ffd9c7",
                "wd": 1.25,
            },
        ),
        (246, {"skin": S[0], "top": CORAL, "legs": INK, "kind": "bald", "hair": "#d8cbd9"}),
    ):
        b += (
            chair(x)
            + p(f"M{x - 6} 138h20v30", None, kw["legs"], 10)
            + p(f"M{x + 14} 171h6", None, "#3b2a40", 6)
        )
        k = {**kw}
        k.pop("legs")
        b += g(person(0, 0, 0.86, pose="up", legs="none", shoe="none", **k), x - 4, 176)
    return b


def scene_knit():
    b = (
        r(0, 0, 320, 200, "#f7eaf6")
        + p("M0 40q20 20 40 0t40 0 40 0 40 0 40 0 40 0 40 0 40 0", None, MARI, 3)
        + "".join(
            p(f"M{x} 46l9 0-4.5 13z", f)
            for x, f in (
                (14, CORAL),
                (54, G3),
                (94, PLUM),
                (134, CORAL),
                (174, G3),
                (214, PLUM),
                (254, CORAL),
                (294, G3),
            )
        )
    )
    b += r(0, 146, 320, 54, "#ecd6e9") + path()
    b += person(70, 178, 0.9, S[2], "#0b7285", INK, "bun", "#e9e3ea", pose="sit", wd=1.1) + person(
        250, 178, 0.9, S[1], CORAL, INK, "turban", cloth=PLUM, hair="#4b3a2e", pose="sit", flip=True
    )
    b += person(160, 166, 0.86, S[4], MARI, PLUM, "long", pose="stand", hem=-20)
    b += r(108, 122, 104, 9, BR, 4) + r(154, 130, 12, 44, BR)
    b += (
        g(
            p("M0 0h16v8a6 6 0 0 1-6 6h-4a6 6 0 0 1-6-6z", "#fff")
            + p("M5-5q3-4 0-8M11-5q3-4 0-8", None, "#fff", 2),
            124,
            108,
        )
        + c(192, 114, 9, CORAL)
        + p("M186 109q6 6 12 2M185 115q7 4 13 2M200 119q12 14-2 24t8 24", None, "#fff", 1.8)
    )
    return b


def scene_eat():
    b = (
        r(0, 0, 320, 200, "#fff4d6")
        + r(0, 20, 320, 8, "#e7c79a")
        + "".join(
            r(x, 0, 22, 20, f, 3) for x, f in ((20, CORAL), (50, G3), (240, PLUM), (270, MARI))
        )
    )
    b += r(0, 150, 320, 50, "#e7c79a") + path(w=16)
    b += person(112, 170, 0.95, S[3], "#1f7a6d", INK, "beard", pose="stand") + person(
        206, 170, 0.88, S[1], CORAL, INK, "hijab", cloth=PLUM, pose="stand", hem=-20
    )
    b += r(46, 120, 228, 14, "#fff", 5) + r(46, 130, 228, 26, "#f0dcbc")
    b += g(
        p("M-24 0h48q0 20-24 20t-24-20z", PLUM)
        + c(-12, -4, 8, G3)
        + c(2, -7, 9, CORAL)
        + c(14, -3, 7, MARI),
        160,
        102,
    )
    b += (
        g(
            p("M0 0q-10-14 2-26q10 12-2 26z", CORAL)
            + p("M2-26q-6-8-10-6M2-26q4-8 9-6", None, G4, 3),
            84,
            122,
        )
        + c(240, 112, 9, "#d8473a")
        + p("M240 103q2-6 7-5", None, G4, 3)
    )
    return b


def scene_home():
    b = (
        r(0, 0, 320, 200, "#fbebdd")
        + r(0, 150, 320, 50, "#efd6bd")
        + r(40, 30, 76, 70, SKY2, 6)
        + p("M78 30v70M40 65h76", None, "#fff", 4)
        + tree(60, 100, 0.6, "round", G3)
    )
    b += (
        p("M206 150V60h58v90", CREAM)
        + p("M206 150V60h58v90", None, BR, 5)
        + c(254, 106, 3, BR)
        + path(w=16)
    )
    b += r(180, 84, 7, 56, "#b9a6bd", 3) + p("M183 92h14", None, "#b9a6bd", 5)
    b += person(
        140, 174, 0.95, S[0], "#7a4fa0", INK, "bun", "#e9e3ea", pose="walk", stick=True, hem=-22
    )
    b += person(230, 174, 0.9, S[4], MARI, "#35608a", "short", pose="wave")
    return b + r(14, 120, 14, 32, CORAL, 3) + c(21, 110, 14, G3)


def scene_talk():
    b = r(0, 0, 320, 200, "#e6f4dd") + p("M0 120Q80 90 170 114T320 102V200H0z", G1) + path()
    b += p(
        "M104 20h62a14 14 0 0 1 14 14v14a14 14 0 0 1-14 14h-36l-14 14v-14h-12a14 14 0 0 1-14-14v-14a14 14 0 0 1 14-14z",
        "#fff",
    ) + p("M108 34h52M108 47h32", None, "#c9b3cd", 5)
    b += p(
        "M206 30h56a14 14 0 0 1 14 14v10a14 14 0 0 1-14 14h-12l-12 12v-12h-32a14 14 0 0 1-14-14v-10a14 14 0 0 1 14-14z",
        PLUM,
    ) + p("M216 49v.1M234 49v.1M252 49v.1", None, MARI, 9)
    b += person(86, 180, 1.1, S[2], CORAL, INK, "hijab", cloth="#1f7a6d", pose="wave", hem=-18)
    b += person(
        244, 182, 1.05, S[0], "#35608a", INK, "grey", "#e9e3ea", pose="wheel", flip=True, wd=1.1
    )
    return b + FRONT
