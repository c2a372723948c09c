"""Trade names: anatomy, fields of activity, the comparison of key elements, and the test with its levels."""

import pytest

from corpora.records.mark import Activity, Mark
from models.names.anatomy import dissect, initials
from models.names.fields import codes_of, fields, is_close
from models.names.keys import compare_keys, name_entry
from models.names.protected import hints
from models.names.relations import codes_by_meaning, relation, relation_to_classes
from models.names.ruling import LEVELS, rule_on
from models.signs.distinctiveness import NO_COUNTS, WordCounts
from models.tokens import tokens
from models.words.text import versions_of, words_of


def name(text: str, activity: str = "", acronym: str | None = None) -> Mark:
    told = Activity(activity) if activity else None
    return Mark("", text, right="trade_name", activity=told, acronym=acronym)


def level(proposed: Mark, earlier: Mark, counts: WordCounts = NO_COUNTS) -> int:
    ours, theirs = name_entry(proposed), name_entry(earlier)
    return rule_on(compare_keys(ours, theirs), relation(ours.codes, theirs.codes), counts).level


def roles(text: str, activity: str) -> list[tuple[str, str]]:
    return [(part.word, part.role) for part in dissect(versions_of(text)[0], codes_of(activity)).parts]


@pytest.mark.parametrize(
    ("text", "activity", "key"),
    [
        ("ATLAS TRANS SARL", "transport de marchandises", "atlas"),
        ("ATLAS TRANS SARL", "pâtisserie", "atlas trans"),
        ("S.A.R.L. AU NOUR", "vêtements", "nour"),
        ("GROUPE BENCHEKROUN INTERNATIONAL", "import export", "benchekroun"),
        ("شركة قهوة أطلس", "مقهى", "اطلس"),
        ("ش.م.م الأمل للنقل", "نقل البضائع", "الامل"),
        ("تعاونية تازرين", "زيوت", "تازرين"),
        ("SILLAGE SERVICE", "location de bateaux", "sillage"),
        ("OUMLIL AUTO", "garage", "oumlil"),
        ("RABAT OPTIQUE ZINEB", "optique", "zineb"),
    ],
)
def test_the_key_element_is_what_remains(text: str, activity: str, key: str) -> None:
    found = dissect(versions_of(text)[0], codes_of(activity))
    assert " ".join(found.key) == key
    assert not found.whole


@pytest.mark.parametrize("text", ["MAROC TRANSPORT SARL", "CASABLANCA NETTOYAGE", "شركة الخدمات العامة"])
def test_a_name_of_weak_words_only_counts_whole(text: str) -> None:
    found = dissect(versions_of(text)[0], codes_of("transport et nettoyage"))
    assert found.whole
    assert set(found.key) == set(words_of(text)) - {"sarl"}


def test_small_words_do_not_tell_whole_names_apart() -> None:
    first, second = (
        name("COMPAGNIE TRANSPORTS DU SUD", "transport"),
        name("COMPAGNIE DES TRANSPORTS DU SUD SA", "transport"),
    )
    assert level(first, second) == 1


def test_a_person_corrects_the_key_element() -> None:
    version = versions_of("ATLAS SERVICE SARL")[0]
    assert dissect(version, codes_of("transport"), ("service",)).key == ("service",)
    entry = name_entry(name("ATLAS SERVICE SARL", "transport"), corrected_key="Service")
    assert entry.keys[0].anatomy.key == ("service",)
    assert name_entry(name("ATLAS", "transport"), corrected_key="not in it").keys[0].anatomy.key == ("atlas",)


def test_initials_are_those_of_telling_words() -> None:
    assert initials(dissect(versions_of("Compagnie de Transports au Maroc SA")[0], frozenset())) == "ctm"
    assert initials(dissect(versions_of("ATLAS MAROC")[0], frozenset())) == ""
    assert "~ctm" in tokens(name("Compagnie de Transports au Maroc SA"))


def test_fields_are_sound() -> None:
    known = fields()
    for code, field in known.items():
        assert set(field.titles) == {"fr", "en", "ar"}
        assert all(title for title in field.titles.values())
        assert all(1 <= number <= 45 for number in field.nice)
        assert not is_close(code, code) or code
        for other in known:
            assert is_close(code, other) == is_close(other, code)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("restaurant", "مطعم", "same"),
        ("restaurant", "hôtel", "close"),
        ("transport de marchandises", "شركة نقل البضائع", "same"),
        ("boulangerie", "pâtisserie et confiserie", "same"),
        ("location de bateaux", "parfumerie", "distant"),
        ("élevage de poulets", "développement de logiciels", "distant"),
        ("sculpture sur glace", "restaurant", "unknown"),
    ],
)
def test_activities_are_same_close_or_distant(ours: str, theirs: str, expected: str) -> None:
    assert relation(codes_of(ours), codes_of(theirs)) == expected
    assert relation(codes_of(theirs), codes_of(ours)) == expected


def test_a_code_decides_before_words() -> None:
    assert codes_of("restaurant", "49.41Z") == frozenset() or codes_of("", "4923") == frozenset({"492"})
    assert codes_of("restaurant", "H492") == frozenset({"492"})


def test_an_activity_that_no_word_tells_is_read_by_meaning() -> None:
    from models.encoders import load_encoder

    assert codes_of("we bake croissants") == frozenset()
    assert relation(codes_by_meaning("we bake croissants", load_encoder()), codes_of("boulangerie")) in {
        "same",
        "close",
    }


def test_classes_of_a_mark_stand_to_an_activity() -> None:
    assert relation_to_classes(codes_of("restaurant"), [43]) == "same"
    assert relation_to_classes(codes_of("vente de vêtements"), [35]) == "unknown"
    assert relation_to_classes(codes_of("boutique de prêt-à-porter"), [35]) == "close"
    assert relation_to_classes(codes_of("restaurant"), [7]) == "distant"
    assert relation_to_classes(codes_of("restaurant"), []) == "unknown"


def test_sillages_falls_two_levels_with_a_distant_activity() -> None:
    earlier = name("SILLAGE SERVICE", "location de bateaux")
    same, distant = (
        level(name("SILLAGES", "location de bateaux"), earlier),
        level(name("SILLAGES", "parfumerie"), earlier),
    )
    assert distant - same >= 2


@pytest.mark.parametrize("form", ["SARL", "SARL AU", "SA", "SNC", "GIE"])
def test_another_legal_form_is_level_1(form: str) -> None:
    assert level(name(f"TIMITAR {form}", "meubles"), name("TIMITAR", "fabrication de meubles")) == 1


@pytest.mark.parametrize(
    ("proposed", "earlier", "kind", "rule"),
    [
        (name("QAHWA ATLAS SARL", "café"), name("شركة قهوة أطلس", "مقهى"), "variant", "other_script"),
        (name("LE NOBLE SARL"), name("LENOBLE"), "identical", "spacing"),
        (name("ORCA BLEUE"), name("BLEUE ORCA"), "identical", "order"),
        (name("PERLES"), name("PERLE"), "variant", "plural"),
        (name("AKWASOL"), name("AQUASOL"), "variant", "sound"),
        (name("PARCOURS D'ETOILES"), name("PARCOURS"), "contained", "contained"),
        (name("CTM", "transport"), name("Compagnie de Transports au Maroc", "transport"), "initials", "initials.earlier"),
        (name("Compagnie de Transports au Maroc", "transport"), name("CTM", "transport"), "initials", "initials.proposed"),
        (name("SOLEIL ROUGE"), name("RED SUN"), "translated", "translated"),
    ],
)  # fmt: skip
def test_key_elements_meet(proposed: Mark, earlier: Mark, kind: str, rule: str) -> None:
    found = compare_keys(name_entry(proposed), name_entry(earlier))
    assert (found.kind, found.rules) == (kind, (rule,))


def test_a_registered_acronym_is_a_version_of_the_name() -> None:
    earlier = name("COMPAGNIE DES EPICES DU SOUSS", "épices", acronym="CES")
    assert level(name("CES", "épices"), earlier) == 1
    assert level(name("CES", "gardiennage"), earlier) == 3


@pytest.mark.parametrize(
    ("proposed", "earlier"),
    [("TAFILELT TRANS", "OURIKA TRANS"), ("ATLAS ZERKTI", "ATLAS MOULIYA"), ("شركة الأمل للنقل", "شركة الوفاء للنقل")],
)
def test_weak_or_common_words_alone_refuse_nothing(proposed: str, earlier: str) -> None:
    assert level(name(proposed, "transport"), name(earlier, "transport")) == 4


def test_a_crowded_key_element_lets_the_other_words_count() -> None:
    crowd = WordCounts(10_000, {}, {"atlas": 400}, {})
    proposed, earlier = name("ATLAS VOYAGES", "agence de voyages"), name("ATLAS TOURS", "agence de voyages")
    assert (level(proposed, earlier), level(proposed, earlier, crowd)) == (1, 2)
    same = name("ATLAS VOYAGES SARL", "agence de voyages")
    assert level(proposed, same, crowd) == 1


def test_a_more_distant_activity_never_raises_the_level() -> None:
    for row in LEVELS.values():
        assert row["same"] <= row["close"] <= row["unknown"] <= row["distant"]


def test_protected_words_are_hints_with_a_source() -> None:
    found = {hint.kind: hint for hint in hints(words_of("BANQUE ROYALE DU MAROC"))}
    assert {"bank", "royal"} <= found.keys()
    assert found["bank"].source == "law 103-12"
    assert [hint.kind for hint in hints(words_of("الصيدلية المركزية"))] == ["health"]
    assert hints(words_of("TIMITAR")) == ()
