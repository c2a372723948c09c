"""Makes the sample registers that ship with the project. Run: `python -m benchmarks.make_sample
PATH/TO/name-suggestion-index`; without the path, only the synthetic register is made anew.

Brands: names from the name-suggestion-index (BSD-3, see NOTICE), one record each, with Nice classes derived from the
trade. They are *brands*, never presented as registered rights. A brand that the index names in two scripts is left
out, because evaluation pairs are taken from those. The Moroccan register is synthetic, from a fixed seed, and says so
in every record.
"""

import gzip
import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.name_register import names
from models.words.text import versions_of

CLASS_OF_TRADE: dict[str, tuple[int, ...]] = {
    "supermarket": (35,), "convenience": (35,), "clothes": (25, 35), "shoes": (25, 35), "jewelry": (14, 35), "watches": (14,),
    "cosmetics": (3, 35), "perfumery": (3, 35), "chemist": (3, 5, 35), "pharmacy": (5, 35), "optician": (9, 44), "beauty": (44,),
    "hairdresser": (44,), "bakery": (30, 35), "pastry": (30, 35), "confectionery": (30,), "chocolate": (30,), "coffee": (30, 43), "tea": (30,),
    "wine": (33, 35), "alcohol": (33, 35), "beverages": (32, 35), "butcher": (29, 35), "seafood": (29, 35), "greengrocer": (31, 35), "furniture": (20, 35),
    "carpet": (27, 35), "tiles": (19, 35), "paint": (2, 35), "doityourself": (35,), "hardware": (6, 8, 35), "electronics": (9, 35), "computer": (9, 35),
    "mobile_phone": (9, 38), "telecommunication": (38,), "books": (16, 35), "stationery": (16, 35), "toys": (28, 35), "sports": (28, 25), "bag": (18, 35),
    "car": (12, 35), "car_repair": (37,), "car_parts": (12, 35), "tyres": (12, 35), "bicycle": (12, 35), "motorcycle": (12, 35), "florist": (31, 44), "pet": (31, 35),
    "travel_agency": (39,), "laundry": (37,), "dry_cleaning": (37,), "restaurant": (43,), "cafe": (43,), "fast_food": (43,), "bar": (43,), "pub": (43,),
    "ice_cream": (30, 43), "hotel": (43,), "hostel": (43,), "motel": (43,), "bank": (36,), "insurance": (36,), "money_transfer": (36,), "fuel": (4, 35), "charging_station": (37,),
    "dentist": (44,), "clinic": (44,), "hospital": (44,), "school": (41,), "kindergarten": (41,), "language_school": (41,), "cinema": (41,), "fitness_centre": (41,), "car_rental": (39,),
    "post_office": (39,), "courier": (39,), "estate_agent": (36,), "employment_agency": (35,), "tobacco": (34, 35), "e-cigarette": (34,), "fabric": (24, 35), "interior_decoration": (20, 42),
    "kitchen": (20, 21), "houseware": (21, 35), "musical_instrument": (15,), "medical_supply": (10, 35), "hearing_aids": (10, 44), "department_store": (35,), "variety_store": (35,),
}  # fmt: skip
SEED = 1797
BRANDS = 12_000


def brands(package: Path) -> Iterator[dict[str, Any]]:
    """Yield brand records of trades that have a class here, without any that the index names in two scripts."""
    index = json.loads((package / "dist" / "json" / "nsi.min.json").read_text("utf-8"))["nsi"]
    seen: set[str] = set()
    for tree in sorted(index):
        kind, _, trade = tree.partition("/")
        classes = CLASS_OF_TRADE.get(trade.rpartition("/")[2])
        if kind != "brands" or not classes:
            continue
        for item in index[tree]["items"]:
            names = {
                v
                for k, v in item.get("tags", {}).items()
                if k in {"name", "brand"} or k.startswith(("name:", "brand:"))
            }
            names -= {v for k, v in item.get("tags", {}).items() if "wiki" in k}
            scripts = {version.script for name in [*names, item["displayName"]] for version in versions_of(name)} - {
                "Zyyy"
            }
            key = item["displayName"].casefold()
            if len(scripts) != 1 or key in seen:
                continue
            seen.add(key)
            yield {
                "id": f"XX-NSI-{item['id']}", "office": "XX", "text": item["displayName"], "kind": "word", "nice_classes": list(classes),
                "status": "unknown", "territories": ["001"], "source": "name-suggestion-index", "record_type": "brand", "nice_origin": "derived-from-trade",
            }  # fmt: skip


# Words of the synthetic register: Moroccan everyday words in the three scripts that signs there use.
TRILINGUAL = [
    ("Zellig", "الزليج", "ⵣⵍⵍⵉⵊ"), ("Atlas", "الأطلس", "ⴰⵟⵍⴰⵙ"), ("Argane", "أركان", "ⴰⵔⴳⴰⵏ"), ("Amane", "أمان", "ⴰⵎⴰⵏ"), ("Tafoukt", "تافوكت", "ⵜⴰⴼⵓⴽⵜ"), ("Izem", "إيزم", "ⵉⵣⵎ"), ("Tiznit", "تيزنيت", "ⵜⵉⵣⵏⵉⵜ"),
    ("Souss", "سوس", "ⵙⵓⵙ"), ("Amlal", "أملال", "ⴰⵎⵍⴰⵍ"), ("Tamlalt", "تاملالت", "ⵜⴰⵎⵍⴰⵍⵜ"), ("Asafar", "أسافار", "ⴰⵙⴰⴼⴰⵔ"), ("Azoul", "أزول", "ⴰⵣⵓⵍ"), ("Tudert", "تودرت", "ⵜⵓⴷⵔⵜ"), ("Asirem", "أسيرم", "ⴰⵙⵉⵔⵎ"),
]  # fmt: skip
BILINGUAL = [
    ("Baraka", "البركة"), ("Nour", "نور"), ("Yasmine", "ياسمين"), ("Salam", "السلام"), ("Amal", "أمل"), ("Rahma", "رحمة"), ("Najah", "النجاح"), ("Wafa", "الوفاء"), ("Kawtar", "كوثر"), ("Firdaous", "الفردوس"), ("Andalous", "الأندلس"), ("Safae", "صفاء"), ("Hilal", "الهلال"),
    ("Jawhara", "الجوهرة"), ("Noujoum", "النجوم"), ("Sahara", "الصحراء"), ("Kahwat Lmedina", "قهوة المدينة"), ("Dar Tajine", "دار الطاجين"), ("Bahia", "الباهية"), ("Menara", "المنارة"), ("Majorelle", "ماجوريل"), ("Chaouen", "الشاون"), ("Rif", "الريف"), ("Oued Eddahab", "وادي الذهب"), ("Hanae", "هناء"),
]  # fmt: skip
SECOND = [
    "",
    "",
    "",
    "Maroc",
    "Services",
    "Déco",
    "Import",
    "Voyages",
    "Bio",
    "Beauté",
    "Immobilier",
    "Trans",
    "Pâtisserie",
    "Café",
    "Group",
    "Cosmétiques",
]
TRADES = [
    ((30,), "café, thé, pâtisserie", "Torréfaction et vente de café"), ((43,), "services de restauration; services de cafés", "Restaurant"), ((3,), "savons; huiles cosmétiques; parfums", "Fabrication de cosmétiques"),
    ((19,), "carreaux de céramique; zellige", "Artisanat du zellige"), ((27,), "tapis", "Vente de tapis"), ((25,), "vêtements; caftans; djellabas", "Confection"), ((29,), "huile d'olive; dattes", "Huilerie"), ((39,), "organisation de voyages; transport", "Agence de voyages"),
    ((37,), "travaux de construction", "Travaux de bâtiment"), ((36,), "affaires immobilières", "Promotion immobilière"), ((9, 42), "logiciels; développement de logiciels", "Services informatiques"), ((44,), "salons de beauté; hammam", "Institut de beauté"),
]  # fmt: skip
CITIES = [
    "Casablanca",
    "Rabat",
    "Fès",
    "Marrakech",
    "Tanger",
    "Agadir",
    "Meknès",
    "Oujda",
    "Tétouan",
    "Essaouira",
    "Laâyoune",
    "Safi",
]
FORMS = ["SARL", "SARL AU", "SA", "SNC", "Coopérative"]
STATES = ["registered"] * 6 + ["pending", "opposed", "expired", "refused", "withdrawn", "cancelled"]


def moroccan(count: int = 3_000) -> Iterator[dict[str, Any]]:
    """Yield synthetic Moroccan rights: marks, trade names, shop signs, geographical indications; fixed seed."""
    rng = random.Random(SEED)
    for number in range(count):
        right = rng.choices(["trademark", "trade_name", "shop_sign"], [6, 3, 1])[0]
        names = rng.choice([*TRILINGUAL, *BILINGUAL])
        if rng.random() < 0.96:  # nearly all signs join two words, in every script that both have
            names = tuple(
                f"{first} {second}" for first, second in zip(names, rng.choice([*TRILINGUAL, *BILINGUAL]), strict=False)
            )
        second, (classes, goods, activity) = rng.choice(SECOND), rng.choice(TRADES)
        latin = " ".join(
            filter(None, [rng.choice([names[0], names[0].upper(), "Dar " + names[0], "Al " + names[0]]), second])
        )
        text = (
            "/".join([latin, *names[1:]])
            if rng.random() < 0.35
            else (rng.choice(names[1:]) if rng.random() < 0.2 else latin)
        )
        yield _right(rng, number, right, (text, classes, goods, activity))
    for number, (name, goods, classes) in enumerate(
        [
            ("Argane", "huile d'argane", (3, 29)),
            ("Safran de Taliouine", "safran", (30,)),
            ("Dattes Majhoul de Tafilalet", "dattes", (29, 31)),
            ("Clémentine de Berkane", "clémentines", (31,)),
            ("Huile d'olive Tyout Chiadma", "huile d'olive", (29,)),
        ]
    ):
        yield {
            "id": f"MA-IG-SYN-{number + 1}", "office": "MA", "right": "geographical_indication", "text": name, "nice_classes": list(classes), "goods": [{"text": goods, "lang": "fr"}],
            "status": "registered", "filing_date": "2010-01-01", "territories": ["MA"], "source": "synthetic", "synthetic": True,
        }  # fmt: skip


def _right(rng: random.Random, number: int, right: str, what: tuple[str, tuple[int, ...], str, str]) -> dict[str, Any]:
    text, classes, goods, activity = what
    filed = date(2000, 1, 1) + timedelta(days=rng.randrange(9_600))
    record: dict[str, Any] = {
        "id": f"MA-SYN-{number + 1:05d}",
        "office": "MA",
        "right": right,
        "text": text,
        "territories": ["MA"],
        "source": "synthetic",
        "synthetic": True,
    }
    record["filing_date"] = filed.isoformat()
    if right == "trademark":
        status = rng.choice(STATES)
        expiry = filed + timedelta(days=3_652)
        if status == "registered" and expiry < date(2026, 1, 1):
            expiry += timedelta(days=3_652 * ((date(2026, 1, 1) - expiry).days // 3_652 + 1))
        return record | {
            "kind": "word",
            "nice_classes": list(classes),
            "goods": [{"class": classes[0], "text": goods, "lang": "fr"}],
            "status": status,
            "expiry_date": expiry.isoformat(),
            "holder": f"Titulaire synthétique {rng.randrange(900)}",
        }
    name = record | {
        "activity": activity,
        "city": rng.choice(CITIES),
        "nice_classes": [],
        "status": "registered",
    }
    if right == "trade_name":
        name |= {"legal_form": rng.choice(FORMS)}
        if rng.random() < 0.15:
            name |= {
                "status": "reserved",
                "reserved_until": (date(2026, 11, 1) + timedelta(days=rng.randrange(-60, 90))).isoformat(),
            }
    return name


# Trade names that the demo and the docs show, beside synthetic ones.
SHOWN = [
    {"text": "شركة قهوة أطلس", "activity": "مقهى", "city": "Agadir", "legal_form": "SARL", "filing_date": "2014-03-10", "status": "registered"},
    {"text": "SILLAGE SERVICE", "activity": "location de bateaux", "city": "Agadir", "legal_form": "SARL", "filing_date": "2012-05-02", "status": "registered"},
    {"text": "COMPAGNIE DES EPICES DU SOUSS", "acronym": "CES", "activity": "commerce d'épices", "city": "Taroudant", "legal_form": "SA", "filing_date": "2009-09-21", "status": "registered"},
    {"text": "TOUBKAL COFFEE", "activity": "salon de thé", "city": "Marrakech", "filing_date": "2026-07-25", "status": "reserved", "reserved_until": "2026-10-23"},
    {"text": "CAFE DU SOUSS SERVICES", "activity": "café", "city": "Agadir", "legal_form": "SARL AU", "filing_date": "2018-02-14", "status": "registered"},
]  # fmt: skip


def trade_names(count: int = 1_500) -> Iterator[dict[str, Any]]:
    """Yield the names that are shown, then synthetic ones; every record says that it is synthetic."""
    for number, shown in enumerate(SHOWN, start=1):
        common = {
            "id": f"MA-SYN-D-{number}",
            "office": "MA",
            "right": "trade_name",
            "territories": ["MA"],
            "source": "synthetic",
            "synthetic": True,
        }
        yield common | shown
    yield from names(count)


def main() -> None:
    """Write `brands.jsonl.gz`, `morocco.jsonl.gz` and `names.jsonl.gz` into `corpora/sample`; without a path, the
    latter two only.
    """
    folder = Path(__file__).parent.parent / "corpora" / "sample"
    _write(folder / "names.jsonl.gz", trade_names())
    if len(sys.argv) < 2:
        _write(folder / "morocco.jsonl.gz", moroccan())
        return
    records = sorted(brands(Path(sys.argv[1])), key=lambda r: str(r["id"]))
    chosen = sorted(random.Random(SEED).sample(records, min(BRANDS, len(records))), key=lambda r: str(r["id"]))
    _write(folder / "brands.jsonl.gz", iter(chosen))
    _write(folder / "morocco.jsonl.gz", moroccan())


def _write(path: Path, records: Iterator[dict[str, Any]]) -> None:
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_bytes(gzip.compress(lines.encode(), mtime=0))


if __name__ == "__main__":
    main()
