"""How are shapes, trees, hills and paths drawn, as plain SVG text, in which colours?

Short names, because a picture is mostly calls of them: p path, c circle, e ellipse, r rectangle,
g group (moved, scaled, turned round), n number. Colours come only from here.
"""
# ruff: noqa: E501, N803, N806  # path data does not break; drawing has many knobs

import math
import re
from pathlib import Path

IMAGES = Path(__file__).resolve().parents[1] / "img"
MOST_BYTES = 4096
INK = "#2b1330"
PLUM = "#5a1a60"
MARI = "#ffc42e"
SKY = "#e4f4f9"
SKY2 = "#bfe3f0"
G1 = "#c3e3a6"
G2 = "#93cb74"
G3 = "#5ea654"
G4 = "#2f7d4a"
BR = "#8a5a3a"
CORAL = "#f0765a"
BRICK = "#c8553d"
WHITE = "#fff"
CREAM = "#fff4d6"
RIVER = "#4fa7c4"
ROSE = "#f4a9b8"
S = ["#f6d0ae", "#dca273", "#b87a4e", "#8d5636", "#623a26"]


def n(v):
    s = f"{v:.1f}".rstrip("0").rstrip(".")
    return "0" if s in ("-0", "") else s


def g(inner, x=0, y=0, s=1, flip=False, rot=0):
    t = f"translate({n(x)} {n(y)})"
    if s != 1 or flip:
        t += f"scale({round(-s, 2)} {round(s, 2)})" if flip else f"scale({round(s, 2)})"
    if rot:
        t += f" rotate({rot})"
    return f'<g transform="{t}">{inner}</g>'


def p(d, fill=None, stroke=None, w=None):
    a = f' fill="{fill}"' if fill else (' fill="none"' if stroke else "")
    if stroke:
        a += f' stroke="{stroke}" stroke-width="{n(w)}"'
    return f'<path d="{d}"{a}/>'


def c(x, y, r, f):
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{f}"/>'


def e(x, y, rx, ry, f):
    return f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}" fill="{f}"/>'


def r(x, y, w, h, f, rx=0):
    return (
        f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}" fill="{f}"'
        + (f' rx="{n(rx)}"' if rx else "")
        + "/>"
    )


def tree(x, y, s=1, kind="round", f=G3):
    o = r(-2.5, -22, 5, 22, BR, 1)
    if kind == "round":
        o += c(0, -38, 20, f) + c(-7, -44, 3, "#fff3")
    if kind == "tall":
        o = r(-2, -14, 4, 14, BR) + e(0, -42, 12, 32, f)
    if kind == "cloud":
        o += p("M-22-28a12 12 0 0 1 6-20a15 15 0 0 1 30-2a12 12 0 0 1 6 22z", f)
    if kind == "pine":
        o = r(-2, -12, 4, 12, BR) + p("M0-66L17-10H-17z", f)
    return g(o, x, y, s)


def post(x, y, s=1):
    return g(
        r(-4, -58, 8, 58, BR, 2)
        + c(0, -46, 11, MARI)
        + p("M-4-46h7M0-50.5l4 4.5-4 4.5", None, PLUM, 3),
        x,
        y,
        s,
    )


def flowers(pts, f=WHITE):
    return "".join(c(x, y, 2, f) for x, y in pts)


def bird(x, y):
    return p(f"M{x} {y}q4-4 7 0q3-4 7 0", None, "#5a1a6088", 1.8)


def path(d="M-5 168Q80 150 160 168T325 168", w=20):
    return p(d, None, "#e9a90022", w + 6) + p(d, None, MARI, w)


def base(
    sky=SKY,
    h1=G1,
    h2=G2,
    back="M0 120Q80 84 170 112T320 96V200H0z",
    front="M0 150Q110 128 200 146T320 140V200H0z",
):
    return r(0, 0, 320, 200, sky) + p(back, h1) + p(front, h2)


FRONT = p("M0 184Q100 174 180 184T320 180V200H0z", G3)


def skyline(x, y, s, f):
    return g(
        p(
            "M0 0v-22l14-10 14 10v-8l12-9 12 9v30zM60 0v-40l8-22 8 22v40zM82 0v-24h10a14 14 0 0 1 28 0h10v24zM106-38v-10M136 0v-50q2-18 8-24q6 6 8 24v50zM158 0v-62h22v62zM186 0v-26l13-9 13 9v26zM216 0v-26l13-9 13 9v26zM246 0v-30h6v-8h5v8h8v30z",
            f,
        ),
        x,
        y,
        s,
    )


def ribbon(pts, f=MARI):
    L = []
    R = []
    for i, (x, y, w) in enumerate(pts):
        x0, y0, _ = pts[max(i - 1, 0)]
        x1, y1, _ = pts[min(i + 1, len(pts) - 1)]
        dx, dy = x1 - x0, y1 - y0
        d = math.hypot(dx, dy)
        nx, ny = -dy / d * w / 2, dx / d * w / 2
        ny *= 0.7
        L.append((x + nx, y + ny))
        R.append((x - nx, y - ny))

    def cr(P):
        o = ""
        for i in range(len(P) - 1):
            p0 = P[max(i - 1, 0)]
            p1 = P[i]
            p2 = P[i + 1]
            p3 = P[min(i + 2, len(P) - 1)]
            o += "C" + " ".join(
                str(round(v))
                for v in (
                    p1[0] + (p2[0] - p0[0]) / 6,
                    p1[1] + (p2[1] - p0[1]) / 6,
                    p2[0] - (p3[0] - p1[0]) / 6,
                    p2[1] - (p3[1] - p1[1]) / 6,
                    *p2,
                )
            )
        return o

    R.reverse()
    return p(
        f"M{round(L[0][0])} {round(L[0][1])}"
        + cr(L)
        + f"L{round(R[0][0])} {round(R[0][1])}"
        + cr(R)
        + "z",
        f,
    )


def save(name, w, h, body, defs=()):
    """Write a picture; `defs` are drawings that it may use more than once, by id."""
    body = body.replace(' fill="#2b1330"', "")
    used = "".join(drawn for id_, drawn in dict(defs).items() if f'href="#{id_}"' in body)
    if used:
        body = "<defs>" + used + "</defs>" + body
    s = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}"><g fill="#2b1330" stroke-linecap="round" stroke-linejoin="round">{body}</g></svg>'
    s = re.sub(r"(?<![\d.])0\.(?=\d)", ".", s)
    s = re.sub(
        r'<path d="((?:M-?[\d. -]+(?:[LHVlhv]-?[\d.]+(?:[ -]-?[\d.]+)?)?)+)" fill="none"',
        lambda m: (
            f'<path d="{m.group(1)}"'
            if not re.search("[LHVlhv][^M]*[LHVlhv]", m.group(1))
            else m.group(0)
        ),
        s,
    )

    (IMAGES / name).write_text(s, encoding="utf-8")
    size = len(s.encode())
    if size > MOST_BYTES:
        raise SystemExit(f"{name} is too big: {size} bytes")
