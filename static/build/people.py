"""How are people drawn: heads, arms, stances, ages, sizes and skins?"""
# ruff: noqa: E501, PLR0913, C901  # path data does not break; people differ in many ways

from kit import BR, INK, PLUM, S, c, e, g, n, p


def head(kind, skin, hair="#2b1330", cloth=PLUM, look=1.5):
    """Head centred on 0,0, radius 11."""
    o = ""
    if kind == "hijab":
        o += p("M-13 2a13 15 0 0 1 26 0q0 7-3 11q6 4 6 10h-33q1-6 7-10q-3-4-3-11z", cloth)
        o += e(look, 0.5, 8.2, 9.2, skin)
    elif kind == "afro":
        o += c(0, -4, 16, hair) + c(0, 0, 10.5, skin)
    elif kind == "long":
        o += (
            p("M-13 0a13 13 0 0 1 26 0v17q-13 5-26 0z", hair)
            + c(0, 0, 10.5, skin)
            + p("M-10.5-1q1-10 10-10.5t11 10.5q-6-1-9-6q-4 6-12 6z", hair)
        )
    else:
        o += c(0, 0, 11, skin)
    if kind == "short":
        o += p("M-11.5-1q-1-12 11.5-12t11.5 11q-5-1-8-5q-6 5-15 6z", hair)
    if kind == "bun":
        o += c(-9, -10, 5.5, hair) + p("M-11.5 1q-1-14 11.5-14t11.5 12q-7-1-10-6q-4 7-13 8z", hair)
    if kind == "bald":
        o += p("M-11.5 2q-1-6 1-8l2 7zM11.5 2q1-6-1-8l-2 7z", hair)
    if kind == "grey":
        o += p("M-11.5 3q-4-16 11.5-16t11.5 16q-2-8-6-10q-6 3-13 0q-3 4-4 10z", hair)
    if kind == "cap":
        o += p("M-11.5-2q0-11 11.5-11t11.5 9l8 2q0 2-3 2h-16z", cloth)
    if kind == "turban":
        o += p("M-11 1q-.5 13 11 13t11-13q-3 6-11 5.5t-11-5.5z", hair)
        o += p("M-13.5-1q-2-15 13.5-15t13.5 15q-6-7-12-7-8 0-15 7z", cloth) + p(
            "M-9-5q9-7 19-5", None, "#0002", 1.5
        )
    if kind == "beard":
        o += p("M-11.5-1q-1-12 11.5-12t11.5 11q-5-1-8-5q-6 5-15 6z", hair) + p(
            "M-11 0q-.5 13 11 13t11-13q-3 6-11 5t-11-5z", hair
        )
    o += '<use href="#{}" x="{}"/>'.format(("b" if kind in ("turban", "beard") else "f"), n(look))
    return o


FACE = {
    "f": '<g id="f"><path d="M-3.2-.2v.1M4-.2v.1" stroke="#2b1330" stroke-width="2.3"/><path d="M-2.8 4.5q3 2.7 6.4 0" fill="none" stroke="#2b1330" stroke-width="1.3"/></g>',
    "b": '<g id="b"><path d="M-3.2-.2v.1M4-.2v.1" stroke="#2b1330" stroke-width="2.3"/><path d="M-2.8 5q3 2.5 6.4 0" fill="none" stroke="#fff" stroke-width="1.4"/></g>',
}


def arms(d, sl, hands, skin):
    return p(d, None, sl, 7) + p("".join(f"M{n(x)} {n(y)}v.1" for x, y in hands), None, skin, 7.4)


def person(
    x,
    y,
    s=1,
    skin=S[1],
    top=PLUM,
    legs=INK,
    kind="short",
    hair="#2b1330",
    cloth=PLUM,
    pose="walk",
    wd=1,
    hem=-36,
    flip=False,
    shoe="#3b2a40",
    stick=False,
    extra="",
    sleeve=None,
):
    sw = 10.5 * wd
    hw = (11 if hem < -30 else 15) * wd
    sl = sleeve or top
    o = ""
    dy = 0
    if pose == "wheel":
        dy = 8
        o += p("M-12-34v-22", None, INK, 4)
    if pose in ("walk", "stride"):
        st = 13 if pose == "stride" else 9
        o += p(f"M-3-40L{n(-st)}-5M3-40L{n(st)}-5", None, legs, 8.5 * wd if wd < 1.2 else 10)
        o += p(f"M{n(-st)}-3h6M{n(st)}-3h6", None, shoe, 6)
    elif pose in ("stand", "wave", "up"):
        o += p("M-5-40V-5M5-40V-5", None, legs, 8.5 * wd if wd < 1.2 else 10) + p(
            "M-5-3h5M6-3h5", None, shoe, 6
        )
    elif pose in ("wheel", "sit"):
        o += p(f"M0-{36 - dy}H18V-8", None, legs, 10) + p("M18-4h6", None, shoe, 6)
    t = p("M0-70v-8", None, skin, 7)
    stances = {
        "walk": (
            f"M{n(-sw + 2)}-66q-7 9-9 19M{n(sw - 2)}-66q7 7 9 17",
            [(-sw - 7.5, -45), (sw + 7.5, -46)],
        ),
        "wave": (
            f"M{n(-sw + 2)}-66q-8 8-8 20M{n(sw - 2)}-66q9 0 11-18",
            [(-sw - 6.5, -44), (sw + 9.5, -87)],
        ),
        "up": (
            f"M{n(-sw + 2)}-66L{n(-sw - 9)}-88M{n(sw - 2)}-66L{n(sw + 9)}-88",
            [(-sw - 9.5, -91), (sw + 9.5, -91)],
        ),
        "stand": (
            f"M{n(sw - 1)}-66q4 8 3 20M{n(-sw + 1)}-66q-4 8-3 20",
            [(sw + 2, -44), (-sw - 2, -44)],
        ),
        "sit": (f"M{n(sw - 2)}-66q9 10 6 24", [(sw + 4, -41)]),
        "wheel": (f"M{n(sw - 3)}-66q6 12-2 22", [(sw - 5, -43)]),
    }
    stances["stride"] = stances["walk"]
    d, hs = stances[pose]
    body = p(
        f"M{n(-sw)}-62Q{n(-sw)}-74 0-74T{n(sw)}-62L{n(hw)} {n(hem)}Q0 {n(hem + 5)} {n(-hw)} {n(hem)}Z",
        top,
    )
    ar = arms(d, sl, hs, skin)
    t += (
        body + ar if pose in ("sit", "wheel") else ar + body
    ) + f'<g transform="translate(0-88)">{head(kind, skin, hair, cloth)}</g>'
    o += g(t, 0, dy) if dy else t
    if pose == "wheel":
        o += (
            f'<circle cx="-1" cy="-18" r="17" fill="none" stroke="{INK}" stroke-width="3.5"/><circle cx="25" cy="-4" r="3.5" fill="{INK}"/>'
            + p("M-1-18H17L25-5", None, INK, 3)
        )
    if stick:
        o += p(f"M{n(sw + 8)}-48L{n(sw + 13)}-1", None, BR, 3)
    o += extra
    return g(o, x, y, s, flip)
