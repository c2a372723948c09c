"""Claims of a text: headings and steps are none, numbers are read in every manner, references in ten languages."""

import json
from pathlib import Path

import pytest

from corpora.parsing.claims import claims_from, claims_in
from corpora.parsing.claims_xml import claims_of_xml
from corpora.parsing.patents import patent_from
from corpora.parsing.references import after_reference
from corpora.parsing.texts import FieldError

CASES = Path(__file__).parents[1] / "cases" / "claims.jsonl"
TEXTS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", TEXTS, ids=[case["text"][:40] for case in TEXTS])
def test_claims_and_what_they_depend_on(case: dict[str, object]) -> None:
    found = claims_in(str(case["text"]))
    assert [[claim.number, list(claim.depends_on)] for claim in found] == case["claims"]
    assert all(claim.text for claim in found)


def test_a_record_with_its_claims_in_one_text_or_in_a_list_has_the_same() -> None:
    listed = ["What is claimed is:", "1. A pump.", {"number": 2, "text": "2. The pump of claim 1."}]
    whole = "What is claimed is:\n1. A pump.\n2. The pump of claim 1."
    claims = [patent_from({"publication_number": "EP1234567B1", "claims": c}).claims for c in (listed, whole, [whole])]
    assert claims[0] == claims[1] == claims[2]
    assert [(claim.number, claim.text) for claim in claims[0]] == [(1, "A pump."), (2, "The pump of claim 1.")]


def test_steps_stay_in_a_claim_of_a_list() -> None:
    found = list(claims_from(["A method comprising\n1. heating\n2. cooling", "The method of claim 1."]))
    assert [(claim.number, claim.depends_on) for claim in found] == [(1, ()), (2, (1,))]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("The pump of any one of claims 1 to 3, wherein x", ", wherein x"),
        ("Pompe selon l'une des revendications précédentes, où x", ", où x"),
        ("The pump of claim 1 or claim 2, wherein x", ", wherein x"),
    ],
)
def test_what_a_claim_refers_to_is_no_feature(text: str, rest: str) -> None:
    assert after_reference(text) == rest


ST36 = """<?xml version="1.0" encoding="UTF-8"?><claims lang="en"><claim num="0001"><claim-text>1. A pump comprising:
<claim-text>a rotor;</claim-text><claim-text>a stator.</claim-text></claim-text></claim>
<claim num="0002"><claim-text>The pump of <claim-ref idref="c1">claim 1</claim-ref>.</claim-text></claim></claims>"""
ST96 = """<pat:Claims xmlns:pat="urn:pat"><pat:Claim><pat:ClaimNumber>1</pat:ClaimNumber><pat:ClaimText>A pump comprising:
a rotor; a stator.</pat:ClaimText></pat:Claim><pat:Claim><pat:ClaimNumber>2</pat:ClaimNumber><pat:ClaimText>The pump of
<pat:ClaimReference>claim 1</pat:ClaimReference>.</pat:ClaimText></pat:Claim></pat:Claims>"""


@pytest.mark.parametrize(
    "text", [ST36, ST96, f"<doc><description/>{ST36.partition('?>')[2]}{ST36.partition('?>')[2]}</doc>"]
)
def test_claims_of_xml(text: str) -> None:
    found = claims_in(claims_of_xml(text))
    assert [(claim.number, claim.depends_on) for claim in found] == [(1, ()), (2, (1,))]
    assert found[0].text.split() == ["A", "pump", "comprising:", "a", "rotor;", "a", "stator."]


@pytest.mark.parametrize("text", ["<a><b/></a>", "<claims><claim>", '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'])
def test_xml_that_is_not_read_is_one_line(text: str) -> None:
    with pytest.raises(FieldError, match="XML") as error:
        claims_of_xml(text)
    assert "\n" not in str(error.value)
