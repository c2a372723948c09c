"""No letter is dropped or unread in silence: the letters of the scripts read here, one by one."""

import unicodedata

import pytest

from models.words.letters import ARABIC_OWN
from models.words.readings import read_word
from models.words.text import fold, versions_of, words_of

# Letters that are none by themselves: a mute vowel, fragments of print, signs of phonetics and of medieval writing.
MUTE = set("ⴻﹳׯ")
BLOCKS = {
    "Arabic": ((0x0620, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)),
    "Hebrew": ((0x05D0, 0x05F4), (0xFB1D, 0xFB4F)),
    "Tifinagh": ((0x2D30, 0x2D7F),),
    "Latin": ((0x00C0, 0x024F), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xFF21, 0xFF5A)),
}
# Tones of Zhuang, clicks of Khoisan, what phonetics alone writes; ŀ is read before another l (COL·LEGI).
UNREAD_LATIN = set("ƄƅƛƧƨƪƺƻƼƽǀǁǂǃɁɂĿŀ")


def letters(script: str) -> list[str]:
    codes = [code for first, last in BLOCKS[script] for code in range(first, last + 1)]
    return [chr(code) for code in codes if unicodedata.category(chr(code))[0] == "L"]


@pytest.mark.parametrize("script", sorted(BLOCKS))
def test_every_letter_is_read(script: str) -> None:
    missing = [c for c in letters(script) if c not in MUTE | UNREAD_LATIN and not all(map(read_word, words_of(c)))]
    assert not missing, [f"{c} {unicodedata.name(c, '')}" for c in missing]


def test_every_letter_of_arabic_script_folds_to_one_that_readers_know() -> None:
    strange = [c for c in letters("Arabic") if c not in MUTE and not set(fold(c)) <= ARABIC_OWN | {" "}]
    assert not strange


def test_every_latin_letter_folds_to_plain_ones() -> None:
    assert not [c for c in letters("Latin") if c not in UNREAD_LATIN and not fold(c).isascii()]


@pytest.mark.parametrize(
    ("one", "other"),
    [("राम", "रोम"), ("ขาว", "ข่าว"), ("मोर", "मीरा"), ("কলা", "কালী"), ("தமிழ்", "தமழ"), ("ຂາວ", "ຂ່າວ"), ("កា", "កី")],
)
def test_vowel_signs_and_tones_tell_words_apart(one: str, other: str) -> None:
    assert versions_of(one) != versions_of(other)
    assert words_of(one) == (unicodedata.normalize("NFC", one),), "one word, whole"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("COL·LEGI", "collegi"),
        ("Aγilas", "Aɣilas"),
        ("Tεamat", "Tɛamat"),
        ("ATL\u00adAS", "ATLAS"),
        ("عَلِيّ", "علي"),
        ("ڧصبة", "قصبه"),
        ("ڢاس", "فاس"),
        ("نرم\u200cافزار", "نرمافزار"),
        ("ʿAlāʾ", "ALAA"),
        ("Šams ʿAyn", "shams ayn"),
        ("MA’MURA", "MAMURA"),
        ("Sa'id", "SAID"),
        ("qu’il", "QU IL"),
        ("dell’arte", "DELL ARTE"),
    ],
)
def test_spellings_of_one_word(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


def test_a_final_alif_maqsura_is_an_a() -> None:
    assert {reading.phones[-1] for reading in read_word(words_of("سلمى")[0])} == {"a"}
    assert {reading.phones[-1] for reading in read_word(words_of("سلمي")[0])} == {"i"}
