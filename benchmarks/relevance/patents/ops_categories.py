"""Categories that EPO search reports gave (X, Y, A per cited document) beside what we propose, where the cited text
is at hand.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree  # the files are the benchmark's own samples, not a stranger's

from benchmarks.relevance.patents.topics import work_file
from benchmarks.tables import markdown
from corpora.parsing.claims import claims_from
from corpora.records.patent import Claim
from corpora.records.publication import parse_publication
from indexer.patents.embedded import PatentsReader
from models.encoders import Encoder
from models.patents.languages import language_of
from search_api.patents.feature_table import WINDOWS, FeatureTable, claimed
from search_api.patents.invention import Invention, terms_of
from search_api.patents.passages import PassageFinder


def ops_categories(reader: PatentsReader, encoder: Encoder) -> Iterator[str]:
    """Yield how many cited documents bear a category, how many of their texts are here, and the comparison for
    those.
    """
    folder = work_file("raw")
    cited = sorted({c for path in folder.glob("epo_ops_*.xml") for c in _categories(path)})
    claims = _claims(folder / "epo_ops_claims.xml")
    finder = PassageFinder(reader, encoder)
    language = language_of(claims[0].text)
    table = FeatureTable(finder, encoder, claimed(claims, language))
    stems = terms_of(reader, Invention(" ".join(claim.text for claim in claims), language), encoder).by_group
    lines = []
    for citing, document, category in cited:
        patent = next(reader.fetch([document]), None)
        if patent is None:
            continue
        row = table.row(finder.open(finder.cut(patent, stems), WINDOWS))
        established = sum(feature.degree != "not_established" for feature in row)
        lines.append([citing, document, category, f"{established} of {len(row)} features at least in part"])
    yield (
        f"EPO search reports among the samples: {len(cited)} cited documents with a category; the text of "
        f"{len(lines)} is here (n = {len(lines)}).\n"
    )
    if lines:
        yield markdown(["application", "cited", "category of the report", "ours"], lines)


def _categories(path: Path) -> Iterator[tuple[str, str, str]]:
    for document in _all(ElementTree.parse(path).getroot(), "exchange-document"):  # noqa: S314
        citing = document.get("country", "") + document.get("doc-number", "")
        for citation in _all(document, "citation"):
            categories = "/".join(node.text or "" for node in _all(citation, "category"))
            for identifier in _all(citation, "document-id"):
                parts = [
                    "".join(n.text or "" for n in _all(identifier, name)) for name in ("country", "doc-number", "kind")
                ]
                number = parse_publication("".join(parts))
                if categories and number and identifier.get("document-id-type") == "docdb":
                    yield citing, str(number), categories


def _claims(path: Path) -> tuple[Claim, ...]:
    root = ElementTree.parse(path).getroot()  # noqa: S314
    texts = [" ".join(node.itertext()).strip() for node in _all(root, "claim-text")]
    return tuple(claims_from(texts))


def _all(node: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (item for item in node.iter() if item.tag.rsplit("}", 1)[-1] == name)
