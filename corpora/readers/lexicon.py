"""An office's own table of meanings: words of several languages side by side, or an open wordnet.

A table has a header of language codes (fr, en, es, ar, ary; any of them, any order) and one concept a line; synonyms
are separated by `,`. A wordnet of the Open Multilingual Wordnet (tab files: synset, `lang:lemma`, word) has one
language a file; several files are joined by synset. Its senses are in no order, so that each counts as a lesser one.
"""

import csv
import re
from collections.abc import Iterable, Iterator

from corpora.errors import NothingToIndex, UnknownFormat
from corpora.files.lines import Line, read_lines
from corpora.files.opening import opened
from corpora.records.rejected import Rejected, excerpt

LANGUAGES = ("fr", "en", "es", "ar", "ary")
_OF_WORDNETS = {"fra": "fr", "eng": "en", "spa": "es", "arb": "ar", "ary": "ary"}
_LEMMA = re.compile(r"([a-z]{3}):lemma")
_LEAST = 2  # words of a concept; one alone translates nothing
MOST_LETTERS = 80  # of a word or phrase; longer ones are explanations
MOST_LINE = 100_000  # letters of a row
Concept = dict[str, list[str]]


def read_lexicon(paths: Iterable[str], rejected: list[Rejected], encoding: str | None = None) -> list[str]:
    """Return the lines of the dictionary (`LANGUAGES` in order, separated by tabs) that files of an office give.

    What cannot be read is appended to `rejected`, with its place; reading goes on.

    Raises:
        UnknownFormat: a file is neither a table with a header of languages nor a wordnet.
        NothingToIndex: no file holds a concept in two words or more.
        UnreadableFile: a file cannot be opened, or is cut.

    """
    synsets: dict[str, Concept] = {}
    concepts: list[Concept] = []
    for path in paths:
        with opened(path) as stream:
            lines = read_lines(stream, path, encoding)
            first = next((line for line in lines if isinstance(line, Line)), None)
            if first and (first.text.startswith("#") or ("\t" in first.text and ":lemma" in first.text)):
                _read_wordnet([first, *lines], path, synsets, rejected)
            else:
                concepts += _table(first, lines, path, rejected)
    usable = [c for c in (*concepts, *synsets.values()) if sum(map(len, c.values())) >= _LEAST]
    if not usable:
        raise NothingToIndex("these files hold no concept with two words; the dictionary stays as it was")
    lines_of_all = ("\t".join(",".join(concept.get(language, ())) for language in LANGUAGES) for concept in usable)
    return list(dict.fromkeys(lines_of_all))


def _table(
    header: Line | None, lines: Iterable[Line | Rejected], path: str, rejected: list[Rejected]
) -> Iterator[Concept]:
    separator = "\t" if header and "\t" in header.text else ";" if header and ";" in header.text else ","
    languages = [cell.strip().lower() for cell in header.text.split(separator)] if header else []
    if len(languages) < _LEAST or not set(languages) <= set(LANGUAGES) or len(set(languages)) < len(languages):
        raise UnknownFormat(
            f"{path}: the first line must name languages in columns, each once ({', '.join(LANGUAGES)}), or the file be"
            " a wordnet of the Open Multilingual Wordnet"
        )
    for line in lines:
        if isinstance(line, Rejected):
            rejected.append(line)
            continue
        cells = _cells(line.text, separator)
        words = {language: _words(cell) for language, cell in zip(languages, cells, strict=False)}
        unfit = any(len(w) > MOST_LETTERS or not w.isprintable() for known in words.values() for w in known)
        if len(cells) > len(languages) or unfit or sum(map(len, words.values())) < _LEAST:
            reason = f"a concept needs two words or more, each of at most {MOST_LETTERS} letters, a column a language"
            rejected.append(Rejected(path, f"line {line.number}", "", reason, excerpt(line.text)))
        else:
            yield words


def _cells(text: str, separator: str) -> list[str]:
    """Return the cells of a line; none of one that is no row of a table (a quote that is not closed, megabytes)."""
    if len(text) > MOST_LINE or text.count('"') % 2:
        return []
    return next(csv.reader([text], delimiter=separator), [])


def _words(cell: str) -> list[str]:
    return [word for part in cell.replace("\t", " ").split(",") if (word := part.strip())]


def _read_wordnet(
    lines: Iterable[Line | Rejected], path: str, synsets: dict[str, Concept], rejected: list[Rejected]
) -> None:
    for line in lines:
        if isinstance(line, Rejected):
            rejected.append(line)
            continue
        if line.text.startswith("#"):
            continue
        synset, kind, word, *_ = [*line.text.split("\t"), "", ""]
        lemma = _LEMMA.fullmatch(kind)
        language = _OF_WORDNETS.get(lemma[1]) if lemma else None
        if lemma is None and ":" not in kind:
            reason = "is no line of a wordnet (synset, language:lemma, word)"
            rejected.append(Rejected(path, f"line {line.number}", "", reason, excerpt(line.text)))
        elif language and word.strip() and word.isprintable() and "," not in word and len(word) <= MOST_LETTERS:
            known = synsets.setdefault(synset, {}).setdefault(language, [])
            known.append("~" + word.strip().replace("_", " "))
