"""A sealed text opens in its own place with its own key, and nowhere else."""

import base64

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.encryption.errors import BadKeyring, KeyMissing, NotSealed, SealBroken
from core.encryption.keyring import Keyring, new_entry, parse_keyring
from core.encryption.seal import Place, Sealed, seal, unseal

PLACE = Place(field="core.thing.words", row="1")
RING = parse_keyring([new_entry("b"), new_entry("a")])
texts = st.text(max_size=300)
places = st.builds(Place, field=st.text(max_size=20), row=st.text(max_size=20))


@given(texts, places)
def test_a_sealed_text_comes_back_as_it_went_in(plain: str, place: Place) -> None:
    assert unseal(seal(plain, place=place, ring=RING), place=place, ring=RING) == plain


@given(texts, places, places)
def test_a_text_does_not_open_in_another_place(plain: str, place: Place, other: Place) -> None:
    assume(place.associated_data() != other.associated_data())
    with pytest.raises(SealBroken):
        unseal(seal(plain, place=place, ring=RING), place=other, ring=RING)


@given(st.text(min_size=1, max_size=100), st.data())
def test_no_changed_byte_goes_unnoticed(plain: str, data: st.DataObject) -> None:
    version, key_id, encoded = seal(plain, place=PLACE, ring=RING).text.split(":")
    payload = bytearray(base64.b64decode(encoded))
    position = data.draw(st.integers(0, len(payload) - 1))
    payload[position] ^= data.draw(st.integers(1, 255))
    changed = f"{version}:{key_id}:{base64.b64encode(payload).decode()}"
    with pytest.raises(SealBroken):
        unseal(Sealed(changed), place=PLACE, ring=RING)


@given(texts)
def test_text_that_was_never_sealed_is_refused_with_a_clear_error(text: str) -> None:
    with pytest.raises((NotSealed, KeyMissing, SealBroken)):
        unseal(Sealed(text), place=PLACE, ring=RING)


def test_a_text_sealed_with_the_old_key_opens_while_that_key_is_listed() -> None:
    old, new = new_entry("old"), new_entry("new")
    sealed = seal("words", place=PLACE, ring=parse_keyring([old]))
    assert unseal(sealed, place=PLACE, ring=parse_keyring([new, old])) == "words"
    with pytest.raises(KeyMissing, match="old"):
        unseal(sealed, place=PLACE, ring=parse_keyring([new]))


def test_another_key_under_the_same_id_is_recognised() -> None:
    sealed = seal("words", place=PLACE, ring=parse_keyring([new_entry("a")]))
    with pytest.raises(SealBroken):
        unseal(sealed, place=PLACE, ring=parse_keyring([new_entry("a")]))


def test_equal_texts_are_sealed_differently_with_the_current_key() -> None:
    first, second = (seal("same", place=PLACE, ring=RING) for _ in range(2))
    assert first.text != second.text
    assert first.key_id == second.key_id == "b"


def test_neither_a_sealed_text_nor_a_keyring_shows_what_it_holds() -> None:
    sealed = seal("secret", place=PLACE, ring=RING)
    assert str(sealed) == repr(sealed) == f"{sealed}" == "<sealed>"
    assert repr(RING) == "Keyring(current='b')"


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([], "empty"),
        (["no-separator"], "entry 1 is not id:key"),
        (["BAD ID:AAAA"], "entry 1 is not id:key"),
        (["a:***"], "not base64"),
        (["a:AAAA"], "3 bytes, not 32"),
        ([new_entry("a"), new_entry("a")], "twice"),
    ],
)
def test_a_bad_keyring_is_refused_without_naming_a_key(entries: list[str], message: str) -> None:
    with pytest.raises(BadKeyring, match=message) as refused:
        parse_keyring(entries)
    for entry in entries:
        assert entry.partition(":")[2] not in str(refused.value) or not entry.partition(":")[2]


def test_the_first_key_is_the_current_one() -> None:
    assert isinstance(RING, Keyring)
    assert RING.current == "b"
