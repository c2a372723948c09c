"""Tables (CSV) with a header line: columns are told by their names in English or French, or by an explicit map."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from unicodedata import combining, normalize

from corpora.errors import UnknownFormat
from corpora.lines import read_lines
from corpora.marks import mark_from
from corpora.normalise import FieldError
from corpora.patent_records import Patent
from corpora.patents import patent_from
from corpora.records import Mark
from corpora.rejected import Rejected, excerpt

# Folded header → our key. Offices' own headers, as seen in exports, and what a person would type.
ALIASES: dict[str, str] = {
    name: ours
    for ours, names in {
        "id": "id identifiant identifier",
        "office": "office office_code bureau registre registration_office",
        "right": "right type_de_droit nature_du_droit",
        "application_number": "application_number numero_de_depot numero_depot no_depot n_depot numero_demande"
        " aktenzeichen serial_number number numero",
        "registration_number": "registration_number numero_enregistrement numero_d_enregistrement no_enregistrement",
        "text": "text mark trademark trade_mark mark_text marque signe denomination nom nom_de_la_marque name"
        " markendarstellung word_mark verbal_element element_verbal raison_sociale",
        "kind": "kind mark_feature type_de_marque type category_of_mark mark_type",
        "nice_classes": "nice_classes classes classe class nice nice_class classes_de_nice classe_de_nice int_class",
        "goods": "goods goods_services goods_and_services produits produits_et_services produits_services"
        " specification",
        "activity": "activity activite secteur secteur_d_activite objet",
        "legal_form": "legal_form forme_juridique",
        "city": "city ville commune",
        "vienna_codes": "vienna_codes vienna vienne codes_de_vienne",
        "status": "status statut etat etat_de_la_marque aktenzustand situation",
        "filing_date": "filing_date filed date_de_depot date_depot depot application_date",
        "priority_date": "priority_date date_de_priorite priorite",
        "publication_date": "publication_date published date_de_publication publication",
        "registration_date": "registration_date registered date_d_enregistrement date_enregistrement",
        "expiry_date": "expiry_date expired renewal_due_date date_d_expiration date_expiration echeance",
        "reserved_until": "reserved_until reserve_jusqu_au",
        "holders": "holder holders owner applicant titulaire titulaires deposant proprietaire",
        "territories": "territories territory territoires territoire pays country",
        "image": "image logo",
        "translations": "translations translation traduction",
        "transliterations": "transliterations transliteration translitteration",
    }.items()
    for name in names.split()
}
PATENT_ALIASES: dict[str, str] = {
    name: ours
    for ours, names in {
        "publication_number": "publication_number numero_de_publication numero_publication no_publication publication",
        "application_number": "application_number numero_de_demande numero_demande",
        "title": "title titre",
        "abstract": "abstract abrege resume",
        "claims": "claims revendications",
        "description": "description",
        "cpc": "cpc",
        "ipc": "ipc cib classification",
        "filing_date": "filing_date date_de_depot",
        "priority_date": "priority_date date_de_priorite",
        "publication_date": "publication_date date_de_publication",
        "applicants": "applicants applicant deposants deposant assignee",
        "inventors": "inventors inventor inventeurs inventeur",
        "citations": "citations documents_cites",
        "family_id": "family_id family famille",
        "language": "language langue",
    }.items()
    for name in names.split()
}
Made = TypeVar("Made", Mark, Patent)
DELIMITERS = ",;\t|"


def header_key(name: str) -> str:
    """Return a header without accents, case and punctuation: "Date de dépôt" → "date_de_depot"."""
    bare = "".join(c for c in normalize("NFD", name.lower()) if not combining(c))
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def looks_like(head: str) -> bool:
    """Return whether the first line is a header that names the mark's text."""
    first = head.lstrip("\ufeff").split("\n", 1)[0]
    keys = {ALIASES.get(header_key(cell)) for cell in next(csv.reader([first], delimiter=_delimiter(first)), [])}
    return "text" in keys


def read(stream: io.BufferedReader, source: str, options: "object | None" = None) -> Iterator[Mark | Rejected]:
    """Yield a `Mark` or a `Rejected` for every row.

    `options.columns` maps our keys to header names and overrides the aliases.

    Raises:
        UnknownFormat: no column holds the mark's text, or a mapped column does not exist.

    """
    yield from _rows(stream, source, options, _Kind(ALIASES, "text", "the mark's text", _mark))


def read_patents(
    stream: io.BufferedReader, source: str, options: "object | None" = None
) -> Iterator[Patent | Rejected]:
    """Yield a `Patent` or a `Rejected` for every row; lists in a cell are parted by `;`, claims each begin a line with their number."""
    yield from _rows(
        stream, source, options, _Kind(PATENT_ALIASES, "publication_number", "the publication number", _patent)
    )


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Made]):
    """What a table holds: how its headers are told, the column that must be there, and what a row becomes."""

    aliases: dict[str, str]
    needed: str
    what: str
    make: Callable[[dict[str, Any], str], Made]


def _rows(
    stream: io.BufferedReader, source: str, options: "object | None", kind: "_Kind[Made]"
) -> Iterator[Made | Rejected]:
    lines = read_lines(stream, source, getattr(options, "encoding", None))
    damaged: list[Rejected] = []
    number = [0]

    def texts() -> Iterator[str]:
        for line in lines:
            if isinstance(line, Rejected):
                damaged.append(line)
            else:
                number[0] = line.number
                yield line.text + "\n"

    feed = texts()
    first = next(feed, "")
    delimiter = _delimiter(first)
    header = next(csv.reader([first], delimiter=delimiter), [])
    keys = _keys(header, getattr(options, "columns", None) or {}, source, kind)
    rows = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        began = number[0] + 1
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield Rejected(
                source, _span(began, number[0]), "", f"is not a row of the table ({error}); check the quotes"
            )
            continue
        finally:
            yield from damaged
            damaged.clear()
        yield _record(row, keys, (source, _span(began, number[0])), kind)
    yield from damaged


def _span(first: int, last: int) -> str:
    return f"line {last}" if last <= first else f"lines {first}-{last}"


def _delimiter(first: str) -> str:
    return max(DELIMITERS, key=first.count)


def _keys(header: list[str], columns: dict[str, str], source: str, kind: "_Kind[Made]") -> list[str]:
    found = [kind.aliases.get(header_key(cell)) or header_key(cell) for cell in header]
    names = [header_key(cell) for cell in header]
    for ours, column in columns.items():
        if header_key(column) not in names:
            raise UnknownFormat(f'{source}: no column "{column}"; the columns are {", ".join(header)}')
        found[names.index(header_key(column))] = ours
    if kind.needed not in found:
        known = ", ".join(header)
        raise UnknownFormat(
            f"{source}: no column holds {kind.what}; name it with --columns {kind.needed}=HEADER (columns: {known})"
        )
    return found


def _record(row: list[str], keys: list[str], place: tuple[str, str], kind: "_Kind[Made]") -> Made | Rejected:
    source, position = place
    if len(row) != len(keys):
        reason = f"has {len(row)} columns, the header {len(keys)}; the row may be cut"
        return Rejected(source, position, "", reason, excerpt(" | ".join(row)))
    raw: dict[str, Any] = {}
    for key, value in zip(keys, row, strict=True):
        if value.strip():
            raw[key] = f"{raw[key]} {value}" if key in raw else value
    try:
        return kind.make(raw, source)
    except FieldError as error:
        return Rejected(source, position, error.field, error.reason, excerpt(" | ".join(row)))


def _mark(raw: dict[str, Any], source: str) -> Mark:
    office = str(raw.get("office") or "XX").strip().upper()
    number = raw.get("application_number") or raw.get("registration_number")
    if number and "id" not in raw:
        raw["id"] = f"{office}-{str(number).strip()}"
    if raw.get("goods"):
        raw["goods"] = [raw["goods"]]
    raw.setdefault("source", source)
    return mark_from({**raw, "office": office})


def _patent(raw: dict[str, Any], source: str) -> Patent:
    if raw.get("claims"):
        raw["claims"] = re.split(r"\n(?=\s*\d+\s*[.)])", raw["claims"])
    raw.setdefault("source", source)
    return patent_from(raw)
