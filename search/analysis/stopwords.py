"""Which words say nothing about what is looked for?

By script and not by language, because the language of three typed words is not known. Words that
also name something to do in another of the languages are left out of the lists.
"""

from search.analysis.letters import fold, script_of

_ENGLISH = """a an and are as at be but by can do does for from get has have how i if in into is it
its me my near nearby no not of on or our some that the their there they this to us was we what
when where which who will with would you your please want need find looking anything something
am im id ive"""
_POLISH = """aby albo ale bez bo by być czy dla do gdzie go i ich ja jak jest jestem już ktory która
które lub ma mam mi mnie moje moja na nad nie nim o od oraz po pod przez przy sie się są ta tak tam
te tego tej to tu tym u w we z za ze że chcę szukam"""
_ROMANISED = """ni na nu no ne ma che chhe chu maru mara mari mane ki ka ke ko se mein hai hain ho
aur mera meri mere mujhe liye ya kya ap aap"""
_URDU = """کا کی کے کو سے میں ہے ہیں اور یا یہ وہ پر لیے لئے کہ نہیں مجھے میرا میری میرے ہوں تو
بھی ایک کیا کہاں نے تک ساتھ اپنے اپنی"""
_ARABIC = """في من على إلى عن أو و هل أين أريد مع هذا هذه التي الذي"""
_GUJARATI = """અને કે ના ની નું નો ને માં મા થી પર માટે છે હું મારે મારી મારા મારું એક આ તે શું ક્યાં
મને સાથે પણ જે હોય"""
_HINDI = """का की के को से में है हैं और या यह वह पर लिए कि नहीं मुझे मेरा मेरी मेरे हूँ तो भी एक क्या कहाँ"""

_LISTS = (_ENGLISH, _POLISH, _ROMANISED, _URDU, _ARABIC, _GUJARATI, _HINDI)
STOP_WORDS: frozenset[str] = frozenset(fold(word) for line in _LISTS for word in line.split())


def is_stop_word(folded: str) -> bool:
    """Say whether a folded word is left out of a question that has other words."""
    return folded in STOP_WORDS or (len(folded) == 1 and script_of(folded) == "Latn")
