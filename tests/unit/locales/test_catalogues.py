"""Do catalogues have the right plural rules, and keep what is translated when they are renewed?"""

import gettext
from pathlib import Path

import polib
import pytest
from babel import Locale
from babel.dates import get_day_names, get_month_names
from django.conf import settings
from django.utils import translation
from django.utils.dates import MONTHS, WEEKDAYS
from pytest_django import Settings

from locales import catalogues
from locales.extraction import Found, Message

ROOT = Path(__file__).parents[3]
CODES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("code", CODES)
def test_the_plural_rule_is_the_one_of_the_unicode_cldr(code: str) -> None:
    rule = catalogues.PLURAL_FORMS[code]
    count, _, expression = rule.rstrip(";").partition("; plural=")
    form = gettext.c2py(expression)
    cldr = Locale(code).plural_form
    names: dict[str, set[int]] = {}
    for number in range(1001):
        names.setdefault(cldr(number), set()).add(form(number))
    assert all(len(forms) == 1 for forms in names.values()), names
    used = {next(iter(forms)) for forms in names.values()}
    assert len(used) == len(names)
    assert int(count.partition("=")[2]) >= len(names)


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_each_catalogue_says_its_rule_and_its_language(code: str) -> None:
    catalogue = polib.pofile(str(catalogues.catalogue_path(code)))
    assert catalogue.metadata["Plural-Forms"] == catalogues.PLURAL_FORMS[code]
    assert catalogue.metadata["Language"] == code


@pytest.mark.parametrize("code", ["gu", "pl", "ur"])
def test_days_and_months_are_in_the_language(code: str) -> None:
    with translation.override(code):
        days = [str(WEEKDAYS[number]) for number in range(7)]
        months = [str(MONTHS[number]) for number in range(1, 13)]
    english = {*get_day_names(locale="en").values(), *get_month_names(locale="en").values()}
    assert not english & {*days, *months}
    if code == "gu":
        assert days == [get_day_names(locale=code)[number] for number in range(7)]
        assert months == [get_month_names(locale=code)[number] for number in range(1, 13)]


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Let catalogues lie in an empty folder."""
    settings.LOCALE_PATHS = [tmp_path]
    return tmp_path


def found(*messages: Message) -> Found:
    texts = Found()
    texts.add(messages, "home/views.py")
    return texts


def translate(code: str, text: str, words: str) -> None:
    catalogue = polib.pofile(str(catalogues.catalogue_path(code)))
    entry = catalogue.find(text)
    assert entry
    entry.msgstr = words
    catalogue.metadata["X-Checked-By"] = "A. Reader, 2026-11-25"
    catalogue.save()


def test_renewing_keeps_words_and_who_checked_them(folder: Path) -> None:
    assert catalogues.update("gu", found(Message("Walk"), Message("Swim"))) == (2, 0)
    translate("gu", "Walk", "ચાલવું")
    assert catalogues.update("gu", found(Message("Walk"), Message("Rest"))) == (1, 1)
    catalogue = polib.pofile(str(catalogues.catalogue_path("gu")))
    walk = catalogue.find("Walk")
    assert walk
    assert walk.msgstr == "ચાલવું"
    assert catalogue.find("Swim") is None
    assert catalogue.metadata["X-Checked-By"] == "A. Reader, 2026-11-25"
    assert catalogues.completeness("gu") == 50


def test_renewing_twice_writes_the_same_file(folder: Path) -> None:
    texts = found(Message("%(n)s day", plural="%(n)s days"), Message("Open", context="of a shop"))
    catalogues.update("pl", texts)
    first = catalogues.catalogue_path("pl").read_bytes()
    catalogues.update("pl", texts)
    assert catalogues.catalogue_path("pl").read_bytes() == first


def test_polish_has_room_for_its_four_forms(folder: Path) -> None:
    catalogues.update("pl", found(Message("%(n)s day", plural="%(n)s days")))
    entry = polib.pofile(str(catalogues.catalogue_path("pl")))[0]
    assert set(entry.msgstr_plural) == {0, 1, 2, 3}


def test_compiling_does_only_what_is_needed(folder: Path) -> None:
    catalogues.update("ur", found(Message("Walk")))
    assert catalogues.compile_all() == 1
    assert catalogues.compile_all() == 0


def test_other_placeholders_than_the_english_are_a_fault() -> None:
    entry = polib.POEntry(msgid="Ring %(number)s", msgstr="કૉલ %(numbr)s")
    assert list(catalogues._placeholder_problems("gu", entry))
    entry.msgstr = "%(number)s પર કૉલ કરો"
    assert not list(catalogues._placeholder_problems("gu", entry))
