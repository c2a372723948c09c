"""How patents lie in Tantivy: one field per part and language group, each with the analysis of its language."""

import re
from collections.abc import Iterator

import tantivy

from corpora.records.patent import Patent
from models.patents.languages import GROUPS, group_of, text_language

# What a word weighs where it stands: `text` is title, abstract and claims in one (one saturation for all of them); a
# title names the invention, a description mentions everything.
PARTS: dict[str, float] = {"text": 1.0, "title": 0.8, "description": 0.3}
_SPACE = re.compile(r"\s")
_STEMMERS = {"en": "english", "fr": "french", "de": "german", "es": "spanish", "ar": "arabic"}
_GERMAN_PARTS = [
    "wasser",
    "luft",
    "wärme",
    "kälte",
    "kraft",
    "werk",
    "strom",
    "energie",
    "speicher",
    "pumpe",
    "druck",
    "dampf",
    "gas",
    "öl",
    "fahrzeug",
    "motor",
    "rad",
    "antrieb",
    "steuerung",
    "regelung",
    "anlage",
    "vorrichtung",
    "verfahren",
    "system",
    "einrichtung",
    "maschine",
    "gerät",
    "behälter",
    "leitung",
    "rohr",
    "ventil",
    "filter",
    "kühlung",
    "heizung",
    "tauscher",
    "turbine",
    "batterie",
    "zelle",
    "solar",
    "wind",
    "licht",
    "schicht",
    "stoff",
    "metall",
    "kunst",
    "holz",
    "glas",
    "papier",
    "lager",
    "träger",
    "rahmen",
    "platte",
    "deckel",
    "boden",
    "gehäuse",
    "messer",
    "werkzeug",
    "schalter",
    "spule",
    "sensor",
    "mess",
    "daten",
    "netz",
    "signal",
    "bild",
    "ton",
]


def field_of(part: str, group: str) -> str:
    """Return the name of the field that holds a part in the texts of a language group."""
    return f"{part}_{group}"


def analysers() -> dict[str, tantivy.TextAnalyzer]:
    """Return the analyser of every language group: folded, stemmed, German compounds split, CJK by character pairs."""
    by_group = {}
    for group in GROUPS:
        if group == "cjk":
            builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 2)).filter(tantivy.Filter.lowercase())
            by_group[group] = builder.build()
            continue
        builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        builder = builder.filter(tantivy.Filter.remove_long(60)).filter(tantivy.Filter.lowercase())
        if (
            group in _STEMMERS and group != "ar"
        ):  # Tantivy has no Arabic list; Arabic function words are mostly prefixes
            builder = builder.filter(tantivy.Filter.stopword(_STEMMERS[group]))
        if group == "de":
            builder = builder.filter(tantivy.Filter.split_compound(_GERMAN_PARTS))
        if group in _STEMMERS:
            builder = builder.filter(tantivy.Filter.stemmer(_STEMMERS[group]))
        by_group[group] = builder.filter(tantivy.Filter.ascii_fold()).build()
    return by_group


def texts(patent: Patent) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of every part in its language."""
    for title in patent.title:
        group = group_of(text_language(title.text, title.language or patent.language))
        yield field_of("title", group), title.text
        yield field_of("text", group), title.text
    for abstract in patent.abstract:
        yield (
            field_of("text", group_of(text_language(abstract.text, abstract.language or patent.language))),
            abstract.text,
        )
    for claim in patent.claims:
        yield field_of("text", group_of(text_language(claim.text, patent.language))), claim.text
    if patent.description:
        description_group = group_of(text_language(patent.description[0].text, patent.language))
        for paragraph in patent.description:
            yield field_of("description", description_group), paragraph.text


def one_word(term: str) -> str:
    """Return a term without white space, for an index that parts terms there: pairs of characters may hold some."""
    return _SPACE.sub("␣", term)
