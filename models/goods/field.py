"""What a sign is used for, as far as it is known: the frame in which a word is descriptive or not."""

from dataclasses import dataclass
from dataclasses import field as dataclass_field

from corpora.records.mark import Mark
from models.goods.groups import first_concepts, guessed_classes
from models.goods.similarity import split_terms
from models.goods.stems import root, stem, telling_words
from models.words.concepts import cached_meaning

MOST_TEXT = 4_000  # characters of a list of goods that are read


@dataclass(frozen=True, slots=True)
class Field:
    """What a sign is used for: Nice classes, and the stems and concepts of the words of its goods' terms; empty when
    nothing is known. `terms` are the first terms as written, for the encoder; they do not tell two fields apart.
    """

    classes: frozenset[int] = frozenset()
    stems: frozenset[str] = frozenset()
    concepts: frozenset[int] = frozenset()
    terms: tuple[str, ...] = dataclass_field(default=(), compare=False)

    def __bool__(self) -> bool:
        """Whether anything is known of the goods."""
        return bool(self.classes or self.stems)


def field_of(*marks: Mark) -> Field:
    """Return the field of one or two records together: their classes, goods and activity."""
    texts = [goods.text for mark in marks for goods in mark.goods]
    texts += [mark.activity.text for mark in marks if mark.activity]
    classes = {number for mark in marks for number in mark.nice_classes}
    classes |= {goods.nice_class for mark in marks for goods in mark.goods if goods.nice_class is not None}
    read = [_read_goods(text) for text in texts if text]
    terms = tuple(term for text in texts for term in split_terms(text))
    if not classes:
        classes = {number for term in terms for number in guessed_classes(term)}
    return Field(
        frozenset(classes),
        frozenset().union(*(stems for stems, _ in read)),
        frozenset().union(*(concepts for _, concepts in read)),
        terms,
    )


@cached_meaning(4_096)
def _read_goods(text: str) -> tuple[frozenset[str], frozenset[int]]:
    words = tuple(word for part in text[:MOST_TEXT].split(";") for word in telling_words(part))
    stems = {stem(word) for word in words} | {root(word) for word in words}
    concepts = {concept for word in words for concept in first_concepts(word)}
    return frozenset(stems), frozenset(concepts)
