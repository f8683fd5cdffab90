"""What do people type who mean harm, or whose keyboards mean well?"""

HOSTILE = {
    "long": "a" * 10_000,
    "long digits": "9" * 10_000,
    "markup": "\"><script>alert('x')</script>",
    "template": "{{ 7*7 }}{% debug %}",
    "sql": "' OR 1=1; --",
    "percent": "%s %(x)s {0} {x}",
    "right-to-left override": "abc\u202edef\u2066",
    "emoji": "👩‍👩‍👧🏽🙂",
    "gujarati digits": "૧૨૩",
    "arabic digits": "١٢٣",
    "persian digits": "۱۲۳",
    "superscript": "²³",
    "roman numeral": "Ⅻ",
    "fraction": "½",
    "exponent": "1e999",
    "big exponent": "1e1000000000",
    "nan": "NaN",
    "infinity": "-Infinity",
    "negative": "-1",
    "many points": "1.2.3",
    "only spaces": " \u00a0\u2003\u200b ",
    "combining": "e" + "\u0301" * 500,
    "new lines": "a\r\nb\r\nSet-Cookie: x=y",
    "control": "\x01\x07\x1b[31m",
    "not a character": "\uffff\ufdd0",
    "underscore digits": "1_0",
    "wide digits": "１２",
    "Birmingham": "B1 1AA",
    "Northern Ireland": "BT1 1AA",
    "unknown postcode": "ZZ99 9ZZ",
    "half a postcode": "LE1",
}
"""Values by the name a test shows."""
REFUSED = {"nul": "a\x00b"}
"""What the door refuses before any page sees it."""
