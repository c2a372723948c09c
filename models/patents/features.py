"""Claims split into features: what each claimed part, step or property says, as it stands in the claim."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.parsing.references import after_reference
from corpora.records.patent import Claim

LEAST_WORDS = 3  # words of a feature; less ("a housing") is joined to what follows, for anything has a housing
_BREAK = re.compile(
    r"\s*[;；؛]\s*|\n+|(?<=\w)\s*[:：]\s*"
    r"|,\s+(?=(?:and\s+)?(?:wherein|whereby|characteri[sz]ed|in which|dans (?:le|la)quel\w*|caract[ée]ris\w*"
    r"|wobei|dadurch|worin|donde|caracterizad\w*)\b)"
    r"|[،,]\s+(?=و?حيث|و?يتميز|و?تتميز)|，(?=其特征|其中|所述|包括)",
    re.IGNORECASE,
)
_STEP = re.compile(r"^\s*(?:[(（]?(?:\d{1,2}|[a-z]|[ivx]{1,5}|[أ-ي])\s*[.)）](?=\s)|[-–—•·*◦]\s)\s*", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:and|et|und|y|wherein|whereby|characteri[sz]ed in that|in which|dans lequel|dans laquelle"
    r"|caract[ée]ris[ée]e?s? en ce qu?e?(?=['\s])"
    r"|wobei|dadurch gekennzeichnet,? dass?|و?حيث(?: إن| أن)?|其特征在于|其中)['\s,，:]+)+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: its number within the claim's own ("1.2"), and its words as they stand in the claim."""

    number: str
    claim: int
    text: str


def own_features(claim: Claim) -> tuple[Feature, ...]:
    """Return the features that a claim states itself."""
    texts: list[str] = []
    joined = ""
    # "The method of any one of claims 1 to 3," says nothing of its own: what it refers to is compared there.
    for piece in _pieces(after_reference(claim.text) if claim.depends_on else claim.text):
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
        trimmed = _LEAD.sub("", _STEP.sub("", piece).strip(" ,，.。")).strip(" ,，.。")
        if trimmed:
            yield trimmed


def _count(text: str) -> float:
    return len(_WORDS.findall(text)) + len(_HAN.findall(text)) / 2
