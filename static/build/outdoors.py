"""What do the pictures of the open air show?"""
# path data does not break

from kit import (
    BR,
    BRICK,
    CORAL,
    CREAM,
    FRONT,
    G3,
    G4,
    INK,
    MARI,
    PLUM,
    ROSE,
    S,
    base,
    bird,
    c,
    flowers,
    g,
    p,
    path,
    post,
    r,
    tree,
)
from people import person


def scene_park():
    b = base() + c(262, 44, 20, MARI) + bird(60, 40) + bird(86, 52)
    b += (
        tree(36, 132, 1, "round", G3)
        + tree(72, 126, 0.8, "tall", G4)
        + tree(290, 128, 0.9, "cloud", G3)
    )
    b += path() + post(236, 160, 0.9)
    b += person(92, 170, 0.86, S[3], CORAL, INK, "grey", "#e9e3ea", pose="walk", wd=1.2, stick=True)
    b += person(
        138, 174, 0.86, S[2], "#0b7285", PLUM, "hijab", cloth="#ffd9c7", pose="walk", hem=-20
    )
    b += person(182, 172, 0.86, S[0], MARI, "#35608a", "short", "#8a3b1e", pose="walk")
    return b + FRONT + flowers([(20, 190), (48, 186), (260, 188), (288, 190), (300, 184)])


def scene_allotment():
    b = base(back="M0 104Q90 80 170 98T320 88V200H0z") + c(52, 42, 18, MARI)
    b += g(
        r(0, -44, 62, 44, "#ffffffbb")
        + p("M-4-44L31-66 66-44z", "#ffffffdd")
        + p("M0-44V0M21-44V0M42-44V0M62-44V0M0-22H62M-4-44L31-66 66-44z", None, "#7fb7a0", 2.5),
        236,
        142,
    )
    b += tree(210, 128, 0.6, "cloud", G4)
    for x in (26, 60):
        b += (
            p(f"M{x} 100v48M{x + 16} 100v48M{x} 104L{x + 16} 146", None, BR, 2.5)
            + c(x + 2, 112, 6, G4)
            + c(x + 14, 122, 7, G3)
            + c(x + 4, 134, 7, G4)
        )
    b += path()
    b += person(
        120,
        172,
        0.86,
        S[2],
        "#35608a",
        INK,
        "turban",
        cloth=CORAL,
        hair="#e9e3ea",
        pose="stand",
        hem=-26,
    )
    b += g(
        p("M0 0h22l-4 18h-14z", "#0b7285") + p("M22 6l14-8M2 2q8-16 18 0", None, "#0b7285", 3),
        136,
        140,
    )
    b += person(192, 174, 0.8, S[4], ROSE, PLUM, "afro", pose="wave", wd=1.15)
    b += p("M0 186Q100 178 180 186T320 184V200H0z", "#7a4b33")
    for x in range(14, 320, 34):
        b += p(f"M{x} 190q-8-9-2-14q6 4 2 14q8-8 8-14", G3)
    return b


def scene_hall():
    b = (
        base(front="M0 150Q110 138 200 146T320 142V200H0z")
        + tree(30, 140, 0.9, "cloud", G3)
        + tree(296, 136, 0.9, "round", G4)
    )
    b += g(
        r(0, -64, 190, 64, BRICK)
        + p("M-12-64L95-112 202-64z", PLUM)
        + r(78, -44, 34, 44, INK, 3)
        + r(14, -46, 46, 28, CREAM, 3)
        + r(130, -46, 46, 28, CREAM, 3)
        + p("M37-46v28M14-32h46M153-46v28M130-32h46", None, BRICK, 2)
        + c(95, -82, 9, MARI),
        66,
        150,
    )
    b += p("M54 88Q160 116 268 88", None, INK, 1.5) + "".join(
        p(f"M{x} {y}l12 2-7 12z", f) for x, y, f in ((94, 96, MARI), (204, 98, CORAL))
    )
    b += path()
    b += person(100, 174, 0.84, S[1], "#0b7285", INK, "long", pose="wave")
    b += person(214, 174, 0.84, S[3], MARI, PLUM, "short", pose="wheel")
    b += person(150, 176, 0.84, S[2], PLUM, PLUM, "hijab", cloth=MARI, pose="stand", hem=-16)
    return b + FRONT


def scene_breath():
    b = (
        base(sky="#e4f4f9")
        + p("M-10 70q40-22 80 0t80 0M180 40q26-14 52 0t52 0", None, "#fff", 9)
        + c(270, 52, 20, MARI)
    )
    b += tree(40, 134, 1, "cloud", G4) + tree(286, 130, 0.8, "round", G3) + path()
    b += person(150, 176, 1.12, S[1], PLUM, INK, "short", "#4b2a1e", pose="up", wd=1.2)
    b += p("M186 92q14-8 26 0t26 0M190 106q10-5 18 0t18 0", None, "#8fd3e8", 4)
    return b + FRONT + flowers([(30, 190), (70, 188), (250, 188), (280, 190)], ROSE)


def scene_baby():
    b = (
        base()
        + tree(282, 132, 0.9, "round", G3)
        + tree(34, 130, 0.7, "tall", G4)
        + c(60, 40, 16, MARI)
        + path()
    )
    b += person(120, 174, 0.92, S[3], ROSE, INK, "afro", pose="walk")
    b += g(
        p("M-20-34h40a20 20 0 0 1-40 0z", PLUM)
        + p("M-20-34a20 20 0 0 1 20-20v20z", CORAL)
        + p("M20-34l-44-14", None, INK, 3)
        + c(-12, -5, 6, INK)
        + c(12, -5, 6, INK)
        + c(8, -38, 6, S[3]),
        170,
        174,
    )
    b += person(232, 176, 0.62, S[1], MARI, "#35608a", "bun", pose="up")
    return b + FRONT + flowers([(20, 190), (60, 186), (270, 188)])


def scene_way_on():
    b = (
        base()
        + c(60, 44, 18, MARI)
        + tree(40, 134, 0.9, "round", G4)
        + tree(292, 130, 1, "cloud", G3)
    )
    b += (
        p("M-5 168Q60 150 120 166", None, MARI, 20)
        + p("M150 170Q230 180 325 168", None, MARI, 20)
        + p("M120 166Q136 170 150 170", None, "#fff", 5)
    )
    b += (
        post(166, 162, 1.5)
        + person(108, 176, 0.9, S[1], CORAL, INK, "long", pose="walk")
        + person(220, 178, 0.86, S[3], PLUM, INK, "cap", cloth="#1f7a6d", pose="wave", flip=True)
    )
    return b + FRONT
