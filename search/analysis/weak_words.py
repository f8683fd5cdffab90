"""Which words make a sentence of a question and need not stand in a listing?

"I feel like someone to go for a walk with" asks for a walk. Such words still count where a
listing has them ("Someone to talk to"), and are what is asked for where there are no others.
Unlike stop words they are never taken out of phrases: "nobody to talk to" is a category word.
"""

from search.analysis.letters import fold

_ENGLISH = """someone somebody something somewhere anyone anybody anywhere things thing everything
go goes going gone get gets getting got keep keeps kept feel feels feeling felt been being like
likes know knows known dont doesnt didnt cant cannot couldnt wont isnt give gives start starts try
trying join joining learned learnt lost want wants wanting wanted needs needed help helps support
use using tell show take make makes too so very really always all every much more any other others
again still now anymore since after before until up out off away here home's living person people
son daughter husband wife myself yourself himself herself them him her he she himself just only
service services local area"""
_POLISH = """potrzebuję pomoc pomocy pomóc mogę można móc umiem ktoś kogoś coś gdzieś iść pójść
ciągle bardzo dużo zawsze wszystko kim mój mojego syn córka mąż męża żona żony zajęcia dla jestem
mieć nic nikt nikogo"""
_ROMANISED = """joiye joie karvu karvi karva javu java nathi koi madad bahu khub rahe thay lage pase
pachhi badhu malshe sathe kya mate chahiye karna karne karni jana jaun nahi nahin sakta sakti bohat
bahut har waqt rehta rehti hota hoti wala wali baad paas saath milegi deta deti hoon raha rahi
kahan mane mujhe maro beta beti dikro dikri biwi shohar pati patni liye"""
_URDU = """چاہیے کرنا کرنے کرنی جانا جاتا جاتی جاؤں آتا آتی نہیں سکتا سکتی کوئی مدد بہت ہر وقت
رہتا رہتی ہوتا ہوتی والا والی بعد پاس ملے گی گا دیتا دیتی رہا رہی رہے سب ہوا بیٹا بیٹی شوہر بیوی"""
_GUJARATI = """જોઈએ કરવું કરવી કરવા કરનાર જવું જવા આવે આવતી આવડતું નથી શકતો શકતી કોઈ મદદ બહુ ખૂબ રહે થાય
લાગે પાસે પછી બધું મળશે ગયા ગયો ગઈ દીકરો દીકરી પતિ પત્ની જાય"""

_LISTS = (_ENGLISH, _POLISH, _ROMANISED, _URDU, _GUJARATI)
WEAK_WORDS: frozenset[str] = frozenset(fold(word) for line in _LISTS for word in line.split())


def is_weak(word: str) -> bool:
    """Say whether a word, as typed, need not stand in a listing."""
    return fold(word) in WEAK_WORDS
