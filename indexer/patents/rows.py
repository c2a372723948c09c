"""What a collection keeps of every document beside its words, gathered row by row until it is written."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.records.patent import Patent
from corpora.records.publication import publication_key
from indexer.digest import collection_digest
from indexer.patents.directions import common, without
from indexer.patents.references import reference_arrays
from indexer.patents.vocabulary import Counted, save_vocabularies
from indexer.vector_cache import VectorCache
from models.encoders import Encoder
from models.patents.citable import earliest, first_known
from models.patents.classes import symbols_of
from models.patents.encoded_texts import encoded_texts, main_language

Progress = Callable[[int], None]


class PatentRows:
    """What is kept per document, row by row, until the arrays are written."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.languages: list[str] = []
        self.countries: list[str] = []
        self.families: list[str] = []
        self.applicants: list[str] = []
        self.earliest: list[int] = []  # ordinal of the earliest known date; 0: none is known
        self.claimed: list[bool] = []  # whether a priority or filing is known: without, it may be any time earlier
        self.texts: list[list[tuple[str, str]]] = []
        self.symbols: dict[str, list[int]] = {}
        self.words = Counted()
        self.cited: list[list[str]] = []
        self.keys: list[str] = []
        self.parts: set[str] = set()  # of documents that some document has: what none has is not looked up

    def add(self, patent: Patent) -> None:
        """Take a document as the next row."""
        row = len(self.ids)
        key = publication_key(patent.publication_number)
        self.ids.append(patent.publication_number)
        texts = encoded_texts(patent)
        self.languages.append(main_language(patent))
        self.countries.append(patent.country)
        self.keys.append(key)
        self.cited.append(sorted({publication_key(c.publication_number) for c in patent.citations}))
        self.families.append(patent.family_id or key)
        self.applicants.append(" ".join(patent.applicants).casefold())
        first = first_known(patent)
        self.earliest.append(first.toordinal() if first else 0)
        self.claimed.append(earliest(patent) is not None)
        self.texts.append(texts)
        self.words.add(patent)
        for symbol in symbols_of(patent):
            self.symbols.setdefault(symbol, []).append(row)

    def save(self, folder: Path, encoder: Encoder, cache: VectorCache, progress: Progress) -> None:
        """Write everything into a snapshot's folder; `progress` is called with the number of texts whose vectors are
        done.
        """
        flat = [text for row_texts in self.texts for _, text in row_texts]
        vectors = cache.vectors(flat, progress).astype(np.float32)
        starts = np.cumsum([0, *(len(row_texts) for row_texts in self.texts)])
        codes = sorted({*self.languages, *(code for row_texts in self.texts for code, _ in row_texts)})
        at = {code: i for i, code in enumerate(codes)}
        text_language = np.array([at[code] for row_texts in self.texts for code, _ in row_texts], np.int16)
        means, components = common(vectors, text_language, len(codes))
        np.save(folder / "vectors.npy", without(vectors, means[text_language], components).astype(np.float16))
        lists = list(self.symbols.values())
        references: dict[str, Any] = dict(reference_arrays(self.cited, self.keys))
        np.savez(
            folder / "arrays.npz",
            starts=starts,
            language=np.array([at[code] for code in self.languages], np.int16),
            text_language=text_language,
            **references,
            earliest=_by_family(self.families, self.earliest, self.claimed),
            means=means,
            components=components,
            symbol_starts=np.cumsum([0, *map(len, lists)]),
            symbol_rows=np.array([row for rows in lists for row in rows], np.int32),
        )
        described = {
            "ids": self.ids,
            "languages": codes,
            "countries": self.countries,
            "families": self.families,
            "applicants": self.applicants,
            "symbols": list(self.symbols),
            "parts": sorted(self.parts),
            "analysis": collection_digest(),
            "encoder": encoder.name,
            "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        save_vocabularies(folder, self.words, lambda words: cache.vectors(words).astype(np.float32))
        (folder / "rows.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8")


def _by_family(families: list[str], earliest: list[int], claimed: list[bool]) -> NDArray[np.int32]:
    """Return for every row the earliest date of its family; 0 where no member's filing is known, for no filter may drop
    what was filed before any day.
    """
    first: dict[str, int] = {}
    known = {family for family, has_filing in zip(families, claimed, strict=True) if has_filing}
    for family, day in zip(families, earliest, strict=True):
        if day:
            first[family] = min(day, first.get(family, day))
    return np.array([first.get(family, 0) if family in known else 0 for family in families], np.int32)
