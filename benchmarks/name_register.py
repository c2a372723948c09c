"""A synthetic register of Moroccan trade names, of any size, from a fixed seed; every record says that it is synthetic.

Run: `anteriority bench make-names NAMES.jsonl.gz --count 1000000`. Legal forms, cities and fields of activity are
real words; family names and everyday words are common ones; the rest is coined from syllables. Crowded words (ATLAS,
SAHARA, GROUPE) follow a Zipf law, as words of registers do. It shows speed and behaviour in a crowd, never quality on
an office's data.
"""

import gzip
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from models.names.fields import Field, fields

SEED = 1797
AS_OF = date(2026, 11, 1)

# Everyday words that many names bear, in two scripts where both are used; the first are the most crowded.
CROWDED = [
    ("Atlas", "الأطلس"), ("Sahara", "الصحراء"), ("Nour", "النور"), ("Baraka", "البركة"), ("Amal", "الأمل"), ("Salam", "السلام"), ("Najah", "النجاح"), ("Andalous", "الأندلس"),
    ("Rif", "الريف"), ("Souss", "سوس"), ("Wafa", "الوفاء"), ("Yasmine", "الياسمين"), ("Hilal", "الهلال"), ("Menara", "المنارة"), ("Firdaous", "الفردوس"), ("Zitouna", "الزيتونة"),
    ("Massira", "المسيرة"), ("Fath", "الفتح"), ("Badr", "البدر"), ("Manar", "المنار"), ("Afak", "الآفاق"), ("Itqane", "الإتقان"), ("Ibdaa", "الإبداع"), ("Riyad", "الرياض"),
    ("Nakhil", "النخيل"), ("Waha", "الواحة"), ("Bahia", "الباهية"), ("Kawtar", "الكوثر"), ("Rahma", "الرحمة"), ("Iman", "الإيمان"), ("Hanae", "هناء"), ("Safae", "الصفاء"),
    ("Majd", "المجد"), ("Amana", "الأمانة"), ("Tawfik", "التوفيق"), ("Saada", "السعادة"), ("Jawhara", "الجوهرة"), ("Noujoum", "النجوم"), ("Qods", "القدس"), ("Mouhit", "المحيط"),
    ("Alpha", ""), ("Delta", ""), ("Omega", ""), ("Nova", ""), ("Optima", ""), ("Prima", ""), ("Horizon", ""), ("Phenix", ""), ("Vision", ""), ("Elite", ""), ("Soleil", ""), ("Etoile", ""),
    ("Perle", ""), ("Oasis", ""), ("Medina", ""), ("Zenith", ""), ("Avenir", ""), ("Azur", ""), ("Royal", ""), ("Smart", ""), ("Golden", ""), ("Green", ""), ("Blue", ""), ("Star", ""),
]  # fmt: skip
FAMILIES = [
    ("Bennani", "بناني"), ("Alaoui", "العلوي"), ("Idrissi", "الإدريسي"), ("Tazi", "التازي"), ("Fassi", "الفاسي"), ("Berrada", "برادة"), ("Chraibi", "الشرايبي"), ("Benjelloun", "بنجلون"),
    ("Lahlou", "لحلو"), ("Sebti", "السبتي"), ("Kettani", "الكتاني"), ("Filali", "الفيلالي"), ("Naciri", "الناصري"), ("Sqalli", "الصقلي"), ("Mernissi", "المرنيسي"), ("Bouazza", "بوعزة"),
    ("Amrani", "العمراني"), ("Hassani", "الحساني"), ("Tahiri", "الطاهري"), ("Zerouali", "الزروالي"), ("Ouazzani", "الوزاني"), ("Mansouri", "المنصوري"), ("Slaoui", "السلاوي"), ("Rami", "رامي"),
    ("Bouzid", "بوزيد"), ("Cherkaoui", "الشرقاوي"), ("Daoudi", "الداودي"), ("Guessous", "كسوس"), ("Haddad", "الحداد"), ("Jabri", "الجابري"), ("Khattabi", "الخطابي"), ("Laraki", "العراقي"),
    ("Moutaouakil", "المتوكل"), ("Oufkir", "أوفقير"), ("Rhazi", "الغازي"), ("Saidi", "السعيدي"), ("Touzani", "التوزاني"), ("Yacoubi", "اليعقوبي"), ("Zniber", "زنيبر"), ("Aitmellal", "أيت ملال"),
]  # fmt: skip
TIFINAGH = ["ⴰⵣⵓⵍ", "ⴰⵟⵍⴰⵙ", "ⵜⴰⴼⵓⴽⵜ", "ⵉⵣⵎ", "ⴰⵎⴰⵏ", "ⵜⵓⴷⵔⵜ", "ⴰⵙⵉⵔⵎ", "ⴰⵔⴳⴰⵏ", "ⵙⵓⵙ", "ⵜⵉⵣⵏⵉⵜ"]
GENERIC = ["Maroc", "Services", "Groupe", "Group", "International", "Solutions", "Concept", "Plus", "Pro", "Express", "Négoce", "Company", "Partners", "et Fils", "Général", "Moderne"]  # fmt: skip
GENERIC_AR = ["المغرب", "للخدمات", "الدولية", "الحديثة", "العامة", "وشركاؤه"]
CITIES = ["Casablanca", "Rabat", "Fès", "Marrakech", "Tanger", "Agadir", "Meknès", "Oujda", "Tétouan", "Kénitra", "Salé", "Safi", "Nador", "Laâyoune", "Béni Mellal", "Essaouira"]  # fmt: skip
FORMS = (["SARL", "SARL AU", "SA", "SNC", "SAS", "Coopérative", "GIE"], [50, 34, 4, 3, 4, 4, 1])
BEGIN, MIDDLE, END = (
    [
        "ba",
        "be",
        "bi",
        "bo",
        "da",
        "de",
        "di",
        "do",
        "fa",
        "fe",
        "ga",
        "ka",
        "ki",
        "ko",
        "la",
        "le",
        "li",
        "lo",
        "ma",
        "me",
        "mi",
        "mo",
        "na",
        "ne",
        "ni",
        "no",
        "pa",
        "ra",
        "re",
        "ri",
        "ro",
        "sa",
        "se",
        "si",
        "so",
        "ta",
        "te",
        "ti",
        "to",
        "va",
        "vi",
        "za",
        "ze",
        "al",
        "am",
        "an",
        "ar",
        "as",
        "el",
        "en",
        "ir",
        "is",
    ],
    [
        "ba",
        "ca",
        "da",
        "fa",
        "ga",
        "la",
        "ma",
        "na",
        "ra",
        "sa",
        "ta",
        "va",
        "xa",
        "bi",
        "di",
        "li",
        "mi",
        "ni",
        "ri",
        "si",
        "ti",
        "vi",
        "be",
        "de",
        "le",
        "me",
        "ne",
        "re",
        "se",
        "te",
        "bo",
        "co",
        "do",
        "lo",
        "mo",
        "no",
        "ro",
        "so",
        "to",
        "ru",
        "lu",
        "mu",
        "nu",
    ],
    [
        "l",
        "n",
        "r",
        "s",
        "t",
        "x",
        "m",
        "ne",
        "re",
        "te",
        "line",
        "lab",
        "tec",
        "max",
        "nor",
        "via",
        "dia",
        "lis",
        "ra",
        "na",
        "ta",
        "mo",
        "co",
        "do",
        "lia",
        "sia",
        "tia",
        "ris",
        "tis",
        "nex",
        "tek",
    ],
)
FRONTS = [
    "Soma",
    "Maro",
    "Sotra",
    "Geo",
    "Eco",
    "Agri",
    "Info",
    "Euro",
    "Afri",
    "Inter",
    "Medi",
    "Socha",
    "Comi",
    "Pro",
    "Neo",
    "Bio",
]
BACKS = [
    "trans",
    "bat",
    "tec",
    "log",
    "com",
    "dis",
    "plast",
    "elec",
    "met",
    "tex",
    "med",
    "net",
    "pac",
    "fer",
    "max",
    "lux",
]


def names(count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Yield `count` synthetic records; the first n of a longer run are those of a run of n."""
    rng = random.Random(seed)
    all_fields = list(fields().values())
    zipf = list(accumulate(1 / (rank + 3) for rank in range(len(CROWDED))))
    for number in range(count):
        field = rng.choice(all_fields)
        text, arabic = _name(rng, field, zipf)
        yield _record(rng, number, field, (text, arabic))


def coined(rng: random.Random) -> str:
    """Return a word that nobody used before, more or less."""
    return (
        rng.choice(BEGIN) + "".join(rng.choice(MIDDLE) for _ in range(rng.choice((0, 1, 1, 2)))) + rng.choice(END)
    ).capitalize()


def _key(rng: random.Random, zipf: list[float]) -> tuple[str, str]:
    """Return a key element and its Arabic, "" where it has none."""
    drawn = rng.random()
    if drawn < 0.34:
        return rng.choices(CROWDED, cum_weights=zipf)[0]
    if drawn < 0.46:
        return rng.choice(FAMILIES)
    if drawn < 0.58:
        return rng.choice(FRONTS) + rng.choice(BACKS), ""
    return coined(rng), ""


def _name(rng: random.Random, field: Field, zipf: list[float]) -> tuple[str, str]:
    """Return a name's Latin and Arabic text, one of them or both."""
    keys = [_key(rng, zipf) for _ in range(rng.choices((1, 2, 3), (55, 38, 7))[0])]
    words = sorted(field.words)
    latin_words, arabic_words = [w for w in words if w.isascii()], [w for w in words if not w.isascii()]
    latin = [key for key, _ in keys]
    if latin_words and rng.random() < 0.45:
        latin.insert(rng.choice((0, len(latin))), rng.choice(latin_words).capitalize())
    if rng.random() < 0.3:
        latin.append(rng.choice(GENERIC))
    if rng.random() < 0.05:
        latin.append(rng.choice(CITIES))
    if rng.random() < 0.04:
        latin.insert(0, rng.choice(("Dar", "Al", "Ste", "Groupe")))
    arabic = [key for _, key in keys if key]
    if arabic and arabic_words and rng.random() < 0.6:
        arabic.append(rng.choice(arabic_words))
    if arabic and rng.random() < 0.25:
        arabic.append(rng.choice(GENERIC_AR))
    text = " ".join(latin)
    return (text.upper() if rng.random() < 0.7 else text), " ".join(
        ["شركة", *arabic] if rng.random() < 0.4 else arabic
    ) if arabic else ""


def _record(rng: random.Random, number: int, field: Field, name: tuple[str, str]) -> dict[str, Any]:
    latin, arabic = name
    form = rng.choices(*FORMS)[0]
    drawn = rng.random()
    text = f"{latin} {form}" if rng.random() < 0.3 else latin
    if arabic and drawn < 0.35:
        text = arabic if drawn < 0.22 else f"{latin} / {arabic}"
    elif drawn > 0.985:
        text = " ".join(rng.sample(TIFINAGH, 2))
    registered = date(1990, 1, 1) + timedelta(days=rng.randrange(13_450))
    record: dict[str, Any] = {
        "id": f"MA-SYN-N-{number + 1:07d}",
        "office": "MA",
        "right": "shop_sign" if rng.random() < 0.05 else "trade_name",
        "text": text,
        "activity": {"text": field.titles["ar" if text == arabic else "fr"], "code": field.code},
        "legal_form": form,
        "city": rng.choice(CITIES),
        "filing_date": registered.isoformat(),
        "territories": ["MA"],
        "source": "synthetic",
        "synthetic": True,
    }
    words = latin.split()
    if len(words) > 2 and rng.random() < 0.2:
        record["acronym"] = "".join(word[0] for word in words).upper()
    return record | _status(rng)


def _status(rng: random.Random) -> dict[str, Any]:
    drawn = rng.random()
    if drawn < 0.10:
        until = AS_OF + timedelta(days=rng.randrange(-40, 90))
        return {
            "status": "reserved",
            "reserved_until": until.isoformat(),
            "filing_date": (until - timedelta(days=90)).isoformat(),
        }
    return {"status": "struck_off" if drawn < 0.18 else "registered"}


def write(path: Path, count: int) -> None:
    """Write `count` records as JSON Lines, gzipped when the name ends so."""
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in names(count))
    if path.suffix == ".gz":
        with gzip.GzipFile(path, "wb", mtime=0) as packed:
            packed.writelines(line.encode() for line in lines)
    else:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(lines)
