"""Trade names: anatomy, fields of activity, the comparison of key elements, and the test with its levels."""

import pytest

from corpora.records.mark import Activity, Mark
from models.names.activities import Work, codes_of
from models.names.anatomy import dissect, initials
from models.names.compounds import parts_of
from models.names.fields import fields, is_close
from models.names.keys import compare_keys, name_entry
from models.names.relations import codes_by_meaning, relation, relation_to_classes
from models.names.ruling import LEVELS, rule_on
from models.names.warnings import protected, warnings_of
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
    return [(part.word, part.role) for part in dissect(versions_of(text)[0], Work(codes_of(activity))).parts]


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
    found = dissect(versions_of(text)[0], Work(codes_of(activity)))
    assert " ".join(found.key) == key
    assert not found.whole


@pytest.mark.parametrize("text", ["MAROC TRANSPORT SARL", "CASABLANCA NETTOYAGE", "شركة الخدمات العامة"])
def test_a_name_of_weak_words_only_counts_whole(text: str) -> None:
    found = dissect(versions_of(text)[0], Work(codes_of("transport et nettoyage")))
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
    assert dissect(version, Work(codes_of("transport")), ("service",)).key == ("service",)
    entry = name_entry(name("ATLAS SERVICE SARL", "transport"), corrected_key="Service")
    assert entry.keys[0].anatomy.key == ("service",)
    assert name_entry(name("ATLAS", "transport"), corrected_key="not in it").keys[0].anatomy.key == ("atlas",)


def test_initials_are_those_of_telling_words() -> None:
    assert initials(dissect(versions_of("Compagnie de Transports au Maroc SA")[0])) == "ctm"
    assert initials(dissect(versions_of("ATLAS MAROC")[0])) == ""
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
        ("zzz qqq", "restaurant", "unknown"),
    ],
)
def test_activities_are_same_close_or_distant(ours: str, theirs: str, expected: str) -> None:
    assert relation(codes_of(ours), codes_of(theirs)) == expected
    assert relation(codes_of(theirs), codes_of(ours)) == expected


def test_a_code_decides_before_words() -> None:
    assert codes_of("restaurant", "4923") == frozenset({"4923"})
    assert codes_of("restaurant", "H4923.1") == frozenset({"4923"})
    assert codes_of("restaurant", "9999") == codes_of("restaurant")


def test_an_activity_that_no_word_tells_is_read_by_meaning() -> None:
    from models.encoders import load_encoder

    assert codes_of("Bäckerei") == frozenset()
    assert relation(codes_by_meaning("Bäckerei", load_encoder()), codes_of("boulangerie")) in {
        "same",
        "close",
    }


def test_classes_of_a_mark_stand_to_an_activity() -> None:
    assert relation_to_classes(codes_of("restaurant"), [43]) == "same"
    assert relation_to_classes(codes_of("fabrication de vêtements"), [35]) == "unknown"
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


def test_a_crowded_word_falls_only_where_another_distinctive_word_differs() -> None:
    crowd = WordCounts(10_000, {}, {"atlas": 400, "zitouna": 400}, {})
    travel = "agence de voyages"
    for ours, theirs, expected in [
        ("ATLAS VOYAGES", "ATLAS TOURS", 1),
        ("ATLAS VOYAGES", "ATLAS ZERKOUN", 3),
        ("ZITOUNA DELICES", "ZITOUNA DELICES EXPRESS", 1),
    ]:
        assert level(name(ours, travel), name(theirs, travel), crowd) == expected
    assert level(name("ATLAS", travel), name("ATLAS ZERKOUN", travel)) == 2


def test_family_names_are_crowded_without_a_count() -> None:
    assert level(name("BENNANI", "bâtiment"), name("BENNANI ZERKOUN", "bâtiment")) == 3
    assert level(name("BENNANI", "bâtiment"), name("BENNANI SARL", "bâtiment")) == 1
    assert level(name("ALAOUI KASBI", "bâtiment"), name("ALAOUI NASRI", "bâtiment")) == 4


@pytest.mark.parametrize(
    ("word", "activity", "parts"),
    [
        ("atlasenergy", "énergie solaire", ("atlas", "energy")),
        ("batiplus", "travaux de construction", ("bati", "plus")),
        ("transatlas", "transport de marchandises", ("trans", "atlas")),
        ("transatlas", "pâtisserie", ("transatlas",)),
        ("bioargan", "cosmétiques", ("bio", "argan")),
        ("immovarden", "agence immobilière", ("immo", "varden")),
        ("carvelo", "opticien", ("carvelo",)),
        ("novatis", "", ("novatis",)),
        ("automobile", "garage", ("automobile",)),
    ],
)
def test_compounds_are_taken_apart_where_a_part_says_what_is_done(
    word: str, activity: str, parts: tuple[str, ...]
) -> None:
    assert parts_of(word, Work(codes_of(activity))) == parts


@pytest.mark.parametrize(
    ("proposed", "earlier", "activity", "expected"),
    [
        ("ATLASENERGY", "ATLAS ENERGIE", "énergie solaire", 1),
        ("IMMOVARDEN", "VARDEN", "agence immobilière", 1),
        ("BATIPLUS", "BATI PLUS", "travaux de construction", 1),
        ("A.B.C. TRANS", "Al Biobat Confitures", "confitures", 4),
        ("KAMAR", "QAMAR", "téléphonie", 1),
        ("NORIA", "DORIA", "restaurant", 2),
        ("MAROC IMMOBILIER", "MAROC IMMO", "agence immobilière", 1),
        ("MAROC IMMOBILIER", "RABAT IMMO", "agence immobilière", 4),
    ],
)
def test_what_a_registrar_would_sign(proposed: str, earlier: str, activity: str, expected: int) -> None:
    assert level(name(proposed, activity), name(earlier, activity)) == expected


def test_a_more_distant_activity_never_raises_the_level() -> None:
    for row in LEVELS.values():
        assert row["same"] <= row["close"] <= row["unknown"] <= row["distant"]


def kinds(text: str, activity: str = "") -> dict[str, bool]:
    return {warning.kind: warning.bars for warning in warnings_of(name_entry(name(text, activity)))}


@pytest.mark.parametrize(
    ("text", "activity", "expected"),
    [
        ("BANQUE ROYALE DU MAROC", "bâtiment", {"bank": True, "royal": True}),
        ("Royal Bank Consulting", "salon de café", {"bank": True, "royal": True}),
        ("Université Mohammed V", "conseil", {"education": True, "dynasty": True}),
        ("الصيدلية المركزية", "conseil", {"health": True}),
        ("ATLASBANK", "conseil", {"bank": True}),
        ("BANKARI", "conseil", {}),
        ("ALAOUI", "bâtiment", {}),
        ("BOULANGERIE", "boulangerie", {"descriptive": True}),
        ("BOULANGERIE", "développement de logiciels", {}),
        ("BOULANGERIE", "", {"descriptive_near": False}),
        ("مخبزة", "boulangerie", {"descriptive": True}),
        ("9AHWA", "salon de café", {"descriptive": True}),
        ("GROUPE SERVICES", "", {"descriptive": True}),
        ("CASABLANCA SARL", "salon de café", {"place": True}),
        ("MAROC TRANSPORT", "transport de marchandises", {"descriptive": True}),
        ("الأطلس للبناء", "أشغال البناء", {}),
        ("Coopérative Tazarine", "huiles alimentaires", {"cooperative": False}),
        ("KOTELIS", "salon de café", {}),
        ("TIMITAR", "", {}),
    ],
)
def test_what_stands_against_a_name_itself(text: str, activity: str, expected: dict[str, bool]) -> None:
    assert kinds(text, activity) == expected


def test_a_protected_phrase_is_told_once() -> None:
    found = {warning.kind: warning for warning in protected(words_of("UNIVERSITE MOHAMMED VI"))}
    assert found["dynasty"].words == ("mohammed", "vi")
    assert found["dynasty"].source == "law 17-97 (135)"


def test_the_first_name_of_a_king_alone_is_no_name_of_the_dynasty() -> None:
    assert kinds("MOHAMMED TRANS", "transport") == {}
