"""What do the wide pictures show: the hero of the home page, the hills, the mark of the site?"""
# path data does not break

from kit import (
    CORAL,
    G1,
    G2,
    G3,
    G4,
    INK,
    MARI,
    PLUM,
    ROSE,
    WHITE,
    S,
    bird,
    c,
    p,
    post,
    ribbon,
    skyline,
    tree,
)
from people import person


def hero_phone():
    b = c(58, 66, 14, MARI) + bird(296, 56) + bird(318, 64) + skyline(140, 88, 0.52, "#d9c3e0")
    b += (
        p("M0 96Q70 66 150 84T360 62V260H0z", G1)
        + p("M0 140Q90 104 190 128T360 112V260H0z", G2)
        + p("M0 196Q120 158 230 186T360 172V260H0z", G3)
    )
    b += ribbon(
        [
            (-20, 244, 34),
            (60, 246, 34),
            (150, 236, 31),
            (240, 226, 26),
            (304, 204, 20),
            (300, 176, 14),
            (250, 158, 11),
            (214, 142, 8),
            (216, 126, 6),
            (244, 112, 5),
            (252, 98, 4),
            (240, 86, 2.5),
        ]
    )
    b += (
        tree(28, 150, 0.8, "cloud", G4)
        + tree(64, 136, 0.6, "tall", G4)
        + tree(336, 130, 0.7, "round", G4)
        + tree(150, 122, 0.45, "round", G3)
        + tree(100, 176, 0.7, "round", G4)
        + post(338, 204, 0.8)
    )
    return b


def hero_wide():
    b = (
        c(1140, 76, 36, MARI)
        + bird(640, 60)
        + bird(680, 78)
        + bird(1000, 50)
        + skyline(690, 150, 1.1, "#dccbe0")
    )
    b += (
        p("M0 190Q240 110 520 160T1280 120V460H0z", G1)
        + p("M0 270Q300 190 640 240T1280 200V460H0z", G2)
        + p("M0 360Q360 290 760 340T1280 320V460H0z", G3)
    )
    b += ribbon(
        [
            (470, 480, 70),
            (600, 444, 64),
            (760, 424, 56),
            (920, 408, 48),
            (1060, 384, 40),
            (1126, 340, 29),
            (1060, 296, 21),
            (930, 266, 16),
            (850, 238, 12),
            (860, 208, 9),
            (910, 182, 7),
            (916, 160, 5),
            (896, 146, 3),
        ]
    )
    b += (
        tree(60, 262, 1.3, "cloud", G4)
        + tree(1236, 240, 1.4, "round", G4)
        + tree(1180, 248, 1.1, "tall", G4)
        + tree(700, 222, 0.8, "round", G3)
        + tree(742, 218, 0.6, "tall", G4)
        + tree(590, 330, 1.2, "round", G4)
        + post(1180, 366, 1.3)
    )
    return b


def hero_people():
    b = person(
        34, 128, 1.15, S[3], CORAL, INK, "bald", "#efe8f0", pose="walk", stick=False
    ) + person(
        100, 126, 1.15, S[2], "#0b7285", PLUM, "hijab", cloth="#ffd9c7", pose="walk", hem=-18
    )
    b += (
        person(176, 122, 1.1, S[1], MARI, PLUM, "turban", cloth=PLUM, pose="wheel")
        + person(256, 121, 1.1, S[4], WHITE, "#35608a", "afro", pose="stride", wd=1.2)
        + person(312, 110, 0.72, S[0], ROSE, PLUM, "short", "#8a3b1e", pose="up")
    )
    return b


def hills():
    return (
        p("M0 70Q160 20 360 58T760 50 1280 40V120H0z", G1)
        + p("M0 96Q240 50 520 82T1000 74 1280 84V120H0z", G2)
        + p("M120 130C200 96 330 112 420 96S560 84 600 66", None, MARI, 10)
        + tree(220, 84, 0.5, "round", G3)
        + tree(250, 86, 0.4, "tall", G4)
        + tree(900, 80, 0.55, "cloud", G3)
        + tree(1100, 78, 0.5, "round", G4)
        + tree(60, 80, 0.45, "tall", G4)
        + post(440, 98, 0.5)
        + skyline(940, 56, 0.36, "#c3e3a6")
    )


def logo():
    return c(24, 24, 24, MARI) + p(
        "M13 33C13 24 20 26 24 21S25 13 35 13M28 8.5l7.5 4.5-4.5 7.5", None, PLUM, 5
    )


def tick():
    """The white tick in a small box that is on: a file, as the content policy allows no data."""
    return p("M5 12.5l4.5 4.5L19 7", None, "#fff", 3.5)
