"""Claims split into features: what each claimed part, step or property says, as it stands in the claim."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.parsing.patents import claims_from
from corpora.records.patent import Claim

LEAST_WORDS = 3  # words of a feature; less ("a housing") is joined to what follows, for anything has a housing
_BREAK = re.compile(
    r"\s*[;；؛]\s*|\n+|(?<=\w)\s*[:：]\s*"
    r"|,\s+(?=(?:and\s+)?(?:wherein|whereby|characteri[sz]ed|in which|dans (?:le|la)quel\w*|caract[ée]ris\w*"
    r"|wobei|dadurch|worin|donde|caracterizad\w*)\b)"
    r"|[،,]\s+(?=و?حيث|و?يتميز|و?تتميز)|，(?=其特征|其中|所述|包括)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:and|et|und|y|wherein|whereby|characteri[sz]ed in that|in which|dans lequel|dans laquelle"
    r"|caract[ée]ris[ée]e?s? en ce qu?e?(?=['\s])"
    r"|wobei|dadurch gekennzeichnet,? dass?|و?حيث(?: إن| أن)?|其特征在于|其中)['\s,，:]+)+",
    re.IGNORECASE,
)
# "The method of any one of claims 1 to 3," says nothing of its own: what it refers to is compared there.
_REFERENCE = re.compile(
    r".{0,120}?(?:claims?|revendications?|anspr[uü]ch\w*|reivindicaci[oó]n\w*|(?:عنصر|عناصر) الحماية|权利要求)"
    r"\s*(?:n[°o]\s*)?\d+"
    r"(?:\s*(?:to|or|and|à|ou|et|bis|oder|und|a|o|y|-|–|إلى|أو|,|或|至)\s*\d+)*",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"(?m)^\s*(?:claim\s+)?(\d{1,3})\s*[.)\-:]\s+(?=\D)")
_WORDS = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: its number within the claim's own ("1.2"), and its words as they stand in the claim."""

    number: str
    claim: int
    text: str


def read_claims(text: str) -> tuple[Claim, ...]:
    """Return the claims of a text: each begins a line with its number; a text without numbers is claim 1."""
    starts = [match.start() for match in _NUMBER.finditer(text)]
    if not starts or text[: starts[0]].strip():
        starts = [0, *starts]
    parts = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return tuple(claims_from(" ".join(part.split()) if _NUMBER.match(part) else part for part in parts if part))


def own_features(claim: Claim) -> tuple[Feature, ...]:
    """Return the features that a claim states itself."""
    texts: list[str] = []
    joined = ""
    reference = _REFERENCE.match(claim.text) if claim.depends_on else None
    for piece in _pieces(claim.text[reference.end() :] if reference else claim.text):
        joined = f"{joined} {piece}".strip() if joined else piece
        if _count(joined) >= LEAST_WORDS:
            texts.append(joined)
            joined = ""
    if joined:
        texts = [*texts[:-1], f"{texts[-1]} {joined}"] if texts else [joined]
    return tuple(Feature(f"{claim.number}.{i}", claim.number, text) for i, text in enumerate(texts, start=1))


def features_by_claim(claims: Sequence[Claim]) -> dict[int, tuple[Feature, ...]]:
    """Return for every claim its features, those of the claims that it depends on first (of several, the first
    named).
    """
    by_number = {claim.number: claim for claim in claims}
    features: dict[int, tuple[Feature, ...]] = {}
    for claim in claims:
        parent = next((n for n in claim.depends_on if n in by_number and n in features), None)
        features[claim.number] = (*(features[parent] if parent is not None else ()), *own_features(claim))
    return features


def _pieces(text: str) -> Iterator[str]:
    for piece in _BREAK.split(text):
        trimmed = _LEAD.sub("", piece.strip(" ,，.。")).strip(" ,，.。")
        if trimmed:
            yield trimmed


def _count(text: str) -> float:
    return len(_WORDS.findall(text)) + len(_HAN.findall(text)) / 2
