"""Signs of which a word is translated: each word meets its nearest by look, sound or meaning, over one table.

A name half translated and half transliterated (مصرف الإنماء, ALINMA BANK) is then as near as one wholly transliterated.
Without a translated word there is nothing here that look, sound and meaning do not say alone.
"""

from models.signs.entry import Sign
from models.signs.evidence import Initials
from models.signs.factor import Factor
from models.signs.likeness import Likeness
from models.signs.pairing import covered, paired
from models.words.initials import LENGTHS, acronyms

CHANCE = 0.5  # nearness below which two words have nothing but chance in common


BY_INITIALS = 0.75  # a name and its initials: worth looking at beside names that share half of their words


def _initials(a: Sign, b: Sign) -> str:
    """Return the initials by which one of two signs is the other's, or ""."""
    for short, long in ((a, b), (b, a)):
        if len(short.words) == 1 and len(long.words) >= LENGTHS.start:
            letters = short.words[0].form
            if len(letters) in LENGTHS and letters in acronyms([word.form for word in long.words]):
                return letters
    return ""


def words_met(proposed: Sign, earlier: Sign, words: Likeness) -> Factor:
    """How far the words of two versions meet one by one, in [0, 1]; 1 = every word has its like, in whatever order.

    None unless words that mean the same, and are not the same, are among those that meet. A sign that is the other's
    initials, or those of its translation, meets it too.
    """
    if letters := _initials(proposed, earlier):
        return Factor("words", BY_INITIALS, evidence=(Initials(letters, proposed.text, earlier.text),))
    meanings = words.meanings(proposed, earlier)
    table = words.nearness(proposed, earlier) if meanings else None
    if table is None:
        return Factor("words", None)
    pairs = paired(table, CHANCE)
    if not any(
        (p.proposed, p.earlier) in meanings and proposed.words[p.proposed] != earlier.words[p.earlier] for p in pairs
    ):
        return Factor("words", None)
    return Factor("words", covered(proposed, earlier, pairs))
